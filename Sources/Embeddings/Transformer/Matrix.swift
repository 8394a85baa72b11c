/// Rows of numbers of equal width.
struct Matrix: Sendable {
    let rows: Int
    let columns: Int
    var numbers: [Float]

    init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        numbers = Array(repeating: 0, count: rows * columns)
    }
}

/// The weights and biases of a linear layer, laid out for `apply`.
struct LinearLayer: Sendable {
    /// How many outputs the kernel works on at a time.
    private static let panel = 8
    /// How many inputs it works on at a time, and how many stay in the cache meanwhile.
    private static let block = 4
    private static let tile = 64

    let inputs: Int
    let outputs: Int
    /// For each eight outputs: for each input, their eight weights.
    private let packed: [Float]
    /// Padded to whole panels.
    private let biases: [Float]

    /// Packs a layer.
    ///
    /// `weights` are `outputs` rows of `inputs` numbers, `biases` are `outputs` numbers.
    init(inputs: Int, outputs: Int, weights: [Float], biases: [Float]) {
        self.inputs = inputs
        self.outputs = outputs
        let panels = (outputs + Self.panel - 1) / Self.panel
        var packed = [Float](repeating: 0, count: panels * Self.panel * inputs)
        for output in 0..<outputs {
            let start = output / Self.panel * Self.panel * inputs + output % Self.panel
            for input in 0..<inputs {
                packed[start + input * Self.panel] = weights[output * inputs + input]
            }
        }
        self.packed = packed
        self.biases = biases + Array(repeating: 0, count: panels * Self.panel - outputs)
    }

    /// `input · weights + biases`, one row for each row.
    ///
    /// - Complexity: O(rows · inputs · outputs).
    func apply(_ input: Matrix) -> Matrix {
        // No input reaches this: all widths come from one `EncoderSettings`, which the shapes of a
        // model file's tensors are held against when they are read.
        precondition(input.columns == inputs, "a layer takes rows of its own width")
        var output = Matrix(rows: input.rows, columns: outputs)
        input.numbers.withUnsafeBufferPointer { source in
            packed.withUnsafeBufferPointer { weights in
                output.numbers.withUnsafeMutableBufferPointer { target in
                    guard let source = source.baseAddress, let weights = weights.baseAddress,
                        let target = target.baseAddress
                    else { return }
                    multiply(source, weights, target, rows: input.rows)
                }
            }
        }
        return output
    }

    private func multiply(
        _ source: UnsafePointer<Float>, _ weights: UnsafePointer<Float>,
        _ target: UnsafeMutablePointer<Float>, rows: Int
    ) {
        for tile in stride(from: 0, to: rows, by: Self.tile) {
            let end = min(tile + Self.tile, rows)
            for first in stride(from: 0, to: outputs, by: Self.panel) {
                let panel = UnsafeRawPointer(weights + first * inputs)
                let bias = SIMD8<Float>(biases[first..<first + Self.panel])
                let width = min(Self.panel, outputs - first)
                for row in stride(from: tile, to: end, by: Self.block) {
                    fourRows(source, panel, bias, target + first, row..<end, width)
                }
            }
        }
    }

    /// Computes eight outputs of the first four of some rows.
    ///
    /// Where there are fewer, the last one is computed again: each row is summed in the same order
    /// wherever it stands, so that a text's vector does not depend on the texts beside it.
    @inline(__always)
    private func fourRows(
        _ source: UnsafePointer<Float>, _ panel: UnsafeRawPointer, _ bias: SIMD8<Float>,
        _ target: UnsafeMutablePointer<Float>, _ rows: Range<Int>, _ width: Int
    ) {
        let places =
            SIMD4(0, 1, 2, 3)
            .clamped(lowerBound: SIMD4(), upperBound: SIMD4(repeating: rows.count - 1))
            &+ rows.lowerBound
        var sums = (bias, bias, bias, bias)
        let zero = source + places[0] * inputs
        let one = source + places[1] * inputs
        let two = source + places[2] * inputs
        let three = source + places[3] * inputs
        var offset = 0
        for input in 0..<inputs {
            let weights = panel.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
            sums.0 += weights * zero[input]
            sums.1 += weights * one[input]
            sums.2 += weights * two[input]
            sums.3 += weights * three[input]
            offset &+= 32
        }
        Self.store(sums.0, target + places[0] * outputs, width)
        Self.store(sums.1, target + places[1] * outputs, width)
        Self.store(sums.2, target + places[2] * outputs, width)
        Self.store(sums.3, target + places[3] * outputs, width)
    }

    @inline(__always)
    private static func store(
        _ numbers: SIMD8<Float>, _ target: UnsafeMutablePointer<Float>, _ width: Int
    ) {
        if width == panel {
            UnsafeMutableRawPointer(target).storeBytes(of: numbers, as: SIMD8<Float>.self)
        } else {
            for place in 0..<width { target[place] = numbers[place] }
        }
    }
}

/// Brings each row to mean 0 and variance 1, then scales and shifts it.
struct LayerNorm: Sendable {
    let weights: [Float]
    let biases: [Float]
    let epsilon: Float

    /// Normalises rows, of which another matrix is added first.
    func apply(_ matrix: inout Matrix, adding other: Matrix? = nil) {
        let width = matrix.columns
        matrix.numbers.withUnsafeMutableBufferPointer { numbers in
            for row in 0..<matrix.rows {
                let range = row * width..<(row + 1) * width
                if let other {
                    for place in range { numbers[place] += other.numbers[place] }
                }
                normalize(UnsafeMutableBufferPointer(rebasing: numbers[range]))
            }
        }
    }

    private func normalize(_ row: UnsafeMutableBufferPointer<Float>) {
        var sum: Float = 0
        for number in row { sum += number }
        let mean = sum / Float(row.count)
        var squares: Float = 0
        for number in row { squares += (number - mean) * (number - mean) }
        let factor = 1 / (squares / Float(row.count) + epsilon).squareRoot()
        for place in row.indices {
            row[place] = (row[place] - mean) * factor * weights[place] + biases[place]
        }
    }
}

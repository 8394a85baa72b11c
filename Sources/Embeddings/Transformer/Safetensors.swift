internal import Foundation
internal import JSON

/// A file of named tensors, mapped into memory.
///
/// Source: the format description of huggingface/safetensors: eight bytes with the length of a JSON
/// header, the header, the tensors' bytes.
struct Safetensors: Sendable {
    /// The kinds of numbers that can be read.
    enum Format: String {
        case float32 = "F32"
        case float16 = "F16"
        case bfloat16 = "BF16"

        var size: Int { self == .float32 ? 4 : 2 }
    }

    /// A tensor's place in the file.
    struct Tensor {
        let format: Format
        let shape: [Int]
        let bytes: Range<Int>
    }

    private static let largestHeader: UInt64 = 100 << 20

    private let bytes: Data
    private let tensors: [String: Tensor]
    private let file: String

    /// Reads the header of a file and checks that every tensor lies within it.
    ///
    /// - Throws: `EmbeddingError.model`.
    init(_ bytes: Data, file: String) throws(EmbeddingError) {
        guard bytes.count >= 8 else { throw .model(file: file, reason: "is too short") }
        let length = bytes.withUnsafeBytes {
            UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self))
        }
        guard length <= Self.largestHeader, Int(length) <= bytes.count - 8 else {
            throw .model(file: file, reason: "ends within its header")
        }
        let start = 8 + Int(length)
        let head = bytes.withUnsafeBytes { [UInt8]($0[8..<start]) }
        guard let members = try? JSONValue(parsing: head).objectValue else {
            throw .model(file: file, reason: "has a header that is not a JSON object")
        }
        var tensors: [String: Tensor] = [:]
        for (name, value) in members where name != "__metadata__" {
            // Numbers of other kinds, such as positions, are nothing that a model here reads.
            guard let format = value["dtype"]?.stringValue.flatMap(Format.init(rawValue:)) else {
                continue
            }
            guard
                let tensor = Self.tensor(value, format, start: start, end: bytes.count)
            else { throw .model(file: file, reason: "has no room for its tensor `\(name)`") }
            tensors[name] = tensor
        }
        self.bytes = bytes
        self.tensors = tensors
        self.file = file
    }

    private static func tensor(
        _ value: JSONValue, _ format: Format, start: Int, end: Int
    ) -> Tensor? {
        guard let offsets = value["data_offsets"]?.arrayValue, offsets.count == 2,
            let from = offsets[0].integerValue, let to = offsets[1].integerValue,
            let sizes = value["shape"]?.arrayValue, from >= 0, from <= to, to <= end - start
        else { return nil }
        var shape: [Int] = []
        var size = format.size
        for number in sizes {
            guard let number = number.integerValue, number >= 0 else { return nil }
            let (product, overflow) = size.multipliedReportingOverflow(by: Int(number))
            guard !overflow else { return nil }
            size = product
            shape.append(Int(number))
        }
        guard size == Int(to - from) else { return nil }
        return Tensor(format: format, shape: shape, bytes: start + Int(from)..<start + Int(to))
    }

    /// The names of the tensors.
    var names: Set<String> { Set(tensors.keys) }

    /// The tensor of a name, which must have a shape.
    ///
    /// - Throws: `EmbeddingError.model`.
    func tensor(_ name: String, shape: [Int]) throws(EmbeddingError) -> Tensor {
        guard let tensor = tensors[name] else {
            throw .model(file: file, reason: "has no tensor `\(name)`")
        }
        guard tensor.shape == shape else {
            throw .model(
                file: file,
                reason: "has a tensor `\(name)` of shape \(tensor.shape), not \(shape)")
        }
        return tensor
    }

    /// Copies numbers of a tensor.
    ///
    /// - Precondition: The range lies within the tensor.
    func read(_ tensor: Tensor, _ range: Range<Int>, into target: inout [Float], at place: Int) {
        bytes.withUnsafeBytes { bytes in
            for offset in 0..<range.count {
                let at = tensor.bytes.lowerBound + (range.lowerBound + offset) * tensor.format.size
                target[place + offset] = Self.number(tensor.format, bytes, at)
            }
        }
    }

    /// All numbers of a tensor.
    func numbers(_ tensor: Tensor) -> [Float] {
        let count = tensor.bytes.count / tensor.format.size
        var numbers = [Float](repeating: 0, count: count)
        read(tensor, 0..<count, into: &numbers, at: 0)
        return numbers
    }

    @inline(__always)
    private static func number(
        _ format: Format, _ bytes: UnsafeRawBufferPointer, _ at: Int
    ) -> Float {
        switch format {
        case .float32:
            Float(
                bitPattern: UInt32(
                    littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
        case .float16:
            float16(
                UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt16.self)))
        case .bfloat16:
            Float(
                bitPattern: UInt32(
                    UInt16(
                        littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt16.self)))
                    << 16)
        }
    }

    /// The value of a half-precision number, infinities and subnormal numbers included.
    static func float16(_ bits: UInt16) -> Float {
        let sign: Float = bits >> 15 == 0 ? 1 : -1
        let exponent = Int(bits >> 10 & 31)
        let fraction = Float(bits & 1_023)
        switch exponent {
        case 0: return sign * fraction * 0x1p-24
        case 31: return fraction == 0 ? sign * .infinity : .nan
        default:
            return sign * Float(sign: .plus, exponent: exponent - 25, significand: 1_024 + fraction)
        }
    }
}

import TestSupport
import Testing
import Vectors

@Suite("Vector index as bytes")
struct VectorIndexBytesTests {
    private func index() throws -> VectorIndex {
        let vectors = VectorIndexTests.vectors(250, dimension: 10, centres: 7, seed: 2)
        var index = try VectorIndexTests.linked(vectors)
        for key in stride(from: 0, to: 700, by: 35) { index.remove(UInt64(key)) }
        try index.add([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], for: 12_345)
        return index
    }

    @Test func `what was written is read again, and goes on as before`() throws {
        var index = try index()
        let bytes = index.serialized()
        var read = try VectorIndex(reading: bytes)
        #expect(read.serialized() == bytes)
        #expect(read.count == index.count && read.removedCount == index.removedCount)
        let question: [Float] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11]
        let expected = try index.search(near: question, limit: 20)
        #expect(try read.search(near: question, limit: 20) == expected)
        try read.insert(question, for: 1)
        try index.insert(question, for: 1)
        #expect(read.serialized() == index.serialized())
        let empty = try VectorIndex(dimension: 3)
        #expect(try VectorIndex(reading: empty.serialized()).count == 0)
    }

    @Test func `damaged bytes are refused`() throws {
        let bytes = try index().serialized()
        var random = SeededGenerator(seed: 4)
        for _ in 0..<200 * TestScale.factor {
            var damaged = bytes
            switch Int.random(in: 0..<3, using: &random) {
            case 0: damaged.removeLast(Int.random(in: 1...bytes.count, using: &random))
            case 1: damaged.append(0)
            default:
                let place = Int.random(in: 0..<bytes.count, using: &random)
                damaged[place] ^= UInt8.random(in: 1...255, using: &random)
            }
            #expect(throws: VectorError.self) { try VectorIndex(reading: damaged) }
        }
    }

    /// The checksum is against accidents; whoever forges it shall not bring the process down.
    @Test func `forged bytes are refused or give an index that can be searched`() throws {
        let bytes = try index().serialized()
        var random = SeededGenerator(seed: 8)
        for _ in 0..<60 * TestScale.factor {
            var forged = bytes
            let isHead = Bool.random(using: &random)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<(isHead ? 104 : bytes.count - 8), using: &random)
                forged[place] = UInt8.random(in: 0...255, using: &random)
            }
            guard var read = try? VectorIndex(ignoringChecksumOf: forged) else { continue }
            let question = [Float](repeating: 1, count: read.dimension)
            _ = try read.search(near: question, limit: 10)
            try read.insert(question, for: 77)
            read.remove(read.contains(7) ? 7 : 14)
            _ = read.compacted()
        }
    }
}

import TestSupport
import Testing
import Vectors

@Suite("Vector index")
struct VectorIndexTests {
    /// Vectors around some centres, or evenly in all directions when there are none.
    static func vectors(
        _ count: Int, dimension: Int, centres: Int, seed: UInt64
    ) -> [[Float]] {
        var random = SeededGenerator(seed: seed)
        func vector() -> [Float] {
            (0..<dimension).map { _ in
                (0..<4).reduce(0) { sum, _ in sum + Float.random(in: -1...1, using: &random) }
            }
        }
        let middles = (0..<centres).map { _ in vector() }
        return (0..<count).map { _ in
            guard let middle = middles.randomElement(using: &random) else { return vector() }
            return zip(middle, vector()).map { $0 + 0.5 * $1 }
        }
    }

    /// The keys of the nearest vectors, in double precision and one by one.
    static func nearest(
        _ question: [Float], among vectors: [UInt64: [Float]], limit: Int
    ) -> [UInt64] {
        func cosine(_ left: [Float], _ right: [Float]) -> Double {
            var product = 0.0
            var lengths = (0.0, 0.0)
            for (first, second) in zip(left, right) {
                product += Double(first) * Double(second)
                lengths.0 += Double(first) * Double(first)
                lengths.1 += Double(second) * Double(second)
            }
            return product / (lengths.0 * lengths.1).squareRoot()
        }
        return vectors.map { (key: $0.key, score: cosine(question, $0.value)) }
            .sorted { ($0.score, $1.key) > ($1.score, $0.key) }
            .prefix(limit).map(\.key)
    }

    static func recall(
        of index: VectorIndex, _ questions: [[Float]], among vectors: [UInt64: [Float]],
        effort: Int = VectorIndex.defaultEffort, where isVisible: ((UInt64) -> Bool)? = nil
    ) throws -> Double {
        var found = 0
        let visible = vectors.filter { isVisible?($0.key) ?? true }
        let wanted = min(10, visible.count)
        for question in questions {
            let hits = try index.search(
                near: question, limit: 10, effort: effort, where: isVisible)
            #expect(hits.count == wanted)
            #expect(hits.allSatisfy { visible[$0.key] != nil })
            #expect(zip(hits, hits.dropFirst()).allSatisfy { $0.similarity >= $1.similarity })
            let truth = Set(nearest(question, among: visible, limit: 10))
            found += truth.intersection(hits.map(\.key)).count
        }
        return Double(found) / Double(questions.count * wanted)
    }

    static func keyed(_ vectors: [[Float]]) -> [UInt64: [Float]] {
        Dictionary(uniqueKeysWithValues: vectors.enumerated().map { (UInt64($0 * 7), $1) })
    }

    static func linked(
        _ vectors: [[Float]], threads: Int = 1, seed: UInt64 = 1
    ) throws -> VectorIndex {
        var index = try VectorIndex(
            dimension: vectors.first?.count ?? 0,
            settings: VectorIndex.Settings(linkingEffort: 64, scanLimit: 0, seed: seed))
        for (number, vector) in vectors.enumerated() {
            try index.add(vector, for: UInt64(number * 7))
        }
        index.link(threads: threads)
        return index
    }

    @Test(arguments: [1, 5, 16, 33, 100])
    func `few vectors are found exactly, in any number of dimensions`(dimension: Int) throws {
        let vectors = Self.vectors(300, dimension: dimension, centres: 0, seed: 3)
        var index = try VectorIndex(dimension: dimension)
        for (number, vector) in vectors.enumerated() {
            try index.insert(vector, for: UInt64(number * 7))
        }
        #expect(index.count == 300)
        // With one dimension there are two directions only, so any vector is as good as another.
        guard dimension > 1 else {
            let hits = try index.search(near: [1], limit: 10)
            #expect(hits.count == 10 && hits.allSatisfy { $0.similarity == 1 })
            return
        }
        let questions = Array(vectors.prefix(20))
        let share = try Self.recall(of: index, questions, among: Self.keyed(vectors))
        #expect(share >= 0.99)
    }

    @Test func `a vector is nearest to itself, with similarity 1, and its opposite has −1`() throws
    {
        var index = try VectorIndex(dimension: 48)
        let vectors = Self.vectors(50, dimension: 48, centres: 0, seed: 9)
        for (number, vector) in vectors.enumerated() {
            try index.insert(vector, for: UInt64(number))
        }
        try index.insert(vectors[7].map { -3 * $0 }, for: 99)
        let hits = try index.search(near: vectors[7], limit: 100)
        #expect(hits.count == 51)
        #expect(hits.first?.key == 7 && hits.last?.key == 99)
        #expect(abs((hits.first?.similarity ?? 0) - 1) < 1e-4)
        #expect(abs((hits.last?.similarity ?? 0) + 1) < 1e-4)
    }

    @Test(arguments: [0, 30])
    func `a walk over links finds nearly all that comparing with each finds`(centres: Int) throws {
        let vectors = Self.vectors(
            800 * TestScale.factor, dimension: 24, centres: centres, seed: 5)
        let index = try Self.linked(vectors, threads: 2)
        #expect(index.unlinkedCount == 0)
        let questions = Self.vectors(15, dimension: 24, centres: centres, seed: 6)
        let share = try Self.recall(of: index, questions, among: Self.keyed(vectors))
        #expect(share >= 0.97, "recall \(share)")
    }

    @Test func `links do not depend on the number of threads`() throws {
        let vectors = Self.vectors(700, dimension: 16, centres: 9, seed: 11)
        let alone = try Self.linked(vectors, threads: 1).serialized()
        #expect(try Self.linked(vectors, threads: 2).serialized() == alone)
        #expect(try Self.linked(vectors, threads: 5).serialized() == alone)
        #expect(try Self.linked(vectors, threads: 1, seed: 2).serialized() != alone)
    }

    @Test(arguments: [2, 40, 349])
    func `a filter costs no hits, however narrow it is`(keeps: Int) throws {
        let vectors = Self.vectors(700, dimension: 16, centres: 20, seed: 13)
        let index = try Self.linked(vectors)
        let questions = Array(vectors.prefix(8))
        let share = try Self.recall(of: index, questions, among: Self.keyed(vectors)) {
            Int($0 / 7) % 700 < keeps
        }
        #expect(share >= 0.97, "recall \(share)")
    }

    @Test func `what is inserted beyond the limit is found before and after it is linked`() throws {
        let vectors = Self.vectors(600, dimension: 16, centres: 5, seed: 17)
        var index = try VectorIndex(
            dimension: 16, settings: VectorIndex.Settings(linkingEffort: 48, scanLimit: 200))
        var known: [UInt64: [Float]] = [:]
        for (number, vector) in vectors.enumerated() {
            try index.insert(vector, for: UInt64(number))
            known[UInt64(number)] = vector
            guard number % 100 == 99 else { continue }
            let share = try Self.recall(of: index, Array(vectors.prefix(10)), among: known)
            #expect(share >= 0.97, "recall \(share) of \(number)")
        }
        #expect(index.unlinkedCount == 0)
    }

    @Test func `removed and replaced vectors are not found, the others still are`() throws {
        let vectors = Self.vectors(1_000, dimension: 16, centres: 12, seed: 19)
        var index = try Self.linked(vectors)
        var known = Self.keyed(vectors)
        let before = index
        var random = SeededGenerator(seed: 23)
        for key in known.keys.sorted() where Int.random(in: 0..<3, using: &random) > 0 {
            let wasThere = index.remove(key)
            #expect(wasThere)
            known[key] = nil
        }
        let isUnknown = !index.remove(1)
        #expect(isUnknown)
        for (offset, vector) in Self.vectors(50, dimension: 16, centres: 0, seed: 29).enumerated() {
            try index.insert(vector, for: UInt64(offset * 14))
            known[UInt64(offset * 14)] = vector
        }
        #expect(index.count == known.count)
        let questions = Array(vectors.prefix(20))
        let share = try Self.recall(of: index, questions, among: known)
        #expect(share >= 0.97, "recall \(share)")
        #expect(index.isWorthCompacting)
        let compact = index.compacted(threads: 2)
        #expect(compact.removedCount == 0 && compact.count == known.count)
        #expect(try Self.recall(of: compact, questions, among: known) >= 0.97)
        // The copy made before is as it was.
        #expect(before.count == 1_000 && before.removedCount == 0)
        #expect(try Self.recall(of: before, questions, among: Self.keyed(vectors)) >= 0.97)
    }

    @Test func `an index without links compacts itself`() throws {
        var index = try VectorIndex(dimension: 8)
        for number in 0..<5_000 {
            try index.insert([1, 2, 3, 4, 5, 6, 7, Float(number)], for: UInt64(number % 10))
        }
        #expect(index.count == 10)
        #expect(index.removedCount <= 257)
        let hits = try index.search(near: [0, 0, 0, 0, 0, 0, 0, 1], limit: 20)
        #expect(Set(hits.map(\.key)) == Set(0..<10))
    }

    @Test func `many read while one writes`() async throws {
        let vectors = Self.vectors(400, dimension: 16, centres: 5, seed: 31)
        let index = try Self.linked(vectors)
        let alone = try index.search(near: vectors[3], limit: 5)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try (0..<50).allSatisfy { _ in
                        try index.search(near: vectors[3], limit: 5) == alone
                    }
                }
            }
            group.addTask {
                var copy = index
                for key in 0..<100 { copy.remove(UInt64(key * 7)) }
                return copy.count == 300
            }
            for try await isSame in group { #expect(isSame) }
        }
    }

    @Test func `vectors without direction or of another length are refused`() throws {
        #expect(throws: VectorError.dimensionOutOfRange(0)) { try VectorIndex(dimension: 0) }
        #expect(throws: VectorError.dimensionOutOfRange(8_193)) {
            try VectorIndex(dimension: 8_193)
        }
        var index = try VectorIndex(dimension: 2)
        try index.insert([1, 0], for: 1)
        for vector: [Float] in [[0, 0], [.nan, 1], [.infinity, 0], [0, .leastNonzeroMagnitude]] {
            #expect(throws: VectorError.noDirection) { try index.insert(vector, for: 1) }
            #expect(throws: VectorError.noDirection) { try index.search(near: vector, limit: 1) }
        }
        #expect(throws: VectorError.dimension(expected: 2, actual: 3)) {
            try index.insert([1, 2, 3], for: 1)
        }
        #expect(index.count == 1)
        #expect(try index.search(near: [3e38, 3e38], limit: 5).count == 1)
        #expect(try index.search(near: [1, 0], limit: 0).isEmpty)
        #expect(try index.search(near: [1, 0], limit: .max, effort: .max).map(\.key) == [1])
    }
}

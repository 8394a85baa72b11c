import JSON
import TestSupport
import Vectors

/// How fast and how completely a vector index finds what comparing with every vector finds.
///
/// The vectors are made up, of 384 numbers: around some centres, as those of texts are, or evenly
/// in all directions, which no graph of links can find its way through well.
struct VectorSearches {
    private static let dimension = 384
    private static let questions = 100
    private static let limit = 10

    let count: Int
    let isClustered: Bool
    let seed: UInt64

    func measure() throws -> VectorFigures {
        var index = try VectorIndex(
            dimension: Self.dimension, settings: VectorIndex.Settings(scanLimit: 0, seed: seed))
        let before = Clocks.residentBytes()
        var building = 0.0
        for number in 0..<count {
            let vector = vector(UInt64(number))
            let start = Clocks.wall
            try index.add(vector, for: UInt64(number))
            building += Clocks.wall - start
        }
        let start = Clocks.wall
        index.link(threads: 2)
        building += Clocks.wall - start
        let resident = Clocks.residentBytes() - before
        let questions = (0..<Self.questions).map { vector(UInt64(count + $0)) }
        let truth = nearest(to: questions)
        var rows: [VectorFigures.Row] = []
        for effort in [64, 128, 256, 512] {
            rows.append(
                try row("effort \(effort)", questions, truth) {
                    try index.search(near: $0, limit: Self.limit, effort: effort)
                })
        }
        rows.append(
            try row("exact", questions, truth) {
                try index.exactSearch(near: $0, limit: Self.limit)
            })
        return VectorFigures(
            count: count, isClustered: isClustered, building: building,
            bytesPerVector: Double(index.byteCount) / Double(count),
            residentPerVector: Double(resident) / Double(count), rows: rows)
    }

    private func row(
        _ name: String, _ questions: [[Float]], _ truth: [Set<UInt64>],
        _ search: ([Float]) throws -> [VectorIndex.Hit]
    ) throws -> VectorFigures.Row {
        var times: [Double] = []
        var found = 0
        let processor = Clocks.thread
        for (question, expected) in zip(questions, truth) {
            let start = Clocks.wall
            let hits = try search(question)
            times.append(Clocks.wall - start)
            found += expected.intersection(hits.map(\.key)).count
        }
        return VectorFigures.Row(
            name: name, timings: Timings(times, processor: Clocks.thread - processor),
            recall: Double(found) / Double(truth.reduce(0) { $0 + $1.count }))
    }

    // MARK: Made-up vectors

    /// The vector of a number, always the same.
    private func vector(_ number: UInt64) -> [Float] {
        var random = SeededGenerator(seed: seed &+ number &* 0xD134_2543_DE82_EF95)
        guard isClustered else {
            return (0..<Self.dimension).map { _ in Self.normal(&random) }
        }
        let centre = random.next() % UInt64(max(1, count / 100))
        var middle = SeededGenerator(seed: ~seed &+ centre &* 0x9E6C_63D0_876A_68DE)
        return (0..<Self.dimension).map { _ in
            Self.normal(&middle) + 0.5 * Self.normal(&random)
        }
    }

    /// A number that is nearly normally distributed: the sum of four even ones.
    private static func normal(_ random: inout SeededGenerator) -> Float {
        let bits = random.next()
        let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48)
        return (Float(sum) - 131_070) / 37_837
    }

    /// The keys nearest to some vectors, in single precision, one by one.
    private func nearest(to questions: [[Float]]) -> [Set<UInt64>] {
        var best = [[(score: Float, key: UInt64)]](repeating: [], count: questions.count)
        for number in 0..<UInt64(count) {
            let vector = vector(number)
            let length = Self.product(vector, vector).squareRoot()
            for (place, question) in questions.enumerated() {
                let score = Self.product(vector, question) / length
                if best[place].count == Self.limit, score <= best[place][Self.limit - 1].score {
                    continue
                }
                let at = best[place].firstIndex { $0.score < score } ?? best[place].count
                best[place].insert((score, number), at: at)
                if best[place].count > Self.limit { best[place].removeLast() }
            }
        }
        return best.map { Set($0.map(\.key)) }
    }

    private static func product(_ left: [Float], _ right: [Float]) -> Float {
        left.withUnsafeBytes { left in
            right.withUnsafeBytes { right in
                var sum = SIMD8<Float>()
                for offset in stride(from: 0, to: dimension * 4, by: 32) {
                    sum +=
                        left.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
                        * right.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
                }
                return sum.sum()
            }
        }
    }
}

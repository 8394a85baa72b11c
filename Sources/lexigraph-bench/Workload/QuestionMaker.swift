import Foundation
import TestSupport

/// Chooses what to ask, the same for the same seed.
struct QuestionMaker {
    private let enterprise: Enterprise
    private var random: SeededGenerator
    private let withUpstream: [Int]
    private let withDownstream: [Int]
    private let mostUsed: [Int]

    init(_ enterprise: Enterprise, seed: UInt64) {
        self.enterprise = enterprise
        random = SeededGenerator(seed: seed)
        var uses = [Int](repeating: 0, count: enterprise.datasets.count)
        for parents in enterprise.upstream {
            for parent in parents { uses[Int(parent)] += 1 }
        }
        withUpstream = enterprise.upstream.indices.filter { !enterprise.upstream[$0].isEmpty }
        withDownstream = uses.indices.filter { uses[$0] > 0 }
        mostUsed = Array(
            uses.indices.sorted { uses[$0] > uses[$1] }.prefix(max(5, uses.count / 500)))
    }

    /// Questions of one kind.
    mutating func questions(for query: WorkloadQuery, count: Int) -> [Question] {
        (0..<count).map { _ in question(for: query) }
    }

    private mutating func question(for query: WorkloadQuery) -> Question {
        switch query {
        case .termLookup: termText()
        case .pointLookup: .dataset(below(enterprise.datasets.count))
        case .discovery: .terms((0..<(1 + below(5))).map { _ in commonTerm() })
        case .upstream: .dataset(pick(withUpstream))
        case .downstream: .dataset(fraction() < 0.2 ? pick(mostUsed) : pick(withDownstream))
        case .shortestPath: path()
        case .columnLineage: .column(pick(columns(of: pick(withUpstream))))
        case .accessCheck:
            .access(
                user: below(enterprise.users.count), dataset: below(enterprise.datasets.count))
        case .personalByDomain: .domain(word(Vocabulary.domains))
        case .orphans: .layer(word(Vocabulary.layers))
        case .groupBy: .minimumCount(Int(pow(10, 6 * fraction())))
        case .topK:
            .top(
                layer: word(Vocabulary.layers),
                minimumQuality: ((0.5 + 0.45 * fraction()) * 100).rounded() / 100)
        case .contains: .fragment("\(word(Vocabulary.entities))_\(attribute())")
        case .regex:
            .pattern(
                entity: word(Vocabulary.entities), attributes: ["amount", "count", attribute()])
        case .termNeighbourhood: .neighbours(term: commonTerm())
        case .mergeMapping:
            .mapping(
                column: below(enterprise.columns.count), term: commonTerm(),
                confidence: (fraction() * 1_000).rounded() / 1_000)
        case .setProperty:
            .popularity(dataset: below(enterprise.datasets.count), value: below(10_000))
        }
    }

    // MARK: Chance

    private mutating func fraction() -> Double { Double.random(in: 0..<1, using: &random) }

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    private mutating func pick(_ choices: [Int]) -> Int { choices[below(choices.count)] }

    private mutating func word(_ words: [String]) -> String { words[below(words.count)] }

    private mutating func attribute() -> String {
        Vocabulary.attributes[below(Vocabulary.attributes.count)].name
    }

    private mutating func commonTerm() -> Int {
        Int(Double(enterprise.terms.count) * pow(fraction(), 2))
    }

    private func columns(of dataset: Int) -> [Int] { Array(enterprise.datasets[dataset].columns) }

    private mutating func termText() -> Question {
        let term = enterprise.terms[below(enterprise.terms.count)]
        let chance = fraction()
        if chance < 0.4 { return .term(text: term.name.lowercased()) }
        if chance < 0.9, !term.synonyms.isEmpty {
            return .term(text: word(term.synonyms).uppercased())
        }
        return .term(text: "no such term \(below(999))")
    }

    /// Mostly a walk upstream, so that there is a path; sometimes any two datasets.
    private mutating func path() -> Question {
        let start = pick(withUpstream)
        var end = start
        for _ in 0..<(2 + below(10)) where !enterprise.upstream[end].isEmpty {
            end = pick(enterprise.upstream[end].map { Int($0) })
        }
        if end == start || fraction() < 0.1 {
            end = (start + 1 + below(enterprise.datasets.count - 1)) % enterprise.datasets.count
        }
        return .path(from: start, to: end)
    }
}

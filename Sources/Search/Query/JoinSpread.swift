import PropertyGraph

/// Raises the datasets that a question needs besides the best one: those that have the words which
/// the best lacks, those between them, and those they join.
///
/// Foreign keys are `REFERENCES` between columns. What the best dataset covers alone needs no
/// others, so all that is added here is scaled by what of the question it leaves open.
struct JoinSpread {
    /// Candidates that are looked at.
    static let candidateLimit = 120

    /// Why a dataset was raised, by document.
    private(set) var reasons: [UInt32: [String]] = [:]
    /// Documents that have no word of the question.
    private(set) var added: [UInt32] = []

    private let plan: QueryPlan
    private let gate: Gate
    private var joins: DatasetJoins

    private static let seedLimit = 6
    private static let longestPath = 4

    init(_ plan: QueryPlan, _ reader: DocumentReader, _ gate: Gate) {
        self.plan = plan
        self.gate = gate
        joins = DatasetJoins(reader)
    }

    /// The candidates in their new order; what they join is among them.
    ///
    /// - Parameter candidates: Best first.
    /// - Returns: Best first again.
    mutating func rank(_ candidates: [Candidate]) -> [Candidate] {
        guard let best = candidates.first, best.score > 0 else { return candidates }
        var scores: [UInt32: Double] = [:]
        for candidate in candidates { scores[candidate.document] = candidate.score / best.score }
        let seeds = seeds(among: candidates, scores)
        let open = openShare(of: best.found, candidates)
        for seed in seeds.dropFirst() {
            scores[seed.document, default: 0] += 0.5 * seed.gain
        }
        connect(seeds.map(\.document), 0.15 + 0.45 * open, &scores)
        spread(from: seeds, 0.1 + 0.35 * open, &scores)
        let words = Dictionary(
            candidates.map { ($0.document, $0.found) }, uniquingKeysWith: { first, _ in first })
        added = scores.keys.filter { words[$0] == nil }.sorted()
        return scores.map { document, score in
            Candidate(document: document, score: score * best.score, found: words[document] ?? 0)
        }.sorted(by: >)
    }

    // MARK: What the question needs

    private struct Seed {
        var document: UInt32
        /// The share of the question that it adds, weighed by how well it does.
        var gain: Double
    }

    /// The best datasets that together have the words, each for what the former lack.
    private func seeds(among candidates: [Candidate], _ scores: [UInt32: Double]) -> [Seed] {
        guard let best = candidates.first else { return [] }
        let whole = weight(of: candidates.reduce(0) { $0 | $1.found })
        guard whole > 0 else { return [Seed(document: best.document, gain: 1)] }
        var covered = best.found
        var result = [Seed(document: best.document, gain: weight(of: covered) / whole)]
        while result.count < Self.seedLimit {
            var choice: (seed: Seed, found: UInt64)?
            for candidate in candidates.dropFirst() {
                let score = scores[candidate.document] ?? 0
                if score < 0.15 { break }
                let gain = weight(of: candidate.found & ~covered) / whole * score
                if gain > choice?.seed.gain ?? 0.02 {
                    choice = (Seed(document: candidate.document, gain: gain), candidate.found)
                }
            }
            guard let choice else { break }
            covered |= choice.found
            result.append(choice.seed)
        }
        return result
    }

    /// The share of the question that the best leaves to others, of what any has.
    private func openShare(of found: UInt64, _ candidates: [Candidate]) -> Double {
        let all = candidates.reduce(UInt64(0)) { $0 | $1.found }
        let whole = weight(of: all)
        return whole > 0 ? 1 - weight(of: found & all) / whole : 0
    }

    private func weight(of found: UInt64) -> Double {
        var bits = found
        var result = 0.0
        while bits != 0 {
            result += plan.words[bits.trailingZeroBitCount].rarity
            bits &= bits - 1
        }
        return result
    }

    // MARK: Joins

    /// Raises what lies on the shortest paths between the seeds.
    private mutating func connect(
        _ seeds: [UInt32], _ boost: Double, _ scores: inout [UInt32: Double]
    ) {
        var raised: [UInt32: Double] = [:]
        for (number, start) in seeds.enumerated() {
            let others = Set(seeds[(number + 1)...])
            if others.isEmpty { continue }
            for path in joins.paths(from: start, to: others, limit: Self.longestPath) {
                for document in path.dropFirst().dropLast() where !seeds.contains(document) {
                    let share = boost / Double(max(path.count - 2, 1))
                    raised[document] = max(raised[document] ?? 0, share)
                    note(document, "joins `\(joins.name(of: start))` with others found")
                }
            }
        }
        for (document, share) in raised.sorted(by: { $0.key < $1.key }) {
            raise(document, share, &scores)
        }
    }

    /// Raises what the seeds join, most where it has words of its own.
    private mutating func spread(
        from seeds: [Seed], _ share: Double, _ scores: inout [UInt32: Double]
    ) {
        let before = scores
        var raised: [UInt32: Double] = [:]
        for seed in seeds {
            let edges = joins.neighbours(of: seed.document)
            guard !edges.isEmpty else { continue }
            let strength = (before[seed.document] ?? 0) / Double(edges.count).squareRoot()
            for edge in edges where edge.document != seed.document {
                let own = before[edge.document] ?? 0
                let gain = share * min(1, strength * (0.8 + own) + 0.5 * own)
                raised[edge.document] = max(raised[edge.document] ?? 0, gain)
                note(edge.document, "join `\(edge.text)`")
            }
        }
        for (document, gain) in raised.sorted(by: { $0.key < $1.key }) {
            raise(document, gain, &scores)
        }
    }

    private func raise(_ document: UInt32, _ gain: Double, _ scores: inout [UInt32: Double]) {
        guard scores[document] != nil || gate.factor(for: document) != nil else { return }
        scores[document, default: 0] += gain
    }

    private mutating func note(_ document: UInt32, _ reason: String) {
        if reasons[document]?.contains(reason) != true {
            reasons[document, default: []].append(reason)
        }
    }
}

/// Which datasets join which, by the foreign keys of their columns, as far as it was asked for.
struct DatasetJoins {
    /// A dataset at the other end of a foreign key.
    struct Edge {
        var document: UInt32
        /// The key as people read it: `orders.customer_id = customers.id`.
        var text: String
    }

    private let reader: DocumentReader
    private let hasColumn: RelationshipTypeID?
    private let references: RelationshipTypeID?
    private let name: PropertyKeyID?
    private var known: [UInt32: [Edge]] = [:]

    private static let columnLimit = 500
    private static let edgeLimit = 300

    init(_ reader: DocumentReader) {
        self.reader = reader
        hasColumn = reader.graph.relationshipType(named: "HAS_COLUMN")
        references = reader.graph.relationshipType(named: "REFERENCES")
        name = reader.graph.propertyKey(named: "name")
    }

    /// The name of a dataset or column; empty without one.
    func name(of document: UInt32) -> String {
        guard let name, case .string(let text) = reader.graph.value(of: name, on: NodeID(document))
        else { return "" }
        return text
    }

    /// The datasets that a dataset joins, each once, in either direction of the keys.
    mutating func neighbours(of document: UInt32) -> [Edge] {
        if let edges = known[document] { return edges }
        let edges = read(document)
        known[document] = edges
        return edges
    }

    private func read(_ document: UInt32) -> [Edge] {
        guard let hasColumn, let references else { return [] }
        let graph = reader.graph
        var edges: [Edge] = []
        var seen: Set<UInt32> = [document]
        var columns = graph.relationships(of: NodeID(document), .outgoing, types: [hasColumn])
        var count = 0
        while let column = columns.next(), count < Self.columnLimit {
            count += 1
            var keys = graph.relationships(of: column.neighbour, .both, types: [references])
            while let key = keys.next(), edges.count < Self.edgeLimit {
                var owners = graph.relationships(of: key.neighbour, .incoming, types: [hasColumn])
                while let owner = owners.next() {
                    let other = owner.neighbour.rawValue
                    guard seen.insert(other).inserted else { continue }
                    let left = name(of: document) + "." + name(of: column.neighbour.rawValue)
                    let right = name(of: other) + "." + name(of: key.neighbour.rawValue)
                    edges.append(Edge(document: other, text: left + " = " + right))
                }
            }
        }
        return edges
    }

    /// A shortest path to each of the targets that is near enough, both ends included.
    ///
    /// - Complexity: O(datasets within `limit` joins), at most a few thousand.
    mutating func paths(from start: UInt32, to targets: Set<UInt32>, limit: Int) -> [[UInt32]] {
        var previous: [UInt32: UInt32] = [start: start]
        var border = [start]
        var open = targets
        for _ in 0..<limit where !open.isEmpty {
            var next: [UInt32] = []
            for document in border {
                for edge in neighbours(of: document) where previous[edge.document] == nil {
                    previous[edge.document] = document
                    open.remove(edge.document)
                    next.append(edge.document)
                }
            }
            border = next
            if previous.count > 4_000 { break }
        }
        return targets.sorted().compactMap { target in
            guard previous[target] != nil else { return nil }
            var path = [target]
            while let last = path.last, last != start, let before = previous[last] {
                path.append(before)
            }
            return path.reversed()
        }
    }
}

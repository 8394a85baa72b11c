internal import CypherSyntax
internal import PropertyGraph

/// Turns statistics into expected numbers of rows.
///
/// The figures for what is unknown are the usual ones of textbooks: a tenth for an equality, a
/// third for a range.
struct CardinalityModel {
    let statistics: any PlanningStatistics
    /// What was asked of the statistics before, since finding out may take a look at many values.
    private let memory = Memory()

    /// What a count is at least taken for, so that a plan made while a label was rare or absent
    /// still does when it has grown.
    static let least = 10.0

    init(statistics: any PlanningStatistics) {
        self.statistics = statistics
    }

    /// Figures of properties that were asked for.
    private final class Memory {
        struct Property: Hashable {
            let label: String
            let key: String
        }
        var distinct: [Property: Double?] = [:]
    }

    /// The number of all nodes.
    private var allNodes: Double { max(statistics.nodeCount, Self.least) }

    /// The number of nodes with a label.
    func nodes(label: String) -> Double { max(statistics.nodeCount(label: label), Self.least) }

    /// The indexes of a label.
    func indexes(label: String) -> [IndexFigures] {
        statistics.indexes(label: label).map { figures in
            var figures = figures
            figures.entries = max(figures.entries, Self.least)
            figures.distinct = max(figures.distinct, figures.isUnique ? figures.entries : 1)
            return figures
        }
    }

    /// The number of different values of a property of nodes with a label; nil when unknown.
    func distinct(label: String, key: String) -> Double? {
        let property = Memory.Property(label: label, key: key)
        if let known = memory.distinct[property] { return known }
        let index = indexes(label: label).first { figures in figures.keys == [key] }
        let found = index?.distinct ?? statistics.distinctValues(label: label, key: key)
        memory.distinct[property] = .some(found)
        return found
    }

    /// The number of nodes that carry any of the labels, or of all nodes without labels.
    func nodes(anyOf labels: [String]) -> Double {
        guard !labels.isEmpty else { return allNodes }
        let sum = labels.reduce(0) { sum, label in sum + nodes(label: label) }
        return min(sum, allNodes)
    }

    /// The number of relationships of any of the types, or of all.
    func relationships(anyOf types: [String]) -> Double {
        guard !types.isEmpty else { return max(statistics.relationshipCount, Self.least) }
        return types.reduce(0) { sum, type in sum + relationships(type) }
    }

    private func relationships(_ type: String) -> Double {
        max(statistics.relationshipCount(type: type), Self.least)
    }

    /// The expected number of relationships of a node.
    ///
    /// - Parameters:
    ///   - labels: Labels that the node is known to carry.
    ///   - types: The types that count; empty for all.
    ///   - direction: Seen from the node.
    /// - Returns: An average, 0 when there are no such relationships.
    func degree(labels: [String], types: [String], direction: Direction) -> Double {
        guard !labels.isEmpty else {
            let total = relationships(anyOf: types) * (direction == .both ? 2 : 1)
            // A node of which a pattern wants a type of relationship mostly has one.
            return types.isEmpty ? total / allNodes : max(total / allNodes, 1)
        }
        guard !types.isEmpty else {
            let smallest = labels.map(nodes(label:)).min() ?? allNodes
            return relationships(anyOf: []) * (direction == .both ? 2 : 1) / smallest
        }
        return types.reduce(0) { sum, type in
            sum + (labels.map { label in degree(label, type, direction) }.min() ?? 0)
        }
    }

    private func degree(_ label: String, _ type: String, _ direction: Direction) -> Double {
        let nodes = nodes(label: label)
        guard let count = count(of: type, from: label, direction) else {
            return relationships(type) * (direction == .both ? 2 : 1) / nodes
        }
        // A pattern asks for what is there: one without relationships yet may get some.
        return max(count, 1) / nodes
    }

    /// The number of relationships of a type seen from nodes with a label; nil when unknown.
    private func count(of type: String, from label: String, _ direction: Direction) -> Double? {
        guard direction == .both else {
            return statistics.relationshipCount(type: type, label: label, direction: direction)
        }
        guard let outgoing = count(of: type, from: label, .outgoing),
            let incoming = count(of: type, from: label, .incoming)
        else { return nil }
        return outgoing + incoming
    }

    /// The share of a step's far nodes that carry a label; nil when unknown.
    func share(of label: String, after arrival: SlotKnowledge.Arrival) -> Double? {
        guard !arrival.types.isEmpty else { return nil }
        let back = arrival.direction.reversed
        var (all, labelled) = (0.0, 0.0)
        for type in arrival.types {
            guard let count = count(of: type, from: label, back) else { return nil }
            labelled += count
            all += statistics.relationshipCount(type: type) * (back == .both ? 2 : 1)
        }
        guard all > 0 else { return nil }
        return min(max(labelled / all, 0.001), 1)
    }

    /// The expected number of ends of chains of relationships.
    ///
    /// Chains do not branch for ever: after three steps they are taken to end as often as they
    /// branch, or estimates of long ones would outgrow everything else.
    func chains(_ degree: Double, _ length: PatternLength) -> Double {
        guard length.maximum ?? .max >= length.minimum else { return 0.1 }
        let most = min(length.maximum ?? .max, length.minimum.addingReportingOverflow(8).0, 12)
        var result = 0.0
        var level = 1.0
        for depth in 0...max(most, 0) {
            if depth >= length.minimum { result += level }
            if depth < 3 { level *= max(degree, 0.1) }
        }
        return max(result, 0.1)
    }

    /// The expected number of different ones among things drawn with equal chances.
    ///
    /// - Parameters:
    ///   - draws: How many are drawn.
    ///   - kinds: How many different ones there are.
    /// - Returns: At most as many as there are, and as are drawn.
    func different(_ draws: Double, of kinds: Double) -> Double {
        guard kinds > 0 else { return 0 }
        // The exponential rounds to 1 where nearly nothing is drawn twice.
        return draws < kinds / 1_000 ? draws : kinds * (1 - exponential(-draws / kinds))
    }

    /// `e` to a power that is not positive, exact enough for an estimate.
    private func exponential(_ power: Double) -> Double {
        guard power > -30 else { return 0 }
        let small = power / 1_024
        var result = 1 + small + small * small / 2
        for _ in 0..<10 { result *= result }
        return result
    }
}

internal import CypherSyntax
internal import PropertyGraph

/// Turns statistics into expected numbers of rows.
///
/// The figures for what is unknown are the usual ones of textbooks: a tenth for an equality, a
/// third for a range.
struct CardinalityModel {
    let statistics: any PlanningStatistics

    /// What a count is at least taken for, so that a plan made while a label was rare or absent
    /// still does when it has grown.
    static let least = 10.0

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

    /// The number of nodes that carry any of the labels, or of all nodes without labels.
    func nodes(anyOf labels: [String]) -> Double {
        guard !labels.isEmpty else { return allNodes }
        let sum = labels.reduce(0) { sum, label in sum + nodes(label: label) }
        return min(sum, allNodes)
    }

    /// The number of relationships of any of the types, or of all.
    func relationships(anyOf types: [String]) -> Double {
        guard !types.isEmpty else { return max(statistics.relationshipCount, Self.least) }
        return types.reduce(0) { sum, type in
            sum + max(statistics.relationshipCount(type: type), Self.least)
        }
    }

    /// The expected number of relationships of a node.
    ///
    /// - Parameters:
    ///   - labels: Labels that the node is known to carry.
    ///   - types: The types that count; empty for all.
    ///   - direction: Seen from the node.
    /// - Returns: An average, 0 when there are no such relationships.
    func degree(labels: [String], types: [String], direction: Direction) -> Double {
        let total = relationships(anyOf: types) * (direction == .both ? 2 : 1)
        if let smallest = labels.map(nodes(label:)).min() { return total / smallest }
        // A node of which a pattern wants a type of relationship mostly has one.
        return types.isEmpty ? total / allNodes : max(total / allNodes, 1)
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

    /// The share of rows for which a predicate is true.
    func selectivity(_ predicate: BoundExpression) -> Double {
        switch predicate {
        case .literal(.boolean(let value)): value ? 1 : 0
        case .all(let parts): parts.reduce(1) { share, part in share * selectivity(part) }
        case .any(let parts):
            1 - parts.reduce(1) { share, part in share * (1 - selectivity(part)) }
        case .not(let operand): max(1 - selectivity(operand), 0.05)
        case .comparison(.equal, _, _): 0.1
        case .comparison(.notEqual, _, _): 0.9
        case .comparison: 0.3
        case .membership(_, .literal(.list(let elements)), _):
            min(0.1 * Double(elements.count), 0.9)
        case .membership: 0.3
        case .stringPredicate(.startsWith, _, _, _): 0.05
        case .stringPredicate: 0.1
        case .isNull: 0.1
        case .isNotNull: 0.9
        case .hasLabels(_, let labels): selectivity(labels)
        case .exists: 0.5
        default: 0.5
        }
    }

    /// The share of nodes reached by a pattern that carry labels.
    ///
    /// Metadata is regular: a relationship type leads to few kinds of nodes, so a label that
    /// stands in a pattern mostly holds.
    private func selectivity(_ labels: BoundLabelExpression) -> Double {
        switch labels {
        case .name, .wildcard: 0.8
        case .and(let left, let right): selectivity(left) * selectivity(right)
        case .or: 0.9
        case .not: 0.5
        }
    }
}

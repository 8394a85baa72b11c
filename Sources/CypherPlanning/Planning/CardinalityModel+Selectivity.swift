internal import CypherSyntax
internal import PropertyGraph

extension CardinalityModel {
    /// The share of rows for which a predicate is true.
    func selectivity(_ predicate: BoundExpression, _ known: SlotKnowledge) -> Double {
        switch predicate {
        case .literal(.boolean(let value)): value ? 1 : 0
        case .all(let parts):
            parts.reduce(1) { share, part in share * selectivity(part, known) }
        case .any(let parts):
            1 - parts.reduce(1) { share, part in share * (1 - selectivity(part, known)) }
        case .not(let operand): max(1 - selectivity(operand, known), 0.05)
        case .comparison(.equal, let left, let right): equality(left, right, known)
        case .comparison(.notEqual, let left, let right): 1 - equality(left, right, known)
        case .comparison: 0.3
        case .membership(let value, let list, _): membership(value, list, known)
        case .stringPredicate(let kind, _, let pattern, _): texts(kind, pattern)
        case .isNull: 0.1
        case .isNotNull: 0.9
        case .hasLabels(.slot(let node), let labels): selectivity(labels, known.arrivals[node])
        case .hasLabels(_, let labels): selectivity(labels, nil)
        case .quantifier(let quantifier): selectivity(quantifier, known)
        case .exists: 0.5
        default: 0.5
        }
    }

    /// The number of different values of an expression, where figures tell.
    ///
    /// A change of case or of the blanks around a text leaves different texts different, mostly.
    func distinct(_ expression: BoundExpression, _ known: SlotKnowledge) -> Double? {
        switch expression {
        case .property(.slot(let node), let key, _):
            let labels = known.labels[node] ?? []
            return labels.compactMap { label in distinct(label: label, key: key) }.min()
        case .function(let call) where call.arguments.count == 1:
            let keeping: Set<String> = ["tolower", "lower", "toupper", "upper", "trim"]
            guard keeping.contains(call.name.lowercased()) else { return nil }
            return distinct(call.arguments[0], known)
        case .slot(let node):
            return known.labels[node].map { labels in
                labels.map(nodes(label:)).min() ?? nodes(anyOf: [])
            }
        case .literal, .parameter: return 1
        default: return nil
        }
    }

    /// One in as many as there are values; a tenth when that is unknown.
    private func equality(
        _ left: BoundExpression, _ right: BoundExpression, _ known: SlotKnowledge
    ) -> Double {
        let figures = [left, right].compactMap { side in distinct(side, known) }.max() ?? 1
        return figures > 1 ? 1 / figures : 0.1
    }

    private func membership(
        _ value: BoundExpression, _ list: BoundExpression, _ known: SlotKnowledge
    ) -> Double {
        let count: Double? =
            switch list {
            case .literal(.list(let elements)): Double(elements.count)
            case .list(let elements): Double(elements.count)
            default: nil
            }
        if let distinct = distinct(value, known), distinct > 1 {
            return min((count ?? 10) / distinct, 0.9)
        }
        return count.map { min(0.1 * $0, 0.9) } ?? 0.3
    }

    /// The share of texts with a part: the less, the longer it is.
    ///
    /// Of a regular expression the longest run of letters and digits counts.
    private func texts(_ kind: StringPredicate, _ pattern: BoundExpression) -> Double {
        guard case .literal(.string(let text)) = pattern else {
            return kind == .startsWith ? 0.05 : 0.02
        }
        var length = text.unicodeScalars.count
        if kind == .matches {
            let runs = text.unicodeScalars.split { !$0.properties.isAlphabetic && $0 != "_" }
            length = runs.map(\.count).max() ?? 0
        }
        guard length > 0 else { return 0.9 }
        var share = 0.3
        for _ in 1..<min(length, 8) { share *= 0.4 }
        return max(share, kind == .startsWith ? 0.01 : 0.002)
    }

    /// A list that is a property counts for a few values each.
    private func selectivity(_ quantifier: BoundQuantifier, _ known: SlotKnowledge) -> Double {
        var one = 0.1
        if case .comparison(.equal, _, _) = quantifier.predicate,
            let distinct = distinct(quantifier.list, known), distinct > 1
        {
            one = 1 / distinct
        } else {
            one = selectivity(quantifier.predicate, known)
        }
        switch quantifier.kind {
        case .any: return min(3 * one, 0.5)
        case .single: return min(2 * one, 0.4)
        case .none: return max(1 - 3 * one, 0.5)
        case .all: return max(one, 0.1)
        }
    }

    /// The share of nodes reached by a pattern that carry labels.
    ///
    /// Without figures: metadata is regular, a relationship type leads to few kinds of nodes, so a
    /// label that stands in a pattern mostly holds.
    private func selectivity(
        _ labels: BoundLabelExpression, _ arrival: SlotKnowledge.Arrival?
    ) -> Double {
        switch labels {
        case .name(let label): arrival.flatMap { share(of: label, after: $0) } ?? 0.8
        case .wildcard: 0.8
        case .and(let left, let right):
            selectivity(left, arrival) * selectivity(right, arrival)
        case .or: 0.9
        case .not: 0.5
        }
    }
}

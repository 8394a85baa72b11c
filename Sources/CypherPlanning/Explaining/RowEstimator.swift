internal import CypherSyntax
internal import PropertyGraph

/// Estimates the rows of each operator of a plan.
struct RowEstimator {
    let model: CardinalityModel
    /// What is known of nodes somewhere in the plan.
    private let known: SlotKnowledge

    init(model: CardinalityModel, plan: LogicalPlan) {
        self.model = model
        var known = SlotKnowledge()
        plan.visit { plan in known.learn(from: plan) }
        self.known = known
    }

    /// The rows of an operator whose inputs yield the given numbers.
    func rows(of plan: LogicalPlan, inputs: [Double]) -> Double {
        let input = inputs.first ?? 1
        let inner = inputs.dropFirst().first ?? 1
        switch plan {
        case .argument: return 1
        case .allNodesScan: return input * model.nodes(anyOf: [])
        case .labelScan(_, _, let labels): return input * model.nodes(anyOf: labels)
        case .nodeIndexSeek(_, let seek): return input * rows(of: seek)
        case .nodeByID(_, let look): return input * (look.isList ? 10 : 1)
        case .relationshipScan(_, let scan):
            let factor: Double = scan.direction == .both ? 2 : 1
            return input * model.relationships(anyOf: scan.types) * factor
        case .expand(_, let expand): return input * rows(of: expand)
        case .varExpand(_, let expand): return input * rows(of: expand)
        case .filter(.hashJoin(_, _, let join), let predicate):
            // The join has judged its keys already.
            let rest = predicate.conjuncts.filter { part in !join.judges(part) }
            return input * model.selectivity(.conjunction(rest), known)
        case .filter(_, let predicate): return input * model.selectivity(predicate, known)
        case .repeatPattern(_, let repetition):
            let length = PatternLength(minimum: repetition.minimum, maximum: repetition.maximum)
            return input * model.chains(inner, length)
        case .semiApply(_, _, let negated): return input * (negated ? 0.5 : min(inner, 0.9))
        case .optional: return input * max(inner, 1)
        case .apply: return input * inner
        case .merge: return input * max(inner, 1)
        case .callSubquery(_, let call): return call.returnsRows ? input * inner : input
        case .cartesianProduct: return input * inner
        case .hashJoin(_, _, let join):
            let keys = zip(join.leftKeys, join.rightKeys).map { left, right in
                BoundExpression.comparison(.equal, left, right)
            }
            return input * inner * model.selectivity(.conjunction(keys), known)
        case .aggregate(_, let aggregate):
            return groups(of: aggregate.keys.map(\.expression), among: input, unknown: 0.3)
        case .distinct(_, let slots):
            return groups(of: slots.map { slot in .slot(slot) }, among: input, unknown: 0.7)
        case .top(_, _, let limit), .limit(_, let limit): return min(input, constant(limit) ?? 100)
        case .skip(_, let count): return max(input - (constant(count) ?? 0), 0)
        case .unwind(_, let list, _): return input * elements(of: list)
        case .union: return inputs.reduce(0, +)
        case .callProcedure(_, let call): return input * (call.yields.isEmpty ? 1 : 10)
        case .show: return 10
        default: return input
        }
    }

    /// The number of different combinations of values among rows.
    ///
    /// - Parameters:
    ///   - keys: What makes a combination.
    ///   - rows: The number of rows.
    ///   - unknown: The share of rows that is taken for different where no figures tell.
    /// - Returns: At most as many as rows.
    private func groups(
        of keys: [BoundExpression], among rows: Double, unknown: Double
    ) -> Double {
        guard !keys.isEmpty else { return 1 }
        let figures = keys.map { key in model.distinct(key, known) }
        var kinds = figures.compactMap(\.self).reduce(1, *)
        if figures.contains(where: { $0 == nil }) { kinds *= max(rows * unknown, 1) }
        return max(model.different(rows, of: kinds), min(rows, 1))
    }

    private func rows(of seek: NodeIndexSeek) -> Double {
        let figures = model.indexes(label: seek.label)
            .first { figures in figures.keys == seek.keys }
        let entries = figures?.entries ?? model.nodes(anyOf: [seek.label])
        let each = entries / max(figures?.distinct ?? entries, 1)
        switch seek.bounds {
        case .equal: return seek.isUnique ? 1 : each
        case .any(let list): return each * elements(of: list)
        case .range(let equal, let lower, let upper) where !equal.isEmpty:
            return (figures?.rowsOfPrefix ?? entries) * (lower == nil && upper == nil ? 1 : 0.3)
        case .range(_, let lower, let upper):
            return entries * (lower == nil || upper == nil ? 0.3 : 0.1)
        case .prefix: return entries * 0.02
        case .contains, .suffix: return entries * 0.1
        case .exists: return entries
        }
    }

    private func rows(of expand: Expand) -> Double {
        let degree = model.degree(
            labels: known.labels[expand.from] ?? [],
            types: expand.types,
            direction: expand.direction
        )
        guard expand.mode == .into else { return degree }
        return min(degree / max(model.nodes(anyOf: known.labels[expand.to] ?? []), 1), 1)
    }

    private func rows(of expand: VarExpand) -> Double {
        let degree = model.degree(
            labels: known.labels[expand.from] ?? [],
            types: expand.types,
            direction: expand.direction
        )
        let length = PatternLength(minimum: expand.minimum, maximum: expand.maximum)
        let reached = model.chains(degree, length)
        let ends = max(model.nodes(anyOf: known.labels[expand.to] ?? []), 1)
        let distinct = expand.mode == .reachability ? min(reached, ends) : reached
        return expand.target == .into ? min(distinct / ends, 1) : distinct
    }

    private func constant(_ expression: BoundExpression) -> Double? {
        guard case .literal(.integer(let value)) = expression else { return nil }
        return Double(value)
    }

    private func elements(of list: BoundExpression) -> Double {
        switch list {
        case .literal(.list(let elements)): Double(elements.count)
        case .list(let elements): Double(elements.count)
        default: 10
        }
    }
}

extension HashJoin {
    /// Whether a condition is the equality of a pair of keys.
    fileprivate func judges(_ condition: BoundExpression) -> Bool {
        guard case .comparison(.equal, let first, let second) = condition else { return false }
        return zip(leftKeys, rightKeys).contains { left, right in
            (left, right) == (first, second) || (left, right) == (second, first)
        }
    }
}

internal import PropertyGraph

/// Estimates the rows of each operator of a plan.
struct RowEstimator {
    let model: CardinalityModel
    /// The labels that nodes are known to carry somewhere in the plan.
    private let labels: [Slot: [String]]

    init(model: CardinalityModel, plan: LogicalPlan) {
        self.model = model
        var labels: [Slot: [String]] = [:]
        plan.visit { plan in
            switch plan {
            case .labelScan(_, let node, let names) where names.count == 1:
                labels[node, default: []] += names
            case .nodeIndexSeek(_, let seek): labels[seek.node, default: []].append(seek.label)
            case .filter(_, let predicate):
                for case .hasLabels(.slot(let node), .name(let label)) in predicate.conjuncts {
                    labels[node, default: []].append(label)
                }
            default: break
            }
        }
        self.labels = labels
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
        case .repeatPattern(_, let repetition):
            let length = PatternLength(minimum: repetition.minimum, maximum: repetition.maximum)
            return input * model.chains(inner, length)
        case .filter(_, let predicate): return input * model.selectivity(predicate)
        case .semiApply(_, _, let negated): return input * (negated ? 0.5 : min(inner, 0.9))
        case .optional: return input * max(inner, 1)
        case .apply: return input * inner
        case .merge: return input * max(inner, 1)
        case .callSubquery(_, let call): return call.returnsRows ? input * inner : input
        case .cartesianProduct: return input * inner
        case .hashJoin: return max(input, inner)
        case .aggregate(_, let aggregate):
            return aggregate.keys.isEmpty ? 1 : max(input * 0.3, min(input, 1))
        case .distinct: return max(input * 0.7, min(input, 1))
        case .top(_, _, let limit), .limit(_, let limit): return min(input, constant(limit) ?? 100)
        case .skip(_, let count): return max(input - (constant(count) ?? 0), 0)
        case .unwind(_, let list, _): return input * elements(of: list)
        case .union: return inputs.reduce(0, +)
        case .callProcedure(_, let call): return input * (call.yields.isEmpty ? 1 : 10)
        case .show: return 10
        default: return input
        }
    }

    private func rows(of seek: NodeIndexSeek) -> Double {
        let figures = model.indexes(label: seek.label)
            .first { figures in figures.keys == seek.keys }
        let entries = figures?.entries ?? model.nodes(anyOf: [seek.label])
        let each = entries / max(figures?.distinct ?? entries, 1)
        switch seek.bounds {
        case .equal: return seek.isUnique ? 1 : each
        case .any(let list): return each * elements(of: list)
        case .range(_, let lower, let upper):
            return entries * (lower == nil || upper == nil ? 0.3 : 0.1)
        case .prefix: return entries * 0.02
        case .contains, .suffix: return entries * 0.1
        case .exists: return entries
        }
    }

    private func rows(of expand: Expand) -> Double {
        let degree = model.degree(
            labels: labels[expand.from] ?? [],
            types: expand.types,
            direction: expand.direction
        )
        guard expand.mode == .into else { return degree }
        return min(degree / max(model.nodes(anyOf: labels[expand.to] ?? []), 1), 1)
    }

    private func rows(of expand: VarExpand) -> Double {
        let degree = model.degree(
            labels: labels[expand.from] ?? [],
            types: expand.types,
            direction: expand.direction
        )
        let length = PatternLength(minimum: expand.minimum, maximum: expand.maximum)
        let reached = model.chains(degree, length)
        let ends = max(model.nodes(anyOf: labels[expand.to] ?? []), 1)
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

import CypherPlanning

extension BoundExpression {
    /// The slots this expression reads from its row, those of its own scopes left out.
    var slotsRead: SlotSet {
        var slots = SlotSet()
        collectSlots(into: &slots)
        return slots
    }

    /// Whether it is known to have the same value for every row: no slots, no inner plans, no
    /// chance.
    ///
    /// Of a high tree this is not known. It is asked at every level, so looking at the whole tree
    /// each time would take the square of its height.
    var isInvariant: Bool { isInvariant(within: 32) }

    private func isInvariant(within height: Int) -> Bool {
        guard height > 0 else { return false }
        switch self {
        case .slot, .exists, .count, .collect, .areDisjoint, .path, .degree: return false
        case .function(let call) where !call.isDeterministic: return false
        case .listComprehension, .quantifier, .reduce:
            // Their scopes use slots; only the whole can be invariant, which is not worth finding.
            return false
        default: return children.allSatisfy { $0.isInvariant(within: height - 1) }
        }
    }

    private func collectSlots(into slots: inout SlotSet) {
        switch self {
        case .slot(let slot): slots.insert(slot.index)
        case .areDisjoint(let left, let right):
            slots.insert(left.index)
            slots.insert(right.index)
        case .path(let path):
            slots += SlotSet(path.nodes)
            slots.insert(path.start.index)
            for step in path.steps {
                switch step {
                case .relationship(let slot), .relationshipList(let slot):
                    slots.insert(slot.index)
                }
            }
        case .listComprehension(let scope):
            var inner = SlotSet()
            for part in children { part.collectSlots(into: &inner) }
            slots += inner - SlotSet([scope.element])
        case .quantifier(let scope):
            var inner = SlotSet()
            for part in children { part.collectSlots(into: &inner) }
            slots += inner - SlotSet([scope.element])
        case .reduce(let scope):
            var inner = SlotSet()
            for part in children { part.collectSlots(into: &inner) }
            slots += inner - SlotSet([scope.element, scope.accumulator])
        case .exists(let plan), .count(let plan), .collect(let plan, _):
            slots += SlotSet(plan.imports)
        default:
            for part in children { part.collectSlots(into: &slots) }
        }
    }

    /// The expressions directly inside this one, inner plans left out.
    var children: [BoundExpression] {
        switch self {
        case .literal, .parameter, .slot, .areDisjoint, .path, .exists, .count: []
        case .property(let base, _, _), .not(let base), .isNull(let base), .isNotNull(let base),
            .negate(let base, _), .plus(let base, _), .isTyped(let base, _),
            .hasLabels(let base, _), .degree(let base, _, _), .collect(_, let base):
            [base]
        case .element(let base, let index, _): [base, index]
        case .slice(let base, let from, let to, _): [base] + [from, to].compactMap { $0 }
        case .all(let parts), .any(let parts), .exclusiveOr(let parts), .list(let parts): parts
        case .comparison(_, let left, let right),
            .arithmetic(_, let left, let right, _), .membership(let left, let right, _),
            .stringPredicate(_, let left, let right, _):
            [left, right]
        case .map(let entries): entries.map(\.value)
        case .mapProjection(let base, let items):
            [base]
                + items.compactMap { item in
                    if case .entry(let entry) = item { entry.value } else { nil }
                }
        case .simpleCase(let subject, let branches, let otherwise):
            [subject] + branches.flatMap { [$0.condition, $0.result] }
                + [otherwise].compactMap { $0 }
        case .searchedCase(let branches, let otherwise):
            branches.flatMap { [$0.condition, $0.result] } + [otherwise].compactMap { $0 }
        case .function(let call): call.arguments
        case .listComprehension(let scope):
            [scope.list] + [scope.predicate, scope.result].compactMap { $0 }
        case .quantifier(let scope): [scope.list, scope.predicate]
        case .reduce(let scope): [scope.initial, scope.list, scope.result]
        }
    }
}

extension [BoundExpression] {
    /// The slots that any of them reads.
    var slotsRead: SlotSet { reduce(into: SlotSet()) { $0 += $1.slotsRead } }
}

extension LogicalPlan {
    /// Whether an operator of this plan changes the graph.
    var writes: Bool {
        switch self {
        case .create, .merge, .mutate, .delete, .foreach: true
        case .callProcedure(_, let call) where call.signature.effect != .reads: true
        default: inputs.contains(where: \.writes)
        }
    }

    /// The slots that this plan's operators write, those of forgotten inner plans left out.
    var slotsWritten: SlotSet {
        var slots = ownSlots
        switch self {
        case .semiApply(let input, _, _), .foreach(let input, _, _, _):
            slots += input.slotsWritten
        case .callSubquery(let input, _), .repeatPattern(let input, _):
            slots += input.slotsWritten
        default:
            for input in inputs { slots += input.slotsWritten }
        }
        return slots
    }

    private var ownSlots: SlotSet {
        switch self {
        case .allNodesScan(_, let node), .labelScan(_, let node, _): SlotSet([node])
        case .nodeIndexSeek(_, let seek): SlotSet([seek.node])
        case .nodeByID(_, let look): SlotSet([look.node])
        case .relationshipScan(_, let scan):
            SlotSet([scan.relationship, scan.from, scan.to])
        case .relationshipByID(_, let look):
            SlotSet([look.pattern.relationship, look.pattern.from, look.pattern.to])
        case .relationshipEnds(_, let ends):
            SlotSet(
                (ends.isFromBound ? [] : [ends.pattern.from.index])
                    + (ends.isToBound ? [] : [ends.pattern.to.index]))
        case .expand(_, let expand):
            SlotSet(
                [expand.relationship.index] + (expand.mode == .all ? [expand.to.index] : []))
        case .varExpand(_, let chain):
            SlotSet(
                (chain.areRelationshipsBound ? [] : [chain.relationships].compactMap { $0?.index })
                    + (chain.target == .all ? [chain.to.index] : [])
                    + [chain.distance].compactMap { $0?.index })
        case .shortestPath(_, let search):
            SlotSet([search.relationships] + [search.path].compactMap { $0 })
        case .repeatPattern(_, let repetition):
            SlotSet(
                [repetition.relationships.index]
                    + (repetition.target == .all ? [repetition.to.index] : [])
                    + repetition.variables.map(\.list.index))
        case .optional(_, _, let nulls): SlotSet(nulls)
        case .project(_, let items): SlotSet(items.map(\.slot))
        case .aggregate(_, let aggregate):
            SlotSet(aggregate.keys.map(\.slot) + aggregate.aggregations.map(\.slot))
        case .unwind(_, _, let element): SlotSet([element])
        case .create(_, let commands): SlotSet(commands.map(\.slot))
        case .merge(_, let merge): SlotSet(merge.create.map(\.slot))
        case .callProcedure(_, let call): SlotSet(call.yields.map(\.slot))
        case .callSubquery(_, let call):
            SlotSet(call.results + [call.batches?.status].compactMap { $0 })
        case .show(_, let show): SlotSet(show.yields.map(\.slot))
        case .storedCount(_, let count): SlotSet([count.result])
        case .argument, .apply, .semiApply, .cartesianProduct, .hashJoin, .filter, .distinct,
            .sort, .selectPaths, .top, .skip, .limit, .union, .eager, .mutate, .delete, .foreach,
            .produceResults:
            SlotSet()
        }
    }
}

extension CreateCommand {
    /// The properties, if there are any.
    var properties: BoundExpression? {
        switch self {
        case .node(_, _, let properties), .relationship(_, _, _, _, let properties): properties
        }
    }

    /// The slot that takes the created entity.
    var slot: Slot {
        switch self {
        case .node(let slot, _, _), .relationship(let slot, _, _, _, _): slot
        }
    }
}

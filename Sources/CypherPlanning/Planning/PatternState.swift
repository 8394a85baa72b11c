internal import PropertyGraph

/// A pattern planned in part.
struct PatternState {
    let match: BoundMatch
    /// Estimates, and how patterns inside this one are planned.
    let model: CardinalityModel
    let strategy: RuleSet.Patterns
    /// The plan so far.
    var plan: LogicalPlan
    /// The slots that have values.
    var bound: Set<Slot>
    /// The expected rows for each row of the plan it started from.
    var rows = 1.0
    /// The work so far.
    var work = 0.0
    /// Whether predicates wait until the whole pattern is planned.
    var isLazy = false

    /// The relationships, shortest paths, predicates and paths still to plan, by position.
    var relationships: [Int]
    var shortestPaths: [Int]
    var predicates: [Int] {
        didSet {
            for index in oldValue where isPending[index] { isPending[index] = false }
            for index in predicates { isPending[index] = true }
        }
    }
    /// Whether each predicate is still to be applied.
    var isPending: [Bool]
    var paths: [Int]
    /// What is known of the nodes.
    var known = SlotKnowledge()
    /// The relationships planned here, to keep later ones different from them.
    var planned: [Int] = []
    /// What each predicate reads, with paths resolved to the slots along them.
    let reads: [Set<Slot>]
    /// The predicates that read each slot.
    let readers: [Slot: [Int]]

    init(_ match: BoundMatch, plan: LogicalPlan, bound: Set<Slot>, _ planner: PatternPlanner) {
        self.match = match
        model = planner.model
        strategy = planner.strategy
        self.plan = plan
        self.bound = bound
        relationships = Array(match.relationships.indices)
        shortestPaths = Array(match.shortestPaths.indices)
        predicates = Array(match.predicates.indices)
        isPending = [Bool](repeating: true, count: match.predicates.count)
        paths = Array(match.paths.indices)
        let along = match.paths.reduce(into: [Slot: Set<Slot>]()) { along, path in
            along[path.slot] = path.expression.readSlots
        }
        reads = match.predicates.map { predicate in
            predicate.readSlots.reduce(into: Set<Slot>()) { reads, slot in
                reads.formUnion(along[slot] ?? [slot])
            }
        }
        readers = reads.enumerated().reduce(into: [:]) { readers, entry in
            for slot in entry.element { readers[slot, default: []].append(entry.offset) }
        }
        for case .hasLabels(.slot(let node), .name(let label)) in match.predicates {
            known.labels[node, default: []].append(label)
        }
    }

    /// Whether every part of the pattern has values.
    var isComplete: Bool {
        relationships.isEmpty && shortestPaths.isEmpty && match.nodes.allSatisfy(bound.contains)
    }

    /// Whether some relationship goes on from a slot that has a value.
    var isConnected: Bool {
        relationships.contains { index in
            let relationship = match.relationships[index]
            return bound.contains(relationship.left) || bound.contains(relationship.right)
                || bound.contains(relationship.slot)
        }
    }

    /// The whole plan: remaining predicates, then the named paths.
    func finished(_ model: CardinalityModel) -> LogicalPlan {
        var state = self
        state.settle(model)
        state.project(state.paths)
        // A predicate that reads what nothing binds is our own mistake; it still has to hold.
        let rest = state.predicates.map { index in match.predicates[index] }
        return rest.isEmpty ? state.plan : .filter(state.plan, .conjunction(rest))
    }

    // MARK: Predicates

    /// Applies the predicates whose slots all have values.
    ///
    /// - Parameters:
    ///   - model: Estimates what is left.
    ///   - slots: The slots that have values since the last time; nil to look at all predicates.
    mutating func settle(_ model: CardinalityModel, after slots: [Slot]? = nil) {
        guard !isLazy else { return }
        let candidates = slots.map(pendingReaders(of:)) ?? predicates
        let ready = candidates.filter { index in reads[index].isSubset(of: bound) }
        guard !ready.isEmpty else { return }
        let conditions = ready.map { index in match.predicates[index] }
        let needed = conditions.reduce(into: Set<Slot>()) { slots, condition in
            slots.formUnion(condition.readSlots)
        }
        project(paths.filter { index in needed.contains(match.paths[index].slot) })
        let ordered = conditions.enumerated().sorted { left, right in
            let costs = (left.element.evaluationCost, right.element.evaluationCost)
            return costs.0 == costs.1 ? left.offset < right.offset : costs.0 < costs.1
        }
        plan = .filter(plan, .conjunction(ordered.map(\.element)))
        rows *= share(of: ready, model)
        predicates.removeAll(where: ready.contains)
    }

    /// Computes named paths.
    mutating func project(_ indexes: [Int]) {
        guard !indexes.isEmpty else { return }
        plan = .project(plan, indexes.map { index in match.paths[index] })
        bound.formUnion(indexes.map { index in match.paths[index].slot })
        paths.removeAll(where: indexes.contains)
    }

    /// The share of rows that predicates leave.
    func share(of indexes: [Int], _ model: CardinalityModel) -> Double {
        indexes.reduce(1) { share, index in
            share * model.selectivity(match.predicates[index], known)
        }
    }
}

extension BoundExpression {
    /// How costly the predicate is to evaluate, roughly: cheap ones are tested first.
    var evaluationCost: Int {
        if subPlan != nil { return 1_000 }
        let own: Int =
            switch self {
            case .function, .path: 10
            case .listComprehension, .quantifier, .reduce: 20
            case .stringPredicate(.matches, _, _, _): 20
            case .stringPredicate, .membership: 5
            case .property: 2
            default: 1
            }
        return children.reduce(own) { cost, child in cost + child.evaluationCost }
    }
}

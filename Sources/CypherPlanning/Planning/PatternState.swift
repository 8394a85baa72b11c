internal import PropertyGraph

/// A pattern planned in part.
struct PatternState {
    let match: BoundMatch
    /// Estimates, and how patterns inside this one are planned.
    private let model: CardinalityModel
    private let strategy: RuleSet.Patterns
    /// The plan so far.
    private(set) var plan: LogicalPlan
    /// The slots that have values.
    private(set) var bound: Set<Slot>
    /// The expected rows for each row of the plan it started from.
    private(set) var rows = 1.0
    /// The work so far.
    private(set) var work = 0.0
    /// Whether predicates wait until the whole pattern is planned.
    var isLazy = false

    /// The relationships, shortest paths, predicates and paths still to plan, by position.
    private(set) var relationships: [Int]
    private(set) var shortestPaths: [Int]
    private(set) var predicates: [Int] {
        didSet {
            for index in oldValue where isPending[index] { isPending[index] = false }
            for index in predicates { isPending[index] = true }
        }
    }
    /// Whether each predicate is still to be applied.
    private var isPending: [Bool]
    private(set) var paths: [Int]
    /// The labels that nodes are known to carry.
    private(set) var labels: [Slot: [String]] = [:]
    /// The relationships planned here, to keep later ones different from them.
    private(set) var planned: [Int] = []
    /// What each predicate reads, with paths resolved to the slots along them.
    private let reads: [Set<Slot>]
    /// The predicates that read each slot.
    private let readers: [Slot: [Int]]

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
            labels[node, default: []].append(label)
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
    private mutating func project(_ indexes: [Int]) {
        guard !indexes.isEmpty else { return }
        plan = .project(plan, indexes.map { index in match.paths[index] })
        bound.formUnion(indexes.map { index in match.paths[index].slot })
        paths.removeAll(where: indexes.contains)
    }

    private func share(of indexes: [Int], _ model: CardinalityModel) -> Double {
        indexes.reduce(1) { share, index in share * model.selectivity(match.predicates[index]) }
    }

    // MARK: Steps

    /// The operators that could come next, in the order of the text.
    func steps(_ model: CardinalityModel) -> [PatternStep] {
        var result: [PatternStep] = []
        var isConnected = false
        var tried = 0
        for index in relationships where result.count < 16 {
            let found = steps(along: index, model)
            isConnected = isConnected || !found.isEmpty
            result += found
        }
        for index in shortestPaths where canSearch(index) {
            let search = match.shortestPaths[index]
            let own = [search.relationship.slot] + [search.path].compactMap(\.self)
            result.append(step(.shortest(index), 1, binding: own, work: 1_000, model))
        }
        for node in match.nodes where !bound.contains(node) && tried < (isConnected ? 8 : 64) {
            tried += 1
            result += steps(finding: node, isConnected: isConnected, model)
        }
        guard !isConnected else { return result }
        for index in relationships where match.relationships[index].length == nil {
            let relationship = match.relationships[index]
            guard relationship.left != relationship.right, labels[relationship.left] == nil,
                labels[relationship.right] == nil
            else { continue }
            let isSought = pendingReaders(of: [relationship.slot]).contains { index in
                IDPredicate(match.predicates[index], of: relationship.slot, bound: bound) != nil
            }
            guard !isLazy, isSought || !relationship.types.isEmpty else { continue }
            let count = isSought ? 1 : model.relationships(anyOf: relationship.types)
            let found = count * (relationship.direction == .both ? 2 : 1)
            let slots = [relationship.slot, relationship.left, relationship.right]
            result.append(step(.scan(index), found, binding: slots, work: found, model))
        }
        return result
    }

    /// Whether both ends of a shortest path, and all that its predicates read, have values.
    private func canSearch(_ index: Int) -> Bool {
        let search = match.shortestPaths[index]
        let relationship = search.relationship
        guard bound.contains(relationship.left), bound.contains(relationship.right) else {
            return false
        }
        if relationships.isEmpty, match.nodes.allSatisfy(bound.contains) { return true }
        let own: Set<Slot> = Set([relationship.slot] + [search.path].compactMap(\.self))
        return predicates.allSatisfy { index in
            reads[index].isDisjoint(with: own) || reads[index].isSubset(of: bound.union(own))
        }
    }

    private func steps(along index: Int, _ model: CardinalityModel) -> [PatternStep] {
        let relationship = match.relationships[index]
        let hasLeft = bound.contains(relationship.left)
        let hasRight = bound.contains(relationship.right)
        let both = [relationship.slot, relationship.left, relationship.right]
        if bound.contains(relationship.slot), relationship.length == nil {
            return [step(.check(index), 1, binding: both, work: 1, model)]
        }
        if hasLeft, hasRight { return [into(index, model)] }
        if hasLeft { return [expansion(index, fromLeft: true, model)] }
        if hasRight { return [expansion(index, fromLeft: false, model)] }
        return []
    }

    /// Both ends have values: few relationships join them.
    private func into(_ index: Int, _ model: CardinalityModel) -> PatternStep {
        let relationship = match.relationships[index]
        let left = degree(of: relationship, fromLeft: true, model)
        let right = degree(of: relationship, fromLeft: false, model)
        let isLeft = left <= right
        let ends = model.nodes(anyOf: labels[isLeft ? relationship.right : relationship.left] ?? [])
        let reached = relationship.length.map { length in model.chains(min(left, right), length) }
        let share = min((reached ?? min(left, right)) / max(ends, 1), 1)
        let work = reached ?? 2
        let operation = PatternStep.Operation.expand(index, fromLeft: isLeft)
        let slots = [relationship.slot] + relationship.lists
        return step(operation, share, binding: slots, work: work, model)
    }

    private func expansion(
        _ index: Int,
        fromLeft: Bool,
        _ model: CardinalityModel
    ) -> PatternStep {
        let relationship = match.relationships[index]
        let degree = degree(of: relationship, fromLeft: fromLeft, model)
        let reached = relationship.length.map { length in model.chains(degree, length) } ?? degree
        let far = fromLeft ? relationship.right : relationship.left
        let operation = PatternStep.Operation.expand(index, fromLeft: fromLeft)
        return step(
            operation,
            reached,
            binding: [relationship.slot, far] + relationship.lists,
            work: reached + 1,
            model
        )
    }

    private func degree(
        of relationship: PatternRelationship,
        fromLeft: Bool,
        _ model: CardinalityModel
    ) -> Double {
        let near = fromLeft ? relationship.left : relationship.right
        let direction = fromLeft ? relationship.direction : relationship.direction.reversed
        return model.degree(
            labels: labels[near] ?? [],
            types: relationship.types,
            direction: direction
        )
    }

    /// Ways to find a node: any when nothing leads to it, else only what finds a single one.
    private func steps(
        finding node: Slot,
        isConnected: Bool,
        _ model: CardinalityModel
    ) -> [PatternStep] {
        let pending = pendingReaders(of: [node]).map { index in (index, match.predicates[index]) }
        let finder = NodeAccessFinder(model: model, predicates: pending, bound: bound)
        let accesses =
            isLazy
            ? [NodeAccess(operation: .all, rows: 1, answered: [])]
            : finder.accesses(of: node)
        let useful = accesses.filter { access in
            !isConnected || isLazy || (access.isSelective && access.rows <= 1)
        }
        return useful.map { access in
            var found = step(
                .node(node, access),
                access.rows,
                binding: [node],
                work: access.rows + (access.isSelective ? 0.5 : 1),
                answered: access.answered,
                model
            )
            if isConnected { found.work += 0.5 }
            return found
        }
    }

    /// Makes a step and estimates what is left after the predicates it makes ready.
    private func step(
        _ operation: PatternStep.Operation,
        _ found: Double,
        binding slots: [Slot],
        work: Double,
        answered: Set<Int> = [],
        _ model: CardinalityModel
    ) -> PatternStep {
        let ready = pendingReaders(of: slots).filter { index in
            !answered.contains(index)
                && reads[index].allSatisfy { slot in bound.contains(slot) || slots.contains(slot) }
        }
        let result = rows * found
        return PatternStep(
            operation: operation,
            slots: slots,
            rows: result,
            filtered: result * share(of: ready, model),
            work: rows * work
        )
    }

    /// The predicates still to apply that read any of the slots, in order.
    private func pendingReaders(of slots: [Slot]) -> [Int] {
        let all = Set(slots.flatMap { slot in readers[slot] ?? [] })
        return all.filter { index in isPending[index] }.sorted()
    }

    // MARK: Taking a step

    /// The state after a step.
    func taking(_ step: PatternStep, _ model: CardinalityModel) -> PatternState {
        var state = self
        state.work += step.work
        state.rows = step.rows
        switch step.operation {
        case .node(let node, let access):
            state.plan = access.apply(to: plan, node: node)
            state.predicates.removeAll(where: access.answered.contains)
            state.bound.insert(node)
        case .expand(let index, let fromLeft): state.expand(index, fromLeft: fromLeft)
        case .check(let index): state.check(index)
        case .scan(let index): state.scan(index)
        case .shortest(let index): state.search(index)
        }
        state.settle(model, after: step.slots)
        return state
    }

    /// The slots planned earlier that could hold the same relationship.
    private func excluded(by index: Int) -> [Slot] {
        let relationship = match.relationships[index]
        return planned.compactMap { other in
            let known = match.relationships[other]
            guard known.group == relationship.group else { return nil }
            let canCoincide =
                known.types.isEmpty || relationship.types.isEmpty
                || known.types.contains(where: relationship.types.contains)
            return canCoincide ? known.slot : nil
        }
    }

    private mutating func finish(_ index: Int) {
        let relationship = match.relationships[index]
        bound.formUnion([relationship.slot, relationship.left, relationship.right])
        bound.formUnion(relationship.lists)
        planned.append(index)
        relationships.removeAll { other in other == index }
    }

    /// A repeated pattern, each repetition planned from the end that is reached first.
    private func repeating(
        _ repetition: PatternRepetition,
        of relationship: PatternRelationship,
        fromLeft: Bool,
        _ index: Int
    ) -> LogicalPlan {
        let near = fromLeft ? repetition.start : repetition.end
        let to = fromLeft ? relationship.right : relationship.left
        let inner = PatternPlanner(match: repetition.match, model: model, strategy: strategy)
        return .repeatPattern(
            plan,
            RepeatPattern(
                from: fromLeft ? relationship.left : relationship.right,
                to: to,
                relationships: relationship.slot,
                inner: inner.plan(after: .argument, bound: bound.union([near])),
                near: near,
                far: fromLeft ? repetition.end : repetition.start,
                elements: repetition.relationships,
                variables: repetition.variables,
                minimum: relationship.length?.minimum ?? 0,
                maximum: relationship.length?.maximum,
                target: bound.contains(to) ? .into : .all,
                isReversed: !fromLeft,
                excluding: excluded(by: index)
            )
        )
    }

    private mutating func expand(_ index: Int, fromLeft: Bool) {
        let relationship = match.relationships[index]
        let from = fromLeft ? relationship.left : relationship.right
        let to = fromLeft ? relationship.right : relationship.left
        let direction = fromLeft ? relationship.direction : relationship.direction.reversed
        let mode: Expand.Mode = bound.contains(to) ? .into : .all
        if let repetition = relationship.repetition {
            plan = repeating(repetition, of: relationship, fromLeft: fromLeft, index)
        } else if let length = relationship.length {
            let steps = takeChainPredicates(of: relationship.slot, from: from)
            plan = .varExpand(
                plan,
                VarExpand(
                    from: from,
                    relationships: relationship.slot,
                    to: to,
                    direction: direction,
                    types: relationship.types,
                    minimum: length.minimum,
                    maximum: length.maximum,
                    target: mode,
                    isReversed: !fromLeft,
                    relationshipPredicate: steps.relationship.map { step in
                        .both(relationship.stepPredicate, step)
                    } ?? relationship.stepPredicate,
                    nodePredicate: steps.node,
                    excluding: excluded(by: index),
                    areRelationshipsBound: bound.contains(relationship.slot)
                )
            )
        } else {
            plan = .expand(
                plan,
                Expand(
                    from: from,
                    relationship: relationship.slot,
                    to: to,
                    direction: direction,
                    types: relationship.types,
                    mode: mode,
                    excluding: excluded(by: index)
                )
            )
        }
        finish(index)
    }

    /// Takes the predicates that a search along a chain can test at each step.
    ///
    /// A condition on the nodes excludes the start of the walk, so it is tested there right away.
    private mutating func takeChainPredicates(
        of list: Slot,
        from start: Slot
    ) -> (relationship: StepPredicate?, node: StepPredicate?) {
        guard !isLazy else { return (nil, nil) }
        let paths = match.paths.filter { path in
            guard case .path(let construction) = path.expression else { return false }
            return construction.steps == [.relationshipList(list)]
        }
        let finder = ChainPredicates(list: list, paths: Set(paths.map(\.slot)))
        var relationship: StepPredicate?
        var node: StepPredicate?
        for index in predicates {
            let predicate = match.predicates[index]
            if let step = finder.relationshipStep(predicate), isKnown(step) {
                relationship = .both(relationship, step)
            } else if let step = finder.nodeStep(predicate), isKnown(step) {
                node = .both(node, step)
                plan = .filter(plan, step.on(start))
            } else {
                continue
            }
            predicates.removeAll { other in other == index }
        }
        return (relationship, node)
    }

    /// Whether all that a step predicate reads has values before the chain.
    private func isKnown(_ step: StepPredicate) -> Bool {
        step.predicate.readSlots.subtracting([step.element]).isSubset(of: bound)
    }

    private mutating func check(_ index: Int) {
        let relationship = match.relationships[index]
        plan = .relationshipEnds(
            plan,
            RelationshipEnds(
                pattern: RelationshipScan(relationship),
                isFromBound: bound.contains(relationship.left),
                isToBound: bound.contains(relationship.right),
                excluding: excluded(by: index)
            )
        )
        finish(index)
    }

    private mutating func scan(_ index: Int) {
        let relationship = match.relationships[index]
        let pending = predicates.map { index in (index, match.predicates[index]) }
        let scan = RelationshipScan(relationship)
        for (position, predicate) in pending {
            guard let look = IDPredicate(predicate, of: relationship.slot, bound: bound) else {
                continue
            }
            let found = RelationshipByID(
                pattern: scan,
                ids: look.ids,
                isList: look.isList,
                form: look.form
            )
            plan = .relationshipByID(plan, found)
            predicates.removeAll { index in index == position }
            excludeAfter(index)
            return finish(index)
        }
        plan = .relationshipScan(plan, scan)
        excludeAfter(index)
        finish(index)
    }

    /// A scan looks at no other relationship, so a filter keeps it different from earlier ones.
    private mutating func excludeAfter(_ index: Int) {
        let slot = match.relationships[index].slot
        let tests = excluded(by: index).map { other in BoundExpression.areDisjoint(slot, other) }
        if !tests.isEmpty { plan = .filter(plan, .conjunction(tests)) }
    }

    private mutating func search(_ index: Int) {
        let pattern = match.shortestPaths[index]
        let relationship = pattern.relationship
        let own: Set<Slot> = Set([relationship.slot] + [pattern.path].compactMap(\.self))
        let known = bound.union(own)
        let ready = predicates.filter { index in
            !reads[index].isDisjoint(with: own) && reads[index].isSubset(of: known)
        }
        let finder = ChainPredicates(
            list: relationship.slot,
            paths: Set([pattern.path].compactMap(\.self))
        )
        var onRelationships = relationship.stepPredicate
        var onNodes: StepPredicate?
        var conditions: [BoundExpression] = []
        for index in ready {
            let predicate = match.predicates[index]
            if relationship.length != nil, let step = finder.relationshipStep(predicate) {
                onRelationships = .both(onRelationships, step)
            } else if let step = finder.nodeStep(predicate) {
                onNodes = .both(onNodes, step)
            } else {
                conditions.append(predicate)
            }
        }
        plan = .shortestPath(
            plan,
            ShortestPath(
                from: relationship.left,
                to: relationship.right,
                relationships: relationship.slot,
                path: pattern.path,
                direction: relationship.direction,
                types: relationship.types,
                minimum: relationship.length?.minimum ?? 1,
                maximum: relationship.length == nil ? 1 : relationship.length?.maximum,
                isAll: pattern.isAll,
                isSingle: relationship.length == nil,
                findsCycles: pattern.findsCycles,
                relationshipPredicate: onRelationships,
                nodePredicate: onNodes,
                pathPredicate: conditions.isEmpty ? nil : .conjunction(conditions)
            )
        )
        predicates.removeAll(where: ready.contains)
        bound.formUnion(own)
        shortestPaths.removeAll { other in other == index }
    }
}

extension RelationshipScan {
    init(_ relationship: PatternRelationship) {
        self.init(
            relationship: relationship.slot,
            from: relationship.left,
            to: relationship.right,
            direction: relationship.direction,
            types: relationship.types
        )
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

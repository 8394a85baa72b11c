internal import PropertyGraph

extension PatternState {
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
            guard relationship.left != relationship.right, known.labels[relationship.left] == nil,
                known.labels[relationship.right] == nil
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
        // A repetition runs as a plan of its own, which cannot wait for values.
        if let repetition = relationship.repetition, !repetition.imports.isSubset(of: bound) {
            return []
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
        let ends = model.nodes(
            anyOf: known.labels[isLeft ? relationship.right : relationship.left] ?? [])
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
        var ahead = self
        ahead.arrive(along: relationship, fromLeft: fromLeft)
        return ahead.step(
            operation,
            reached,
            binding: [relationship.slot, far] + relationship.lists,
            work: reached + 1,
            model
        )
    }

    /// Notes how the far node of a relationship is reached.
    mutating func arrive(along relationship: PatternRelationship, fromLeft: Bool) {
        guard relationship.length == nil else { return }
        let far = fromLeft ? relationship.right : relationship.left
        let direction = fromLeft ? relationship.direction : relationship.direction.reversed
        known.arrivals[far] = SlotKnowledge.Arrival(
            types: relationship.types, direction: direction)
    }

    private func degree(
        of relationship: PatternRelationship,
        fromLeft: Bool,
        _ model: CardinalityModel
    ) -> Double {
        let near = fromLeft ? relationship.left : relationship.right
        let direction = fromLeft ? relationship.direction : relationship.direction.reversed
        return model.degree(
            labels: known.labels[near] ?? [],
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
            if case .labels = access.operation {
                // Columns are read a page at a time: a tenth of what an index costs for each
                // node looked at, a fifth for each that is left.
                found.work = rows * (access.rows * 0.1 + 1) + found.filtered * 0.2
            } else if access.isGuess {
                // The part of the index may be far smaller, a scan's work is sure.
                found.work = rows * (access.rows * 0.1 + 0.5)
            }
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
            work: rows * work + result * testing(ready)
        )
    }

    /// The work of testing a row: labels are mostly known, all else has to be read.
    private func testing(_ predicates: [Int]) -> Double {
        predicates.reduce(0) { work, index in
            if case .hasLabels = match.predicates[index] { return work }
            return work + 0.25
        }
    }

    /// The predicates still to apply that read any of the slots, in order.
    func pendingReaders(of slots: [Slot]) -> [Int] {
        let all = Set(slots.flatMap { slot in readers[slot] ?? [] })
        return all.filter { index in isPending[index] }.sorted()
    }
}

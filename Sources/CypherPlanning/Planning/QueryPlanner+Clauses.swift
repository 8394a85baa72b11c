internal import PropertyGraph

/// A branch planned in part.
private struct BranchPlan {
    var plan: LogicalPlan = .argument
    /// The slots that have values.
    var bound: Set<Slot>
    /// The slots of the enclosing row, which are always there.
    let outer: Set<Slot>
    /// What is read and written by operators that still stream.
    var barrier = BarrierTracker()

    init(outer: Set<Slot>) {
        self.bound = outer
        self.outer = outer
    }
}

extension QueryPlanner {
    /// Plans a bound query.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - bound: The slots of the enclosing row.
    /// - Returns: A plan over the enclosing row, without `produceResults`.
    func plan(_ query: BoundQuery, bound: Set<Slot>) -> LogicalPlan {
        let plans = query.branches.map { branch in plan(branch, bound: bound) }
        guard plans.count > 1 else { return plans.first ?? .argument }
        let results = query.columns.map(\.slot)
        let branches = zip(plans, query.branches).map { plan, branch in
            guard !results.isEmpty else { return plan }
            let items = zip(results, branch.results).map { slot, own in
                BoundProjection(slot, .slot(own))
            }
            return LogicalPlan.project(plan, items)
        }
        let union = LogicalPlan.union(branches)
        return query.keepsDuplicates ? union : .distinct(union, results)
    }

    private func plan(_ branch: BoundBranch, bound: Set<Slot>) -> LogicalPlan {
        plan(branch.clauses, bound: bound)
    }

    private func plan(_ clauses: [BoundClause], bound: Set<Slot>) -> LogicalPlan {
        var state = BranchPlan(outer: bound)
        for clause in clauses.mergingMatches() { add(clause, to: &state) }
        return state.plan
    }

    private func add(_ clause: BoundClause, to state: inout BranchPlan) {
        switch clause {
        case .match(let match): add(match, to: &state)
        case .unwind(let list, let element):
            state.append { plan in .unwind(plan, list: list, element: element) }
            state.bound.insert(element)
        case .project(let with): add(with, to: &state)
        case .call(let call, let predicate):
            state.append { plan in .callProcedure(plan, call) }
            state.bound.formUnion(call.yields.map(\.slot))
            if let predicate { state.append { plan in .filter(plan, predicate) } }
        case .subquery(let subquery): add(subquery, to: &state)
        case .create(let commands, let paths):
            state.append { plan in .create(plan, commands) }
            state.bound.formUnion(commands.map(\.slot))
            state.project(paths)
        case .merge(let merge): add(merge, to: &state)
        case .mutate(let mutations): state.append { plan in .mutate(plan, mutations) }
        case .delete(let targets, let detach):
            state.append { plan in .delete(plan, targets, detach: detach) }
        case .foreach(let list, let element, let clauses):
            let inner = plan(clauses, bound: state.bound.union([element]))
            state.append { plan in .foreach(plan, list: list, element: element, inner: inner) }
        case .show(let show):
            state.append { plan in .show(plan, show) }
            state.bound.formUnion(show.yields.map(\.slot))
        }
    }

    private func add(_ match: BoundMatch, to state: inout BranchPlan) {
        let planner = PatternPlanner(
            match: match,
            model: CardinalityModel(statistics: statistics),
            strategy: rules.patterns
        )
        let introduced = match.introduced
        if let selection = match.selection {
            let inner = select(selection, planner.plan(after: .argument, bound: state.bound))
            state.append { plan in
                match.isOptional
                    ? .optional(plan, inner: inner, nulls: introduced)
                    : .apply(plan, inner: inner)
            }
        } else if match.isOptional {
            let inner = planner.plan(after: .argument, bound: state.bound)
            state.append { plan in .optional(plan, inner: inner, nulls: introduced) }
        } else {
            let bound = state.bound
            state.append { plan in planner.plan(after: plan, bound: bound) }
        }
        state.bound.formUnion(introduced)
        state.bound.formUnion(match.paths.map(\.slot))
    }

    /// Keeps the paths that a selector means, then those that fulfil the clause's `WHERE`.
    private func select(_ selection: PathSelection, _ plan: LogicalPlan) -> LogicalPlan {
        var plan = plan
        let paths = selection.paths
        if !paths.isDone {
            plan = .project(plan, [BoundProjection(paths.length, selection.length)])
            plan = .sort(plan, [SortKey(.slot(paths.length), isAscending: true)])
            plan = .selectPaths(plan, paths)
        }
        guard !selection.predicates.isEmpty else { return plan }
        return .filter(plan, .conjunction(selection.predicates))
    }

    private func add(_ with: BoundWith, to state: inout BranchPlan) {
        if let aggregate = with.aggregate {
            state.append { plan in .aggregate(plan, aggregate) }
            state.barrier.close()
        }
        state.project(with.items)
        if with.isDistinct { state.append { plan in .distinct(plan, with.kept) } }
        if !with.order.isEmpty {
            state.append { plan in .sort(plan, with.order) }
            state.barrier.close()
        }
        if with.skip != nil || with.limit != nil, state.barrier.hasWrites { state.separate() }
        if let skip = with.skip { state.append { plan in .skip(plan, skip) } }
        if let limit = with.limit { state.append { plan in .limit(plan, limit) } }
        if let predicate = with.predicate { state.append { plan in .filter(plan, predicate) } }
        state.bound = state.outer.union(with.kept)
    }

    private func add(_ merge: BoundMerge, to state: inout BranchPlan) {
        let planner = PatternPlanner(
            match: merge.pattern,
            model: CardinalityModel(statistics: statistics),
            strategy: rules.patterns
        )
        let plan = Merge(
            match: planner.plan(after: .argument, bound: state.bound),
            create: merge.create,
            onCreate: merge.onCreate,
            onMatch: merge.onMatch,
            requiredProperties: merge.requiredProperties
        )
        state.append { input in .merge(input, plan) }
        state.bound.formUnion(merge.create.map(\.slot))
        state.project(merge.paths)
    }

    private func add(_ subquery: BoundSubquery, to state: inout BranchPlan) {
        let inner = plan(subquery.query, bound: state.bound)
        let results = subquery.query.columns.map(\.slot)
        let call = CallSubquery(
            inner: inner,
            imports: inner.readSlots.intersection(state.bound).sorted(),
            results: results,
            returnsRows: subquery.query.returnsRows,
            isOptional: subquery.isOptional,
            batches: subquery.batches
        )
        // Other transactions begin between the rows, so all of them have to be there before.
        if call.batches != nil { state.separate() }
        state.append { plan in .callSubquery(plan, call) }
        if call.batches != nil { state.separate() }
        state.bound.formUnion(results + [call.batches?.status].compactMap(\.self))
    }
}

extension BranchPlan {
    /// Puts operators on top; an `eager` below them when they must not run interleaved.
    mutating func append(_ make: (LogicalPlan) -> LogicalPlan) {
        let added = make(.argument)
        let footprint = Footprint(of: added)
        if barrier.needsSeparation(before: footprint) {
            if !plan.yieldsAtMostOneRow { plan = .eager(plan) }
            barrier.close()
        }
        plan = make(plan)
        barrier.add(footprint)
    }

    /// Puts an `eager` on top.
    mutating func separate() {
        plan = .eager(plan)
        barrier.close()
    }

    /// Computes slots for each row.
    mutating func project(_ items: [BoundProjection]) {
        guard !items.isEmpty else { return }
        append { plan in .project(plan, items) }
        bound.formUnion(items.map(\.slot))
    }
}

extension [BoundClause] {
    /// The clauses with each run of plain MATCH clauses as one, so that the planner may start at
    /// the cheapest of them; relationships of different clauses keep their groups.
    ///
    /// Large patterns stay apart, since ordering takes more than linear time.
    fileprivate func mergingMatches() -> [BoundClause] {
        reduce(into: []) { result, clause in
            guard case .match(let next) = clause, !next.isOptional, next.selection == nil,
                case .match(var known) = result.last, !known.isOptional, known.selection == nil,
                known.nodes.count + next.nodes.count <= 16
            else { return result.append(clause) }
            for node in next.nodes { known.add(node: node) }
            known.relationships += next.relationships
            known.shortestPaths += next.shortestPaths
            known.paths += next.paths
            known.predicates += next.predicates
            known.introduced += next.introduced
            result[result.count - 1] = .match(known)
        }
    }
}

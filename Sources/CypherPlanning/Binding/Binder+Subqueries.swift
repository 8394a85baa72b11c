internal import CypherSyntax
internal import PropertyGraph

extension Binder {
    /// Patterns and queries as values.
    mutating func subquery(
        _ expression: Expression,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        switch expression.kind {
        case .pattern(let pattern): return try self.pattern(pattern, context)
        case .patternComprehension(let comprehension):
            return try patternComprehension(comprehension, context)
        case .exists(let subquery):
            let plan = try subPlan(subquery, at: expression.span, context)
            return TypedExpression(.exists(plan), .boolean)
        case .count(let subquery):
            let plan = try subPlan(subquery, at: expression.span, context)
            return TypedExpression(.count(plan), .integer)
        case .collect(let query): return try collection(query, at: expression.span, context)
        default: return TypedExpression(.literal(.null), .null)
        }
    }

    /// A pattern as a predicate, or a shortest path as a value.
    private mutating func pattern(
        _ pattern: PathPattern,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        let mark = slots.slots.count
        var scope = context.scope
        guard pattern.selector != .all else {
            guard context.isPredicate else {
                throw BindingError.unexpectedPattern(at: pattern.span)
            }
            let match = try match([pattern], where: nil, &scope, canIntroduce: false)
            return TypedExpression(.exists(subPlan(match, since: mark, context)), .boolean)
        }
        var match = try match([pattern], where: nil, &scope)
        guard var search = match.shortestPaths.first else {
            throw BindingError.unexpectedPattern(at: pattern.span)
        }
        let path = search.path ?? slots.allocate(nil, .path)
        search.path = path
        match.shortestPaths = [search]
        let plan = subPlan(match, since: mark, context)
        let all = BoundExpression.collect(plan, .slot(path))
        guard !search.isAll else { return TypedExpression(all, .list(of: .path)) }
        let first = BoundExpression.element(all, index: .literal(.integer(0)), .none)
        return TypedExpression(first, .path)
    }

    private mutating func patternComprehension(
        _ comprehension: PatternComprehension,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        let mark = slots.slots.count
        var scope = context.scope
        let match = try match([comprehension.pattern], where: comprehension.predicate, &scope)
        let result = try value(comprehension.result, in: scope)
        var plan = subPlan(match, since: mark, context)
        let read = result.expression.readSlots.filter { slot in slot.index < mark }
        plan.imports = Set(plan.imports).union(read).sorted()
        return TypedExpression(
            .collect(plan, result.expression),
            .list(of: result.type.types)
        )
    }

    private mutating func subPlan(
        _ subquery: Subquery,
        at span: SourceSpan,
        _ context: ExpressionContext
    ) throws(CypherError) -> SubPlan {
        let mark = slots.slots.count
        switch subquery {
        case .pattern(let patterns, let predicate):
            var scope = context.scope
            let match = try match(patterns, where: predicate, &scope)
            return subPlan(match, since: mark, context)
        case .query(let query):
            let bound = try innerQuery(query, at: span, context, needsReturn: false)
            return subPlan(bound, since: mark, context)
        }
    }

    private mutating func collection(
        _ query: Query,
        at span: SourceSpan,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        let mark = slots.slots.count
        let bound = try innerQuery(query, at: span, context, needsReturn: true)
        guard let column = bound.columns.first, bound.columns.count == 1 else {
            throw BindingError.syntax(
                "InvalidClauseComposition",
                "`COLLECT { … }` must return exactly one column.",
                at: span
            )
        }
        let plan = subPlan(bound, since: mark, context)
        return TypedExpression(.collect(plan, .slot(column.slot)), StaticType(types: .list))
    }

    private mutating func innerQuery(
        _ query: Query,
        at span: SourceSpan,
        _ context: ExpressionContext,
        needsReturn: Bool
    ) throws(CypherError) -> BoundQuery {
        let updates = query.branches.contains { branch in
            branch.clauses.contains(where: \.isUpdating)
        }
        guard !updates else {
            throw BindingError.syntax(
                "InvalidClauseComposition",
                "A subquery within an expression cannot change the graph.",
                at: span
            )
        }
        let position: QueryPosition = needsReturn ? .collection : .existence
        return try self.query(query, in: context.scope.enclosing, position).query
    }

    private mutating func subPlan(
        _ match: BoundMatch,
        since mark: Int,
        _ context: ExpressionContext
    ) -> SubPlan {
        let branch = BoundBranch(clauses: [.match(match)], results: [])
        let query = BoundQuery(
            branches: [branch],
            keepsDuplicates: true,
            columns: [],
            returnsRows: false
        )
        return subPlan(query, since: mark, context)
    }

    private mutating func subPlan(
        _ query: BoundQuery,
        since mark: Int,
        _ context: ExpressionContext
    ) -> SubPlan {
        let bound = Set((0..<mark).map(Slot.init))
        let plan = planner.plan(query, bound: bound)
        let imports = plan.readSlots.filter { slot in slot.index < mark }
        return SubPlan(plan: plan, imports: imports.sorted())
    }
}

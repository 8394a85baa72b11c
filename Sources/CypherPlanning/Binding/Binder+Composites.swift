internal import CypherSyntax
internal import PropertyGraph

extension Binder {
    /// `CASE`, comprehensions, quantifiers, `reduce`, map projections.
    mutating func composite(
        _ expression: Expression,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        switch expression.kind {
        case .conditional(let conditional): return try self.conditional(conditional, context)
        case .listComprehension(let comprehension):
            return try listComprehension(comprehension, context)
        case .quantifier(let quantifier): return try self.quantifier(quantifier, context)
        case .reduce(let reduce): return try reduction(reduce, context)
        case .mapProjection(let projection): return try mapProjection(projection, context)
        default: return TypedExpression(.literal(.null), .null)
        }
    }

    private mutating func conditional(
        _ conditional: Conditional,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        let subject = try bind(optional: conditional.subject, context)
        var branches: [CaseBranch] = []
        var type = StaticType.null
        for alternative in conditional.alternatives {
            let condition =
                subject == nil
                ? try predicate(alternative.condition, context)
                : try bind(alternative.condition, context).expression
            let result = try bind(alternative.result, context)
            type = type.union(result.type)
            branches.append(CaseBranch(condition: condition, result: result.expression))
        }
        let otherwise = try bind(optional: conditional.otherwise, context)
        if let otherwise { type = type.union(otherwise.type) }
        let result: BoundExpression =
            if let subject {
                .simpleCase(subject.expression, branches, otherwise: otherwise?.expression)
            } else {
                .searchedCase(branches, otherwise: otherwise?.expression)
            }
        return TypedExpression(result, type)
    }

    /// Binds the list that a scoped expression walks through.
    private mutating func walked(
        _ list: Expression,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        let bound = try bind(list, context)
        try require(bound.type, .list, "A comprehension", at: list.span)
        return bound
    }

    /// The scope inside a comprehension, and the slot of its element.
    private mutating func entering(
        _ name: Name,
        _ list: TypedExpression,
        _ context: ExpressionContext
    ) -> (slot: Slot, context: ExpressionContext) {
        let type: StaticType =
            list.type.types == .list ? StaticType(types: list.type.elements) : .any
        let slot = slots.allocate(name.text, holding: type)
        let scope = context.scope.adding(name.text, Variable(slot: slot, type: type))
        return (slot, context.inner(scope))
    }

    private mutating func listComprehension(
        _ comprehension: ListComprehension,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        let list = try walked(comprehension.list, context)
        let (element, inner) = entering(comprehension.variable, list, context)
        var condition: BoundExpression?
        if let predicate = comprehension.predicate {
            condition = try self.predicate(predicate, inner)
        }
        let result = try bind(optional: comprehension.result, inner)
        let bound = BoundListComprehension(
            element: element,
            list: list.expression,
            predicate: condition,
            result: result?.expression
        )
        let elements = result?.type.types ?? list.type.elements
        return TypedExpression(.listComprehension(bound), .list(of: elements))
    }

    private mutating func quantifier(
        _ quantifier: QuantifierExpression,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        let list = try walked(quantifier.list, context)
        let (element, inner) = entering(quantifier.variable, list, context)
        var condition = BoundExpression.slot(element)
        if let predicate = quantifier.predicate {
            condition = try self.predicate(predicate, inner)
        }
        let kind: BoundQuantifier.Kind =
            switch quantifier.quantifier {
            case .all: .all
            case .any: .any
            case .none: .none
            case .single: .single
            }
        let bound = BoundQuantifier(
            kind: kind,
            element: element,
            list: list.expression,
            predicate: condition
        )
        return TypedExpression(.quantifier(bound), .boolean)
    }

    private mutating func reduction(
        _ reduce: ReduceExpression,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        let initial = try bind(reduce.start, context)
        let list = try walked(reduce.list, context)
        var (element, inner) = entering(reduce.variable, list, context)
        let accumulator = slots.allocate(reduce.accumulator.text, .value)
        let variable = Variable(slot: accumulator, type: .any)
        inner.scope = inner.scope.adding(reduce.accumulator.text, variable)
        let result = try bind(reduce.result, inner)
        let bound = BoundReduction(
            accumulator: accumulator,
            initial: initial.expression,
            element: element,
            list: list.expression,
            result: result.expression
        )
        return TypedExpression(.reduce(bound), initial.type.union(result.type))
    }

    private mutating func mapProjection(
        _ projection: MapProjection,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        let name = projection.variable
        let base = try variable(name.text, at: name.span, in: context.scope)
        try require(base.type, [.entity, .map], "A map projection", at: name.span)
        var items: [MapProjectionItem] = []
        for selector in projection.selectors {
            switch selector {
            case .property(let key): items.append(.property(key.text))
            case .allProperties: items.append(.allProperties)
            case .variable(let name):
                let value = try variable(name.text, at: name.span, in: context.scope)
                items.append(.entry(BoundMapEntry(key: name.text, value: value.expression)))
            case .entry(let entry):
                let value = try bind(entry.value, context).expression
                items.append(.entry(BoundMapEntry(key: entry.key.text, value: value)))
            }
        }
        return TypedExpression(.mapProjection(base.expression, items), .map)
    }
}

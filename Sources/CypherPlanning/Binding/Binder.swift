internal import CypherSyntax
internal import PropertyGraph

/// Resolves the names of a statement: variables to slots, functions and procedures to signatures.
///
/// It reports every error that the text alone shows. Subqueries inside expressions are planned as
/// they are met, since a bound expression holds their plan.
struct Binder {
    /// The functions and procedures.
    let callables: any CallableProvider
    /// Plans the subqueries inside expressions.
    let planner: QueryPlanner
    /// The statement's slots so far.
    var slots = SlotAllocator()
    /// The statement's parameters so far.
    var parameters: [String] = []
    /// The number of MATCH clauses so far, to tell their relationships apart.
    var groups = 0
    /// The number of operators that the statement needs so far, roughly.
    private var operators = 0
    /// Notices when the time is up.
    private var clock: PreparationClock

    init(callables: any CallableProvider, planner: QueryPlanner) {
        self.callables = callables
        self.planner = planner
        clock = PreparationClock(deadline: planner.limits.deadline)
    }

    /// Counts operators, and reports a statement that needs too many.
    mutating func count(_ more: Int, at span: SourceSpan) throws(CypherError) {
        operators += more
        try clock.check()
        guard operators > planner.limits.operators else { return }
        throw CypherError(
            .limitExceeded,
            detail: PlanningLimits.tooManyOperators,
            message: "The query has too many clauses or pattern elements to be planned.",
            span: span,
            hint: "Split it, or pass data as a parameter and use UNWIND."
        )
    }

    /// A reference to a parameter.
    mutating func parameter(_ name: String) -> BoundExpression {
        if let index = parameters.firstIndex(of: name) {
            return .parameter(ParameterReference(name: name, index: index))
        }
        parameters.append(name)
        return .parameter(ParameterReference(name: name, index: parameters.count - 1))
    }

    // MARK: Expressions

    /// Binds an expression that must not aggregate.
    mutating func value(
        _ expression: Expression,
        in scope: Scope
    ) throws(CypherError) -> TypedExpression {
        try bind(expression, ExpressionContext(scope))
    }

    /// Binds a predicate: `WHERE` and its like.
    mutating func predicate(
        _ expression: Expression,
        in scope: Scope
    ) throws(CypherError) -> BoundExpression {
        try predicate(expression, ExpressionContext(scope))
    }

    /// Binds an operand of which a truth value is asked.
    mutating func predicate(
        _ expression: Expression,
        _ context: ExpressionContext
    ) throws(CypherError) -> BoundExpression {
        let bound = try bind(expression, context.asking(forPredicate: true))
        guard !bound.type.excludes(.boolean) else {
            throw BindingError.invalidArgument(
                bound.type,
                wanted: .boolean,
                by: "A condition",
                at: expression.span
            )
        }
        return bound.expression
    }

    /// Binds an expression.
    mutating func bind(
        _ expression: Expression,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        try clock.tick()
        if let variable = context.scope.computed(expression) {
            return TypedExpression(.slot(variable.slot), variable.type)
        }
        let plain = context.asking(forPredicate: false)
        switch expression.kind {
        case .literal(let literal): return Self.literal(literal)
        case .variable(let name): return try variable(name, at: expression.span, in: context.scope)
        case .parameter(let name): return TypedExpression(parameter(name), .any)
        case .and, .or, .xor, .not: return try logic(expression, context)
        case .list, .map, .property, .element, .slice: return try access(expression, plain)
        case .comparison, .sign, .binary, .isNull, .isTyped, .hasLabels:
            return try operation(expression, plain)
        case .call, .countAll: return try call(expression, plain)
        case .conditional, .listComprehension, .quantifier, .reduce, .mapProjection:
            return try composite(expression, plain)
        case .patternComprehension, .pattern, .exists, .count, .collect:
            return try subquery(expression, context)
        }
    }

    /// Binds expressions in order.
    mutating func bind(
        _ expressions: [Expression],
        _ context: ExpressionContext
    ) throws(CypherError) -> [TypedExpression] {
        var result: [TypedExpression] = []
        for expression in expressions { result.append(try bind(expression, context)) }
        return result
    }

    /// Binds an expression that may be missing.
    mutating func bind(
        optional expression: Expression?,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression? {
        guard let expression else { return nil }
        return try bind(expression, context)
    }

    static func literal(_ literal: Literal) -> TypedExpression {
        switch literal {
        case .null: TypedExpression(.literal(.null), .null)
        case .boolean(let value): TypedExpression(.literal(.boolean(value)), .boolean)
        case .integer(let value): TypedExpression(.literal(.integer(value)), .integer)
        case .float(let value):
            TypedExpression(.literal(.float(value)), StaticType(types: .float))
        case .string(let value):
            TypedExpression(.literal(.string(value)), StaticType(types: .string))
        }
    }

    /// The slot of a variable.
    func variable(
        _ name: String,
        at span: SourceSpan,
        in scope: Scope
    ) throws(CypherError) -> TypedExpression {
        if let variable = scope.variables[name] {
            return TypedExpression(.slot(variable.slot), variable.type)
        }
        if scope.grouped.contains(name) {
            throw BindingError.ambiguousAggregation(name, at: span)
        }
        throw BindingError.undefined(name, at: span, in: scope)
    }
}

extension Scope {
    /// The slot in which an expression's value is already.
    func computed(_ expression: Expression) -> Variable? {
        guard !computed.isEmpty else { return nil }
        if case .variable(let name) = expression.kind, variables[name] != nil { return nil }
        return computed.first { entry in entry.expression == expression }?.variable
    }
}

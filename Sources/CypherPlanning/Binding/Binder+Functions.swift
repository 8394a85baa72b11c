internal import CypherSyntax
internal import PropertyGraph

extension Binder {
    /// A call of a function or an aggregate.
    mutating func call(
        _ expression: Expression,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        guard case .call(let call) = expression.kind else {
            let collector = try collector(for: expression, context).collector
            let name = callables.function(named: "count")?.name ?? "count"
            return try record(expression, name, [], isDistinct: false, .integer, collector, context)
        }
        if let test = try existence(call, context) { return test }
        let signature = try signature(of: call, at: expression.span)
        if signature.isAggregate { return try aggregate(expression, call, signature, context) }
        guard !call.isDistinct else {
            throw BindingError.syntax(
                "UnexpectedSyntax",
                "`DISTINCT` belongs to aggregate functions; `\(signature.name)` is none.",
                at: expression.span
            )
        }
        if context.isAggregated, !signature.isDeterministic {
            throw BindingError.syntax(
                "NonConstantExpression",
                "`\(signature.name)()` cannot be aggregated: it differs from row to row by chance.",
                at: expression.span
            )
        }
        let arguments = try self.arguments(call, signature, context)
        let bound = BoundFunctionCall(
            name: signature.name,
            arguments: arguments.map(\.expression),
            isDeterministic: signature.isDeterministic,
            location: SourceLocation(expression.span)
        )
        return TypedExpression(.function(bound), Self.result(of: signature, arguments))
    }

    /// `exists(n.key)`, the old spelling of `n.key IS NOT NULL`.
    private mutating func existence(
        _ call: FunctionCall,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression? {
        guard call.name.text.lowercased() == "exists", let argument = call.arguments.first,
            call.arguments.count == 1
        else { return nil }
        switch argument.kind {
        case .property, .element:
            return TypedExpression(.isNotNull(try bind(argument, context).expression), .boolean)
        default: return nil
        }
    }

    /// The function that a call names.
    func signature(
        of call: FunctionCall,
        at span: SourceSpan
    ) throws(CypherError) -> FunctionSignature {
        let name = call.name.text
        guard let signature = callables.function(named: name) else {
            let near = Spelling.nearest(to: name, among: callables.functionNames)
            throw BindingError.syntax(
                "UnknownFunction",
                "There is no function `\(name)`.",
                at: call.name.span,
                hint: FunctionAdvice.hint(for: name)
                    ?? near.map { name in "Did you mean `\(name)`?" }
            )
        }
        let count = call.arguments.count
        guard count >= signature.minimumArguments, count <= signature.maximumArguments ?? count
        else {
            throw BindingError.syntax(
                "InvalidNumberOfArguments",
                "`\(signature.name)()` takes \(signature.countPhrase), not \(count).",
                at: span
            )
        }
        return signature
    }

    /// Binds the arguments and reports those that can never fit.
    private mutating func arguments(
        _ call: FunctionCall,
        _ signature: FunctionSignature,
        _ context: ExpressionContext
    ) throws(CypherError) -> [TypedExpression] {
        let arguments = try bind(call.arguments, context)
        for (index, argument) in arguments.enumerated() {
            let accepted =
                signature.parameters.indices.contains(index)
                ? signature.parameters[index] : signature.parameters.last ?? .any
            let span = call.arguments[index].span
            try require(argument.type, accepted, "`\(signature.name)()`", at: span)
        }
        return arguments
    }

    private static func result(
        of signature: FunctionSignature,
        _ arguments: [TypedExpression]
    ) -> StaticType {
        switch signature.name.lowercased() {
        case "nodes": return .list(of: .node)
        case "relationships", "rels": return .relationships
        case "labels", "keys", "split": return .list(of: .string)
        case "range": return .list(of: .integer)
        case "head", "last":
            guard let list = arguments.first?.type, list.types == .list else { return .any }
            return StaticType(types: list.elements)
        case "tail", "reverse":
            return arguments.first?.type ?? .any
        case "coalesce":
            return arguments.dropFirst().reduce(arguments.first?.type ?? .any) { type, argument in
                type.union(argument.type)
            }
        default: return StaticType(types: signature.result)
        }
    }

    // MARK: Aggregates

    private mutating func aggregate(
        _ expression: Expression,
        _ call: FunctionCall,
        _ signature: FunctionSignature,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        let (collector, inner) = try collector(for: expression, context)
        let arguments = try self.arguments(call, signature, inner)
        let first = arguments.first?.type ?? .any
        let type: StaticType =
            switch signature.name.lowercased() {
            case "count": .integer
            case "collect": .list(of: first.types)
            case "min", "max": first
            default: StaticType(types: signature.result)
            }
        return try record(
            expression,
            signature.name,
            arguments.map(\.expression),
            isDistinct: call.isDistinct,
            type,
            collector,
            context
        )
    }

    /// The projection that computes an aggregate, and the place where its arguments stand.
    private func collector(
        for expression: Expression,
        _ context: ExpressionContext
    ) throws(CypherError) -> (collector: AggregateCollector, inner: ExpressionContext) {
        switch context.aggregates {
        case .forbidden: throw BindingError.invalidAggregation(at: expression.span)
        case .nested:
            throw BindingError.syntax(
                "NestedAggregation",
                "An aggregate function cannot be used inside another one.",
                at: expression.span
            )
        case .collected(let collector):
            var inner = ExpressionContext(collector.input, aggregates: .nested)
            inner.isAggregated = true
            return (collector, inner)
        }
    }

    /// Gives an aggregate its slot; equal ones share it.
    private mutating func record(
        _ expression: Expression,
        _ function: String,
        _ arguments: [BoundExpression],
        isDistinct: Bool,
        _ type: StaticType,
        _ collector: AggregateCollector,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        for (known, type) in collector.aggregations
        where known.function == function && known.arguments == arguments
            && known.isDistinct == isDistinct
        {
            return TypedExpression(.slot(known.slot), type)
        }
        if collector.isSealed, let name = expression.freeVariables.sorted().first {
            throw BindingError.undefined(name, at: expression.span, in: context.scope)
        }
        let slot = slots.allocate(nil, holding: type)
        let aggregation = Aggregation(
            slot: slot,
            function: function,
            arguments: arguments,
            isDistinct: isDistinct,
            location: SourceLocation(expression.span)
        )
        collector.aggregations.append((aggregation, type))
        return TypedExpression(.slot(slot), type)
    }
}

extension FunctionSignature {
    /// How many arguments it takes, in words.
    fileprivate var countPhrase: String {
        guard let maximum = maximumArguments else {
            return "at least \(minimumArguments) arguments"
        }
        if minimumArguments == maximum {
            return maximum == 1 ? "1 argument" : "\(maximum) arguments"
        }
        return "\(minimumArguments) to \(maximum) arguments"
    }
}

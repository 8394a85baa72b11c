internal import CypherSyntax
internal import PropertyGraph

extension Binder {
    /// Lists, maps, properties, elements and slices.
    mutating func access(
        _ expression: Expression,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        let location = SourceLocation(expression.span)
        switch expression.kind {
        case .list(let elements): return try list(elements, context)
        case .map(let entries): return try map(entries, context)
        case .property(let base, let key):
            let bound = try bind(base, context)
            let accepted: ValueType = [.entity, .map, .temporal, .point]
            guard !bound.type.excludes(accepted) else {
                throw CypherError(
                    .typeError,
                    detail: "InvalidArgumentType",
                    message:
                        "The property `\(key.text)` was asked of \(bound.type.types.phrase), "
                        + "which has none.",
                    span: expression.span
                )
            }
            let access = BoundExpression.property(bound.expression, key: key.text, location)
            return TypedExpression(access, bound.type.types.isEmpty ? .null : .any)
        case .element(let base, let index):
            let bound = try bind(base, context)
            let position = try bind(index, context).expression
            let result: StaticType =
                bound.type.types == .list ? StaticType(types: bound.type.elements) : .any
            let access = BoundExpression.element(bound.expression, index: position, location)
            return TypedExpression(access, result)
        case .slice(let base, let from, let to):
            let bound = try bind(base, context)
            let lower = try bind(optional: from, context)?.expression
            let upper = try bind(optional: to, context)?.expression
            let part = BoundExpression.slice(bound.expression, from: lower, to: upper, location)
            return TypedExpression(part, bound.type)
        default: return TypedExpression(.literal(.null), .null)
        }
    }

    private mutating func list(
        _ elements: [Expression],
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        let bound = try bind(elements, context)
        let types = bound.reduce(into: ValueType()) { types, element in
            types.formUnion(element.type.types)
        }
        let expressions = bound.map(\.expression)
        let constants = expressions.compactMap(\.literalValue)
        let isConstant = constants.count == expressions.count
        let result: BoundExpression =
            isConstant ? .literal(.list(constants)) : .list(expressions)
        return TypedExpression(result, .list(of: types))
    }

    private mutating func map(
        _ entries: [MapEntry],
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        var bound: [BoundMapEntry] = []
        for entry in entries {
            let value = try bind(entry.value, context).expression
            bound.append(BoundMapEntry(key: entry.key.text, value: value))
        }
        var constants: [String: Value] = [:]
        for entry in bound {
            guard let value = entry.value.literalValue else {
                return TypedExpression(.map(bound), .map)
            }
            constants[entry.key] = value
        }
        return TypedExpression(.literal(.map(constants)), .map)
    }
}

internal import CypherSyntax
internal import PropertyGraph

extension Binder {
    /// `AND`, `OR`, `XOR`, `NOT`.
    mutating func logic(
        _ expression: Expression,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        switch expression.kind {
        case .and(let operands):
            return TypedExpression(.all(try predicates(operands, context)), .boolean)
        case .or(let operands):
            return TypedExpression(.any(try predicates(operands, context)), .boolean)
        case .xor(let operands):
            return TypedExpression(.exclusiveOr(try predicates(operands, context)), .boolean)
        case .not(let operand):
            return TypedExpression(.not(try predicate(operand, context)), .boolean)
        default: return TypedExpression(.literal(.null), .null)
        }
    }

    private mutating func predicates(
        _ operands: [Expression],
        _ context: ExpressionContext
    ) throws(CypherError) -> [BoundExpression] {
        var result: [BoundExpression] = []
        for operand in operands { result.append(try predicate(operand, context)) }
        return result
    }

    /// Comparisons, arithmetic, `IN`, string predicates, `IS NULL`, labels.
    mutating func operation(
        _ expression: Expression,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        switch expression.kind {
        case .comparison(let first, let links): return try comparison(first, links, context)
        case .sign(let sign, let operand):
            let bound = try bind(operand, context)
            try require(bound.type, [.number, .duration], "`\(sign.rawValue)`", at: operand.span)
            let location = SourceLocation(expression.span)
            let result: BoundExpression =
                switch sign {
                case .minus: .negate(bound.expression, location)
                case .plus: .plus(bound.expression, location)
                }
            return TypedExpression(result, bound.type)
        case .binary(let binary, let left, let right):
            return try self.binary(binary, left, right, at: expression.span, context)
        case .isNull(let operand, let isNegated):
            let bound = try bind(operand, context).expression
            return TypedExpression(isNegated ? .isNotNull(bound) : .isNull(bound), .boolean)
        case .isTyped(let operand, let type, let isNegated):
            let test = BoundExpression.isTyped(try bind(operand, context).expression, type)
            return TypedExpression(isNegated ? .not(test) : test, .boolean)
        case .hasLabels(let operand, let labels):
            let bound = try bind(operand, context)
            try require(bound.type, .entity, "A label predicate", at: operand.span)
            return TypedExpression(try self.labels(labels, of: bound, context), .boolean)
        default: return TypedExpression(.literal(.null), .null)
        }
    }

    /// Reports a value that can be of none of the accepted types.
    func require(
        _ type: StaticType,
        _ accepted: ValueType,
        _ what: String,
        at span: SourceSpan
    ) throws(CypherError) {
        guard type.excludes(accepted) else { return }
        throw BindingError.invalidArgument(type, wanted: accepted, by: what, at: span)
    }

    /// `a < b <= c` becomes `a < b AND b <= c`.
    private mutating func comparison(
        _ first: Expression,
        _ links: [ComparisonLink],
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        var left = try bind(first, context).expression
        var parts: [BoundExpression] = []
        for link in links {
            let right = try bind(link.operand, context).expression
            parts.append(.comparison(link.comparison, left, right))
            left = right
        }
        return TypedExpression(.conjunction(parts), .boolean)
    }

    private mutating func binary(
        _ binary: BinaryOperator,
        _ left: Expression,
        _ right: Expression,
        at span: SourceSpan,
        _ context: ExpressionContext
    ) throws(CypherError) -> TypedExpression {
        let first = try bind(left, context)
        let second = try bind(right, context)
        let location = SourceLocation(span)
        if let predicate = StringPredicate(binary) {
            let test = BoundExpression.stringPredicate(
                predicate,
                first.expression,
                second.expression,
                location
            )
            return TypedExpression(test, .boolean)
        }
        if binary == .isIn {
            try require(second.type, .list, "`IN`", at: right.span)
            let test = BoundExpression.membership(first.expression, in: second.expression, location)
            return TypedExpression(test, .boolean)
        }
        let arithmetic = ArithmeticOperator(binary) ?? .add
        let accepted = arithmetic.operands
        try require(first.type, accepted, "`\(binary.rawValue)`", at: left.span)
        try require(second.type, accepted, "`\(binary.rawValue)`", at: right.span)
        let result = BoundExpression.arithmetic(
            arithmetic,
            first.expression,
            second.expression,
            location
        )
        return TypedExpression(result, arithmetic.result(first.type, second.type))
    }
}

extension StringPredicate {
    init?(_ binary: BinaryOperator) {
        switch binary {
        case .startsWith: self = .startsWith
        case .endsWith: self = .endsWith
        case .contains: self = .contains
        case .matches: self = .matches
        default: return nil
        }
    }
}

extension ArithmeticOperator {
    init?(_ binary: BinaryOperator) {
        switch binary {
        case .add: self = .add
        case .subtract: self = .subtract
        case .multiply: self = .multiply
        case .divide: self = .divide
        case .modulo: self = .remainder
        case .power: self = .power
        case .concatenate: self = .concatenate
        default: return nil
        }
    }

    /// What an operand can be.
    var operands: ValueType {
        switch self {
        case .add: .any
        case .subtract: [.number, .temporal]
        case .multiply, .divide: [.number, .duration]
        case .remainder, .power: .number
        case .concatenate: [.string, .list]
        }
    }

    /// What the operator yields.
    func result(_ left: StaticType, _ right: StaticType) -> StaticType {
        if left.types.isEmpty || right.types.isEmpty { return .null }
        if self == .power { return StaticType(types: .float) }
        if left.types == .integer, right.types == .integer { return .integer }
        let both = left.types.union(right.types)
        if ValueType.number.isSuperset(of: both) {
            let isFloat = left.types == .float || right.types == .float
            return StaticType(types: isFloat ? .float : .number)
        }
        if self == .add || self == .concatenate {
            if left.types == .string, right.types == .string { return left }
            if left.types == .list, right.types == .list { return left.union(right) }
            if left.types == .list {
                return .list(
                    of: left.elements.union(right.types.contains(.list) ? .any : right.types))
            }
        }
        return .any
    }
}

extension BoundLabelExpression {
    init(_ expression: LabelExpression) {
        switch expression {
        case .name(let name): self = .name(name.text)
        // Dynamic labels are bound as predicates of their own.
        case .wildcard, .dynamic: self = .wildcard
        case .not(let member): self = .not(BoundLabelExpression(member))
        case .all(let members): self = Self.folded(members, Self.and)
        case .any(let members): self = Self.folded(members, Self.or)
        }
    }

    private static func folded(
        _ members: [LabelExpression],
        _ combine: (BoundLabelExpression, BoundLabelExpression) -> BoundLabelExpression
    ) -> BoundLabelExpression {
        guard let first = members.first else { return .wildcard }
        return members.dropFirst().reduce(BoundLabelExpression(first)) { result, member in
            combine(result, BoundLabelExpression(member))
        }
    }
}

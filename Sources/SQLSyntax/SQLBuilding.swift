extension SQLExpression {
    /// A column by name, qualified by `table` when given.
    public static func column(_ name: String, of table: String? = nil) -> SQLExpression {
        .column(SQLColumn(name, of: table))
    }

    /// A string constant.
    public static func string(_ text: String) -> SQLExpression { .literal(.string(text)) }

    /// An integer constant.
    public static func integer(_ value: Int64) -> SQLExpression { .literal(.integer(value)) }

    /// All conditions at once; `nil` when there are none.
    public static func all(_ conditions: [SQLExpression]) -> SQLExpression? {
        guard let first = conditions.first else { return nil }
        return conditions.dropFirst().reduce(first) { .binary(.and, $0, $1) }
    }

    /// The conjuncts of the expression, outermost `AND`s taken apart.
    public var conjuncts: [SQLExpression] {
        guard case .binary(.and, let left, let right) = self else { return [self] }
        return left.conjuncts + right.conjuncts
    }

    /// The expression with every column replaced.
    ///
    /// Subqueries are left alone: their columns have a scope of their own.
    public func replacingColumns(_ replace: (SQLColumn) -> SQLExpression) -> SQLExpression {
        if case .column(let column) = self { return replace(column) }
        return mapOperands { $0.replacingColumns(replace) }
    }

    /// The columns the expression reads, in order of appearance, without those of subqueries.
    public var columns: [SQLColumn] {
        var found: [SQLColumn] = []
        _ = replacingColumns { column in
            if !found.contains(column) { found.append(column) }
            return .column(column)
        }
        return found
    }

    /// The expression with `transform` applied to each direct operand.
    func mapOperands(_ transform: (SQLExpression) -> SQLExpression) -> SQLExpression {
        switch self {
        case .literal, .column, .star, .exists, .subquery: self
        case .not(let operand): .not(transform(operand))
        case .negative(let operand): .negative(transform(operand))
        case .binary(let sign, let left, let right):
            .binary(sign, transform(left), transform(right))
        case .ratio(let left, let right): .ratio(transform(left), transform(right))
        case .isNull(let operand, let negated): .isNull(transform(operand), negated: negated)
        case .isIn(let operand, let list, let negated):
            .isIn(transform(operand), list.map(transform), negated: negated)
        case .isInQuery(let operand, let query, let negated):
            .isInQuery(transform(operand), query, negated: negated)
        case .between(let operand, let low, let high, let negated):
            .between(transform(operand), transform(low), transform(high), negated: negated)
        case .like(let operand, let pattern, let negated):
            .like(transform(operand), transform(pattern), negated: negated)
        case .conditional(let branches, let otherwise):
            .conditional(
                branches.map {
                    SQLBranch(when: transform($0.condition), then: transform($0.result))
                },
                otherwise: otherwise.map(transform)
            )
        case .cast(let operand, let type): .cast(transform(operand), type)
        case .function(let name, let arguments): .function(name, arguments.map(transform))
        case .aggregate(let call): .aggregate(call.mapOperands(transform))
        case .window(let window): .window(window.mapOperands(transform))
        case .truncated(let unit, let operand): .truncated(unit, transform(operand))
        case .labelled(let unit, let operand): .labelled(unit, transform(operand))
        case .shifted(let operand, let count, let unit):
            .shifted(transform(operand), by: count, unit)
        case .elapsed(let unit, let start, let end):
            .elapsed(unit, from: transform(start), to: transform(end))
        }
    }
}

extension SQLAggregate {
    fileprivate func mapOperands(_ transform: (SQLExpression) -> SQLExpression) -> SQLAggregate {
        var copy = self
        copy.argument = transform(argument)
        copy.filter = filter.map(transform)
        return copy
    }
}

extension SQLWindow {
    fileprivate func mapOperands(_ transform: (SQLExpression) -> SQLExpression) -> SQLWindow {
        var copy = self
        copy.call = transform(call)
        copy.partitions = partitions.map(transform)
        copy.order = order.map { key in
            var key = key
            key.expression = transform(key.expression)
            return key
        }
        return copy
    }
}

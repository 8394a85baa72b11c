/// How tightly an expression binds; parentheses appear where a looser one stands in a tighter place.
enum SQLPrecedence: Int, Comparable {
    case loosest
    case or
    case and
    case not
    case comparison
    case additive
    case multiplicative
    case prefix
    case primary

    static func < (left: SQLPrecedence, right: SQLPrecedence) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The next tighter level.
    var tighter: SQLPrecedence { SQLPrecedence(rawValue: rawValue + 1) ?? .primary }
}

extension SQLPrinter {
    /// The expression's text, in parentheses when it binds more loosely than `floor`.
    func render(_ expression: SQLExpression, above floor: SQLPrecedence) -> String {
        let (text, precedence) = spelling(of: expression)
        return precedence < floor ? "(" + text + ")" : text
    }

    private func spelling(of expression: SQLExpression) -> (String, SQLPrecedence) {
        switch expression {
        case .literal(let literal): (text(of: literal), .primary)
        case .column(let column): (text(of: column), .primary)
        case .star: ("*", .primary)
        case .not(let operand): ("NOT " + render(operand, above: .comparison), .not)
        case .negative(let operand): ("-" + render(operand, above: .primary), .prefix)
        case .binary(let sign, let left, let right): binary(sign, left, right)
        case .ratio(let left, let right): (ratio(left, right), .multiplicative)
        case .isNull, .isIn, .isInQuery, .between, .like:
            (test(expression), .comparison)
        case .exists(let query, let negated):
            ((negated ? "NOT EXISTS " : "EXISTS ") + inline(query), .not)
        case .conditional(let branches, let otherwise):
            (conditional(branches, otherwise), .primary)
        case .cast(let operand, let type): (cast(operand, to: type), .primary)
        case .function(let name, let arguments):
            (name + "(" + arguments.map { text(of: $0) }.joined(separator: ", ") + ")", .primary)
        case .aggregate(let call): (text(of: call), .primary)
        case .window(let window): (text(of: window), .primary)
        case .truncated(let unit, let operand): (truncated(unit, operand), .primary)
        case .labelled(let unit, let operand): (labelled(unit, operand), .primary)
        case .shifted(let operand, let count, let unit):
            (shifted(operand, by: count, unit), .primary)
        case .elapsed(let unit, let start, let end):
            (elapsed(unit, from: start, to: end), .multiplicative)
        case .subquery(let query): (inline(query), .primary)
        }
    }

    private func text(of literal: SQLLiteral) -> String {
        switch literal {
        case .null: "NULL"
        case .boolean(let value): value ? "TRUE" : "FALSE"
        case .integer(let value): value < 0 ? "(\(value))" : "\(value)"
        case .decimal(let digits): digits.hasPrefix("-") ? "(\(digits))" : digits
        case .string(let text): dialect.string(text)
        case .date(let text):
            dialect == .sqlite ? dialect.string(text) : "DATE " + dialect.string(text)
        case .timestamp(let text):
            dialect == .sqlite ? dialect.string(text) : "TIMESTAMP " + dialect.string(text)
        }
    }

    private func text(of column: SQLColumn) -> String {
        let name = dialect.identifier(column.name)
        return column.table.map { dialect.identifier($0) + "." + name } ?? name
    }

    private func binary(
        _ sign: SQLBinaryOperator,
        _ left: SQLExpression,
        _ right: SQLExpression
    ) -> (String, SQLPrecedence) {
        if sign == .concatenate, dialect == .mysql {
            return ("CONCAT(" + text(of: left) + ", " + text(of: right) + ")", .primary)
        }
        let (symbol, precedence): (String, SQLPrecedence) =
            switch sign {
            case .add: ("+", .additive)
            case .subtract: ("-", .additive)
            case .multiply: ("*", .multiplicative)
            case .equal: ("=", .comparison)
            case .notEqual: ("<>", .comparison)
            case .less: ("<", .comparison)
            case .lessOrEqual: ("<=", .comparison)
            case .greater: (">", .comparison)
            case .greaterOrEqual: (">=", .comparison)
            case .and: ("AND", .and)
            case .or: ("OR", .or)
            case .concatenate: ("||", .additive)
            case .isSame: (sameness, .comparison)
            }
        // Comparisons do not chain; subtraction groups to the left.
        let leftFloor = precedence == .comparison ? precedence.tighter : precedence
        let rightFloor = precedence <= .and ? precedence : precedence.tighter
        let text = render(left, above: leftFloor) + " \(symbol) " + render(right, above: rightFloor)
        return (text, precedence)
    }

    private var sameness: String {
        switch dialect {
        case .sqlite: "IS"
        case .duckdb, .postgresql: "IS NOT DISTINCT FROM"
        case .mysql, .spark: "<=>"
        }
    }

    /// Division in floating point; a zero denominator gives `NULL`.
    private func ratio(_ left: SQLExpression, _ right: SQLExpression) -> String {
        let numerator: String
        if case .ratio = left {
            numerator = render(left, above: .multiplicative)
        } else {
            numerator = cast(left, to: .double)
        }
        if case .literal(.integer(let value)) = right, value != 0 {
            return numerator + " / " + (value < 0 ? "(\(value).0)" : "\(value).0")
        }
        return numerator + " / NULLIF(" + text(of: right) + ", 0)"
    }

    private func test(_ expression: SQLExpression) -> String {
        switch expression {
        case .isNull(let operand, let negated):
            return render(operand, above: .additive) + (negated ? " IS NOT NULL" : " IS NULL")
        case .isIn(let operand, let list, let negated):
            // An empty list is not valid SQL everywhere, yet its meaning is plain.
            guard !list.isEmpty else { return negated ? "1 = 1" : "1 = 0" }
            let items = list.map { text(of: $0) }.joined(separator: ", ")
            return render(operand, above: .additive) + (negated ? " NOT IN (" : " IN (") + items
                + ")"
        case .isInQuery(let operand, let query, let negated):
            return render(operand, above: .additive) + (negated ? " NOT IN " : " IN ")
                + inline(query)
        case .between(let operand, let low, let high, let negated):
            return render(operand, above: .additive) + (negated ? " NOT BETWEEN " : " BETWEEN ")
                + render(low, above: .additive) + " AND " + render(high, above: .additive)
        case .like(let operand, let pattern, let negated):
            return render(operand, above: .additive) + (negated ? " NOT LIKE " : " LIKE ")
                + render(pattern, above: .additive)
        default:
            return text(of: expression)
        }
    }

    private func conditional(_ branches: [SQLBranch], _ otherwise: SQLExpression?) -> String {
        guard !branches.isEmpty else { return otherwise.map { text(of: $0) } ?? "NULL" }
        let parts = branches.map { branch in
            " WHEN " + text(of: branch.condition) + " THEN " + text(of: branch.result)
        }
        let tail = otherwise.map { " ELSE " + text(of: $0) } ?? ""
        return "CASE" + parts.joined() + tail + " END"
    }

    private func text(of call: SQLAggregate) -> String {
        var argument = call.argument
        if let filter = call.filter {
            let value: SQLExpression = argument == .star ? .integer(1) : argument
            let otherwise: SQLExpression? = call.function == .sum ? .integer(0) : nil
            argument = .conditional([SQLBranch(when: filter, then: value)], otherwise: otherwise)
        }
        let distinct = call.isDistinct ? "DISTINCT " : ""
        return call.function.rawValue + "(" + distinct + text(of: argument) + ")"
    }

    private func text(of window: SQLWindow) -> String {
        var parts: [String] = []
        if !window.partitions.isEmpty {
            let keys = window.partitions.map { text(of: $0) }.joined(separator: ", ")
            parts.append("PARTITION BY " + keys)
        }
        if !window.order.isEmpty {
            parts.append("ORDER BY " + window.order.flatMap(orderKeys).joined(separator: ", "))
        }
        if let rows = window.precedingRows {
            parts.append("ROWS BETWEEN \(rows) PRECEDING AND CURRENT ROW")
        }
        return text(of: window.call) + " OVER (" + parts.joined(separator: " ") + ")"
    }

    private func inline(_ query: SQLQuery) -> String {
        "(" + lines(of: query).map(trimmed).joined(separator: " ") + ")"
    }

    private func trimmed(_ line: String) -> String { String(line.drop { $0 == " " }) }
}

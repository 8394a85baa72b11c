public import SQLSyntax

/// Parses the condition, expression and formula texts of a vocabulary.
///
/// The language is SQL's scalar part with few functions: comparisons, `IN`, `BETWEEN`, `LIKE`,
/// `IS NULL`, `AND`/`OR`/`NOT`, arithmetic, `CASE`, and `hours_between(a, b)` and its kin.
public struct ExpressionParser {
    private let tokens: [ExpressionToken]
    private let allowsAggregates: Bool
    private var position = 0
    private var depth = 0

    /// Nesting beyond this is refused, so that no text can exhaust the stack.
    private static let deepest = 64

    private init(_ text: String, allowsAggregates: Bool) throws(ExpressionError) {
        tokens = try ExpressionLexer.tokens(of: text)
        self.allowsAggregates = allowsAggregates
    }

    /// Parses a text whose names are columns, or terms in a formula.
    ///
    /// - Throws: what is wrong, and where.
    public static func parse(
        _ text: String,
        allowsAggregates: Bool = false
    ) throws(ExpressionError) -> SQLExpression {
        var parser = try ExpressionParser(text, allowsAggregates: allowsAggregates)
        let expression = try parser.disjunction()
        guard parser.current.kind == .end else {
            throw parser.failure("The text should end here")
        }
        return expression
    }

    // MARK: Tokens

    private var current: ExpressionToken {
        position < tokens.count
            ? tokens[position] : ExpressionToken(kind: .end, offset: tokens.last?.offset ?? 0)
    }

    private func failure(_ message: String) -> ExpressionError {
        ExpressionError(message, at: current.offset)
    }

    private func isWord(_ word: String, ahead: Int = 0) -> Bool {
        let index = position + ahead
        guard index < tokens.count, case .identifier(let name) = tokens[index].kind else {
            return false
        }
        return name.uppercased() == word
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard isWord(word) else { return false }
        position += 1
        return true
    }

    private mutating func takeSymbol(_ symbols: String...) -> String? {
        guard case .symbol(let symbol) = current.kind, symbols.contains(symbol) else { return nil }
        position += 1
        return symbol
    }

    private mutating func expect(_ symbol: String) throws(ExpressionError) {
        guard takeSymbol(symbol) != nil else { throw failure("Expected `\(symbol)`") }
    }

    private mutating func expectWord(_ word: String) throws(ExpressionError) {
        guard takeWord(word) else { throw failure("Expected `\(word)`") }
    }

    // MARK: Grammar

    /// Parses `disjunction := conjunction (OR conjunction)*`.
    private mutating func disjunction() throws(ExpressionError) -> SQLExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw failure("The text is nested too deeply") }
        var left = try conjunction()
        while takeWord("OR") { left = .binary(.or, left, try conjunction()) }
        return left
    }

    /// Parses `conjunction := negation (AND negation)*`.
    private mutating func conjunction() throws(ExpressionError) -> SQLExpression {
        var left = try negation()
        while takeWord("AND") { left = .binary(.and, left, try negation()) }
        return left
    }

    /// Parses `negation := NOT* comparison`.
    private mutating func negation() throws(ExpressionError) -> SQLExpression {
        var isNegated = false
        while takeWord("NOT") { isNegated.toggle() }
        let operand = try comparison()
        return isNegated ? .not(operand) : operand
    }

    /// Parses `comparison := sum [sign sum | IS …| [NOT] IN … | [NOT] BETWEEN … | [NOT] LIKE …]`.
    private mutating func comparison() throws(ExpressionError) -> SQLExpression {
        let left = try sum()
        if let symbol = takeSymbol("=", "==", "<>", "!=", "<", "<=", ">", ">=") {
            return .binary(Self.comparisons[symbol] ?? .equal, left, try sum())
        }
        if takeWord("IS") {
            let isNegated = takeWord("NOT")
            try expectWord("NULL")
            return .isNull(left, negated: isNegated)
        }
        let isNegated =
            isWord("NOT")
            && (isWord("IN", ahead: 1) || isWord("BETWEEN", ahead: 1) || isWord("LIKE", ahead: 1))
        if isNegated { position += 1 }
        if takeWord("IN") { return .isIn(left, try list(), negated: isNegated) }
        if takeWord("LIKE") { return .like(left, try sum(), negated: isNegated) }
        if takeWord("BETWEEN") {
            let low = try sum()
            try expectWord("AND")
            return .between(left, low, try sum(), negated: isNegated)
        }
        return left
    }

    private static let comparisons: [String: SQLBinaryOperator] = [
        "=": .equal, "==": .equal, "<>": .notEqual, "!=": .notEqual, "<": .less,
        "<=": .lessOrEqual, ">": .greater, ">=": .greaterOrEqual,
    ]

    /// Parses `sum := product ((+ | - | ||) product)*`.
    private mutating func sum() throws(ExpressionError) -> SQLExpression {
        var left = try product()
        while let symbol = takeSymbol("+", "-", "||") {
            let sign: SQLBinaryOperator =
                symbol == "+" ? .add : symbol == "-" ? .subtract : .concatenate
            left = .binary(sign, left, try product())
        }
        return left
    }

    /// Parses `product := factor ((* | /) factor)*`.
    private mutating func product() throws(ExpressionError) -> SQLExpression {
        var left = try factor()
        while let symbol = takeSymbol("*", "/") {
            let right = try factor()
            left = symbol == "*" ? .binary(.multiply, left, right) : .ratio(left, right)
        }
        return left
    }

    /// Parses `factor := [+ | -] primary`.
    private mutating func factor() throws(ExpressionError) -> SQLExpression {
        guard let sign = takeSymbol("+", "-") else { return try primary() }
        let operand = try primary()
        return sign == "-" ? .negative(operand) : operand
    }

    /// Parses `primary := number | string | name | call | CASE … END | ( disjunction )`.
    private mutating func primary() throws(ExpressionError) -> SQLExpression {
        let token = current
        switch token.kind {
        case .number(let digits):
            position += 1
            return .literal(Int64(digits).map { .integer($0) } ?? .decimal(digits))
        case .string(let text):
            position += 1
            return .string(text)
        case .symbol("("):
            position += 1
            let inner = try disjunction()
            try expect(")")
            return inner
        case .identifier(let name):
            position += 1
            return try named(name, at: token.offset)
        case .symbol(let symbol):
            throw failure("Expected a value, found `\(symbol)`")
        case .end:
            throw failure("Expected a value, found the end")
        }
    }

    private mutating func named(
        _ name: String,
        at offset: Int
    ) throws(ExpressionError) -> SQLExpression {
        switch name.uppercased() {
        case "TRUE": return .literal(.boolean(true))
        case "FALSE": return .literal(.boolean(false))
        case "NULL": return .literal(.null)
        case "CASE": return try conditional()
        case "DATE", "TIMESTAMP":
            guard case .string(let text) = current.kind else { break }
            position += 1
            return .literal(name.uppercased() == "DATE" ? .date(text) : .timestamp(text))
        case "AND", "OR", "NOT", "IN", "IS", "LIKE", "BETWEEN", "WHEN", "THEN", "ELSE", "END":
            throw ExpressionError("Expected a value, found `\(name)`", at: offset)
        default: break
        }
        guard case .symbol("(") = current.kind else { return Self.column(name) }
        return try call(name.lowercased(), at: offset)
    }

    private static func column(_ name: String) -> SQLExpression {
        guard let dot = name.lastIndex(of: ".") else { return .column(name) }
        return .column(String(name[name.index(after: dot)...]), of: String(name[..<dot]))
    }

    private mutating func list() throws(ExpressionError) -> [SQLExpression] {
        try expect("(")
        var items: [SQLExpression] = []
        if takeSymbol(")") != nil { return items }
        repeat { items.append(try disjunction()) } while takeSymbol(",") != nil
        try expect(")")
        return items
    }

    private mutating func conditional() throws(ExpressionError) -> SQLExpression {
        var branches: [SQLBranch] = []
        while takeWord("WHEN") {
            let condition = try disjunction()
            try expectWord("THEN")
            branches.append(SQLBranch(when: condition, then: try disjunction()))
        }
        guard !branches.isEmpty else { throw failure("Expected `WHEN`") }
        let otherwise: SQLExpression? = takeWord("ELSE") ? try disjunction() : nil
        try expectWord("END")
        return .conditional(branches, otherwise: otherwise)
    }

    private mutating func call(
        _ name: String,
        at offset: Int
    ) throws(ExpressionError) -> SQLExpression {
        let isDistinct = name == "count" && isWord("DISTINCT", ahead: 1)
        if isDistinct {
            position += 2
            let operand = try disjunction()
            try expect(")")
            return try aggregate("count_distinct", operand, at: offset)
        }
        if name == "cast" { return try cast() }
        let arguments = try list()
        if name == "datediff" || name == "date_diff" { return try difference(arguments, offset) }
        if let unit = Self.elapsedUnits[name] {
            guard arguments.count == 2 else {
                throw ExpressionError("`\(name)` takes a start and an end", at: offset)
            }
            return .elapsed(unit, from: arguments[0], to: arguments[1])
        }
        if let range = Self.functions[name] {
            guard range.contains(arguments.count) else {
                throw ExpressionError("`\(name)` has the wrong number of arguments", at: offset)
            }
            return .function(name.uppercased(), arguments)
        }
        guard let argument = arguments.first, arguments.count == 1 else {
            throw ExpressionError("`\(name)` is not a known function", at: offset)
        }
        return try aggregate(name, argument, at: offset)
    }

    private func aggregate(
        _ name: String,
        _ operand: SQLExpression,
        at offset: Int
    ) throws(ExpressionError) -> SQLExpression {
        guard let aggregation = Aggregation(rawValue: name) else {
            throw ExpressionError("`\(name)` is not a known function", at: offset)
        }
        guard allowsAggregates else {
            throw ExpressionError("`\(name)` may only stand in a term's formula", at: offset)
        }
        return aggregation.call(of: operand, filter: nil)
    }

    private static let elapsedUnits: [String: SQLDateUnit] = [
        "seconds_between": .second, "minutes_between": .minute, "hours_between": .hour,
        "days_between": .day, "weeks_between": .week,
    ]

    private static let functions: [String: ClosedRange<Int>] = [
        "coalesce": 1...16, "abs": 1...1, "round": 1...2, "nullif": 2...2, "lower": 1...1,
        "upper": 1...1, "trim": 1...1, "length": 1...1, "ifnull": 2...2, "julianday": 1...2,
        "date": 1...3, "strftime": 2...3, "substr": 2...3, "replace": 3...3,
    ]

    /// Parses `CAST(value AS type)` from behind its name.
    private mutating func cast() throws(ExpressionError) -> SQLExpression {
        try expect("(")
        let value = try disjunction()
        try expectWord("AS")
        guard case .identifier(let name) = current.kind, let type = SQLType(parsing: name) else {
            throw failure("Expected a type")
        }
        position += 1
        try expect(")")
        return .cast(value, type)
    }

    /// `DATEDIFF(end, start)` in days, or `DATEDIFF(unit, start, end)`.
    private func difference(
        _ arguments: [SQLExpression], _ offset: Int
    ) throws(ExpressionError) -> SQLExpression {
        if arguments.count == 2 { return .elapsed(.day, from: arguments[1], to: arguments[0]) }
        guard arguments.count == 3, let unit = Self.unit(arguments[0]) else {
            throw ExpressionError(
                "`datediff` takes an end and a start, or a unit first", at: offset)
        }
        return .elapsed(unit, from: arguments[1], to: arguments[2])
    }

    private static func unit(_ expression: SQLExpression) -> SQLDateUnit? {
        switch expression {
        case .literal(.string(let name)): SQLDateUnit(rawValue: name.lowercased())
        case .column(let column): SQLDateUnit(rawValue: column.name.lowercased())
        default: nil
        }
    }
}

extension Aggregation {
    /// The SQL call.
    func call(of operand: SQLExpression, filter: SQLExpression?) -> SQLExpression {
        switch self {
        case .sum: .aggregate(SQLAggregate(.sum, operand, filter: filter))
        case .count: .aggregate(SQLAggregate(.count, operand, filter: filter))
        case .countDistinct:
            .aggregate(SQLAggregate(.count, operand, distinct: true, filter: filter))
        case .average: .aggregate(SQLAggregate(.average, operand, filter: filter))
        case .minimum: .aggregate(SQLAggregate(.minimum, operand, filter: filter))
        case .maximum: .aggregate(SQLAggregate(.maximum, operand, filter: filter))
        }
    }
}

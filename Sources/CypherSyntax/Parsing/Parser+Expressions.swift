extension Parser {
    /// An expression that is not a bare pattern.
    ///
    /// `Expression = OrExpression`
    mutating func expression() throws(CypherError) -> Expression {
        let expression = try operation(above: .or)
        try refusePattern(expression)
        return expression
    }

    /// An expression used as a truth value, which may be a pattern such as `(a)-->(b)`.
    mutating func predicate() throws(CypherError) -> Expression {
        try operation(above: .or)
    }

    // Expressions = Expression, { ',', Expression }
    mutating func expressions() throws(CypherError) -> [Expression] {
        var expressions = [try expression()]
        while accept(.comma) { expressions.append(try expression()) }
        return expressions
    }

    /// Patterns stand only for truth values; elsewhere they are an error.
    func refusePattern(_ expression: Expression) throws(CypherError) {
        guard case .pattern(let pattern) = expression.kind, pattern.selector == .all else { return }
        throw failure(
            Self.unexpectedSyntax,
            "A pattern can only be used as a condition.",
            at: expression.span,
            hint: "Use EXISTS { … }, COUNT { … } or [pattern | value]."
        )
    }

    // MARK: Context

    /// Reads an expression that `|` ends.
    mutating func untilBar<Result>(
        _ body: (inout Parser) throws(CypherError) -> Result
    ) throws(CypherError) -> Result {
        try withBar(ending: true, body)
    }

    /// Reads something inside brackets, where `|` ends nothing outside.
    mutating func withoutBar<Result>(
        _ body: (inout Parser) throws(CypherError) -> Result
    ) throws(CypherError) -> Result {
        try withBar(ending: false, body)
    }

    private mutating func withBar<Result>(
        ending: Bool,
        _ body: (inout Parser) throws(CypherError) -> Result
    ) throws(CypherError) -> Result {
        let outer = barEndsExpression
        barEndsExpression = ending
        let result = try body(&self)
        barEndsExpression = outer
        return result
    }

    /// Reads one expression one level deeper and notes its height.
    mutating func withHeight(
        _ body: (inout Parser) throws(CypherError) -> Expression
    ) throws(CypherError) -> Expression {
        try enter()
        let outer = height
        height = 0
        let expression = try body(&self)
        try grow(at: expression.span)
        height = max(height, outer)
        depth -= 1
        return expression
    }

    // MARK: Precedence

    /// How tightly operators bind, loosest first.
    enum Precedence: Int, Comparable {
        case or
        case xor
        case and
        case not
        case comparison
        case predicate
        case additive
        case multiplicative
        case power
        case unary

        static func < (left: Precedence, right: Precedence) -> Bool {
            left.rawValue < right.rawValue
        }

        /// The next tighter level.
        var next: Precedence { Precedence(rawValue: rawValue + 1) ?? .unary }
    }

    /// An operand and the operators after it that bind at least as tightly as `level`.
    ///
    /// `OrExpression = XorExpression, { OR, XorExpression }` and so on down:
    /// `XOR`, `AND`, `NOT`, comparison chains, string, list and null predicates, `+ - ||`,
    /// `* / %`, `^`, sign. All associate to the left.
    mutating func operation(above level: Precedence) throws(CypherError) -> Expression {
        try enter()
        let outer = height
        height = 0
        var left = try operand(above: level)
        while let operation = infix(), operation.precedence >= level {
            try apply(operation, to: &left)
        }
        try grow(at: left.span)
        height = max(height, outer)
        depth -= 1
        return left
    }

    // NotExpression = { NOT }, ComparisonExpression,
    // UnaryAddOrSubtractExpression = { '+' | '-' }, NonArithmeticOperatorExpression
    private mutating func operand(above level: Precedence) throws(CypherError) -> Expression {
        let token = current
        if token.keyword == .not, !isVariable(at: position) {
            guard level <= .not else {
                throw failure(
                    Self.unexpectedSyntax,
                    "NOT binds less tightly than the operator before it.",
                    at: token.span,
                    hint: "Put it into parentheses: `(NOT …)`."
                )
            }
            advance()
            let inner = try operation(above: .not)
            return Expression(.not(inner), span: span(from: token))
        }
        if token.kind == .minus || token.kind == .plus { return try signedOperand() }
        return try postfixExpression()
    }

    private mutating func signedOperand() throws(CypherError) -> Expression {
        let token = advance()
        let isNegative = token.kind == .minus
        if isNegative, current.kind == .integer || current.kind == .float {
            var literal = try numberLiteral(isNegative: true)
            literal.span = span(from: token)
            return try postfix(of: literal)
        }
        let inner = try operation(above: .unary)
        try refusePattern(inner)
        if case .literal(.integer) = inner.kind, !isNegative { return inner }
        if case .literal(.float(let value)) = inner.kind {
            return Expression(
                .literal(.float(isNegative ? -value : value)),
                span: span(from: token)
            )
        }
        return Expression(.sign(isNegative ? .minus : .plus, inner), span: span(from: token))
    }

    // MARK: Infix operators

    /// An operator between or after operands.
    struct Infix {
        enum Form {
            case logical
            case comparison(ComparisonOperator)
            case binary(BinaryOperator)
            case isPredicate
        }

        var precedence: Precedence
        var form: Form
        /// How many tokens it takes.
        var length = 1
    }

    /// The operator that comes next, if any.
    private mutating func infix() -> Infix? {
        if recordsExpectations { expect("an operator") }
        switch current.kind {
        case .word: return wordOperator()
        case .equal: return comparison(.equal)
        case .notEqual: return comparison(.notEqual)
        case .less: return comparison(.less)
        case .lessOrEqual: return comparison(.lessOrEqual)
        case .greater: return comparison(.greater)
        case .greaterOrEqual: return comparison(.greaterOrEqual)
        case .plus: return binary(.add, .additive)
        case .minus: return binary(.subtract, .additive)
        case .doubleBar: return binary(.concatenate, .additive)
        case .star: return binary(.multiply, .multiplicative)
        case .slash: return binary(.divide, .multiplicative)
        case .percent: return binary(.modulo, .multiplicative)
        case .caret: return binary(.power, .power)
        case .matches: return binary(.matches, .predicate)
        case .doubleColon: return Infix(precedence: .predicate, form: .isPredicate, length: 0)
        default: return nil
        }
    }

    private func comparison(_ comparison: ComparisonOperator) -> Infix {
        Infix(precedence: .comparison, form: .comparison(comparison))
    }

    private func binary(
        _ symbol: BinaryOperator,
        _ precedence: Precedence,
        length: Int = 1
    ) -> Infix {
        Infix(precedence: precedence, form: .binary(symbol), length: length)
    }

    private func wordOperator() -> Infix? {
        switch current.keyword {
        case .or: return Infix(precedence: .or, form: .logical)
        case .xor: return Infix(precedence: .xor, form: .logical)
        case .and: return Infix(precedence: .and, form: .logical)
        case .isKeyword: return Infix(precedence: .predicate, form: .isPredicate)
        case .isIn: return binary(.isIn, .predicate)
        case .contains: return binary(.contains, .predicate)
        case .starts where token(ahead: 1).keyword == .with:
            return binary(.startsWith, .predicate, length: 2)
        case .ends where token(ahead: 1).keyword == .with:
            return binary(.endsWith, .predicate, length: 2)
        default: return nil
        }
    }

    private mutating func apply(
        _ operation: Infix,
        to left: inout Expression
    ) throws(CypherError) {
        switch operation.form {
        case .logical:
            left = try logical(operation.precedence, first: left)
        case .comparison:
            left = try comparisonChain(first: left)
        case .binary(let symbol):
            try refusePattern(left)
            let token = current
            for _ in 0..<operation.length { advance() }
            let right = try self.operation(above: operation.precedence.next)
            try refusePattern(right)
            left = Expression(
                .binary(symbol, left, right),
                span: left.span.through(right.span)
            )
            try grow(at: token.span)
        case .isPredicate:
            try refusePattern(left)
            left = try isPredicate(of: left)
            try grow(at: left.span)
        }
    }

    // AndExpression = NotExpression, { AND, NotExpression }; likewise XOR and OR.
    private mutating func logical(
        _ precedence: Precedence,
        first: Expression
    ) throws(CypherError) -> Expression {
        let keyword: Keyword = precedence == .and ? .and : precedence == .or ? .or : .xor
        var operands: [Expression] = []
        append(first, to: &operands, joinedBy: keyword)
        while accept(keyword) {
            let next = try operation(above: precedence.next)
            append(next, to: &operands, joinedBy: keyword)
        }
        let span = first.span.through(operands.last?.span ?? first.span)
        try grow(at: span)
        switch keyword {
        case .and: return Expression(.and(operands), span: span)
        case .or: return Expression(.or(operands), span: span)
        default: return Expression(.xor(operands), span: span)
        }
    }

    /// Appends an operand, or its own operands when it is joined by the same keyword.
    private func append(
        _ operand: Expression,
        to operands: inout [Expression],
        joinedBy keyword: Keyword
    ) {
        switch (operand.kind, keyword) {
        case (.and(let inner), .and), (.or(let inner), .or), (.xor(let inner), .xor):
            operands += inner
        default:
            operands.append(operand)
        }
    }

    // ComparisonExpression = PredicateExpression, { ComparisonOperator, PredicateExpression }
    private mutating func comparisonChain(first: Expression) throws(CypherError) -> Expression {
        try refusePattern(first)
        var links: [ComparisonLink] = []
        while let operation = infix(), case .comparison(let comparison) = operation.form {
            advance()
            let operand = try self.operation(above: .predicate)
            try refusePattern(operand)
            links.append(ComparisonLink(comparison: comparison, operand: operand))
        }
        let span = first.span.through(links.last?.operand.span ?? first.span)
        try grow(at: span)
        return Expression(.comparison(first, links), span: span)
    }

    // NullPredicate = IS, [NOT], NULL,
    // TypePredicate = (IS, [NOT], ('::' | TYPED) | '::'), Type
    private mutating func isPredicate(of left: Expression) throws(CypherError) -> Expression {
        let hasIs = accept(.isKeyword)
        let isNegated = hasIs && accept(.not)
        if hasIs, accept(.null) {
            return Expression(
                .isNull(left, isNegated: isNegated),
                span: span(from: left.span)
            )
        }
        guard accept(.doubleColon) || (hasIs && accept(.typed)) else {
            return try wordPredicate(of: left, isNegated: isNegated)
        }
        let type = try typeExpression()
        return Expression(
            .isTyped(left, type, isNegated: isNegated),
            span: span(from: left.span)
        )
    }

    // WordPredicate = IS, [NOT], (… NORMALIZED | LabelExpression)
    private mutating func wordPredicate(
        of left: Expression,
        isNegated: Bool
    ) throws(CypherError) -> Expression {
        if let test = try normalizedPredicate(of: left, isNegated: isNegated) { return test }
        guard case .variable = left.kind, current.startsLabel, !current.isReserved else {
            throw unexpected()
        }
        let labels = try labelExpression(inExpression: true)
        let test = Expression(.hasLabels(left, labels), span: span(from: left.span))
        return isNegated ? Expression(.not(test), span: test.span) : test
    }

    /// An operation whose left operand is given: the operator comes next.
    mutating func operation(on subject: Expression) throws(CypherError) -> Expression {
        try enter()
        var left = subject
        while let operation = infix(), operation.precedence >= .comparison {
            try apply(operation, to: &left)
        }
        depth -= 1
        return left
    }

    // MARK: Postfix operators

    // NonArithmeticOperatorExpression = Atom, { PropertyLookup | ListOperator }, [NodeLabels]
    mutating func postfixExpression() throws(CypherError) -> Expression {
        try postfix(of: try atom())
    }

    private mutating func postfix(of atom: Expression) throws(CypherError) -> Expression {
        var result = atom
        while true {
            switch current.kind {
            case .dot:
                try refusePattern(result)
                advance()
                let key = try name("a property key")
                result = Expression(.property(result, key), span: span(from: result.span))
            case .bracketOpen:
                try refusePattern(result)
                result = try elementOrSlice(of: result)
            case .colon where token(ahead: 1).startsLabel:
                try refusePattern(result)
                advance()
                let labels = try labelExpression(inExpression: true)
                result = Expression(.hasLabels(result, labels), span: span(from: result.span))
            default:
                return result
            }
            try grow(at: result.span)
        }
    }

    // ListOperator = '[', Expression, ']' | '[', [Expression], '..', [Expression], ']'
    private mutating func elementOrSlice(of base: Expression) throws(CypherError) -> Expression {
        try require(.bracketOpen)
        let outer = barEndsExpression
        barEndsExpression = false
        defer { barEndsExpression = outer }
        let from = at(.dotDot) ? nil : try expression()
        if accept(.dotDot) {
            let to = at(.bracketClose) ? nil : try expression()
            try require(.bracketClose)
            return Expression(.slice(base, from: from, to: to), span: span(from: base.span))
        }
        guard let from else { throw unexpected() }
        try require(.bracketClose)
        return Expression(.element(base, from), span: span(from: base.span))
    }
}

extension Token {
    /// Whether a label expression may begin with the token.
    fileprivate var startsLabel: Bool {
        isName || kind == .exclamation || kind == .percent || kind == .parenthesisOpen
            || kind == .dollar
    }

    /// Whether the word is one that the grammar uses beside labels.
    fileprivate var isReserved: Bool {
        keyword == .trueKeyword || keyword == .falseKeyword || keyword == .null
    }
}

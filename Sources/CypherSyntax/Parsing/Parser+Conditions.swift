/// `CASE` with tests instead of values, and other forms that read their operand more than once.
///
/// They are written in terms of simpler expressions. So that the operand is evaluated once, it is
/// bound by a list comprehension over it alone: `[v IN [operand] | … v …][0]`.
extension Parser {
    /// Whether one of the alternatives from the `WHEN` at `index` on tests the subject with an
    /// operator, or with several values.
    func hasTests(from index: Int) -> Bool {
        var index = index
        var depth = 0
        var isCondition = false
        while index < tokens.count - 1 {
            let token = tokens[index]
            let isKey = tokens[index - 1].kind == .dot
            switch isKey ? Keyword.none : token.keyword {
            case .caseKeyword where !isVariable(at: index): depth += 1
            case .endKeyword where depth == 0: return false
            case .endKeyword: depth -= 1
            case .when where depth == 0:
                if beginsTest(at: index + 1) { return true }
                isCondition = true
            case .then where depth == 0: isCondition = false
            default: break
            }
            if token.kind == .comma, depth == 0 {
                if isCondition { return true }
            }
            index = max(index, Int(token.partner)) + 1
        }
        return false
    }

    /// Whether an operator stands where a value of `WHEN` could.
    private func beginsTest(at index: Int) -> Bool {
        let token = tokens[index]
        switch token.kind {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .matches,
            .doubleColon:
            return true
        case .word:
            let next = tokens[min(index + 1, tokens.count - 1)]
            switch token.keyword {
            case .isKeyword: return next.keyword == .not || next.isTypeOrNull
            case .starts, .ends: return next.keyword == .with
            case .contains, .isIn: return !next.endsCondition
            default: return false
            }
        default: return false
        }
    }

    // TestedCase = CASE, Expression, WHEN, Test, { ',', Test }, THEN, Expression, … END
    // Test = Operator, Operand | Expression
    mutating func tested(
        _ subject: Expression,
        from start: Token
    ) throws(CypherError) -> Expression {
        let variable = hiddenName(at: start.span)
        var alternatives: [ConditionalAlternative] = []
        repeat {
            try require(.when)
            var tests: [Expression] = []
            repeat { tests.append(try test(of: variable)) } while accept(.comma)
            try require(.then)
            let span = tests[0].span.through(tests[tests.count - 1].span)
            let condition = tests.count == 1 ? tests[0] : Expression(.or(tests), span: span)
            alternatives.append(
                ConditionalAlternative(condition: condition, result: try expression())
            )
        } while at(.when)
        let otherwise = accept(.elseKeyword) ? try expression() : nil
        try require(.endKeyword)
        let span = span(from: start)
        let conditional = Conditional(
            subject: nil,
            alternatives: alternatives,
            otherwise: otherwise
        )
        return try binding(
            variable, to: subject, in: Expression(.conditional(conditional), span: span))
    }

    private mutating func test(of variable: Name) throws(CypherError) -> Expression {
        let subject = Expression(.variable(variable.text), span: current.span)
        guard beginsTest(at: position) else {
            let value = try expression()
            let link = ComparisonLink(comparison: .equal, operand: value)
            return Expression(.comparison(subject, [link]), span: value.span)
        }
        return try operation(on: subject)
    }

    /// A name that no text can mean, for the value that a form binds.
    func hiddenName(at span: SourceSpan) -> Name { Name("\u{0}\(span.start)", span: span) }

    /// `[variable IN [value] | result][0]`.
    mutating func binding(
        _ variable: Name,
        to value: Expression,
        in result: Expression
    ) throws(CypherError) -> Expression {
        let comprehension = ListComprehension(
            variable: variable,
            list: Expression(.list([value]), span: value.span),
            predicate: nil,
            result: result
        )
        let list = Expression(.listComprehension(comprehension), span: result.span)
        try grow(at: result.span)
        try grow(at: result.span)
        try grow(at: result.span)
        return Expression(
            .element(list, Expression(.literal(.integer(0)), span: result.span)),
            span: result.span
        )
    }

    // NormalizedPredicate = IS, [NOT], [NFC | NFD | NFKC | NFKD], NORMALIZED
    mutating func normalizedPredicate(
        of left: Expression,
        isNegated: Bool
    ) throws(CypherError) -> Expression? {
        let form = ["NFC", "NFD", "NFKC", "NFKD"].first { form in acceptWord(form) }
        guard acceptWord("NORMALIZED") else {
            if form != nil { throw unexpected() }
            return nil
        }
        let span = span(from: left.span)
        let variable = hiddenName(at: span)
        let text = Expression(.variable(variable.text), span: left.span)
        let name = QualifiedName(parts: [Name("normalize", span: span)], span: span)
        let argument = Expression(.literal(.string(form ?? "NFC")), span: span)
        let call = FunctionCall(name: name, isDistinct: false, arguments: [text, argument])
        let link = ComparisonLink(
            comparison: isNegated ? .notEqual : .equal,
            operand: Expression(.call(call), span: span)
        )
        return try binding(
            variable, to: left, in: Expression(.comparison(text, [link]), span: span))
    }

    // Trim = TRIM, '(', [LEADING | TRAILING | BOTH], [Expression], FROM, Expression, ')'
    //
    // Written in terms of ltrim, rtrim and btrim.
    mutating func trimCall() throws(CypherError) -> Expression? {
        guard current.kind == .word, token(ahead: 1).kind == .parenthesisOpen,
            text(of: current.span).lowercased() == "trim", trimHasFrom()
        else { return nil }
        let start = advance()
        try require(.parenthesisOpen)
        var function = "btrim"
        if token(ahead: 1).kind != .comma {
            if acceptWord("LEADING") {
                function = "ltrim"
            } else if acceptWord("TRAILING") {
                function = "rtrim"
            } else {
                _ = acceptWord("BOTH")
            }
        }
        var arguments: [Expression] = []
        if !acceptWord("FROM") {
            arguments.append(try expression())
            guard acceptWord("FROM") else { throw unexpected() }
        }
        arguments.insert(try expression(), at: 0)
        try require(.parenthesisClose)
        let name = QualifiedName(parts: [Name(function, span: start.span)], span: start.span)
        let call = FunctionCall(name: name, isDistinct: false, arguments: arguments)
        return Expression(.call(call), span: span(from: start))
    }

    /// Whether `FROM` stands between the parentheses of the call that comes next.
    private func trimHasFrom() -> Bool {
        let close = Int(token(ahead: 1).partner)
        var index = position + 2
        while index < close {
            let token = tokens[index]
            if token.kind == .word, token.end - token.start == 4,
                text(of: token.span).uppercased() == "FROM",
                index + 1 < close
            {
                return true
            }
            index = max(index, Int(token.partner)) + 1
        }
        return false
    }
}

extension Token {
    /// Whether the token can follow `IS`.
    fileprivate var isTypeOrNull: Bool {
        keyword == .null || keyword == .typed || kind == .doubleColon || keyword == .none
    }

    /// Whether the token ends the condition of `WHEN`.
    fileprivate var endsCondition: Bool { keyword == .then || kind == .comma }
}

extension Parser {
    /// Whether `[` begins a pattern comprehension: `[(a)-->…` or `[path = (a)-->…`.
    func isPatternComprehension() -> Bool {
        if token(ahead: 1).isName, token(ahead: 2).kind == .equal {
            return looksLikePattern(at: position + 3)
        }
        return looksLikePattern(at: position + 1)
    }

    /// Whether `[` begins a list comprehension: `[variable IN`, and no comma before the `]`.
    func isListComprehension() -> Bool {
        guard token(ahead: 1).isName, token(ahead: 2).keyword == .isIn else { return false }
        let close = Int(current.partner)
        var index = position + 3
        while index < close {
            if tokens[index].kind == .comma { return false }
            index = max(index, Int(tokens[index].partner)) + 1
        }
        return true
    }

    // ListComprehension = '[', Variable, IN, Expression, [Where], ['|', Expression], ']'
    mutating func listComprehension() throws(CypherError) -> Expression {
        let start = try require(.bracketOpen)
        barEndsExpression = true
        let variable = try name("a variable")
        try require(.isIn)
        let list = try expression()
        let predicate = try optionalWhere()
        let result = accept(.bar) ? try expression() : nil
        try require(.bracketClose)
        let comprehension = ListComprehension(
            variable: variable,
            list: list,
            predicate: predicate,
            result: result
        )
        return Expression(.listComprehension(comprehension), span: span(from: start))
    }

    // PatternComprehension = '[', [Variable, '='], Pattern, [Where], '|', Expression, ']'
    mutating func patternComprehension() throws(CypherError) -> Expression {
        let start = try require(.bracketOpen)
        barEndsExpression = true
        let pattern = try pathPattern()
        let predicate = try optionalWhere()
        guard accept(.bar) else {
            try refusePattern(Expression(.pattern(pattern), span: pattern.span))
            throw unexpected()
        }
        let result = try expression()
        try require(.bracketClose)
        let comprehension = PatternComprehension(
            pattern: pattern,
            predicate: predicate,
            result: result
        )
        return Expression(.patternComprehension(comprehension), span: span(from: start))
    }

    // Quantifier = (ALL | ANY | NONE | SINGLE), '(', Variable, IN, Expression, [Where], ')'
    mutating func quantifier() throws(CypherError) -> Expression {
        let start = advance()
        let kind: QuantifierExpression.Quantifier
        switch start.keyword {
        case .all: kind = .all
        case .anyKeyword: kind = .any
        case .noneKeyword: kind = .none
        default: kind = .single
        }
        try require(.parenthesisOpen)
        let outer = barEndsExpression
        barEndsExpression = false
        defer { barEndsExpression = outer }
        let variable = try name("a variable")
        try require(.isIn)
        let list = try expression()
        let predicate = try optionalWhere()
        try require(.parenthesisClose)
        let quantifier = QuantifierExpression(
            quantifier: kind,
            variable: variable,
            list: list,
            predicate: predicate
        )
        return Expression(.quantifier(quantifier), span: span(from: start))
    }

    // Reduce = REDUCE, '(', Variable, '=', Expression, ',', Variable, IN, Expression, '|',
    // Expression, ')'
    mutating func reduction() throws(CypherError) -> Expression {
        let start = advance()
        try require(.parenthesisOpen)
        let outer = barEndsExpression
        barEndsExpression = true
        defer { barEndsExpression = outer }
        let accumulator = try name("a variable")
        try require(.equal)
        let first = try expression()
        try require(.comma)
        let variable = try name("a variable")
        try require(.isIn)
        let list = try expression()
        try require(.bar)
        let result = try expression()
        try require(.parenthesisClose)
        let reduction = ReduceExpression(
            accumulator: accumulator,
            start: first,
            variable: variable,
            list: list,
            result: result
        )
        return Expression(.reduce(reduction), span: span(from: start))
    }

    // CaseExpression = CASE, [Expression], Alternative, { Alternative }, [ELSE, Expression], END
    mutating func conditional() throws(CypherError) -> Expression {
        let start = try require(.caseKeyword)
        let outer = barEndsExpression
        barEndsExpression = false
        defer { barEndsExpression = outer }
        let subject = at(.when) ? nil : try expression()
        if let subject, hasTests(from: position) { return try tested(subject, from: start) }
        var alternatives: [ConditionalAlternative] = []
        repeat {
            try require(.when)
            let condition = subject == nil ? try predicate() : try expression()
            try require(.then)
            alternatives.append(
                ConditionalAlternative(condition: condition, result: try expression())
            )
        } while at(.when)
        return try finishConditional(subject, alternatives, from: start)
    }

    private mutating func finishConditional(
        _ subject: Expression?,
        _ alternatives: [ConditionalAlternative],
        from start: Token
    ) throws(CypherError) -> Expression {
        let otherwise = accept(.elseKeyword) ? try expression() : nil
        try require(.endKeyword)
        let conditional = Conditional(
            subject: subject,
            alternatives: alternatives,
            otherwise: otherwise
        )
        return Expression(.conditional(conditional), span: span(from: start))
    }

    // MARK: Subqueries

    // ExistsPattern = EXISTS, '(', Pattern, ')'
    mutating func existsPattern() throws(CypherError) -> Expression {
        let start = advance()
        try require(.parenthesisOpen)
        let pattern = try anonymousPattern()
        try require(.parenthesisClose)
        return Expression(
            .exists(.pattern([pattern], predicate: nil)),
            span: span(from: start)
        )
    }

    // ExistsSubquery = EXISTS, '{', (RegularQuery | Pattern, [Where]), '}'
    mutating func existsSubquery() throws(CypherError) -> Expression {
        let start = advance()
        let subquery = try subquery()
        return Expression(.exists(subquery), span: span(from: start))
    }

    // CountSubquery = COUNT, '{', (RegularQuery | Pattern, [Where]), '}'
    mutating func countSubquery() throws(CypherError) -> Expression {
        let start = advance()
        let subquery = try subquery()
        return Expression(.count(subquery), span: span(from: start))
    }

    // CollectSubquery = COLLECT, '{', RegularQuery, '}'
    mutating func collectSubquery() throws(CypherError) -> Expression {
        let start = advance()
        try require(.braceOpen)
        let query = try nested(levels: ParserLimits.subqueryDepth) { parser throws(CypherError) in
            try parser.withoutBar { parser throws(CypherError) in try parser.query() }
        }
        try require(.braceClose)
        try refuseUpdates(in: query)
        guard query.branches.allSatisfy({ $0.returnClause != nil }) else {
            throw failure(
                "InvalidClauseComposition",
                "The query in COLLECT { … } must end with RETURN.",
                at: query.span
            )
        }
        return Expression(.collect(query), span: span(from: start))
    }

    private mutating func subquery() throws(CypherError) -> Subquery {
        try nested(levels: ParserLimits.subqueryDepth) { parser throws(CypherError) in
            try parser.bracedSubquery()
        }
    }

    private mutating func bracedSubquery() throws(CypherError) -> Subquery {
        try require(.braceOpen)
        let outer = barEndsExpression
        barEndsExpression = false
        defer { barEndsExpression = outer }
        if at(.parenthesisOpen) || token(ahead: 1).kind == .equal
            || shortestPathSelector() != nil || atPathSelector
        {
            let patterns = try patternList()
            let predicate = try optionalWhere()
            try require(.braceClose)
            return .pattern(patterns, predicate: predicate)
        }
        let query = try query(returnsRows: false)
        try require(.braceClose)
        try refuseUpdates(in: query)
        return Self.simplified(query)
    }

    /// A lone `MATCH` is the same as its pattern.
    private static func simplified(_ query: Query) -> Subquery {
        guard let branch = query.branches.first, query.branches.count == 1,
            branch.clauses.count == 1, case .match(let match) = branch.clauses[0],
            !match.isOptional, match.hints.isEmpty
        else { return .query(query) }
        return .pattern(match.patterns, predicate: match.predicate)
    }

    private func refuseUpdates(in query: Query) throws(CypherError) {
        for branch in query.branches {
            guard let update = branch.clauses.first(where: \.isUpdating) else { continue }
            throw failure(
                "InvalidClauseComposition",
                "A subquery inside an expression cannot change the graph.",
                at: update.span,
                hint: "Use CALL { … } as a clause of its own."
            )
        }
    }
}

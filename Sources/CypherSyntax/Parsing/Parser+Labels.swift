extension Parser {
    // LabelExpression = LabelConjunction, { '|', [':'], LabelConjunction }
    //
    // In an expression that a bar ends, such as a list comprehension's, | is left alone.
    mutating func labelExpression(
        inExpression: Bool = false
    ) throws(CypherError) -> LabelExpression {
        var members = [try labelConjunction()]
        while !(inExpression && barEndsExpression), accept(.bar) {
            _ = accept(.colon)
            members.append(try labelConjunction())
        }
        return Self.joined(members, as: LabelExpression.any) { expression in
            guard case .any(let nested) = expression else { return nil }
            return nested
        }
    }

    // LabelConjunction = LabelNegation, { ('&' | ':'), LabelNegation }
    private mutating func labelConjunction() throws(CypherError) -> LabelExpression {
        var members = [try labelNegation()]
        while accept(.ampersand) || accept(.colon) { members.append(try labelNegation()) }
        return Self.joined(members, as: LabelExpression.all) { expression in
            guard case .all(let nested) = expression else { return nil }
            return nested
        }
    }

    // LabelNegation = '!', LabelNegation | '%' | '(', LabelExpression, ')' | Name
    private mutating func labelNegation() throws(CypherError) -> LabelExpression {
        if accept(.exclamation) {
            return .not(
                try nested { parser throws(CypherError) in try parser.labelNegation() }
            )
        }
        if accept(.percent) { return .wildcard }
        if accept(.parenthesisOpen) {
            let inner = try nested { parser throws(CypherError) in
                try parser.labelExpression()
            }
            try require(.parenthesisClose)
            return inner
        }
        if at(.dollar) { return try dynamicLabel() }
        return .name(try name("a label or type"))
    }

    // DynamicLabel = '$', [all | any], '(', Expression, ')'
    private mutating func dynamicLabel() throws(CypherError) -> LabelExpression {
        let start = try require(.dollar)
        let isAny = current.keyword == .anyKeyword
        if token(ahead: 1).kind == .parenthesisOpen, isAny || current.keyword == .all {
            advance()
        }
        guard current.kind == .parenthesisOpen else {
            throw failure(
                "InvalidParameterUse",
                "A parameter cannot stand for a label or type as it is.",
                at: start.span,
                hint: "Put it into parentheses: `:$($parameter)`."
            )
        }
        advance()
        let expression = try withoutBar { parser throws(CypherError) in
            try parser.expression()
        }
        try require(.parenthesisClose)
        return .dynamic(expression, isAny: isAny)
    }

    private static func joined(
        _ members: [LabelExpression],
        as join: ([LabelExpression]) -> LabelExpression,
        unless nested: (LabelExpression) -> [LabelExpression]?
    ) -> LabelExpression {
        if let only = members.first, members.count == 1 { return only }
        return join(members.flatMap { nested($0) ?? [$0] })
    }
}

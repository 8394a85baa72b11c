extension Parser {
    // Call = [OPTIONAL], CALL, (SubqueryCall | ProcedureCall)
    mutating func callClause() throws(CypherError) -> Clause {
        let start = current
        let isOptional = accept(.optional)
        try require(.call)
        if at(.braceOpen) || at(.parenthesisOpen) {
            return .subquery(try subqueryCall(from: start, isOptional: isOptional))
        }
        return .call(try procedureCall(from: start, isOptional: isOptional))
    }

    // SubqueryCall = ['(', [Variables | '*'], ')'], '{', RegularQuery, '}'
    private mutating func subqueryCall(
        from start: Token,
        isOptional: Bool
    ) throws(CypherError) -> SubqueryCall {
        var imports = SubqueryCall.Imports.leadingWith
        if accept(.parenthesisOpen) {
            if accept(.star) {
                imports = .all
            } else {
                imports = .variables(at(.parenthesisClose) ? [] : try names("a variable"))
            }
            try require(.parenthesisClose)
        }
        try require(.braceOpen)
        let query = try nested(levels: ParserLimits.subqueryDepth) { parser throws(CypherError) in
            try parser.withoutBar { parser throws(CypherError) in try parser.query() }
        }
        try require(.braceClose)
        if current.keyword == .isIn, token(ahead: 1).keyword == .transactions {
            throw failure(
                "UnsupportedSyntax",
                "CALL { … } IN TRANSACTIONS is not supported.",
                at: current.span,
                hint: "Send the batches as separate queries."
            )
        }
        return SubqueryCall(
            isOptional: isOptional,
            imports: imports,
            query: query,
            span: span(from: start)
        )
    }

    // ProcedureCall = QualifiedName, ['(', [Expressions], ')'], [YIELD, YieldItems, [Where]]
    private mutating func procedureCall(
        from start: Token,
        isOptional: Bool
    ) throws(CypherError) -> ProcedureCall {
        let name = try qualifiedName("a procedure name")
        var arguments: [Expression]?
        if accept(.parenthesisOpen) {
            arguments = at(.parenthesisClose) ? [] : try expressions()
            try require(.parenthesisClose)
        }
        var yield: YieldItems?
        var predicate: Expression?
        if accept(.yield) {
            yield = try yieldItems()
            predicate = try optionalWhere()
        }
        return ProcedureCall(
            isOptional: isOptional,
            name: name,
            arguments: arguments,
            yield: yield,
            predicate: predicate,
            span: span(from: start)
        )
    }

    // YieldItems = '*' | '-' | YieldItem, { ',', YieldItem }
    mutating func yieldItems() throws(CypherError) -> YieldItems {
        if accept(.star) { return .all }
        if accept(.minus) { return .items([]) }
        var items = [try yieldItem()]
        while accept(.comma) { items.append(try yieldItem()) }
        return .items(items)
    }

    // YieldItem = Field, [AS, Variable]
    private mutating func yieldItem() throws(CypherError) -> YieldItem {
        let field = try name("a result field")
        return YieldItem(field: field, alias: accept(.asKeyword) ? try name("a variable") : nil)
    }
}

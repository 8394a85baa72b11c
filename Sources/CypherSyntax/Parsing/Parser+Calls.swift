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
        let transactions = current.keyword == .isIn ? try transactionBatches() : nil
        return SubqueryCall(
            isOptional: isOptional,
            imports: imports,
            query: query,
            transactions: transactions,
            span: span(from: start)
        )
    }

    // Batches = IN, [[Count], CONCURRENT], TRANSACTIONS, { OF, Count, (ROW | ROWS)
    // | ON, ERROR, Reaction | REPORT, STATUS, AS, Variable }
    //
    // Batches run one after the other, which CONCURRENT allows as well.
    private mutating func transactionBatches() throws(CypherError) -> TransactionBatches {
        try require(.isIn)
        if !at(.transactions) {
            if !acceptWord("CONCURRENT") {
                _ = try expression()
                guard acceptWord("CONCURRENT") else { throw unexpected() }
            }
        }
        try require(.transactions)
        var batches = TransactionBatches(size: nil, reaction: .fail, status: nil)
        while true {
            if acceptWord("OF") {
                batches.size = try expression()
                guard acceptWord("ROWS") || acceptWord("ROW") else { throw unexpected() }
            } else if at(.on) {
                batches.reaction = try errorReaction()
            } else if acceptWord("REPORT") {
                guard acceptWord("STATUS") else { throw unexpected() }
                try require(.asKeyword)
                batches.status = try name("a variable")
            } else {
                break
            }
        }
        if let status = batches.status, batches.reaction == .fail {
            throw failure(
                "InvalidClauseComposition",
                "REPORT STATUS needs ON ERROR CONTINUE or ON ERROR BREAK.",
                at: status.span
            )
        }
        return batches
    }

    // Reaction = FAIL | CONTINUE | BREAK | RETRY, [FOR, Count, (SEC | SECS | SECOND | SECONDS)],
    // [THEN, (FAIL | CONTINUE | BREAK)]
    private mutating func errorReaction() throws(CypherError) -> TransactionBatches.Reaction {
        try require(.on)
        guard acceptWord("ERROR") else { throw unexpected() }
        if acceptWord("RETRY") {
            if accept(.forKeyword) {
                _ = try expression()
                guard ["SECONDS", "SECOND", "SECS", "SEC"].contains(where: { acceptWord($0) })
                else { throw unexpected() }
            }
            guard accept(.then) else { return .fail }
        }
        if acceptWord("CONTINUE") { return .proceed }
        if acceptWord("BREAK") { return .stop }
        guard acceptWord("FAIL") else { throw unexpected() }
        return .fail
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

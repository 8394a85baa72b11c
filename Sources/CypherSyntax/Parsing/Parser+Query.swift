extension Parser {
    // Statement = { Options | EXPLAIN | PROFILE }, (Query | SchemaCommand | ShowCommand)
    mutating func statement() throws(CypherError) -> Statement {
        let start = current
        var mode = Statement.Mode.run
        while true {
            if accept(.explain) {
                mode = .explain
            } else if accept(.profile) {
                mode = .profile
            } else if !(try acceptOptions()) {
                break
            }
        }
        let body: Statement.Body
        if let command = try schemaCommand() {
            body = .schema(command)
        } else if at(.show) {
            body = .show(try showCommand())
        } else {
            body = .query(try query())
        }
        return Statement(mode: mode, body: body, text: text, span: span(from: start))
    }

    // Options = CYPHER, ['5' | '25'], { Name, '=', (Name | Number) }
    //
    // They tell Neo4j how to run a query; none of them changes its answer.
    private mutating func acceptOptions() throws(CypherError) -> Bool {
        guard current.kind == .word, acceptWord("CYPHER") else { return false }
        if current.kind == .integer || current.kind == .float { advance() }
        while current.kind == .word, token(ahead: 1).kind == .equal {
            advance()
            advance()
            guard current.isName || current.kind == .integer || current.kind == .float else {
                throw unexpected()
            }
            advance()
        }
        return true
    }

    // RegularQuery = SingleQuery, { UNION, [ALL], SingleQuery }
    mutating func regularQuery(
        returnsRows: Bool
    ) throws(CypherError) -> Query {
        let start = current
        var branches = [try singleQuery(returnsRows: returnsRows)]
        var keepsDuplicates: Bool?
        while at(.union) {
            let union = advance()
            let isAll = accept(.all)
            if !isAll { _ = accept(.distinct) }
            if let before = keepsDuplicates, before != isAll {
                throw failure(
                    "InvalidClauseComposition",
                    "UNION and UNION ALL cannot be mixed.",
                    at: span(from: union),
                    hint: "Put one of them into a CALL { … } subquery."
                )
            }
            keepsDuplicates = isAll
            branches.append(try singleQuery(returnsRows: returnsRows))
        }
        return Query(
            branches: branches,
            keepsDuplicates: keepsDuplicates ?? false,
            span: span(from: start)
        )
    }

    // SingleQuery = { Clause }, one of them at least
    private mutating func singleQuery(returnsRows: Bool) throws(CypherError) -> SingleQuery {
        let start = current
        var clauses: [Clause] = []
        if at(.use) { try useClause() }
        while true {
            if atWord("LET"), token(ahead: 2).kind == .equal {
                for clause in try letClauses() { clauses.append(.with(clause)) }
                continue
            }
            guard let clause = try clause(after: clauses.last) else { break }
            if let last = clauses.last { try check(clause, follows: last) }
            clauses.append(clause)
        }
        guard let last = clauses.last else {
            throw position == 0 && current.kind == .end ? emptyStatement() : unexpected()
        }
        try checkCalls(clauses)
        if returnsRows, branchMayEnd() { try checkConclusion(last, count: clauses.count) }
        return SingleQuery(clauses: clauses, span: span(from: start))
    }

    private func emptyStatement() -> CypherError {
        failure(
            Self.unexpectedSyntax,
            "There is no statement.",
            at: current.span,
            hint: "Try `MATCH (n) RETURN n LIMIT 10`."
        )
    }

    /// A clause, or `nil` when the next token begins none; nothing is expected after `RETURN`.
    ///
    /// `Clause = Match | Unwind | With | Return | Call | Create | Merge | Set | Remove | Delete
    /// | Foreach`
    mutating func clause(after last: Clause? = nil) throws(CypherError) -> Clause? {
        if recordsExpectations { expectClause(after: last) }
        switch current.keyword {
        case .match: return .match(try matchClause())
        case .optional:
            return token(ahead: 1).keyword == .call
                ? try callClause() : .match(try matchClause())
        case .unwind: return .unwind(try unwindClause())
        case .with: return .with(try withClause())
        case .returnKeyword: return .returning(try returnClause())
        case .call: return try callClause()
        case .create: return .create(try createClause())
        case .merge: return .merge(try mergeClause())
        case .setKeyword: return .set(try setClause())
        case .remove: return .remove(try removeClause())
        case .delete, .detach, .nodetach: return .delete(try deleteClause())
        case .foreach: return .foreach(try foreachClause())
        case .use:
            throw failure(
                "InvalidClauseComposition",
                "USE must be the first clause.",
                at: current.span,
                hint: "A query runs on one graph."
            )
        case .load where token(ahead: 1).keyword == .csv:
            return .unwind(try loadClause())
        case .finish where clauseMayEnd(after: 1): return .finish(advance().span)
        case .order where token(ahead: 1).keyword == .by, .skip, .offset, .limit:
            return try pageClause(after: last)
        case .none: return try unreservedClause()
        default: return nil
        }
    }

    /// A clause that begins with a word that is no keyword elsewhere.
    private mutating func unreservedClause() throws(CypherError) -> Clause? {
        let next = token(ahead: 1)
        if atWord("INSERT"), next.kind == .parenthesisOpen || token(ahead: 2).kind == .equal {
            return .create(try createClause())
        }
        if atWord("FILTER"), !clauseMayEnd(after: 1) { return .with(try filterClause()) }
        return nil
    }

    private mutating func pageClause(after last: Clause?) throws(CypherError) -> Clause? {
        switch last {
        case nil, .returning: return nil
        default: return .with(try pageClause())
        }
    }

    // Use = USE, (Name | GRAPH.BYNAME, '(', String, ')')
    //
    // There is one graph, which goes by the names that clients of Neo4j use.
    private mutating func useClause() throws(CypherError) {
        try require(.use)
        let start = current
        let graph = try qualifiedName("the name of a graph")
        var name = graph.text.lowercased()
        if name == "graph.byname" {
            try require(.parenthesisOpen)
            let literal = try require(.string)
            name = try StringLiteral.string(bytes(of: literal), at: Int(literal.start)).lowercased()
            try require(.parenthesisClose)
        }
        guard ["neo4j", "lexigraph", "default"].contains(name) else {
            throw failure(
                "GraphNotFound",
                "There is no graph `\(text(of: span(from: start)))`.",
                at: span(from: start),
                hint: "The only graph is `neo4j`; leave USE out."
            )
        }
    }

    /// Whether the next token spells a word that is no keyword.
    func atWord(_ word: String) -> Bool {
        current.kind == .word && current.keyword == .none
            && current.end - current.start == UInt32(word.utf8.count)
            && text(of: current.span).uppercased() == word
    }

    private mutating func expectClause(after last: Clause?) {
        if case .returning = last { return }
        for keyword in [
            Keyword.match, .optional, .unwind, .with, .returnKeyword, .call, .create, .merge,
            .setKeyword, .remove, .delete, .detach, .foreach,
        ] {
            expect(keyword.spelling)
        }
    }

    /// Whether the next token may follow a single query; if not, it is the mistake to report.
    private func branchMayEnd() -> Bool {
        clauseMayEnd(after: 0) || current.keyword == .union
    }

    private func clauseMayEnd(after offset: Int) -> Bool {
        let kind = token(ahead: offset).kind
        return kind == .end || kind == .semicolon || kind == .braceClose
    }

    func unsupported(_ clause: String, hint: String) -> CypherError {
        failure("UnsupportedSyntax", "\(clause) is not supported.", at: current.span, hint: hint)
    }

    // MARK: Composition

    private func check(_ clause: Clause, follows last: Clause) throws(CypherError) {
        if case .finish = last {
            throw failure(
                "InvalidClauseComposition",
                "FINISH must be the last clause.",
                at: clause.span
            )
        }
        if case .returning = last {
            throw failure(
                "InvalidClauseComposition",
                "RETURN must be the last clause.",
                at: clause.span,
                hint: "To go on after it, write WITH instead of RETURN."
            )
        }
    }

    /// Calls inside a longer query must pass their arguments and name what they yield.
    private func checkCalls(_ clauses: [Clause]) throws(CypherError) {
        guard clauses.count > 1 else { return }
        for case .call(let call) in clauses {
            if call.arguments == nil {
                throw failure(
                    "InvalidArgumentPassingMode",
                    "A call inside a query must have its arguments in parentheses.",
                    at: call.name.span,
                    hint: "Write `CALL \(call.name.text)(…)`."
                )
            }
            if case .all = call.yield {
                throw failure(
                    Self.unexpectedSyntax,
                    "A call inside a query must name what it yields.",
                    at: call.span,
                    hint: "Write the names instead of `*`."
                )
            }
        }
    }

    private func checkConclusion(_ last: Clause, count: Int) throws(CypherError) {
        let clause: String
        switch last {
        case .match: clause = "MATCH"
        case .unwind: clause = "UNWIND"
        case .with: clause = "WITH"
        case .call where count > 1: return
        case .returning, .call, .subquery, .create, .merge, .set, .remove, .delete, .foreach,
            .finish:
            return
        }
        throw failure(
            "InvalidClauseComposition",
            "A query cannot end with \(clause).",
            at: last.span,
            hint: "Add RETURN, or a clause that changes the graph."
        )
    }
}

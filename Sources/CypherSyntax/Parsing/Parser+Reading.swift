extension Parser {
    // Match = [OPTIONAL], MATCH, [Mode], Pattern, { Hint }, [Where]
    mutating func matchClause() throws(CypherError) -> MatchClause {
        let start = current
        let isOptional = accept(.optional)
        try require(.match)
        let repeatsElements = acceptMatchMode()
        let patterns = try patternList()
        var hints: [PlannerHint] = []
        while accept(.using) { hints.append(try plannerHint()) }
        let predicate = try optionalWhere()
        return MatchClause(
            isOptional: isOptional,
            repeatsElements: repeatsElements,
            patterns: patterns,
            hints: hints,
            predicate: predicate,
            span: span(from: start)
        )
    }

    // Mode = REPEATABLE, (ELEMENT | ELEMENTS), [BINDINGS]
    // | DIFFERENT, (RELATIONSHIP | RELATIONSHIPS), [BINDINGS]
    private mutating func acceptMatchMode() -> Bool {
        guard current.kind == .word, token(ahead: 1).kind == .word else { return false }
        if acceptWord("REPEATABLE") {
            if !acceptWord("ELEMENTS") { _ = acceptWord("ELEMENT") }
            _ = acceptWord("BINDINGS")
            return true
        }
        if acceptWord("DIFFERENT") {
            if !acceptWord("RELATIONSHIPS") { _ = accept(.relationship) }
            _ = acceptWord("BINDINGS")
        }
        return false
    }

    // Filter = FILTER, [WHERE], Expression: what `WITH * WHERE …` says.
    mutating func filterClause() throws(CypherError) -> WithClause {
        let start = advance()
        _ = accept(.whereKeyword)
        let predicate = try predicate()
        return passing([], predicate: predicate, from: start)
    }

    // Let = LET, Variable, '=', Expression, { ',', Variable, '=', Expression }: what a
    // `WITH *, … AS …` for each says.
    mutating func letClauses() throws(CypherError) -> [WithClause] {
        advance()
        var clauses: [WithClause] = []
        repeat {
            let start = current
            let variable = try name("a variable")
            try require(.equal)
            let value = current
            let expression = try expression()
            let item = ProjectionItem(
                expression: expression,
                alias: variable,
                text: text(of: span(from: value)),
                span: span(from: start)
            )
            clauses.append(passing([item], predicate: nil, from: start))
        } while accept(.comma)
        return clauses
    }

    // OrderAndPage = [Order], [Skip], [Limit] as a clause: what it says after `WITH *`.
    mutating func pageClause() throws(CypherError) -> WithClause {
        let start = current
        var clause = passing([], predicate: nil, from: start)
        clause.projection.order = try sortItems()
        clause.projection.skip = try skipCount()
        clause.projection.limit = try limitCount()
        clause.projection.span = span(from: start)
        clause.span = span(from: start)
        return clause
    }

    /// `WITH *, items WHERE predicate`.
    private func passing(
        _ items: [ProjectionItem],
        predicate: Expression?,
        from start: Token
    ) -> WithClause {
        let projection = Projection(
            isDistinct: false,
            includesAll: true,
            items: items,
            order: [],
            skip: nil,
            limit: nil,
            span: span(from: start)
        )
        return WithClause(projection: projection, predicate: predicate, span: span(from: start))
    }

    // Where = WHERE, Expression
    mutating func optionalWhere() throws(CypherError) -> Expression? {
        guard accept(.whereKeyword) else { return nil }
        return try predicate()
    }

    // Hint = USING, ([RANGE | TEXT | POINT], INDEX, [SEEK], Variable, ':', Label, '(', Keys, ')'
    // | SCAN, Variable, ':', Label | JOIN, ON, Variables)
    private mutating func plannerHint() throws(CypherError) -> PlannerHint {
        if accept(.join) {
            try require(.on)
            return .join(variables: try names("a variable"))
        }
        if accept(.scan) {
            let variable = try name("a variable")
            try require(.colon)
            return .scan(variable: variable, label: try name("a label"))
        }
        if !accept(.range), !accept(.text) { _ = accept(.point) }
        try require(.index)
        _ = accept(.seek)
        let variable = try name("a variable")
        try require(.colon)
        let label = try name("a label")
        try require(.parenthesisOpen)
        let properties = try names("a property key")
        try require(.parenthesisClose)
        return .index(variable: variable, label: label, properties: properties)
    }

    // Unwind = UNWIND, Expression, AS, Variable
    mutating func unwindClause() throws(CypherError) -> UnwindClause {
        let start = try require(.unwind)
        let list = try expression()
        try require(.asKeyword)
        let variable = try name("a variable")
        return UnwindClause(list: list, variable: variable, span: span(from: start))
    }

    // With = WITH, ProjectionBody, [Where]
    mutating func withClause() throws(CypherError) -> WithClause {
        let start = try require(.with)
        let projection = try projection()
        for item in projection.items where item.alias == nil {
            if case .variable = item.expression.kind { continue }
            throw failure(
                "NoExpressionAlias",
                "An expression in WITH needs a name.",
                at: item.span,
                hint: "Add `AS name`."
            )
        }
        let predicate = try optionalWhere()
        return WithClause(projection: projection, predicate: predicate, span: span(from: start))
    }

    // Return = RETURN, ProjectionBody
    mutating func returnClause() throws(CypherError) -> ReturnClause {
        let start = try require(.returnKeyword)
        let projection = try projection()
        return ReturnClause(projection: projection, span: span(from: start))
    }

    // ProjectionBody = [DISTINCT], ProjectionItems, [Order], [Skip], [Limit]
    private mutating func projection() throws(CypherError) -> Projection {
        let start = current
        let isDistinct = accept(.distinct)
        let includesAll = accept(.star)
        var items: [ProjectionItem] = []
        if !includesAll { items.append(try projectionItem()) }
        while accept(.comma) { items.append(try projectionItem()) }
        let order = try sortItems()
        let skip = try skipCount()
        let limit = try limitCount()
        return Projection(
            isDistinct: isDistinct,
            includesAll: includesAll,
            items: items,
            order: order,
            skip: skip,
            limit: limit,
            span: span(from: start)
        )
    }

    // ProjectionItem = Expression, [AS, Variable]
    private mutating func projectionItem() throws(CypherError) -> ProjectionItem {
        let start = current
        let expression = try expression()
        let text = text(of: span(from: start))
        let alias = accept(.asKeyword) ? try name("a name for the column") : nil
        return ProjectionItem(
            expression: expression,
            alias: alias,
            text: text,
            span: span(from: start)
        )
    }

    // Order = ORDER, BY, SortItem, { ',', SortItem }
    mutating func sortItems() throws(CypherError) -> [SortItem] {
        guard at(.order, .by) else { return [] }
        advance()
        advance()
        var items = [try sortItem()]
        while accept(.comma) { items.append(try sortItem()) }
        return items
    }

    // SortItem = Expression, [ASCENDING | ASC | DESCENDING | DESC]
    private mutating func sortItem() throws(CypherError) -> SortItem {
        let start = current
        let expression = try expression()
        let isDescending = accept(.desc) || accept(.descending)
        if !isDescending, !accept(.asc) { _ = accept(.ascending) }
        return SortItem(
            expression: expression,
            isDescending: isDescending,
            span: span(from: start)
        )
    }

    // Skip = (SKIP | OFFSET), Expression
    mutating func skipCount() throws(CypherError) -> Expression? {
        guard accept(.skip) || accept(.offset) else { return nil }
        return try expression()
    }

    // Limit = LIMIT, Expression
    mutating func limitCount() throws(CypherError) -> Expression? {
        guard accept(.limit) else { return nil }
        return try expression()
    }
}

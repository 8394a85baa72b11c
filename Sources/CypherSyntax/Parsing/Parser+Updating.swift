extension Parser {
    // Create = (CREATE | INSERT), Pattern
    mutating func createClause() throws(CypherError) -> CreateClause {
        let start = advance()
        allowsParameterProperties = true
        let patterns = try patternList()
        allowsParameterProperties = false
        return CreateClause(patterns: patterns, span: span(from: start))
    }

    // Merge = MERGE, PatternPart, { ON, (MATCH | CREATE), Set }
    mutating func mergeClause() throws(CypherError) -> MergeClause {
        let start = try require(.merge)
        let pattern = try pathPattern()
        var onCreate: [SetItem] = []
        var onMatch: [SetItem] = []
        while accept(.on) {
            if accept(.create) {
                try require(.setKeyword)
                onCreate += try setItems()
            } else {
                try require(.match)
                try require(.setKeyword)
                onMatch += try setItems()
            }
        }
        return MergeClause(
            pattern: pattern,
            onCreate: onCreate,
            onMatch: onMatch,
            span: span(from: start)
        )
    }

    // Set = SET, SetItem, { ',', SetItem }
    mutating func setClause() throws(CypherError) -> SetClause {
        let start = try require(.setKeyword)
        let items = try setItems()
        return SetClause(items: items, span: span(from: start))
    }

    private mutating func setItems() throws(CypherError) -> [SetItem] {
        var items = [try setItem()]
        while accept(.comma) { items.append(try setItem()) }
        return items
    }

    // SetItem = PropertyExpression, '=', Expression | Variable, ('=' | '+='), Expression
    // | Variable, NodeLabels
    private mutating func setItem() throws(CypherError) -> SetItem {
        if current.isName {
            switch token(ahead: 1).kind {
            case .equal:
                let variable = try name("a variable")
                advance()
                return .replace(variable: variable, value: try expression())
            case .plusEqual:
                let variable = try name("a variable")
                advance()
                return .merge(variable: variable, value: try expression())
            case .colon:
                let variable = try name("a variable")
                return .labels(variable: variable, labels: try nodeLabels())
            case .word where token(ahead: 1).keyword == .isKeyword:
                let variable = try name("a variable")
                return .labels(variable: variable, labels: try nodeLabels())
            default:
                break
            }
        }
        let target = try assignmentTarget()
        try require(.equal)
        let value = try expression()
        switch target {
        case .key(let entity, let key): return .property(entity: entity, key: key, value: value)
        case .element(let entity, let key):
            return .dynamicProperty(entity: entity, key: key, value: value)
        }
    }

    /// What an assignment or removal addresses.
    private enum Target {
        case key(Expression, Name)
        case element(Expression, Expression)
    }

    // PropertyExpression = Atom, PropertyLookup, { PropertyLookup }
    private mutating func assignmentTarget() throws(CypherError) -> Target {
        let start = current
        let target = try withHeight { parser throws(CypherError) in
            try parser.postfixExpression()
        }
        switch target.kind {
        case .property(let entity, let key): return .key(entity, key)
        case .element(let entity, let key): return .element(entity, key)
        default:
            throw failure(
                Self.unexpectedSyntax,
                "Only a property, a variable or its labels can be changed.",
                at: span(from: start),
                hint: "Write `variable.property`."
            )
        }
    }

    // NodeLabels = (':' | IS), Label, { (':' | '&'), Label }
    private mutating func nodeLabels() throws(CypherError) -> [LabelItem] {
        let start = current
        if !accept(.isKeyword) { try require(.colon) }
        guard let items = try labelExpression().items else {
            throw failure(
                Self.unexpectedSyntax,
                "Labels to set or remove are a list, not an expression over labels.",
                at: span(from: start),
                hint: "Write `n:A:B`."
            )
        }
        return items
    }

    // Remove = REMOVE, RemoveItem, { ',', RemoveItem }
    mutating func removeClause() throws(CypherError) -> RemoveClause {
        let start = try require(.remove)
        var items = [try removeItem()]
        while accept(.comma) { items.append(try removeItem()) }
        return RemoveClause(items: items, span: span(from: start))
    }

    // RemoveItem = Variable, NodeLabels | PropertyExpression
    private mutating func removeItem() throws(CypherError) -> RemoveItem {
        let next = token(ahead: 1)
        if current.isName, next.kind == .colon || next.keyword == .isKeyword {
            let variable = try name("a variable")
            return .labels(variable: variable, labels: try nodeLabels())
        }
        switch try assignmentTarget() {
        case .key(let entity, let key): return .property(entity: entity, key: key)
        case .element(let entity, let key): return .dynamicProperty(entity: entity, key: key)
        }
    }

    // Delete = [DETACH | NODETACH], DELETE, Expression, { ',', Expression }
    mutating func deleteClause() throws(CypherError) -> DeleteClause {
        let start = current
        let isDetaching = accept(.detach)
        if !isDetaching { _ = accept(.nodetach) }
        try require(.delete)
        let expressions = try expressions()
        for expression in expressions {
            if case .hasLabels = expression.kind {
                throw failure(
                    "InvalidDelete",
                    "DELETE takes nodes, relationships and paths, not labels.",
                    at: expression.span,
                    hint: "Use REMOVE to take a label away."
                )
            }
        }
        return DeleteClause(
            isDetaching: isDetaching,
            expressions: expressions,
            span: span(from: start)
        )
    }

    // Foreach = FOREACH, '(', Variable, IN, Expression, '|', { Clause }, ')'
    mutating func foreachClause() throws(CypherError) -> ForeachClause {
        let start = try require(.foreach)
        try require(.parenthesisOpen)
        let variable = try name("a variable")
        try require(.isIn)
        let list = try untilBar { parser throws(CypherError) in try parser.expression() }
        try require(.bar)
        let clauses = try nested(levels: ParserLimits.subqueryDepth) { parser throws(CypherError) in
            try parser.withoutBar { parser throws(CypherError) in try parser.updates() }
        }
        try require(.parenthesisClose)
        return ForeachClause(
            variable: variable,
            list: list,
            clauses: clauses,
            span: span(from: start)
        )
    }

    private mutating func updates() throws(CypherError) -> [Clause] {
        var clauses: [Clause] = []
        while let clause = try clause() {
            guard clause.isUpdating, !isSubquery(clause) else {
                throw failure(
                    "InvalidClauseComposition",
                    "FOREACH may hold only clauses that change the graph.",
                    at: clause.span,
                    hint: "To read for each element, use UNWIND."
                )
            }
            clauses.append(clause)
        }
        guard !clauses.isEmpty else { throw unexpected() }
        return clauses
    }

    private func isSubquery(_ clause: Clause) -> Bool {
        if case .subquery = clause { return true }
        return false
    }
}

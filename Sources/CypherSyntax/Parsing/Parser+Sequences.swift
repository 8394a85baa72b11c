/// Queries one after another, written in terms of `WITH`, `UNWIND` and `CALL`.
extension Parser {
    // Query = RegularQuery, { NEXT, RegularQuery }
    mutating func query(returnsRows: Bool = true) throws(CypherError) -> Query {
        var query = try regularQuery(returnsRows: returnsRows)
        while atWord("NEXT") {
            let start = advance()
            let next = try regularQuery(returnsRows: returnsRows)
            query = try sequence(query, next, at: span(from: start))
        }
        return query
    }

    /// One query after another: the columns of the first are the variables of the second.
    private mutating func sequence(
        _ first: Query,
        _ second: Query,
        at span: SourceSpan
    ) throws(CypherError) -> Query {
        let clauses: [Clause]
        if second.branches.count == 1, let only = second.branches.first {
            clauses = passingOn(first) + only.clauses
        } else {
            clauses = try passingOn(first, toEachOf: second, at: span)
        }
        let whole = first.span.through(span)
        let branch = SingleQuery(clauses: clauses, span: whole)
        return Query(branches: [branch], keepsDuplicates: false, span: whole)
    }

    /// The clauses after which a query's columns are the variables in scope.
    private func passingOn(_ query: Query) -> [Clause] {
        guard query.branches.count == 1, let only = query.branches.first else {
            let call = SubqueryCall(
                isOptional: false,
                imports: .variables([]),
                query: query,
                transactions: nil,
                span: query.span
            )
            return [.subquery(call)]
        }
        var clauses = only.clauses
        if let last = only.returnClause {
            var projection = last.projection
            for index in projection.items.indices where projection.items[index].alias == nil {
                let item = projection.items[index]
                projection.items[index].alias = Name(item.name, span: item.span)
            }
            let with = WithClause(projection: projection, predicate: nil, span: last.span)
            clauses[clauses.count - 1] = .with(with)
        }
        return clauses
    }

    /// `a NEXT b UNION c`: all rows of the first query are there for each branch of the second.
    ///
    /// They are collected in a hidden variable, which each branch unwinds:
    ///
    ///     a with its RETURN as WITH
    ///     WITH collect({x: x}) AS rows
    ///     CALL (rows) { UNWIND rows AS row WITH row.x AS x b UNION … c }
    ///     RETURN the columns of b
    private mutating func passingOn(
        _ first: Query,
        toEachOf second: Query,
        at span: SourceSpan
    ) throws(CypherError) -> [Clause] {
        guard let columns = columns(of: first), !columns.isEmpty else {
            throw unsupported(
                "UNION after NEXT that follows RETURN * or no RETURN",
                hint: "Name the columns that are passed on."
            )
        }
        let rows = hiddenName(at: span)
        let row = hiddenName(at: SourceSpan(start: span.end, end: span.end))
        var union = second
        let unwinding = unwinding(columns, of: row, in: rows, at: span)
        for index in union.branches.indices {
            union.branches[index].clauses.insert(contentsOf: unwinding, at: 0)
        }
        let call = SubqueryCall(
            isOptional: false,
            imports: .variables([rows]),
            query: union,
            transactions: nil,
            span: second.span
        )
        var clauses = passingOn(first) + [collecting(columns, as: rows, at: span), .subquery(call)]
        for _ in 0..<4 { try grow(at: span) }
        guard let results = self.columns(of: second) else {
            guard second.branches.first?.returnClause == nil else {
                throw unsupported(
                    "RETURN * in a UNION after NEXT", hint: "Name the columns that are returned.")
            }
            return clauses
        }
        let items = results.map { name in
            ProjectionItem(
                expression: Expression(.variable(name.text), span: span),
                alias: name,
                text: name.text,
                span: span
            )
        }
        clauses.append(
            .returning(ReturnClause(projection: Self.projection(items, at: span), span: span)))
        return clauses
    }

    /// The names of a query's columns; nil when it has none, or they are not written.
    private func columns(of query: Query) -> [Name]? {
        guard let projection = query.branches.first?.returnClause?.projection,
            !projection.includesAll
        else { return nil }
        return projection.items.map { Name($0.name, span: $0.span) }
    }

    /// `WITH collect({column: column, …}) AS rows`.
    private func collecting(_ columns: [Name], as rows: Name, at span: SourceSpan) -> Clause {
        let entries = columns.map { column in
            MapEntry(key: column, value: Expression(.variable(column.text), span: span))
        }
        let name = QualifiedName(parts: [Name("collect", span: span)], span: span)
        let map = Expression(.map(entries), span: span)
        let call = FunctionCall(name: name, isDistinct: false, arguments: [map])
        let item = ProjectionItem(
            expression: Expression(.call(call), span: span), alias: rows, text: "", span: span)
        return .with(
            WithClause(projection: Self.projection([item], at: span), predicate: nil, span: span))
    }

    /// `UNWIND rows AS row WITH row.column AS column, …`.
    private func unwinding(
        _ columns: [Name], of row: Name, in rows: Name, at span: SourceSpan
    ) -> [Clause] {
        let list = Expression(.variable(rows.text), span: span)
        let entry = Expression(.variable(row.text), span: span)
        let items = columns.map { column in
            ProjectionItem(
                expression: Expression(.property(entry, column), span: span),
                alias: column,
                text: column.text,
                span: span
            )
        }
        return [
            .unwind(UnwindClause(list: list, variable: row, span: span)),
            .with(
                WithClause(
                    projection: Self.projection(items, at: span), predicate: nil, span: span)),
        ]
    }

    private static func projection(_ items: [ProjectionItem], at span: SourceSpan) -> Projection {
        Projection(
            isDistinct: false,
            includesAll: false,
            items: items,
            order: [],
            skip: nil,
            limit: nil,
            span: span
        )
    }
}

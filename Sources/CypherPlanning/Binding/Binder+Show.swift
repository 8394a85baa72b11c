internal import CypherSyntax
internal import PropertyGraph

extension Binder {
    /// `SHOW … [YIELD …] [WHERE …] [RETURN …]` as a query of its own.
    mutating func show(
        _ command: ShowCommand,
        text: String
    ) throws(CypherError) -> (query: BoundQuery, columns: [BoundColumn]) {
        var scope = Scope()
        var columns: [BoundColumn] = []
        var yields: [Show.Yield] = []
        for (field, name) in try items(of: command) {
            let slot = try introduce(name, .any, &scope)
            yields.append(Show.Yield(column: field.text, slot: slot))
            let variable = Variable(slot: slot, type: .any)
            columns.append(BoundColumn(name: name.text, variable: variable))
        }
        var clauses: [BoundClause] = [
            .show(Show(subject: command.subject, yields: yields, text: text))
        ]
        clauses.append(.project(try sorted(command, columns, scope)))
        if let returning = command.returning {
            let (bound, named) = try project(
                returning.projection,
                where: nil,
                isReturn: true,
                scope
            )
            clauses.append(.project(bound))
            columns = named
        }
        let results = columns.map { column in
            ResultColumn(name: column.name, slot: column.variable.slot)
        }
        let branch = BoundBranch(clauses: clauses, results: results.map(\.slot))
        let query = BoundQuery(
            branches: [branch],
            keepsDuplicates: true,
            columns: results,
            returnsRows: true
        )
        return (query, columns)
    }

    private mutating func sorted(
        _ command: ShowCommand,
        _ columns: [BoundColumn],
        _ scope: Scope
    ) throws(CypherError) -> BoundWith {
        var keys: [SortKey] = []
        for item in command.order {
            let key = try value(item.expression, in: scope).expression
            keys.append(SortKey(key, isAscending: !item.isDescending))
        }
        var predicate: BoundExpression?
        if let condition = command.predicate {
            predicate = try self.predicate(condition, in: scope)
        }
        return BoundWith(
            aggregate: nil,
            items: [],
            kept: columns.map(\.variable.slot),
            isDistinct: false,
            order: keys,
            skip: try rowCount(command.skip, "SKIP"),
            limit: try rowCount(command.limit, "LIMIT"),
            predicate: predicate
        )
    }

    /// The columns to show, each with the name of its variable.
    private func items(
        of command: ShowCommand
    ) throws(CypherError) -> [(field: Name, variable: Name)] {
        let all = Show.columns(of: command.subject)
        switch command.yield {
        case .items(let items):
            for item in items where !all.contains(item.field.text) {
                let near = Spelling.nearest(to: item.field.text, among: all)
                throw BindingError.syntax(
                    "UndefinedVariable",
                    "There is no column `\(item.field.text)` to show.",
                    at: item.field.span,
                    hint: near.map { name in "Did you mean `\(name)`?" }
                )
            }
            return items.map { item in (item.field, item.variable) }
        case .all: return Self.names(all, command.span)
        case nil: return Self.names(Show.defaultColumns(of: command.subject), command.span)
        }
    }

    private static func names(
        _ columns: [String],
        _ span: SourceSpan
    ) -> [(field: Name, variable: Name)] {
        columns.map { column in
            let name = Name(column, span: span)
            return (name, name)
        }
    }
}

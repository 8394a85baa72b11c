import SQLSyntax

extension RowCompiler {
    /// That no row of a thing leads to rows that satisfy the conditions, where several rows stand
    /// for one thing: the agents without a cancelled policy.
    mutating func isAbsent(
        _ table: String,
        _ conditions: [RowQuery.Condition],
        from home: String,
        _ scope: inout RowScope
    ) throws(BindingError) -> SQLExpression {
        guard let key = graph.key(of: home) else { throw .nothingToCompute }
        let outer = try scope.column(key)
        var inner = RowScope(home, graph: graph, words: query.words)
        let own = try inner.column(key)
        _ = try inner.join(table)
        let filters = try predicates(conditions, &inner)
        note(inner)
        let select = SQLSelect(
            [SQLSelectItem(own)], from: inner.table, joins: inner.joins, filters: filters)
        return .isInQuery(outer, SQLQuery(select: select), negated: true)
    }
}

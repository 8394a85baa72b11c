import SQLSyntax

/// Writes the concepts that a query reads as its common table expressions.
struct ConceptTables {
    private let graph: SchemaGraph

    init(_ graph: SchemaGraph) {
        self.graph = graph
    }

    /// Puts the definitions before the query, and names the tables they read among its datasets.
    func define(_ compiled: inout CompiledQuery) throws(BindingError) {
        var tables: [SQLCommonTable] = []
        var datasets: [UsedDataset] = []
        for used in compiled.datasets {
            guard let concept = graph.concepts.concepts[used.name] else {
                add(used, to: &datasets)
                continue
            }
            let (query, scope) = try definition(of: concept)
            tables.append(SQLCommonTable(concept.name, query))
            for (table, _) in scope.aliases.sorted(by: { $0.value < $1.value }) {
                let read = Set(
                    scope.columns.filter { $0.dataset == table }.map(\.name)
                        + (table == concept.base ? used.columns : []))
                let columns = graph.datasets[table]?.columns.map(\.name).filter(read.contains)
                add(
                    UsedDataset(name: table, isFact: used.isFact, columns: columns ?? []),
                    to: &datasets)
            }
            compiled.explanation.append(explanation(of: concept))
        }
        compiled.datasets = datasets
        compiled.sql.commonTables = tables + compiled.sql.commonTables
    }

    private func add(_ used: UsedDataset, to datasets: inout [UsedDataset]) {
        if let index = datasets.firstIndex(where: { $0.name == used.name }) {
            let known = Set(datasets[index].columns)
            datasets[index].columns += used.columns.filter { !known.contains($0) }
        } else {
            datasets.append(used)
        }
    }

    private func definition(of concept: Concept) throws(BindingError) -> (SQLQuery, RowScope) {
        var scope = RowScope(concept.base, graph: graph, words: [])
        for table in concept.through { _ = try scope.join(table) }
        var filters: [SQLExpression] = []
        for condition in concept.conditions {
            filters.append(try bound(condition, concept.base, &scope))
        }
        var items: [SQLSelectItem] = []
        for column in graph.datasets[concept.base]?.columns ?? [] {
            items.append(
                SQLSelectItem(
                    .column(column.name, of: scope.aliases[concept.base] ?? concept.base)))
        }
        for computed in concept.computed {
            items.append(
                SQLSelectItem(
                    try bound(computed.expression, concept.base, &scope), as: computed.name))
        }
        let select = SQLSelect(
            distinct: scope.fansOut, items, from: scope.table, joins: scope.joins,
            filters: filters)
        return (SQLQuery(select: select), scope)
    }

    private func bound(
        _ expression: SQLExpression, _ base: String, _ scope: inout RowScope
    ) throws(BindingError) -> SQLExpression {
        var values: [SQLColumn: SQLExpression] = [:]
        for column in expression.columns {
            values[column] = try scope.column(ColumnReference(column.table ?? base, column.name))
        }
        return expression.replacingColumns { values[$0] ?? .column($0) }
    }

    private func explanation(of concept: Concept) -> String {
        let printer = SQLPrinter(.sqlite)
        var parts = concept.conditions.map { printer.text(of: $0) }
        parts += concept.through.map { "a row in \($0)" }
        return "“\(concept.term)” are the rows of \(concept.base) with "
            + (parts.isEmpty ? "any values" : QuestionReader.list(parts)) + "."
    }
}

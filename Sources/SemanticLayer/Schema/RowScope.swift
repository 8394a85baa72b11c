import SQLSyntax

/// The tables of one `SELECT`: the root, and those joined to it as they are needed.
struct RowScope {
    let root: String
    let graph: SchemaGraph
    let words: Set<String>
    private(set) var aliases: [String: String]
    private(set) var joins: [SQLJoin] = []
    private(set) var usedJoins: [UsedJoin] = []
    private(set) var columns: [ColumnReference] = []
    /// Whether some join repeats the root's rows.
    private(set) var fansOut = false
    private(set) var isAmbiguous = false

    init(_ root: String, graph: SchemaGraph, words: Set<String>) {
        self.root = root
        self.graph = graph
        self.words = words
        aliases = [root: "t1"]
    }

    var table: SQLTable { SQLTable(named: root, as: aliases[root]) }

    func isJoined(_ table: String) -> Bool { aliases[table] != nil }

    /// The column, its table joined when it is not yet.
    mutating func column(_ column: ColumnReference) throws(BindingError) -> SQLExpression {
        let alias = try join(column.dataset)
        if !columns.contains(column) { columns.append(column) }
        return .column(column.name, of: alias)
    }

    /// Joins a table over the best path from the root.
    mutating func join(_ table: String) throws(BindingError) -> String {
        if let alias = aliases[table] { return alias }
        guard let path = graph.path(from: root, to: table, preferring: words) else {
            throw .unreachable(field: table, dataset: root, metric: root, alternatives: [])
        }
        if path.isAmbiguous { isAmbiguous = true }
        var alias = aliases[root] ?? "t1"
        for step in path.steps {
            if let known = aliases[step.to.dataset] {
                alias = known
                continue
            }
            let next = "t\(aliases.count + 1)"
            aliases[step.to.dataset] = next
            let condition = SQLExpression.binary(
                .equal,
                .column(step.from.name, of: alias),
                .column(step.to.name, of: next)
            )
            joins.append(
                SQLJoin(.inner, SQLTable(named: step.to.dataset, as: next), on: [condition]))
            usedJoins.append(
                UsedJoin(
                    left: step.from, right: step.to, kind: .inner, reason: "to reach \(table)"))
            if step.isFanOut { fansOut = true }
            alias = next
        }
        return alias
    }
}

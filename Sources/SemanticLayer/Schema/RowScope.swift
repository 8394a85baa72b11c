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
    /// The tables joined for one foreign key each.
    private var roles: [ColumnReference: String] = [:]

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
        if let computed = graph.concepts.computed[column] {
            var values: [SQLColumn: SQLExpression] = [:]
            for part in computed.expression.columns {
                let home = part.table ?? column.dataset
                values[part] = try self.column(ColumnReference(home, part.name))
            }
            return computed.expression.replacingColumns { values[$0] ?? .column($0) }
        }
        let alias = try join(column.dataset)
        if !columns.contains(column) { columns.append(column) }
        return .column(column.name, of: alias)
    }

    /// The column of the row that a foreign key leads to, joined for that key alone.
    mutating func column(
        _ column: ColumnReference, over key: ColumnReference
    ) throws(BindingError) -> SQLExpression {
        guard let step = graph.step(over: key), step.to.dataset == column.dataset else {
            return try self.column(column)
        }
        if let alias = roles[key] { return .column(column.name, of: alias) }
        let from = try join(key.dataset)
        let alias = "r\(roles.count + 1)"
        roles[key] = alias
        let condition = SQLExpression.binary(
            .equal, .column(key.name, of: from), .column(step.to.name, of: alias))
        joins.append(SQLJoin(.inner, SQLTable(named: column.dataset, as: alias), on: [condition]))
        usedJoins.append(
            UsedJoin(left: key, right: step.to, kind: .inner, reason: "as its \(key.name)"))
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
            let pairs = [(step.from.name, step.to.name)] + step.others.map { ($0.from, $0.to) }
            let conditions = pairs.map { from, to in
                SQLExpression.binary(.equal, .column(from, of: alias), .column(to, of: next))
            }
            joins.append(
                SQLJoin(.inner, SQLTable(named: step.to.dataset, as: next), on: conditions))
            usedJoins.append(
                UsedJoin(
                    left: step.from, right: step.to, kind: .inner, reason: "to reach \(table)"))
            if step.isFanOut { fansOut = true }
            alias = next
        }
        return alias
    }
}

internal import SQLEngines

/// What the catalog says: rows, and the same in sentences.
struct CatalogReply: Sendable {
    var columns: [String]
    var rows: [[String?]]
    var sentences: [String]

    /// As the result of a query.
    var table: SQLTable {
        SQLTable(
            columns: columns.map { SQLTable.Column(name: $0, type: "VARCHAR") },
            rows: rows.map { row in row.map { $0.map { .text($0) } ?? .null } })
    }

    /// `a`, `b` and `c`; at most `limit` of them.
    static func list(_ names: [String], limit: Int = 12) -> String {
        var shown = names.prefix(limit).map { "`\($0)`" }
        if names.count > limit { shown.append("\(names.count - limit) more") }
        guard let last = shown.last, shown.count > 1 else { return shown.first ?? "nothing" }
        return shown.dropLast().joined(separator: ", ") + " and " + last
    }
}

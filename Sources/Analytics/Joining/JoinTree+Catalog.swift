public import Agents
internal import PropertyGraph

extension JoinTree.Key {
    /// The foreign keys of a registered source, with its own names for tables.
    ///
    /// - Throws: What a query fails with.
    public static func all(
        of source: String, queries: any CatalogQueries
    ) throws -> (keys: [JoinTree.Key], tables: [String]) {
        var tables: [String: String] = [:]
        let parameters: [String: Value] = ["source": .string(source)]
        for row in try queries.read("agents/vocabulary-datasets", parameters) {
            guard let dataset = row.text("dataset"), let table = row.text("table") else { continue }
            tables[dataset] = table
        }
        var pairs: [[String]: [(column: String, target: String, confidence: Double)]] = [:]
        for row in try queries.read("agents/vocabulary-references", parameters) {
            guard let table = row.text("dataset").flatMap({ tables[$0] }),
                let target = row.text("target_dataset").flatMap({ tables[$0] }),
                let column = row.text("column"), let targetColumn = row.text("target_column")
            else { continue }
            // A key of one column is told apart from others by that column.
            let key = row.texts("key")
            pairs[[table, target] + (key.isEmpty ? [column] : key), default: []].append(
                (column, targetColumn, row.number("confidence") ?? 1))
        }
        let keys = pairs.map { group, columns in
            JoinTree.Key(
                group.first ?? "", columns.map(\.column), to: group.dropFirst().first ?? "",
                columns.map(\.target), confidence: columns.map(\.confidence).min() ?? 1)
        }
        return (keys, tables.values.sorted())
    }
}

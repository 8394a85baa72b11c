internal import PropertyGraph
internal import SQLite

extension StoreFile {
    /// Calls `body` for each row; what it throws is passed on as it is.
    func forEachRow(
        _ sql: String,
        _ values: [SQLiteValue] = [],
        _ body: (Statement) throws(GraphError) -> Void
    ) throws(GraphError) {
        let statement: Statement
        do throws(SQLiteError) {
            statement = try connection.prepare(sql)
            try statement.bind(values)
        } catch {
            throw StorageErrors.translate(error, path: path)
        }
        while true {
            let hasRow: Bool
            do throws(SQLiteError) {
                hasRow = try statement.step()
            } catch {
                throw StorageErrors.translate(error, path: path)
            }
            guard hasRow else { return }
            try body(statement)
        }
    }
}

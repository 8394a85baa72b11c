internal import SQLite

/// Reads tables, views, columns and keys of a database.
struct SchemaReader {
    let connection: Connection

    /// Everything but what depends on values.
    ///
    /// - Throws: `SQLiteError` when the list of tables itself cannot be read; what is wrong with one
    ///   table only is reported among the skipped.
    func read() throws(SQLiteError) -> SourceSchema {
        var schema = SourceSchema()
        let entries = try connection.rows(
            """
            SELECT name, type FROM pragma_table_list
            WHERE schema = 'main' AND type <> 'shadow' AND lower(substr(name, 1, 7)) <> 'sqlite_'
            ORDER BY name
            """
        )
        for entry in entries {
            guard let name = entry[safe: 0]?.text, let type = entry[safe: 1]?.text else { continue }
            do throws(SQLiteError) {
                let table = try table(name, isView: type == "view")
                if table.columns.isEmpty {
                    schema.skipped.append(.init(table: name, reason: "It has no columns."))
                } else {
                    schema.tables.append(table)
                    if name.contains(".") {
                        schema.warnings.append(
                            "Questions cannot be asked about `\(name)`, because of the dot in its "
                                + "name.")
                    }
                }
            } catch {
                guard error.code != .interrupted, !error.isTransient else { throw error }
                schema.skipped.append(.init(table: name, reason: "\(error.message)."))
            }
        }
        for table in schema.tables where !table.isView {
            try readReferences(of: table, into: &schema)
        }
        return schema
    }

    private func table(_ name: String, isView: Bool) throws(SQLiteError) -> SourceTable {
        // Compiling a read finds out about views and virtual tables that do not work.
        _ = try connection.prepare("SELECT * FROM \(quoted(name)) LIMIT 0")
        let rows = try connection.rows(
            "SELECT name, type, \"notnull\", pk, hidden FROM pragma_table_xinfo(?)", [.text(name)]
        )
        var columns: [SourceColumn] = []
        var keys: [(position: Int64, name: String)] = []
        for row in rows {
            // 1 marks the hidden columns of virtual tables; 2 and 3 generated ones.
            let hidden = row[safe: 4]?.integer ?? 0
            guard hidden != 1, let column = row[safe: 0]?.text else { continue }
            let position = row[safe: 3]?.integer ?? 0
            if position > 0 { keys.append((position, column)) }
            let declared = row[safe: 1]?.text ?? ""
            columns.append(
                SourceColumn(
                    name: column,
                    declaredType: Self.withoutGenerated(declared),
                    dataType: "",
                    ordinal: columns.count + 1,
                    isNullable: row[safe: 2]?.integer == 0 && position == 0,
                    isGenerated: hidden > 1
                )
            )
        }
        return SourceTable(
            name: name,
            isView: isView,
            columns: columns,
            primaryKey: keys.sorted { $0.position < $1.position }.map(\.name),
            uniqueKeys: try isView ? [] : uniqueKeys(of: name)
        )
    }

    /// SQLite counts `GENERATED ALWAYS` to the type.
    private static func withoutGenerated(_ type: String) -> String {
        let upper = type.uppercased()
        guard let range = upper.firstRange(of: "GENERATED ALWAYS") else { return type }
        let length = upper.distance(from: upper.startIndex, to: range.lowerBound)
        return String(type.prefix(length)).trimmingSuffix { $0 == " " }
    }

    private func uniqueKeys(of table: String) throws(SQLiteError) -> [[String]] {
        let rows = try connection.rows(
            """
            SELECT list.name, info.name FROM pragma_index_list(?) AS list
            JOIN pragma_index_info(list.name) AS info
            WHERE list."unique" = 1 AND list.partial = 0 ORDER BY list.seq, info.seqno
            """,
            [.text(table)]
        )
        var keys: [(index: String, columns: [String?])] = []
        for row in rows {
            guard let index = row[safe: 0]?.text else { continue }
            // An index over an expression has no name there.
            let column = row[safe: 1]?.text
            if let last = keys.indices.last, keys[last].index == index {
                keys[last].columns.append(column)
            } else {
                keys.append((index, [column]))
            }
        }
        return keys.compactMap { key in
            let names = key.columns.compactMap { $0 }
            return names.count == key.columns.count ? names : nil
        }
    }

    private func readReferences(
        of table: SourceTable, into schema: inout SourceSchema
    ) throws(SQLiteError) {
        let rows = try connection.rows(
            """
            SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?) ORDER BY id, seq
            """,
            [.text(table.name)]
        )
        var keys: [(id: Int64, target: String, from: [String], to: [String])] = []
        for row in rows {
            guard let id = row[safe: 0]?.integer, let target = row[safe: 1]?.text,
                let from = row[safe: 2]?.text
            else { continue }
            if keys.last?.id != id { keys.append((id, target, [], [])) }
            guard let last = keys.indices.last else { continue }
            keys[last].from.append(from)
            if let to = row[safe: 3]?.text { keys[last].to.append(to) }
        }
        for key in keys {
            guard
                let reference = Self.reference(
                    table, key.from, key.target, key.to, among: schema.tables)
            else {
                schema.warnings.append(
                    "A foreign key of `\(table.name)` refers to `\(key.target)`, which has no such "
                        + "columns; it was left out."
                )
                continue
            }
            if !schema.references.contains(reference) { schema.references.append(reference) }
        }
    }

    /// A declared key with all names as their tables spell them; `nil` when something is not there.
    private static func reference(
        _ table: SourceTable, _ from: [String], _ target: String, _ to: [String],
        among tables: [SourceTable]
    ) -> SourceReference? {
        guard let end = tables.first(where: { $0.name.isAlike(target) }) else { return nil }
        let names = to.isEmpty ? end.primaryKey : to
        let columns = from.compactMap { name in
            table.columns.first { $0.name.isAlike(name) }?.name
        }
        let targets = names.compactMap { name in end.columns.first { $0.name.isAlike(name) }?.name }
        guard columns.count == from.count, targets.count == from.count else { return nil }
        return SourceReference(
            table: table.name, columns: columns, targetTable: end.name, targetColumns: targets,
            confidence: 1, isDeclared: true
        )
    }
}

extension String {
    /// Whether SQLite takes the names for one.
    func isAlike(_ other: String) -> Bool { lowercased() == other.lowercased() }

    fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, condition(last) { text = text.dropLast() }
        return String(text)
    }
}

extension Array {
    /// The element at the position; `nil` beyond the end.
    subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

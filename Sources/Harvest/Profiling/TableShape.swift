/// What follows from a table's columns and values: its key, its time, its kind.
enum TableShape {
    /// A key for a table that declares none: a unique index without nulls, or a column that calls
    /// itself an identifier and whose values are all there and all different.
    static func findKey(_ table: inout SourceTable) {
        guard table.primaryKey.isEmpty else { return }
        let complete = table.uniqueKeys.filter { key in
            key.allSatisfy { table.column($0)?.profile?.nullPercentage == 0 }
        }
        if let key = complete.min(by: { $0.count < $1.count }) {
            table.primaryKey = key
            return
        }
        guard let rows = table.rowCount, rows > 1, !table.isSampled else { return }
        let identifiers: Set = ["id", "key", "code", "no", "number", "nr", "uuid", "pk", "sk"]
        let found = table.columns.first { column in
            let last = NameWords.list(of: column.name).last ?? ""
            return (identifiers.contains(last) || last.hasSuffix("id"))
                && column.profile?.distinctCount == rows
        }
        if let found { table.primaryKey = [found.name] }
    }

    /// The column that says when what a row records happened.
    static func timeColumn(of table: SourceTable) -> String? {
        let candidates = table.columns.filter { column in
            ["DATE", "TIMESTAMP"].contains(column.dataType)
        }
        let noun = Set(NameWords.list(of: table.name).map(NameWords.singular))
        let ranked = candidates.map { ($0, score(of: $0, noun: noun, in: table)) }
        let best = ranked.max { ($0.1, -$0.0.ordinal) < ($1.1, -$1.0.ordinal) }
        guard let best, best.1 >= 0 else { return nil }
        return best.0.name
    }

    private static func score(
        of column: SourceColumn, noun: Set<String>, in table: SourceTable
    ) -> Int {
        let words = Set(NameWords.list(of: column.name).map(NameWords.singular))
        var score = 0
        if !words.isDisjoint(with: noun) { score += 3 }
        if words.isSubset(of: ["date", "time", "timestamp", "datetime", "day", "at"]) {
            score += 2
        }
        if !words.isDisjoint(with: ["order", "created", "start", "event", "occurred", "placed"]) {
            score += 1
        }
        let late: Set = [
            "updated", "update", "modified", "birth", "birthdate", "birthday", "dob", "deleted",
            "end", "expire", "expiry", "expiration", "due", "required", "valid", "until", "death",
        ]
        if !words.isDisjoint(with: late) { score -= 5 }
        if (column.profile?.nullPercentage ?? 0) > 50 { score -= 1 }
        return score
    }

    /// Whether the rows are events: they refer to others and are placed in time or measured, and
    /// are not themselves what most others refer to.
    static func isFact(_ table: SourceTable, in schema: SourceSchema) -> Bool {
        let out = Set(schema.references.filter { $0.table == table.name }.flatMap(\.columns))
        let isTarget = schema.references.contains {
            $0.targetTable == table.name && $0.table != table.name
        }
        let keys = out.union(table.primaryKey)
        let hasMeasure = table.columns.contains { column in
            !keys.contains(column.name)
                && ["INTEGER", "BIGINT", "DOUBLE"].contains(column.dataType)
                || column.dataType.hasPrefix("DECIMAL")
        }
        if out.isEmpty { return table.timeColumn != nil && hasMeasure && !isTarget }
        return table.timeColumn != nil && hasMeasure || !isTarget
    }
}

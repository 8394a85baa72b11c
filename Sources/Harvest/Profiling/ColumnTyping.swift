internal import SQLSyntax

/// Decides the type of a column from what is declared and what its values are.
///
/// SQLite stores any value in any column; a type that the values do not have would make wrong SQL.
enum ColumnTyping {
    /// The type in catalog spelling.
    static func type(declared: String, _ profile: ColumnProfile?) -> String {
        let known = SQLType(parsing: declared)
        guard let profile, profile.count > 0 else {
            return known?.description ?? affinity(declared)
        }
        let storage = profile.storage
        if storage.texts == profile.count { return text(declared, known, storage) }
        if storage.integers == profile.count { return integer(known, profile) }
        if storage.integers + storage.reals == profile.count {
            if case .decimal? = known { return known?.description ?? "DOUBLE" }
            return "DOUBLE"
        }
        return storage.blobs > 0 && storage.texts == 0 ? "BLOB" : "VARCHAR"
    }

    private static func text(
        _ declared: String, _ known: SQLType?, _ storage: ColumnProfile.Storage
    ) -> String {
        if storage.dates == storage.texts { return "DATE" }
        if storage.dates + storage.timestamps == storage.texts { return "TIMESTAMP" }
        if case .text? = known { return known?.description ?? "VARCHAR" }
        return "VARCHAR"
    }

    private static func integer(_ known: SQLType?, _ profile: ColumnProfile) -> String {
        switch known {
        case .boolean?:
            let isBoolean =
                ["0", "1"].contains(profile.minimum ?? "0")
                && ["0", "1"].contains(profile.maximum ?? "0")
            return isBoolean ? "BOOLEAN" : "BIGINT"
        case .integer?, .bigInteger?, .double?, .decimal?: return known?.description ?? "BIGINT"
        case .text?, .date?, .timestamp?, nil: return "BIGINT"
        }
    }

    /// Source: <https://www.sqlite.org/datatype3.html>, 3.1.
    private static func affinity(_ declared: String) -> String {
        let upper = declared.uppercased()
        func has(_ parts: String...) -> Bool { parts.contains { upper.contains($0) } }
        if has("INT") { return "BIGINT" }
        if has("CHAR", "CLOB", "TEXT") { return "VARCHAR" }
        if has("BLOB") { return "BLOB" }
        if has("REAL", "FLOA", "DOUB") { return "DOUBLE" }
        return upper.isEmpty ? "VARCHAR" : "DECIMAL(18,0)"
    }
}

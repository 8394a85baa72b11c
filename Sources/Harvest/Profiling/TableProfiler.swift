internal import SQLite

/// Measures the values of a table.
struct TableProfiler {
    let connection: Connection
    let settings: HarvestSettings

    /// Counts the rows, and measures each column over the first rows of the settings' number.
    ///
    /// - Throws: `SQLiteError`, among them `interrupted` when the time is over.
    /// - Complexity: O(rows × columns), within the settings' number of rows.
    func profile(_ table: inout SourceTable) throws(SQLiteError) {
        let count = try connection.scalar("SELECT count(*) FROM \(quoted(table.name))")
        table.rowCount = count?.integer
        table.isSampled = (table.rowCount ?? 0) > Int64(settings.profiledRows)
        for index in table.columns.indices {
            let profile = try profile(of: table.columns[index], in: table)
            table.columns[index].profile = profile
            table.columns[index].personal = PersonalData.kind(
                of: table.columns[index], with: profile, in: table.name)
        }
    }

    private func profile(
        of column: SourceColumn, in table: SourceTable
    ) throws(SQLiteError) -> ColumnProfile {
        let name = "t." + quoted(column.name)
        let limit = table.isSampled ? " LIMIT \(settings.profiledRows)" : ""
        let rows = "(SELECT \(name) AS v FROM \(quoted(table.name)) AS t\(limit))"
        let day = "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]"
        let isDate = "typeof(v) = 'text' AND v GLOB '\(day)'"
        let isTimestamp = "typeof(v) = 'text' AND v GLOB '\(day)[ T][0-2][0-9]:[0-5][0-9]*'"
        let measured =
            try connection.rows(
                """
                SELECT count(*), count(v), count(DISTINCT v), min(v), max(v),
                    sum(typeof(v) = 'integer'), sum(typeof(v) = 'real'), sum(typeof(v) = 'text'),
                    sum(typeof(v) = 'blob'), sum(\(isDate)), sum(\(isTimestamp)),
                    avg(length(v))
                FROM \(rows)
                """
            ).first ?? []
        var profile = ColumnProfile()
        let all = measured[safe: 0]?.integer ?? 0
        profile.count = measured[safe: 1]?.integer ?? 0
        profile.distinctCount = measured[safe: 2]?.integer ?? 0
        profile.nullPercentage = all > 0 ? Double(all - profile.count) / Double(all) * 100 : 0
        profile.minimum = measured[safe: 3].flatMap(Self.text)
        profile.maximum = measured[safe: 4].flatMap(Self.text)
        profile.storage = .init(
            integers: measured[safe: 5]?.integer ?? 0, reals: measured[safe: 6]?.integer ?? 0,
            blobs: measured[safe: 8]?.integer ?? 0, texts: measured[safe: 7]?.integer ?? 0,
            dates: measured[safe: 9]?.integer ?? 0, timestamps: measured[safe: 10]?.integer ?? 0
        )
        let isShort = (measured[safe: 11]?.real ?? 0) <= 64
        let hasFew =
            profile.storage.texts > 0 && isShort
            && profile.distinctCount <= Int64(settings.mostValues)
        let most = hasFew ? settings.mostValues : settings.sampleValues
        let frequent = try connection.rows(
            """
            SELECT v FROM \(rows) WHERE v IS NOT NULL AND typeof(v) <> 'blob'
            GROUP BY v ORDER BY count(*) DESC, v LIMIT \(most)
            """
        )
        profile.values = frequent.compactMap { $0.first.flatMap(Self.text) }
        return profile
    }

    /// A value as a person reads it; `nil` for blobs, long texts and null.
    private static func text(_ value: SQLiteValue) -> String? {
        switch value {
        case .null, .blob: nil
        case .integer(let integer): String(integer)
        case .real(let real): String(real)
        case .text(let text): text.utf8.count <= 200 ? text : nil
        }
    }
}

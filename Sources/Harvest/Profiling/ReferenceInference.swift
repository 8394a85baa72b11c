internal import SQLite

/// Finds foreign keys that a database does not declare: names that speak for them, and values that
/// do not speak against them.
struct ReferenceInference {
    private let connection: Connection
    private let schema: SourceSchema
    /// Columns that have a declared key already.
    private let taken: Set<[String]>

    /// How many different values of a column are looked for in the other.
    private static let comparedValues = 5_000

    init(connection: Connection, schema: SourceSchema) {
        self.connection = connection
        self.schema = schema
        taken = Set(
            schema.references.flatMap { reference in
                reference.columns.map { [reference.table, $0] }
            }
        )
    }

    /// A column that may refer to a key, by its name.
    private struct Candidate {
        let table: SourceTable
        let column: SourceColumn
        let target: SourceTable
        let key: SourceColumn
        let confidence: Double
        let evidence: String
    }

    /// The inferred keys: for each column the surest, then composite ones.
    ///
    /// - Complexity: O(columns × tables) names, and one look at the values for each that fits.
    func references() throws(SQLiteError) -> [SourceReference] {
        var found: [SourceReference] = []
        for table in schema.tables {
            for column in table.columns where !taken.contains([table.name, column.name]) {
                let candidates = candidates(for: column, of: table)
                    .sorted { $0.confidence > $1.confidence }
                for candidate in candidates {
                    guard let reference = try checked(candidate) else { continue }
                    found.append(reference)
                    break
                }
            }
        }
        let all = found
        found.removeAll { reference in
            // Two keys of the same name hold each other's values: the one whose table bears the
            // name is the target.
            all.contains { other in
                other.table == reference.targetTable && other.targetTable == reference.table
                    && other.columns == reference.targetColumns
                    && (other.confidence, other.table) > (reference.confidence, reference.table)
            }
        }
        return try found + composites(besides: found)
    }

    private func candidates(for column: SourceColumn, of table: SourceTable) -> [Candidate] {
        guard column.dataType != "BLOB", !["DATE", "TIMESTAMP"].contains(column.dataType) else {
            return []
        }
        return schema.tables.compactMap { target in
            guard !target.isView, target.primaryKey.count == 1,
                let key = target.primaryKey.first.flatMap({ target.column($0) }),
                !(target.name == table.name && key.name == column.name),
                Self.isText(key) == Self.isText(column)
            else { return nil }
            let isOwnKey = table.primaryKey == [column.name]
            guard
                let match = Self.match(
                    column.name, key: key.name, of: target.name,
                    isSame: target.name == table.name, isOwnKey: isOwnKey)
            else { return nil }
            return Candidate(
                table: table, column: column, target: target, key: key,
                confidence: match.confidence, evidence: match.evidence)
        }
    }

    private static func isText(_ column: SourceColumn) -> Bool {
        column.dataType.hasPrefix("VARCHAR")
    }

    /// How well a column's name speaks of a table's key.
    private static func match(
        _ column: String, key: String, of table: String, isSame: Bool, isOwnKey: Bool
    ) -> (confidence: Double, evidence: String)? {
        let name = NameWords.joined(column)
        let keyName = NameWords.joined(key)
        let words = NameWords.list(of: table)
        let noun = (words.dropLast() + words.suffix(1).map(NameWords.singular)).joined()
        let isNamedForTable = keyName.hasPrefix(noun) || keyName == noun
        if isSame {
            let role = NameWords.words(of: column)
            let roles: Set = [
                "parent", "manager", "reports", "supervisor", "boss", "predecessor", "mentor",
            ]
            let fits = !role.isDisjoint(with: roles) || (name.hasSuffix(keyName) && name != keyName)
            return fits ? (0.75, "names a role of \(table) and holds keys of it") : nil
        }
        let generic: Set = ["id", "code", "key", "name", "no", "number", "uuid", "pk"]
        if name == keyName, !generic.contains(keyName) {
            let confidence = isNamedForTable ? 0.95 : 0.8
            return (confidence, "has the name of the key of \(table)")
        }
        guard !isOwnKey else { return nil }
        for ending in Set([keyName, "id", "code", "key", "no", "number"]) {
            if name == noun + ending { return (0.9, "names \(table) and holds keys of it") }
            if name.hasSuffix(noun + ending), noun.count >= 3 {
                return (0.75, "ends in a name for \(table) and holds keys of it")
            }
        }
        if name == "id" + noun || name == "fk" + noun || name == noun {
            return (0.8, "names \(table) and holds keys of it")
        }
        if name.hasSuffix(keyName), !generic.contains(keyName), keyName.count >= 5 {
            return (0.75, "ends in the name of the key of \(table)")
        }
        return nil
    }

    /// The reference, when the values do not speak against it.
    private func checked(_ candidate: Candidate) throws(SQLiteError) -> SourceReference? {
        var confidence = candidate.confidence
        let hasValues = (candidate.column.profile?.count ?? 0) > 0
        if hasValues {
            let missing = try missing(
                [candidate.column.name], of: candidate.table.name, in: [candidate.key.name],
                of: candidate.target.name)
            guard missing == 0 else { return nil }
        } else {
            // Nothing but the name speaks for it.
            confidence -= 0.25
        }
        return SourceReference(
            table: candidate.table.name, columns: [candidate.column.name],
            targetTable: candidate.target.name, targetColumns: [candidate.key.name],
            confidence: confidence, isDeclared: false,
            evidence: "\(candidate.table.name).\(candidate.column.name) \(candidate.evidence)"
        )
    }

    /// How many of the different values of columns are not in the others.
    private func missing(
        _ columns: [String], of table: String, in keys: [String], of target: String
    ) throws(SQLiteError) -> Int64 {
        let names = columns.map { "t." + quoted($0) }.joined(separator: ", ")
        let present = columns.map { "t.\(quoted($0)) IS NOT NULL" }.joined(separator: " AND ")
        let equal = columns.indices.map { "k.\(quoted(keys[$0])) = c.v\($0)" }
        let aliased = columns.indices.map { "t.\(quoted(columns[$0])) AS v\($0)" }
        let count = try connection.scalar(
            """
            SELECT count(*) FROM (
                SELECT DISTINCT \(aliased.joined(separator: ", ")) FROM \(quoted(table)) AS t
                WHERE \(present) ORDER BY \(names) LIMIT \(Self.comparedValues)
            ) AS c
            WHERE NOT EXISTS (
                SELECT 1 FROM \(quoted(target)) AS k WHERE \(equal.joined(separator: " AND "))
            )
            """
        )
        return count?.integer ?? 0
    }

    /// Keys of several columns whose names another table has too.
    private func composites(
        besides found: [SourceReference]
    ) throws(SQLiteError) -> [SourceReference] {
        var result: [SourceReference] = []
        let known = schema.references + found
        for target in schema.tables where target.primaryKey.count > 1 && !target.isView {
            for table in schema.tables where table.name != target.name && !table.isView {
                let columns = target.primaryKey.compactMap { key in
                    table.columns.first { $0.name.isAlike(key) }?.name
                }
                guard columns.count == target.primaryKey.count,
                    Set(columns) != Set(table.primaryKey),
                    !known.contains(where: { $0.table == table.name && $0.columns == columns }),
                    (table.rowCount ?? 0) > 0,
                    try missing(
                        columns, of: table.name, in: target.primaryKey, of: target.name) == 0
                else { continue }
                result.append(
                    SourceReference(
                        table: table.name, columns: columns, targetTable: target.name,
                        targetColumns: target.primaryKey, confidence: 0.8, isDeclared: false,
                        evidence: "\(table.name) has the columns of the key of \(target.name)"
                    )
                )
            }
        }
        return result
    }
}

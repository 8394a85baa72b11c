internal import SQLEngines
internal import SQLSyntax
internal import SemanticLayer

/// Writes the SQL that makes the product, runs it on the data, and checks what comes of it.
struct TransformationAgent: Sendable {
    let engine: any SQLEngine
    let limits: @Sendable () -> QueryLimits

    func run(_ state: DataProductState) throws -> DataProductState.Update {
        guard let discovery = state.discovery else {
            throw MissingInput(agent: .transformation, input: "datasets")
        }
        let compiled = discovery.compiled
        guard let dialect = SQLDialect(rawValue: engine.dialect) else {
            throw TransformationError.unknownDialect(engine.dialect)
        }
        let sql = compiled.sql.text(in: dialect)
        let table = try engine.query(sql, limits: limits())
        try ResultChecks(compiled.outputs).check(table)
        let note = DataProductState.Note(
            agent: .transformation,
            summary: "\(table.rows.count) rows in \(engine.dialect)"
                + (table.isTruncated ? ", cut off" : ""),
            queries: 0
        )
        return .transformation(.init(sql: sql, table: table, dialect: engine.dialect), note)
    }
}

/// Why a transformation is not accepted.
enum TransformationError: Error, CustomStringConvertible {
    case unknownDialect(String)
    case wrongColumns(expected: [String], found: [String])
    case wrongType(column: String, expected: String, row: Int)
    case nullKey(column: String, row: Int)

    var description: String {
        switch self {
        case .unknownDialect(let dialect):
            "There is no SQL for the engine `\(dialect)`."
        case .wrongColumns(let expected, let found):
            "The result has the columns \(found), not \(expected)."
        case .wrongType(let column, let expected, let row):
            "Row \(row) has something else than \(expected) in `\(column)`."
        case .nullKey(let column, let row):
            "Row \(row) has nothing in its key column `\(column)`."
        }
    }
}

/// The checks of a result against the columns that were designed.
struct ResultChecks {
    private let outputs: [OutputColumn]

    init(_ outputs: [OutputColumn]) {
        self.outputs = outputs
    }

    /// Checks names, their order, and the type of every value.
    ///
    /// - Complexity: O(values).
    func check(_ table: SQLEngines.SQLTable) throws(TransformationError) {
        let found = table.columns.map(\.name)
        let expected = outputs.map(\.name)
        guard found == expected else { throw .wrongColumns(expected: expected, found: found) }
        for (number, row) in table.rows.enumerated() {
            for (output, value) in zip(outputs, row) {
                try check(value, output, row: number + 1)
            }
        }
    }

    private func check(
        _ value: SQLScalar,
        _ output: OutputColumn,
        row: Int
    ) throws(TransformationError) {
        if value.isNull {
            guard output.role == .time, output.isKey else { return }
            throw .nullKey(column: output.name, row: row)
        }
        let fits =
            if output.type.isNumeric {
                value.doubleValue != nil
            } else if output.type.isTemporal {
                value.textValue.map(Self.looksLikeTime) ?? false
            } else {
                true
            }
        guard fits else {
            throw .wrongType(column: output.name, expected: output.type.description, row: row)
        }
    }

    /// Whether a text begins like `2025-03-31`.
    private static func looksLikeTime(_ text: String) -> Bool {
        CalendarDate(iso: text.prefix(10)) != nil
    }
}

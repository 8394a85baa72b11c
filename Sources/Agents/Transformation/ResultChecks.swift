internal import SQLEngines
internal import SQLSyntax
internal import SemanticLayer

/// Why a transformation is not accepted.
enum TransformationError: Error, CustomStringConvertible {
    case unknownDialect(String)
    case wrongColumns(expected: [String], found: [String])
    case wrongType(column: String, expected: String, row: Int)

    var description: String {
        switch self {
        case .unknownDialect(let dialect):
            "There is no SQL for the engine `\(dialect)`."
        case .wrongColumns(let expected, let found):
            "The result has the columns \(found.joined(separator: ", ")), not "
                + "\(expected.joined(separator: ", "))."
        case .wrongType(let column, let expected, let row):
            "Row \(row) of the result has no \(expected) in `\(column)`."
        }
    }
}

/// The checks of a result against the columns that were designed.
struct ResultChecks {
    private let outputs: [OutputColumn]
    private let limit: Int?

    init(_ compiled: CompiledQuery, _ facts: CatalogFacts) {
        outputs = compiled.outputs
        // A group has at least one row of a source, so that there are never more groups than rows.
        let sizes = compiled.datasets.filter(\.isFact).map { facts[$0.name]?.rowCount }
        limit = sizes.reduce(0) { sum, size in
            guard let sum, let size else { return nil }
            let (total, isOverflow) = sum.addingReportingOverflow(size)
            return isOverflow ? nil : total
        }
    }

    /// Checks names, their order, the type of every value and the number of rows.
    ///
    /// - Returns: What is odd without being wrong.
    /// - Complexity: O(values).
    func check(_ table: SQLEngines.SQLTable) throws(TransformationError) -> [String] {
        let found = table.columns.map(\.name)
        let expected = outputs.map(\.name)
        guard found == expected else { throw .wrongColumns(expected: expected, found: found) }
        for (number, row) in table.rows.enumerated() {
            for (output, value) in zip(outputs, row) where !Self.fits(value, output.type) {
                throw .wrongType(
                    column: output.name,
                    expected: output.type.description,
                    row: number + 1
                )
            }
        }
        return warnings(table.rows)
    }

    private func warnings(_ rows: [[SQLScalar]]) -> [String] {
        if rows.isEmpty { return ["The transformation gives no rows on the present data."] }
        var warnings: [String] = []
        for (place, output) in outputs.enumerated() where output.role == .time {
            let count = rows.count { $0.indices.contains(place) && $0[place].isNull }
            if count > 0 {
                warnings.append("\(Phrases.count(count, "row")) have no `\(output.name)`.")
            }
        }
        // Without groups there is one row, even over nothing.
        if let limit, limit > 0, rows.count > limit {
            warnings.append(
                "The result has \(rows.count) rows, more than the \(limit) that the catalog counts "
                    + "in its sources: its counts are old, or a join repeats rows."
            )
        }
        return warnings
    }

    private static func fits(_ value: SQLScalar, _ type: SQLType) -> Bool {
        if value.isNull { return true }
        if type.isNumeric { return value.doubleValue != nil }
        // A time is written like `2025-03-31`, with or without what follows.
        if type.isTemporal { return CalendarDate(iso: (value.textValue ?? "").prefix(10)) != nil }
        return true
    }
}

import CSV
import Catalog

/// What the columns of a CSV file are, as its first line says.
///
/// Source: Neo4j Operations Manual, "Neo4j-admin import", "CSV file header format".
struct CSVHeader {
    /// What a column holds.
    enum Column {
        /// A node's identifier, of a group; with a name it is a property as well.
        case id(group: String, name: String?)
        case start(group: String)
        case end(group: String)
        case labels
        case labelList
        case type
        case property(name: String, CSVType)
        case ignored
    }

    let columns: [Column]
    /// Whether the file's lines are relationships.
    let isOfRelationships: Bool

    /// - Throws: `ImportLineError` with the column of a mistake.
    init(_ record: CSVRecord) throws(ImportLineError) {
        var columns: [Column] = []
        for index in 0..<record.count {
            guard let text = String(validating: record.field(index), as: UTF8.self) else {
                throw ImportLineError(
                    "The header is not UTF-8.", column: record.place(index).column)
            }
            do throws(ImportLineError) {
                columns.append(try Self.column(text))
            } catch {
                throw ImportLineError(error.message, column: record.place(index).column)
            }
        }
        self.columns = columns
        var starts = 0
        var ends = 0
        var types = 0
        for column in columns {
            switch column {
            case .start: starts += 1
            case .end: ends += 1
            case .type: types += 1
            default: break
            }
        }
        isOfRelationships = starts + ends > 0
        guard !isOfRelationships || (starts, ends, types) == (1, 1, 1) else {
            throw ImportLineError(
                "A file of relationships has one column each of :START_ID, :END_ID and :TYPE.")
        }
    }

    private static func column(_ text: String) throws(ImportLineError) -> Column {
        guard let colon = text.lastIndex(of: ":") else {
            return text.isEmpty ? .ignored : .property(name: text, .scalar(.string))
        }
        if text == CSVLabels.listHeader { return .labelList }
        let name = String(text[..<colon])
        var kind = String(text[text.index(after: colon)...])
        var group = ""
        if let open = kind.firstIndex(of: "("), kind.hasSuffix(")") {
            group = String(kind[kind.index(after: open)...].dropLast())
            kind = String(kind[..<open])
        }
        switch kind.uppercased() {
        case "ID": return .id(group: group, name: name.isEmpty ? nil : name)
        case "START_ID": return .start(group: group)
        case "END_ID": return .end(group: group)
        case "LABEL": return .labels
        case "TYPE": return .type
        case "IGNORE": return .ignored
        default:
            guard let type = CSVType(name: kind) else {
                throw ImportLineError(
                    "`\(text)`: there is no type `\(kind)`. Types are "
                        + CSVType.Scalar.allCases.map(\.rawValue).joined(separator: ", ")
                        + ", each also with [] for a list, and json.")
            }
            return .property(name: name, type)
        }
    }
}

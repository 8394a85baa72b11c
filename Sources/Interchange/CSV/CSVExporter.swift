import Catalog
import JSON
import PropertyGraph

/// Writes a graph as CSV files that `neo4j-admin database import` and `lexigraph import` read.
///
/// There is a file for each combination of labels and one for each type of relationships, in an
/// order that keeps nodes before relationships. A field without quotes that is empty is no value;
/// an empty text has quotes.
struct CSVExporter {
    /// A file: its name, and what writes it.
    struct File {
        let name: String
        let write: (@escaping ([UInt8]) throws -> Void) throws -> Void
    }

    private typealias Columns = [(name: String, type: CSVType)]

    private let groups: [NodeGroups.Group]
    private let selection: ExportSelection
    private let coding = PropertyCoding()

    init(_ graph: Graph, access: AccessView) {
        groups = NodeGroups(graph, access: access).groups
        selection = ExportSelection(graph, order: groups.flatMap(\.nodes))
    }

    /// Calls `body` with each file.
    func forEachFile(_ body: (File) throws -> Void) throws {
        for (index, group) in groups.enumerated() {
            let name = Self.fileName("nodes", index + 1, group.labels.joined(separator: "-"))
            try body(File(name: name) { sink in try write(group, to: sink) })
        }
        for (index, type) in selection.graph.namedRelationshipTypes.enumerated() {
            let name = Self.fileName("relationships", index + 1, type.name)
            try body(File(name: name) { sink in try write(type, to: sink) })
        }
    }

    /// A name that any file system takes; the number keeps it apart and in order.
    private static func fileName(_ kind: String, _ number: Int, _ title: String) -> String {
        let digits = String(number)
        let harmless = title.unicodeScalars.map { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                || scalar == "-" ? Character(scalar) : "_"
        }
        let padding = String(repeating: "0", count: max(0, 4 - digits.count))
        return "\(kind)-\(padding)\(digits)-\(String(harmless.prefix(48))).csv"
    }

    // MARK: Nodes

    private func write(
        _ group: NodeGroups.Group, to sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        var types: [String: CSVType] = [:]
        for node in group.nodes { Self.note(selection.properties(of: node), in: &types) }
        let columns = Self.columns(types)
        let labels = CSVLabels(group.labels)
        var output = PieceBuffer(sink: sink)
        var row = CSVRow()
        row.append(":ID")
        row.append(labels.header)
        row.append(headersOf: columns)
        try output.append(line: row.bytes)
        for node in group.nodes {
            guard let ordinal = selection.ordinal(of: node) else { continue }
            row.reset()
            row.append(String(ordinal))
            row.append(optional: group.labels.isEmpty ? nil : labels.text)
            append(selection.properties(of: node), columns, to: &row)
            try output.append(line: row.bytes)
        }
        try output.flush()
    }

    // MARK: Relationships

    private func write(
        _ type: (id: RelationshipTypeID, name: String),
        to sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        var types: [String: CSVType] = [:]
        try selection.forEachEdge(ofType: type.id) { edge in
            Self.note(selection.properties(of: edge.id), in: &types)
        }
        let columns = Self.columns(types)
        var output = PieceBuffer(sink: sink)
        var row = CSVRow()
        for header in [":START_ID", ":END_ID", ":TYPE"] { row.append(header) }
        row.append(headersOf: columns)
        try output.append(line: row.bytes)
        try selection.forEachEdge(ofType: type.id) { edge in
            row.reset()
            row.append(String(edge.start.ordinal))
            row.append(String(edge.end.ordinal))
            row.append(type.name)
            append(selection.properties(of: edge.id), columns, to: &row)
            try output.append(line: row.bytes)
        }
        try output.flush()
    }

    // MARK: Columns

    private static func note(
        _ properties: [(name: String, value: Value)], in types: inout [String: CSVType]
    ) {
        for (name, value) in properties {
            let type = CSVType(of: value)
            types[name] = types[name]?.joined(with: type) ?? type
        }
    }

    private static func columns(_ types: [String: CSVType]) -> Columns {
        types.sorted { $0.key < $1.key }.map { (name: $0.key, type: $0.value) }
    }

    /// Adds a field for each column; both the properties and the columns are sorted by name.
    private func append(
        _ properties: [(name: String, value: Value)], _ columns: Columns, to row: inout CSVRow
    ) {
        var rest = properties[...]
        for column in columns {
            if let next = rest.first, next.name == column.name {
                row.append(optional: column.type.text(next.value, coding))
                rest.removeFirst()
            } else {
                row.append(optional: nil)
            }
        }
    }
}

/// How the labels of a file's nodes are written.
struct CSVLabels {
    /// The column's header.
    let header: String
    /// The field.
    let text: String

    /// The header where labels are a JSON list, since one of them would not read back otherwise.
    static let listHeader = ":LABEL:json"

    init(_ labels: [String]) {
        let separator = String(CSVType.separator)
        if labels.contains(where: { $0.isEmpty || $0.contains(separator) }) {
            header = Self.listHeader
            text = PropertyCoding().json(.list(labels.map { .string($0) })).serialized()
        } else {
            header = ":LABEL"
            text = labels.joined(separator: separator)
        }
    }
}

/// A line of a CSV file in the making.
private struct CSVRow {
    private(set) var bytes: [UInt8] = []
    private var isEmpty = true

    mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        isEmpty = true
    }

    /// Adds a text, which may be empty.
    mutating func append(_ text: String) {
        append(optional: text)
    }

    /// Adds a text, or a field that holds no value.
    mutating func append(optional text: String?) {
        if !isEmpty { bytes.append(UInt8(ascii: ",")) }
        isEmpty = false
        guard let text else { return }
        let needsQuotes =
            text.isEmpty
            || text.utf8.contains { byte in
                byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A
                    || byte == 0x0D
            }
        guard needsQuotes else {
            bytes += text.utf8
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func append(headersOf columns: [(name: String, type: CSVType)]) {
        for column in columns { append("\(column.name):\(column.type.name)") }
    }
}

public import Cypher
import CypherRuntime
public import CypherSyntax
import JSON
public import PropertyGraph

/// Collects an answer's rows as JSON.
///
/// It writes two members into an object that is open, under the names that the endpoint uses; in
/// the Query API they are `"fields":["n"],"values":[[1],[2]]`.
public struct RowBuffer: ResultSink {
    /// How rows are laid out.
    enum Layout: Hashable, Sendable {
        /// A row is the list of its values.
        case values(ValueForm)
        /// A row is an object of the older endpoint.
        case records(LegacyContents)
    }

    var writer: JSONWriter
    private let layout: Layout
    private let stream: AnswerStream?
    private var columnCount = 0
    private var hasBegun = false

    /// Begins without rows.
    ///
    /// - Parameters:
    ///   - layout: How rows are laid out.
    ///   - writer: What the rows are added to.
    ///   - stream: Sends what was written when it grows large.
    init(_ layout: Layout, writer: JSONWriter, stream: AnswerStream? = nil) {
        self.layout = layout
        self.writer = writer
        self.stream = stream
    }

    public var bytesHeld: Int { writer.bytes.count }

    public mutating func begin(columns: [String]) {
        hasBegun = true
        columnCount = columns.count
        let names = memberNames
        writer.name(names.columns)
        writer.beginArray()
        for column in columns { writer.value(column) }
        writer.endArray()
        writer.name(names.rows)
        writer.beginArray()
    }

    public mutating func take(_ row: ResultRow) throws(CypherError) {
        // A statement without RETURN has rows, but nothing in them.
        guard columnCount > 0 else { return }
        let mark = writer.mark
        do throws(CypherError) {
            try write(row)
        } catch {
            writer.rewind(to: mark)
            throw error
        }
        try stream?.note(&writer)
    }

    private mutating func write(_ row: ResultRow) throws(CypherError) {
        switch layout {
        case .values(let form):
            writer.beginArray()
            for column in 0..<columnCount where form == .typed || !writePlain(row, column) {
                try ValueEncoder(form, graph: row.graph).write(row[column], to: &writer)
            }
            writer.endArray()
        case .records(let contents):
            let encoder = LegacyEncoder(contents, graph: row.graph, base: nil)
            try encoder.write((0..<columnCount).map { row[$0] }, to: &writer)
        }
    }

    /// Writes a value that plain JSON has a form for as it lies in the graph; `false` for others.
    private mutating func writePlain(_ row: ResultRow, _ column: Int) -> Bool {
        let cell = row.cell(column)
        switch cell.tag {
        case .null: writer.null()
        case .boolean: writer.value(cell.booleanBits)
        case .integer: writer.value(cell.integerBits)
        case .float where cell.floatBits.isFinite: writer.value(cell.floatBits)
        case .string: return row.withUTF8(column) { writer.value(utf8: $0) } != nil
        default: return false
        }
        return true
    }

    /// Takes a whole answer.
    ///
    /// - Parameters:
    ///   - result: The answer.
    ///   - before: The graph before the statement, which knows what was deleted.
    /// - Throws: `limitExceeded` when a value nests too deeply.
    public mutating func take(
        _ result: QueryResult, before: Graph?
    ) throws(CypherError) {
        begin(columns: result.columns)
        guard columnCount > 0 else { return }
        for row in result.rows {
            let mark = writer.mark
            do throws(CypherError) {
                try write(row, of: result.graph, before)
            } catch {
                writer.rewind(to: mark)
                throw error
            }
            try stream?.note(&writer)
        }
    }

    private mutating func write(
        _ row: [Value], of graph: Graph, _ before: Graph?
    ) throws(CypherError) {
        switch layout {
        case .values(let form):
            let encoder = ValueEncoder(form, graph: graph, base: before)
            writer.beginArray()
            for value in row { try encoder.write(value, to: &writer) }
            writer.endArray()
        case .records(let contents):
            try LegacyEncoder(contents, graph: graph, base: before).write(row, to: &writer)
        }
    }

    /// Closes the rows and hands back the writer, whose object is still open.
    mutating func finish() -> JSONWriter {
        if !hasBegun { begin(columns: []) }
        writer.endArray()
        return writer
    }

    private var memberNames: (columns: String, rows: String) {
        switch layout {
        case .values: ("fields", "values")
        case .records: ("columns", "data")
        }
    }
}

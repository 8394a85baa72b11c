internal import CSV
public import Catalog
internal import JSON
public import PropertyGraph

/// Brings CSV files into a graph: those that `CSVExporter` writes, and others in the form of
/// `neo4j-admin database import`.
///
/// Files of nodes are read before those of relationships. What lines mean, and how they are
/// committed, is as with `JSONLinesImporter`.
public struct CSVImporter {
    private var core: ImportCore
    private let paths: [String]
    private let coding = PropertyCoding()
    private var position = ImportPosition()

    /// What the import did so far.
    public var report: ImportReport { core.report }

    /// Creates an import.
    ///
    /// - Parameters:
    ///   - paths: The files.
    ///   - database: Where the lines go.
    ///   - info: Who imports, for each commit.
    ///   - options: How.
    ///   - prepare: Runs on each draft before it is committed.
    /// - Throws: `ImportRecordError` when there is no import to resume, or one to begin anew.
    public init(
        _ paths: [String],
        into database: any GraphDatabase,
        info: CommitInfo,
        options: ImportOptions = ImportOptions(),
        prepare: @escaping @Sendable (Draft) throws(GraphError) -> Void = CatalogRules.complete
    ) throws {
        self.paths = paths
        core = try ImportCore(into: database, info: info, options: options, prepare: prepare)
    }

    /// Reads and commits all files.
    ///
    /// - Parameter progress: Is told now and then how many bytes have been read.
    /// - Returns: What the import did.
    /// - Throws: `CSVError` for a file that cannot be read or is no CSV; `ImportProblem` for the
    ///   first line that cannot be taken, when the import is to stop there; `ImportRecordError`
    ///   when a resumed file is not what it was; any `GraphError` of a commit.
    public mutating func run(
        progress: (_ bytes: UInt64, _ report: ImportReport) -> Void = { _, _ in }
    ) throws -> ImportReport {
        var files: [(path: String, isOfRelationships: Bool)] = []
        for path in paths {
            files.append((path, try Self.header(of: path).isOfRelationships))
        }
        let ordered =
            files.filter { !$0.isOfRelationships } + files.filter(\.isOfRelationships)
        core.files = ordered.map(\.path)
        var bytes: UInt64 = 0
        for (index, file) in ordered.enumerated() {
            position.file = index
            bytes += try read(file.path) { progress(bytes + $0, $1) }
        }
        return try core.finish()
    }

    private static func header(of path: String) throws -> CSVHeader {
        var reader = try CSVReader(path: path)
        var record = CSVRecord()
        return try header(&reader, &record, path)
    }

    private static func header(
        _ reader: inout CSVReader, _ record: inout CSVRecord, _ path: String
    ) throws -> CSVHeader {
        var position = ImportPosition()
        position.line = 1
        do throws(ImportLineError) {
            guard try Self.next(&reader, &record) else {
                throw ImportLineError("The header is missing.")
            }
            return try CSVHeader(record)
        } catch {
            throw ImportProblem(position, error, in: [path])
        }
    }

    private static func next(
        _ reader: inout CSVReader, _ record: inout CSVRecord
    ) throws(ImportLineError) -> Bool {
        do throws(CSVError) {
            return try reader.next(into: &record)
        } catch {
            throw ImportLineError(error.description)
        }
    }

    /// Reads one file; returns how long it is.
    private mutating func read(
        _ path: String, progress: (UInt64, ImportReport) -> Void
    ) throws -> UInt64 {
        var reader = try CSVReader(path: path)
        var record = CSVRecord()
        let header = try Self.header(&reader, &record, path)
        var lines = 0
        while try reader.next(into: &record) {
            position.line = record.line
            position.offset = reader.offset
            if core.isRecording {
                for index in 0..<record.count { position.digest(record.field(index)) }
            }
            core.advance(to: position)
            let line: ImportLine
            do throws(ImportLineError) {
                line = try CSVLine(record, header, coding).content
            } catch {
                try core.refuse(error)
                continue
            }
            try core.take(line)
            lines += 1
            if lines.isMultiple(of: 1_000) { progress(reader.offset, core.report) }
        }
        return reader.offset
    }
}

/// One line of a CSV file as the line of an import.
private struct CSVLine {
    let content: ImportLine

    init(
        _ record: CSVRecord, _ header: CSVHeader, _ coding: PropertyCoding
    ) throws(ImportLineError) {
        guard record.count == header.columns.count else {
            throw ImportLineError(
                "There are \(record.count) fields where the header names \(header.columns.count).")
        }
        var id: String?
        var ends: (start: String?, end: String?) = (nil, nil)
        var type: String?
        var labels: [String] = []
        var properties: [(String, Value)] = []
        for (index, column) in header.columns.enumerated() {
            let isMissing = record.field(index).isEmpty && !record.isQuoted(index)
            guard !isMissing else { continue }
            let text = try Self.text(record, index)
            switch column {
            case .id(let group, let name):
                id = Self.identifier(text, group)
                if let name { properties.append((name, .string(text))) }
            case .start(let group): ends.start = Self.identifier(text, group)
            case .end(let group): ends.end = Self.identifier(text, group)
            case .type: type = text
            case .labels:
                labels += text.split(separator: CSVType.separator).map(String.init)
            case .labelList: labels += try Self.labels(text, record, index)
            case .property(let name, let valueType):
                do throws(CSVValueError) {
                    properties.append((name, try valueType.value(text, coding)))
                } catch {
                    throw ImportLineError(
                        "Property `\(name)`: \(error.reason).", column: record.place(index).column)
                }
            case .ignored: break
            }
        }
        guard header.isOfRelationships else {
            content = .node(id: id, labels: labels, properties: properties)
            return
        }
        guard let start = ends.start, let end = ends.end, let type, !type.isEmpty else {
            throw ImportLineError("A relationship has a :START_ID, an :END_ID and a :TYPE.")
        }
        content = .relationship(
            type: type, start: .init(id: start), end: .init(id: end), properties: properties)
    }

    private static func text(
        _ record: CSVRecord, _ index: Int
    ) throws(ImportLineError) -> String {
        guard let text = String(validating: record.field(index), as: UTF8.self) else {
            throw ImportLineError("The field is not UTF-8.", column: record.place(index).column)
        }
        return text
    }

    /// What a group's identifier is called among those of all groups.
    private static func identifier(_ text: String, _ group: String) -> String {
        group.isEmpty ? text : "\(group)\u{0}\(text)"
    }

    private static func labels(
        _ text: String, _ record: CSVRecord, _ index: Int
    ) throws(ImportLineError) -> [String] {
        guard case .array(let elements)? = try? JSONValue(parsing: text) else {
            throw ImportLineError(
                "The labels are no JSON list of texts.", column: record.place(index).column)
        }
        return elements.compactMap { if case .string(let label) = $0 { label } else { nil } }
    }
}

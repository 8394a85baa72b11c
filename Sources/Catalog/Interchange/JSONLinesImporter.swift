public import PropertyGraph

#if canImport(Glibc)
    internal import Glibc
#endif

/// Brings JSON Lines into a graph, in pieces as they arrive.
///
/// Read are the form of Neo4j's APOC export and its short form:
///
///     {"type":"node","id":"0","labels":["Tag"],"properties":{"name":"pii"}}
///     {"id":1,"labels":["Tag"],"properties":{"name":"pii"}}
///     {"type":"relationship","id":"0","label":"USES","start":{"id":"0"},"end":{"id":"1"}}
///     {"start":0,"end":1,"type":"USES","properties":{}}
///
/// A node whose label has a key in the schema, and that carries all of the key, is merged with the
/// node that has it: the line's labels and properties are added. Other nodes are made. A
/// relationship's ends are the file's own identifiers; an end that the file does not hold is found
/// by its labels and key when the line gives its properties. Between two nodes that were there
/// before the import, a relationship of the type is brought up to date instead of doubled.
///
/// As long as lines only add, they are committed in large stretches; what changes something that
/// was there is committed in batches. Memory is bounded by a stretch, the longest line, and the
/// file's identifiers.
public struct JSONLinesImporter {
    /// What the import did so far.
    public private(set) var report = ImportReport()

    private let database: any GraphDatabase
    private let info: CommitInfo
    private let onError: ImportErrorPolicy
    private let batchSize: Int
    private let stretchSize: Int
    private let lineLimit: Int
    private let prepare: @Sendable (Draft) throws(GraphError) -> Void
    private let coding = PropertyCoding()

    /// The stretch under way, with what was reported before it.
    private var stretch: (lines: BulkImport, before: ImportReport)?
    /// Whether lines go into a batch.
    private var isBatching = false
    private var batch: [(line: Int, content: ImportLine)] = []
    private var partial: [UInt8] = []
    private var isSkipping = false
    private var state = ImportState()

    /// Creates an import.
    ///
    /// - Parameters:
    ///   - database: Where the lines go.
    ///   - info: Who imports, for each batch's commit.
    ///   - onError: What to do with a line that cannot be taken.
    ///   - batchSize: Lines in a transaction that may change what was there.
    ///   - stretchSize: Nodes and relationships in a transaction that only adds; 0 for none of
    ///     these transactions.
    ///   - lineLimit: The longest line that is taken, in bytes.
    ///   - prepare: Runs on each draft before it is committed.
    public init(
        into database: any GraphDatabase,
        info: CommitInfo,
        onError: ImportErrorPolicy = .stop,
        batchSize: Int = 20_000,
        stretchSize: Int = 4_000_000,
        lineLimit: Int = 16 << 20,
        prepare: @escaping @Sendable (Draft) throws(GraphError) -> Void = CatalogRules.complete
    ) {
        self.database = database
        self.info = info
        self.onError = onError
        self.batchSize = max(1, batchSize)
        self.stretchSize = stretchSize
        isBatching = stretchSize < 1
        self.lineLimit = lineLimit
        self.prepare = prepare
    }

    /// Takes the next piece of the file, which may end within a line.
    ///
    /// - Throws: `ImportProblem` for the first line that cannot be taken, when the import is to
    ///   stop there; any `GraphError` of a commit.
    public mutating func append(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            while let end = Self.lineEnd(bytes, from: start) {
                let piece = UnsafeBufferPointer(rebasing: bytes[start..<end])
                if partial.isEmpty, !isSkipping, piece.count <= lineLimit {
                    try take(line: piece)
                } else {
                    take(piece)
                    try endLine()
                }
                start = end + 1
            }
            take(UnsafeBufferPointer(rebasing: bytes[start...]))
        }
    }

    /// The place of the next line feed.
    private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let base = bytes.baseAddress, start < bytes.count,
            let found = memchr(base + start, 0x0A, bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// Adds to the line that is being read, unless it grows beyond the limit.
    private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
        if partial.count + bytes.count > lineLimit {
            isSkipping = true
            partial.removeAll(keepingCapacity: true)
        } else if !isSkipping {
            partial.append(contentsOf: bytes)
        }
    }

    /// Takes what is left, and commits it.
    ///
    /// - Returns: What the whole import did.
    /// - Throws: As `append(_:)`.
    public mutating func finish() throws -> ImportReport {
        if !partial.isEmpty || isSkipping { try endLine() }
        try endStretch(through: report.lines)
        try flush()
        report.committedLine = report.lines
        return report
    }

    /// Ends a line that came in several pieces.
    private mutating func endLine() throws {
        if isSkipping {
            isSkipping = false
            report.lines += 1
            try refuse(ImportLineError("The line is longer than \(lineLimit) bytes."))
            return
        }
        let bytes = partial
        partial.removeAll(keepingCapacity: true)
        try bytes.withUnsafeBufferPointer { try take(line: $0) }
    }

    /// Takes a line, without its end.
    private mutating func take(line: UnsafeBufferPointer<UInt8>) throws {
        report.lines += 1
        guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return }
        if !isBatching {
            let lines = try currentStretch()
            switch lines.take(line, &state, &report) {
            case .taken:
                if lines.count >= stretchSize { try endStretch(through: report.lines) }
                return
            case .refused(let error): return try refuse(error)
            case .undecided:
                try endStretch(through: report.lines - 1)
                isBatching = true
            }
        }
        do throws(ImportLineError) {
            batch.append((report.lines, try ImportLine(Array(line), coding: coding)))
        } catch {
            try refuse(error)
        }
        if batch.count >= batchSize { try flush() }
    }

    // MARK: Stretches

    private mutating func currentStretch() throws(GraphError) -> BulkImport {
        if let stretch { return stretch.lines }
        let lines = BulkImport(try database.begin(), coding: coding)
        stretch = (lines, report)
        return lines
    }

    /// Commits the stretch.
    private mutating func endStretch(through line: Int) throws {
        guard let (lines, before) = stretch else { return }
        stretch = nil
        guard lines.count > 0 else { return }
        do {
            try lines.settle()
            try prepare(lines.draft)
            try database.commit(lines.draft, info)
        } catch {
            report = before
            throw error
        }
        report.committedLine = line
    }

    // MARK: Batches

    /// Notes a line that cannot be taken; ends the import if it is to stop, once what stands before
    /// the line is committed.
    private mutating func refuse(_ error: ImportLineError) throws {
        let problem = ImportProblem(line: report.lines, message: error.message)
        report.note(problem)
        guard onError == .stop else { return }
        try endStretch(through: report.lines - 1)
        try flush()
        throw problem
    }

    /// Commits the batch; after a conflict with another writer it is done again.
    private mutating func flush() throws {
        defer { isBatching = stretchSize < 1 }
        guard let last = batch.last?.line else { return }
        let lines = batch
        batch.removeAll(keepingCapacity: true)
        var outcome: (report: ImportReport, state: ImportState, failure: ImportProblem?)?
        try database.write(info) { draft in
            var session = ImportSession(
                draft: draft,
                report: report,
                after: state,
                onError: onError
            )
            session.apply(lines)
            try prepare(draft)
            outcome = (session.report, session.state, session.failure)
        }
        guard let outcome else { return }
        report = outcome.report
        state.merge(outcome.state)
        report.committedLine = outcome.failure.map { $0.line - 1 } ?? last
        if let failure = outcome.failure { throw failure }
    }
}

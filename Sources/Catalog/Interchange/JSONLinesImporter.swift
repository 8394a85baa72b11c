public import PropertyGraph

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
/// Lines are committed in batches; memory is bounded by a batch, the longest line, and the file's
/// identifiers.
public struct JSONLinesImporter {
    /// What the import did so far.
    public private(set) var report = ImportReport()

    private let database: any GraphDatabase
    private let info: CommitInfo
    private let onError: ImportErrorPolicy
    private let batchSize: Int
    private let lineLimit: Int
    private let prepare: @Sendable (Draft) throws(GraphError) -> Void
    private let coding = PropertyCoding()

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
    ///   - batchSize: Lines in a transaction.
    ///   - lineLimit: The longest line that is taken, in bytes.
    ///   - prepare: Runs on each draft before it is committed.
    public init(
        into database: any GraphDatabase,
        info: CommitInfo,
        onError: ImportErrorPolicy = .stop,
        batchSize: Int = 20_000,
        lineLimit: Int = 16 << 20,
        prepare: @escaping @Sendable (Draft) throws(GraphError) -> Void = CatalogRules.complete
    ) {
        self.database = database
        self.info = info
        self.onError = onError
        self.batchSize = max(1, batchSize)
        self.lineLimit = lineLimit
        self.prepare = prepare
    }

    /// Takes the next piece of the file, which may end within a line.
    ///
    /// - Throws: `ImportProblem` for the first line that cannot be taken, when the import is to
    ///   stop there; any `GraphError` of a commit.
    public mutating func append(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            take(rest[..<end])
            try endLine()
            rest = rest[(end + 1)...]
        }
        take(rest)
    }

    /// Adds to the line that is being read, unless it grows beyond the limit.
    private mutating func take(_ bytes: ArraySlice<UInt8>) {
        if partial.count + bytes.count > lineLimit {
            isSkipping = true
            partial.removeAll(keepingCapacity: true)
        } else if !isSkipping {
            partial += bytes
        }
    }

    /// Takes what is left, and commits it.
    ///
    /// - Returns: What the whole import did.
    /// - Throws: As `append(_:)`.
    public mutating func finish() throws -> ImportReport {
        if !partial.isEmpty || isSkipping { try endLine() }
        try flush()
        report.committedLine = report.lines
        return report
    }

    private mutating func endLine() throws {
        report.lines += 1
        let isTooLong = isSkipping
        let bytes = partial
        partial.removeAll(keepingCapacity: true)
        isSkipping = false
        if isTooLong {
            try refuse(ImportLineError("The line is longer than \(lineLimit) bytes."))
            return
        }
        guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return }
        do throws(ImportLineError) {
            batch.append((report.lines, try ImportLine(bytes, coding: coding)))
        } catch {
            try refuse(error)
        }
        if batch.count >= batchSize { try flush() }
    }

    /// Notes a line that cannot be taken; ends the import if it is to stop, once what stands before
    /// the line is committed.
    private mutating func refuse(_ error: ImportLineError) throws {
        let problem = ImportProblem(line: report.lines, message: error.message)
        report.note(problem)
        guard onError == .stop else { return }
        try flush()
        throw problem
    }

    /// Commits the batch; after a conflict with another writer it is done again.
    private mutating func flush() throws {
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

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
    private var core: ImportCore
    private let lineLimit: Int
    private var position = ImportPosition()
    private var partial: [UInt8] = []
    private var isSkipping = false
    /// Bytes of the line under way that were passed over.
    private var skipped = 0

    /// What the import did so far.
    public var report: ImportReport { core.report }

    /// Creates an import.
    ///
    /// - Parameters:
    ///   - database: Where the lines go.
    ///   - info: Who imports, for each commit.
    ///   - options: How.
    ///   - prepare: Runs on each draft before it is committed.
    /// - Throws: `ImportRecordError` when there is no import to resume, or one to begin anew.
    public init(
        into database: any GraphDatabase,
        info: CommitInfo,
        options: ImportOptions = ImportOptions(),
        prepare: @escaping @Sendable (Draft) throws(GraphError) -> Void = CatalogRules.complete
    ) throws {
        core = try ImportCore(into: database, info: info, options: options, prepare: prepare)
        lineLimit = options.lineLimit
    }

    /// Takes the next piece of the file, which may end within a line.
    ///
    /// - Throws: `ImportProblem` for the first line that cannot be taken, when the import is to
    ///   stop there; `ImportRecordError` when a resumed file is not what it was; any `GraphError`
    ///   of a commit.
    public mutating func append(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            while let end = Self.lineEnd(bytes, from: start) {
                let piece = UnsafeBufferPointer(rebasing: bytes[start..<end])
                if partial.isEmpty, !isSkipping, piece.count <= lineLimit {
                    try take(line: piece, isEnded: true)
                } else {
                    take(piece)
                    try endLine(isEnded: true)
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
        if isSkipping || partial.count + bytes.count > lineLimit {
            isSkipping = true
            skipped += partial.count + bytes.count
            partial.removeAll(keepingCapacity: true)
        } else {
            partial.append(contentsOf: bytes)
        }
    }

    /// Takes what is left, and commits it.
    ///
    /// - Returns: What the whole import did.
    /// - Throws: As `append(_:)`.
    public mutating func finish() throws -> ImportReport {
        if !partial.isEmpty || isSkipping { try endLine(isEnded: false) }
        return try core.finish()
    }

    /// Ends a line that came in several pieces.
    private mutating func endLine(isEnded: Bool) throws {
        if isSkipping {
            isSkipping = false
            advance(past: skipped, isEnded)
            skipped = 0
            try core.refuse(ImportLineError("The line is longer than \(lineLimit) bytes."))
            return
        }
        let bytes = partial
        partial.removeAll(keepingCapacity: true)
        try bytes.withUnsafeBufferPointer { try take(line: $0, isEnded: isEnded) }
    }

    /// Takes a line, without its end.
    private mutating func take(line: UnsafeBufferPointer<UInt8>, isEnded: Bool) throws {
        if core.isRecording { position.digest(line) }
        advance(past: line.count, isEnded)
        guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else {
            return try core.pass()
        }
        try core.take(line: line)
    }

    private mutating func advance(past count: Int, _ isEnded: Bool) {
        position.line += 1
        position.offset += UInt64(count + (isEnded ? 1 : 0))
        core.advance(to: position)
    }
}

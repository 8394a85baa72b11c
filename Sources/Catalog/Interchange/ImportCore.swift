package import PropertyGraph

/// The part of an import that does not depend on the form of its files: lines become stretches and
/// batches, and these transactions.
///
/// As long as lines only add, they are committed in large stretches; what changes something that
/// was there is committed in batches. Memory is bounded by a stretch and the files' identifiers.
package struct ImportCore {
    /// What the import did so far.
    package private(set) var report = ImportReport()
    /// The names of the files, for problems; none where there is only one.
    package var files: [String] = []

    private let database: any GraphDatabase
    private let info: CommitInfo
    private let options: ImportOptions
    private let prepare: @Sendable (Draft) throws(GraphError) -> Void
    private let coding = PropertyCoding()

    /// The stretch under way, with what was reported before it.
    private var stretch: (lines: BulkImport, before: ImportReport)?
    /// Whether lines go into a batch.
    private var isBatching = false
    private var batch: [ImportSession.Entry] = []
    private var state = ImportState()

    /// Where the line under way ends, and the one before it.
    private var position = ImportPosition()
    private var previous = ImportPosition()
    /// The record that is kept, and what it does not have yet.
    private var progress: ImportProgress?
    private var refused: [(file: Int, line: Int)] = []
    private var recovery: ImportRecovery?

    /// - Throws: `ImportRecordError` when there is no import to resume, or one to begin anew.
    package init(
        into database: any GraphDatabase,
        info: CommitInfo,
        options: ImportOptions,
        prepare: @escaping @Sendable (Draft) throws(GraphError) -> Void
    ) throws {
        self.database = database
        self.info = info
        self.options = options
        self.prepare = prepare
        isBatching = options.stretchSize < 1
        guard let record = options.record else { return }
        var progress = ImportProgress(name: record.name)
        let parts = try progress.parts(in: database.snapshot())
        switch record.start {
        case .fresh where !parts.isEmpty, .unrecorded where !parts.isEmpty:
            throw ImportRecordError(
                "An import of this was interrupted after line \(parts.last?.position.line ?? 0). "
                    + "Go on with --resume, or begin anew with --restart.")
        case .resumed where parts.isEmpty:
            throw ImportRecordError(
                "There is no interrupted import of this; import it without --resume.")
        case .restarted where !parts.isEmpty:
            try Self.remove(progress, from: database, info)
            progress = ImportProgress(name: record.name)
        case .resumed: recovery = ImportRecovery(parts)
        case .unrecorded: return
        case .fresh, .restarted: break
        }
        self.progress = progress
        state.merged = recovery?.merged ?? []
        state.identities.isRecording = recovery == nil
    }

    private static func remove(
        _ progress: ImportProgress, from database: any GraphDatabase, _ info: CommitInfo
    ) throws {
        try database.write(info) { draft in try progress.remove(from: draft) }
    }

    // MARK: Lines

    /// Whether positions need their digest.
    package var isRecording: Bool { progress != nil }

    /// Whether lines are those that were imported before an interruption.
    package var isRecovering: Bool { recovery != nil }

    /// Begins with the next line, which ends at a position.
    package mutating func advance(to next: ImportPosition) {
        previous = position
        position = next
        report.lines += 1
    }

    /// Takes a line that was imported before an interruption, once `advance(to:)` was called.
    private mutating func recover(_ content: ImportLine?) throws {
        guard var recovery else { return }
        var id: ImportIdentity?
        if case .node(let text, _, _) = content { id = text.map { ImportIdentity($0) } }
        self.recovery = nil
        if try recovery.take(id, position, &state.identities) {
            state.identities.isRecording = true
            report.committedLine = position.line
        } else {
            self.recovery = recovery
        }
    }

    /// Passes over a line without content, once `advance(to:)` was called.
    package mutating func pass() throws {
        if isRecovering { try recover(nil) }
    }

    /// Takes a line of JSON, once `advance(to:)` was called.
    package mutating func take(line: UnsafeBufferPointer<UInt8>) throws {
        if isRecovering { return try recover(try? ImportLine(Array(line), coding: coding)) }
        let isTaken = try takeIntoStretch { lines, state, report in
            lines.take(line, &state, &report)
        }
        guard !isTaken else { return }
        do throws(ImportLineError) {
            batch.append(
                .init(previous, position, try ImportLine(Array(line), coding: coding)))
        } catch {
            try refuse(error)
        }
        if batch.count >= options.batchSize { try flush() }
    }

    /// Takes a line whose content is known, once `advance(to:)` was called.
    package mutating func take(_ content: ImportLine) throws {
        if isRecovering { return try recover(content) }
        let isTaken = try takeIntoStretch { lines, state, report in
            lines.take(content: content, &state, &report)
        }
        guard !isTaken else { return }
        batch.append(.init(previous, position, content))
        if batch.count >= options.batchSize { try flush() }
    }

    /// Offers the line to the stretch; false when it has to go into a batch.
    private mutating func takeIntoStretch(
        _ offer: (BulkImport, inout ImportState, inout ImportReport) -> BulkImport.Outcome
    ) throws -> Bool {
        guard !isBatching else { return false }
        let lines = try currentStretch()
        switch offer(lines, &state, &report) {
        case .taken:
            if lines.count >= options.stretchSize { try endStretch(through: position) }
            return true
        case .refused(let error):
            try refuse(error)
            return true
        case .undecided:
            try endStretch(through: previous)
            isBatching = true
            return false
        }
    }

    /// Notes a line that cannot be taken; ends the import if it is to stop, once what stands before
    /// the line is committed.
    package mutating func refuse(_ error: ImportLineError) throws {
        if isRecovering { return try recover(nil) }
        let problem = ImportProblem(position, error, in: files)
        report.note(problem)
        refused.append((position.file, position.line))
        guard options.onError == .stop else { return }
        refused.removeLast()
        try endStretch(through: previous)
        try flush()
        throw problem
    }

    /// Commits what is left.
    ///
    /// - Returns: What the whole import did.
    package mutating func finish() throws -> ImportReport {
        guard !isRecovering else { throw ImportRecovery.changed }
        try endStretch(through: position)
        try flush()
        report.committedLine = position.line
        if let progress { try Self.remove(progress, from: database, info) }
        return report
    }

    // MARK: Stretches

    private mutating func currentStretch() throws(GraphError) -> BulkImport {
        if let stretch { return stretch.lines }
        let lines = BulkImport(try database.begin(), coding: coding)
        stretch = (lines, report)
        return lines
    }

    /// Commits the stretch.
    private mutating func endStretch(through end: ImportPosition) throws {
        guard let (lines, before) = stretch else { return }
        stretch = nil
        guard lines.count > 0 else { return }
        do {
            try lines.settle()
            try prepare(lines.draft)
            if let progress {
                let nodes = NumberRuns(state.identities.takeRecorded())
                try progress.write(
                    .init(position: end, nodes: nodes, refused: refused), to: lines.draft)
            }
            try database.commit(lines.draft, info)
        } catch {
            report = before
            throw error
        }
        noteCommit(through: end.line)
    }

    private mutating func noteCommit(through line: Int) {
        progress?.advance()
        refused.removeAll()
        report.committedLine = line
    }

    // MARK: Batches

    /// Commits the batch; after a conflict with another writer it is done again.
    private mutating func flush() throws {
        defer { isBatching = options.stretchSize < 1 }
        guard let last = batch.last?.position else { return }
        let lines = batch
        batch.removeAll(keepingCapacity: true)
        var outcome: ImportSession?
        try database.write(info) { draft in
            var session = ImportSession(
                draft: draft,
                report: report,
                after: state,
                onError: options.onError,
                files: files
            )
            session.apply(lines)
            try prepare(draft)
            if let progress {
                try progress.write(
                    .init(
                        position: session.failure?.before ?? last,
                        nodes: NumberRuns(session.takeRecorded()),
                        merged: NumberRuns(session.state.merged.map(\.rawValue).sorted()),
                        refused: refused + session.refused),
                    to: draft)
            }
            outcome = session
        }
        guard let outcome else { return }
        report = outcome.report
        state.merge(outcome.state)
        noteCommit(through: outcome.failure.map { $0.problem.line - 1 } ?? last.line)
        if let failure = outcome.failure { throw failure.problem }
    }
}

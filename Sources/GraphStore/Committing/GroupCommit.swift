internal import Foundation
internal import PropertyGraph
internal import SQLite

/// Makes prepared commits durable, several with one sync, and then visible.
///
/// Whoever commits while nobody writes becomes the leader: it writes its own commit and all that
/// have queued up meanwhile as one SQLite transaction, publishes them in order and wakes their
/// committers. When the transaction fails, all of them, and those prepared on top of them, are
/// discarded and reported.
///
/// The class is `@unchecked Sendable`: `condition` guards `pending` and `state`; the store file
/// and the writer are touched only by the one thread that has set `state` to `writing`.
final class GroupCommit: @unchecked Sendable {
    private enum State {
        case idle
        case writing
        case closed
    }

    /// One commit that waits; touched under `condition`.
    private final class Ticket {
        let commit: PreparedCommit
        let info: CommitInfo
        let rewriting: (any LogRewriting)?
        var outcome: Result<CommitReceipt, GraphError>?

        init(
            _ commit: PreparedCommit, _ info: CommitInfo, _ rewriting: (any LogRewriting)?
        ) {
            self.commit = commit
            self.info = info
            self.rewriting = rewriting
        }
    }

    private let condition = NSCondition()
    private let line: VersionLine
    private let file: StoreFile
    private var writer: ChangeWriter
    private var pending: [Ticket] = []
    private var state = State.idle

    init(_ line: VersionLine, _ file: StoreFile, _ contents: StoreContents) {
        self.line = line
        self.file = file
        writer = ChangeWriter(file.connection, contents)
    }

    /// Commits a draft; returns once it is on disk and visible.
    ///
    /// With `rewriting`, earlier entries of the log are rewritten in the same transaction, which is
    /// then recorded whether it changes anything or not.
    func commit(
        _ draft: Draft, _ info: CommitInfo, rewriting: (any LogRewriting)? = nil
    ) throws(GraphError) -> CommitReceipt {
        condition.lock()
        defer { condition.unlock() }
        guard state != .closed else { throw Self.closed(file.path) }
        // The queue has the order of the versions, because both are made under the lock.
        let commit = try line.prepare(draft, recordsNothing: rewriting != nil)
        guard commit.isRecorded else {
            return CommitReceipt(sequence: commit.sequence, isRecorded: false)
        }
        let ticket = Ticket(commit, info, rewriting)
        pending.append(ticket)
        while true {
            if let outcome = ticket.outcome { return try outcome.get() }
            if state == .idle { lead() } else { condition.wait() }
        }
    }

    /// Refuses further commits, waits for those under way, and closes the file.
    func close() {
        condition.lock()
        defer { condition.unlock() }
        while state == .writing || !pending.isEmpty { condition.wait() }
        guard state != .closed else { return }
        state = .closed
        _ = try? file.connection.checkpoint(.truncate)
        file.connection.close()
    }

    /// Runs `body` on the store file while nobody writes to it.
    func withFile<Result>(
        _ body: (StoreFile) throws(SQLiteError) -> Result
    ) throws(GraphError) -> Result {
        condition.lock()
        while state == .writing { condition.wait() }
        guard state != .closed else {
            condition.unlock()
            throw Self.closed(file.path)
        }
        state = .writing
        condition.unlock()
        defer {
            condition.lock()
            state = .idle
            condition.broadcast()
            condition.unlock()
        }
        do throws(SQLiteError) {
            return try body(file)
        } catch {
            throw StorageErrors.translate(error, path: file.path)
        }
    }

    // MARK: Leading, called with the lock held

    private func lead() {
        state = .writing
        let group = pending
        pending = []
        condition.unlock()
        let failure = write(group)
        condition.lock()
        state = .idle
        if let failure {
            fail(group, failure)
        } else if let last = group.last {
            line.publish(through: last.commit.sequence)
            for ticket in group {
                ticket.outcome = .success(CommitReceipt(sequence: ticket.commit.sequence))
            }
        }
        condition.broadcast()
    }

    private func fail(_ group: [Ticket], _ error: GraphError) {
        guard let first = group.first else { return }
        line.discard(from: first.commit.sequence)
        for ticket in group { ticket.outcome = .failure(error) }
        for ticket in pending {
            ticket.outcome = .failure(
                .conflict("the transaction before it could not be made durable")
            )
        }
        pending = []
    }

    // MARK: Writing, by the leader, without the lock

    private func write(_ group: [Ticket]) -> GraphError? {
        do throws(GraphError) {
            try file.checkIdentity()
        } catch {
            return error
        }
        // A copy, so that label sets of a failed transaction are forgotten.
        var writer = writer
        do throws(SQLiteError) {
            try file.connection.begin(.immediate)
            for ticket in group {
                var notes: [LogNote] = []
                if let rewriting = ticket.rewriting {
                    do throws(GraphError) {
                        notes = try rewriting.run(
                            on: file, now: ticket.commit.before, sequence: ticket.commit.sequence)
                    } catch {
                        try? file.connection.rollback()
                        return error
                    }
                }
                try writer.write(
                    ticket.commit, ticket.info, rewriting: ticket.rewriting, notes: notes)
            }
            try file.connection.commit()
        } catch {
            try? file.connection.rollback()
            return StorageErrors.translate(error, path: file.path)
        }
        self.writer = writer
        return nil
    }

    /// Leaves nothing of what was deleted or replaced in the file or beside it; waits for commits
    /// under way.
    ///
    /// - Returns: Whether that is done; a reader that looks at an earlier moment prevents it.
    func purge() throws(GraphError) -> Bool {
        condition.lock()
        while state == .writing { condition.wait() }
        guard state != .closed else {
            condition.unlock()
            throw Self.closed(file.path)
        }
        state = .writing
        condition.unlock()
        defer {
            condition.lock()
            state = .idle
            condition.broadcast()
            condition.unlock()
        }
        return try file.purge()
    }

    private static func closed(_ path: String) -> GraphError {
        .storage(.closed, "`\(path)` has been closed.")
    }
}

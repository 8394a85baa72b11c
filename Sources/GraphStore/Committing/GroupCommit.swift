internal import Foundation
internal import PropertyGraph
internal import SQLite

/// Makes prepared commits durable, several with one sync, and then visible.
///
/// Whoever commits while nobody writes becomes the leader: it writes its own commit and all that
/// have queued up meanwhile as one SQLite transaction, publishes them in order and wakes their
/// committers, each by itself. It goes on with those that have queued up since, so that the disk
/// does not wait for a thread to wake, and after a few groups makes one of them the leader. When a
/// transaction fails, all of its commits, and those prepared on top of them, are discarded and
/// reported.
///
/// The class is `@unchecked Sendable`: `condition` guards `pending`, `state` and `visitors`; the
/// store file and the writer are touched only by the one thread for which `state` is `writing`.
final class GroupCommit: @unchecked Sendable {
    private enum State {
        case idle
        case writing
        case closed
    }

    /// One commit that waits; touched under `condition`, or by its committer once it was woken.
    private final class Ticket {
        let commit: PreparedCommit
        let info: CommitInfo
        let rewriting: (any LogRewriting)?
        /// What came of it; nil for a committer that is woken to lead.
        var outcome: Result<CommitReceipt, GraphError>?
        private let signal = DispatchSemaphore(value: 0)

        func wake() { signal.signal() }

        func wait() { signal.wait() }

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
    /// Threads that wait for the file for something else than a commit.
    private var visitors = 0

    /// How many groups one committer writes in a row before another takes over.
    private static let groupsInARow = 4

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
        let ticket: Ticket
        do throws(GraphError) {
            ticket = try enqueue(draft, info, rewriting)
        } catch {
            condition.unlock()
            throw error
        }
        var isWaiting = ticket.outcome == nil
        if isWaiting, state == .idle, visitors == 0 {
            state = .writing
            lead()
            isWaiting = false
        }
        condition.unlock()
        if isWaiting {
            ticket.wait()
            // Who is woken without an outcome is to lead.
            if ticket.outcome == nil { condition.withLock { lead() } }
        }
        guard let outcome = ticket.outcome else { throw Self.closed(file.path) }
        return try outcome.get()
    }

    /// Prepares a commit and queues it, with the lock held; one that records nothing has its
    /// outcome.
    private func enqueue(
        _ draft: Draft, _ info: CommitInfo, _ rewriting: (any LogRewriting)?
    ) throws(GraphError) -> Ticket {
        guard state != .closed else { throw Self.closed(file.path) }
        // The queue has the order of the versions, because both are made under the lock.
        let commit = try line.prepare(draft, recordsNothing: rewriting != nil)
        let ticket = Ticket(commit, info, rewriting)
        if commit.isRecorded {
            pending.append(ticket)
        } else {
            ticket.outcome = .success(
                CommitReceipt(sequence: commit.sequence, isRecorded: false))
        }
        return ticket
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
        try visit { (file) throws(GraphError) in
            do throws(SQLiteError) {
                return try body(file)
            } catch {
                throw StorageErrors.translate(error, path: file.path)
            }
        }
    }

    /// Leaves nothing of what was deleted or replaced in the file or beside it; waits for commits
    /// under way.
    ///
    /// - Returns: Whether that is done; a reader that looks at an earlier moment prevents it.
    func purge() throws(GraphError) -> Bool {
        try visit { (file) throws(GraphError) in try file.purge() }
    }

    private func visit<Result>(
        _ body: (StoreFile) throws(GraphError) -> Result
    ) throws(GraphError) -> Result {
        condition.lock()
        visitors += 1
        while state == .writing { condition.wait() }
        visitors -= 1
        guard state != .closed else {
            condition.unlock()
            throw Self.closed(file.path)
        }
        state = .writing
        condition.unlock()
        defer {
            condition.lock()
            handOver()
            condition.unlock()
        }
        return try body(file)
    }

    // MARK: Leading, called with the lock held

    /// Writes groups of pending commits, as the one that may write, and passes that on.
    private func lead() {
        var groups = 0
        repeat {
            let group = pending
            pending = []
            condition.unlock()
            let failure = write(group)
            condition.lock()
            if let failure {
                fail(group, failure)
            } else if let last = group.last {
                line.publish(through: last.commit.sequence)
                for ticket in group {
                    ticket.outcome = .success(CommitReceipt(sequence: ticket.commit.sequence))
                    ticket.wake()
                }
            }
            groups += 1
        } while !pending.isEmpty && visitors == 0 && groups < Self.groupsInARow
        handOver()
    }

    /// Makes the first committer that waits the leader, unless another needs the file.
    private func handOver() {
        if visitors == 0, let next = pending.first {
            next.wake()
            return
        }
        state = .idle
        condition.broadcast()
    }

    private func fail(_ group: [Ticket], _ error: GraphError) {
        guard let first = group.first else { return }
        line.discard(from: first.commit.sequence)
        for ticket in group {
            ticket.outcome = .failure(error)
            ticket.wake()
        }
        for ticket in pending {
            ticket.outcome = .failure(
                .conflict("the transaction before it could not be made durable")
            )
            ticket.wake()
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

    private static func closed(_ path: String) -> GraphError {
        .storage(.closed, "`\(path)` has been closed.")
    }
}

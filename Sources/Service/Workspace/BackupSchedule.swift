internal import Foundation
public import GraphStore

/// Takes the backups of a folder when they are due, on a thread of its own, until it is stopped.
public final class BackupSchedule: @unchecked Sendable {
    // @unchecked: `condition` guards the two flags; the rest does not change.

    /// How often is looked whether one is due.
    private static let interval: TimeInterval = 30

    private let condition = NSCondition()
    private var isStopping = false
    private var isRunning = true

    /// Starts.
    ///
    /// - Parameters:
    ///   - folder: Where the backups go, and when they are due.
    ///   - workspace: What is backed up.
    ///   - report: Is told of a backup that could not be taken.
    public init(
        _ folder: BackupFolder, of workspace: Workspace,
        report: @escaping @Sendable (String) -> Void
    ) {
        Thread.detachNewThread { [self] in
            while !isStopped(after: 0) {
                do {
                    try folder.take(at: Int64(Date().timeIntervalSince1970)) { path in
                        try workspace.backUp(to: path)
                    }
                } catch {
                    report("A backup could not be taken: \(error)")
                }
                if isStopped(after: Self.interval) { break }
            }
            condition.withLock {
                isRunning = false
                condition.broadcast()
            }
        }
    }

    /// Stops; waits for a backup that is being taken.
    public func stop() {
        condition.lock()
        defer { condition.unlock() }
        isStopping = true
        condition.broadcast()
        while isRunning { condition.wait() }
    }

    /// Whether it is to stop; waits for that some seconds.
    private func isStopped(after seconds: TimeInterval) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        let end = Date(timeIntervalSinceNow: seconds)
        while !isStopping, seconds > 0, condition.wait(until: end) {}
        return isStopping
    }
}

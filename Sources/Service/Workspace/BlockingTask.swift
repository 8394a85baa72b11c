internal import Dispatch
internal import Synchronization

/// Waits on a thread of its own for asynchronous work.
///
/// For worker threads only, never for the cooperative pool: the caller's thread blocks until the
/// work is done. The work itself runs on Dispatch threads, because its steps block on databases.
package enum BlockingTask {
    /// Runs work, and returns what it gave.
    package static func run<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) throws -> Result {
        let outcome = Outcome<Result>()
        Task(executorPreference: QueueExecutor()) {
            do {
                outcome.set(.success(try await work()))
            } catch {
                outcome.set(.failure(error))
            }
        }
        return try outcome.wait().get()
    }

    /// A result that one thread waits for and another delivers.
    private final class Outcome<Value: Sendable>: Sendable {
        private let result = Mutex<Result<Value, any Error>?>(nil)
        private let isDone = DispatchSemaphore(value: 0)

        func set(_ value: Result<Value, any Error>) {
            result.withLock { $0 = value }
            isDone.signal()
        }

        func wait() -> Result<Value, any Error> {
            isDone.wait()
            return result.withLock { $0 } ?? .failure(CancellationError())
        }
    }
}

/// Runs tasks on a concurrent Dispatch queue.
private final class QueueExecutor: TaskExecutor {
    private let queue = DispatchQueue(label: "lexigraph.blocking", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { [self] in
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}

internal import Dispatch
internal import Synchronization

/// Waits on a thread of its own for asynchronous work.
///
/// For worker threads only, never for the cooperative pool: the caller's thread blocks until the
/// work is done. The work itself runs on Dispatch threads, because its steps block on databases.
enum BlockingTask {
    static func run<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) throws -> Result {
        let outcome = Mutex<Swift.Result<Result, any Error>?>(nil)
        let done = DispatchSemaphore(value: 0)
        withExtendedLifetime(QueueExecutor()) { executor in
            Task(executorPreference: executor) {
                let result: Swift.Result<Result, any Error>
                do {
                    result = .success(try await work())
                } catch {
                    result = .failure(error)
                }
                outcome.withLock { $0 = result }
                done.signal()
            }
            done.wait()
        }
        guard let result = outcome.withLock({ $0 }) else { throw CancellationError() }
        return try result.get()
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

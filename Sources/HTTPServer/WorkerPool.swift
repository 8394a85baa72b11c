internal import Foundation

/// A fixed number of threads that run jobs in order of arrival.
///
/// The threads have 8 MiB stacks, so that deep but bounded recursion has room. The queue is
/// bounded: a job beyond the bound is refused rather than kept waiting without end.
///
/// The class is `@unchecked Sendable` because `condition` guards every stored variable.
final class WorkerPool: @unchecked Sendable {
    private let condition = NSCondition()
    private let queueLimit: Int
    private var jobs: [@Sendable () -> Void] = []
    private var isClosed = false

    init(threads: Int, queueLimit: Int) {
        self.queueLimit = queueLimit
        for number in 0..<max(1, threads) {
            let thread = Thread { [weak self] in
                while let job = self?.nextJob() { job() }
            }
            thread.name = "worker-\(number)"
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    /// Adds a job unless the queue is full or the pool is closed.
    func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
        condition.withLock {
            guard !isClosed, jobs.count < queueLimit else { return false }
            jobs.append(job)
            condition.signal()
            return true
        }
    }

    /// Lets the threads end once the queue is empty.
    func close() {
        condition.withLock {
            isClosed = true
            condition.broadcast()
        }
    }

    private func nextJob() -> (@Sendable () -> Void)? {
        condition.withLock {
            while jobs.isEmpty {
                if isClosed { return nil }
                condition.wait()
            }
            return jobs.removeFirst()
        }
    }
}

import Foundation
import Synchronization

/// What is running now, for the case that it never ends, and what was found.
enum Report {
    /// Notices a text that runs for too long, and a process that grows too large.
    final class Watch: Sendable {
        private let current = Mutex<(text: String, since: ContinuousClock.Instant)?>(nil)

        /// Notes the text that is about to run, also in a file, for the case of a crash.
        func begin(_ text: String, file: String) {
            try? Data(text.utf8).write(to: URL(fileURLWithPath: file))
            current.withLock { $0 = (text, .now) }
        }

        func end() { current.withLock { $0 = nil } }

        /// Ends the process with a report when a text takes longer than this.
        func start(limit: Duration, memory: Int) {
            Thread.detachNewThread { [self] in
                while true {
                    Thread.sleep(forTimeInterval: 0.5)
                    if let run = current.withLock({ $0 }), ContinuousClock.now - run.since > limit {
                        Report.finding("a hang", run.text, "")
                        exit(3)
                    }
                    if Report.residentBytes > memory {
                        Report.finding("growth", current.withLock { $0?.text } ?? "", "")
                        exit(4)
                    }
                }
            }
        }
    }

    /// Prints something that must not happen.
    static func finding(_ problem: String, _ text: String, _ detail: String) {
        print("FINDING: \(problem)\n\(text)\n---\n\(detail)\n===")
        fflush(nil)
    }

    /// The memory of the process.
    static var residentBytes: Int {
        let statistics = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let pages = statistics?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return (pages ?? 0) * 4_096
    }
}

import Foundation

/// The clocks and counters of the machine.
enum Clocks {
    /// Seconds since some moment.
    static var wall: Double { seconds(CLOCK_MONOTONIC) }

    /// Seconds that this thread has run.
    static var thread: Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

    /// Seconds that all threads of the process have run, in the kernel too.
    static var process: Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The process's resident memory in bytes.
    static func residentBytes() -> Int {
        guard let status = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
            let pages = status.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return 0 }
        return pages * Int(getpagesize())
    }
}

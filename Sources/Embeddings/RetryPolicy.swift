internal import Foundation

/// How often a request is made again, and after how long.
public struct RetryPolicy: Sendable, Hashable {
    /// How many times a request is made at most.
    public var attempts: Int
    /// How long to wait before the second time; each further wait is twice as long.
    public var firstWait: Duration

    /// Creates a policy of at least one attempt.
    public init(attempts: Int = 4, firstWait: Duration = .milliseconds(500)) {
        self.attempts = max(1, attempts)
        self.firstWait = max(.zero, firstWait)
    }

    /// Whether another attempt may succeed where a server gave a status.
    static func isWorthRetrying(_ status: Int) -> Bool {
        status == 408 || status == 429 || (500...599).contains(status)
    }

    /// How long to wait after an attempt, the first of which is 1.
    ///
    /// `retryAfter` is the server's header of that name: seconds, or a date, which is compared with
    /// `now`.
    func wait(after attempt: Int, retryAfter: String?, now: Date) -> Duration {
        if let asked = retryAfter.flatMap({ Self.duration(of: $0, now: now) }) { return asked }
        return firstWait * (1 << min(max(attempt - 1, 0), 16))
    }

    /// Source: RFC 9110, section 10.2.3.
    static func duration(of retryAfter: String, now: Date) -> Duration? {
        if let seconds = Double(retryAfter), seconds >= 0, seconds < 1e9 {
            return .milliseconds(Int64(seconds * 1_000))
        }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        guard let date = format.date(from: retryAfter) else { return nil }
        let seconds = min(max(0, date.timeIntervalSince(now)), 1e9)
        return .milliseconds(Int64(seconds * 1_000))
    }
}

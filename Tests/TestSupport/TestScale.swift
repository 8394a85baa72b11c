import Foundation

/// How much work long tests do: the environment variable `LEXIGRAPH_TEST_SCALE`, 1 by default.
public enum TestScale {
    /// The factor; at least 1.
    public static var factor: Int {
        let given = ProcessInfo.processInfo.environment["LEXIGRAPH_TEST_SCALE"]
        return max(1, given.flatMap { Int($0) } ?? 1)
    }
}

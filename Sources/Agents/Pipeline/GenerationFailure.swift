/// A run that ended with an error: neither product nor question nor refusal.
public struct GenerationFailure: Error, CustomStringConvertible {
    /// The agent that failed.
    public let agent: String

    /// What it failed with, on its last attempt.
    public let underlying: any Error

    /// What happened until then, the failed attempts included.
    public let log: [Generation.LogEntry]

    public var description: String {
        let attempts = log.last?.attempt ?? 1
        let often = attempts > 1 ? ", after \(attempts) attempts" : ""
        return "The \(agent) agent failed\(often): \(underlying)"
    }
}

/// Notices, while a text is parsed, bound and planned, that the time given for it is up.
package struct PreparationClock: Sendable {
    private let deadline: ContinuousClock.Instant?
    private var ticks = 0

    /// A clock that never runs out when there is no deadline.
    package init(deadline: ContinuousClock.Instant?) {
        self.deadline = deadline
    }

    /// Notes a little work, and looks at the time now and then.
    ///
    /// - Throws: `limitExceeded` when the time is up.
    @inline(__always)
    package mutating func tick() throws(CypherError) {
        ticks &+= 1
        if ticks > 512 {
            ticks = 0
            try check()
        }
    }

    /// Looks at the time.
    ///
    /// - Throws: `limitExceeded` when it is up.
    package func check() throws(CypherError) {
        if let deadline, ContinuousClock.now >= deadline { throw .deadlineExceeded() }
    }
}

extension CypherError {
    /// The detail of an error about a text whose tree is too high for the stack it was given.
    package static let nestingTooDeep = "NestingTooDeep"

    /// The time of a query is up.
    package static func deadlineExceeded() -> CypherError {
        CypherError(
            .limitExceeded, at: .runtime, detail: "Deadline",
            message: "The query did not end in the time it was given.",
            hint: "Make the pattern more selective, or give it more time.")
    }
}

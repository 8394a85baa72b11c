/// What one query cost, and whether its answers were right.
struct QueryFigures {
    let query: WorkloadQuery
    private var times: [Double] = []
    private var processor = 0.0
    private(set) var rows = 0
    private(set) var checked = 0
    private(set) var wrong = 0
    /// What was wrong first.
    private(set) var firstDifference: String?

    init(_ query: WorkloadQuery) {
        self.query = query
    }

    /// Counts one checked answer; a difference makes it a wrong one.
    mutating func note(_ difference: String?, _ question: Question) {
        checked += 1
        guard let difference else { return }
        wrong += 1
        firstDifference = firstDifference ?? "\(question): \(difference)"
    }

    /// Runs the query once and keeps its time.
    ///
    /// - Parameter body: Runs the query and answers how many rows it gave.
    mutating func record(_ body: () throws -> Int) rethrows {
        let start = (wall: Clocks.wall, processor: Clocks.thread)
        rows += try body()
        times.append(Clocks.wall - start.wall)
        processor += Clocks.thread - start.processor
    }

    /// The times so far.
    var timings: Timings { Timings(times, processor: processor) }

    /// Rows of answers in each second of running.
    var rowsPerSecond: Double {
        let total = times.reduce(0, +)
        return total > 0 ? Double(rows) / total : 0
    }
}

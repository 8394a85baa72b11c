/// Idle statements by their text, the least recently used one dropped first.
struct StatementCache {
    private var idle: [String: Statement] = [:]
    private var lastUse: [String: UInt64] = [:]
    private var clock: UInt64 = 0
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Removes and returns the idle statement for `sql`.
    mutating func take(_ sql: String) -> Statement? {
        idle.removeValue(forKey: sql)
    }

    /// Keeps `statement` for later; a second one of the same text is let go.
    mutating func put(_ statement: Statement, for sql: String) {
        clock &+= 1
        lastUse[sql] = clock
        guard idle.updateValue(statement, forKey: sql) == nil, idle.count > capacity else { return }
        // Rare and small (capacity entries), so a scan is cheaper than a linked list.
        let oldest = idle.keys.min { (lastUse[$0] ?? 0) < (lastUse[$1] ?? 0) }
        guard let oldest else { return }
        idle[oldest] = nil
        lastUse[oldest] = nil
    }

    mutating func removeAll() {
        idle.removeAll()
        lastUse.removeAll()
    }
}

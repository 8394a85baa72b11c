/// A row and how similar it is to what was asked for.
struct Scored: BitwiseCopyable {
    let score: Float
    let row: UInt32

    /// Whether this comes before another: the more similar, and of equals the earlier row.
    @inline(__always)
    func precedes(_ other: Scored) -> Bool {
        score > other.score || (score == other.score && row < other.row)
    }
}

/// The best so many rows, best first.
///
/// - Complexity: O(capacity) moves to take a row in, O(1) to refuse one.
struct BestRows {
    private(set) var rows: [Scored] = []
    private(set) var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        rows.reserveCapacity(capacity + 1)
    }

    mutating func reset(capacity: Int) {
        self.capacity = capacity
        rows.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    var isFull: Bool { rows.count >= capacity }

    /// Whether a row would be among the best.
    @inline(__always)
    func wouldTake(_ row: Scored) -> Bool {
        guard isFull, let worst = rows.last else { return capacity > 0 }
        return row.precedes(worst)
    }

    mutating func offer(_ row: Scored) {
        guard wouldTake(row) else { return }
        if isFull { rows.removeLast() }
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].precedes(row) { low = middle + 1 } else { high = middle }
        }
        rows.insert(row, at: low)
    }
}

/// Rows to go on from, the most similar on top.
///
/// - Complexity: O(log n) to push and to pop.
struct Frontier {
    private var heap: [Scored] = []

    mutating func removeAll() {
        heap.removeAll(keepingCapacity: true)
    }

    mutating func push(_ row: Scored) {
        heap.append(row)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard row.precedes(heap[parent]) else { break }
            heap[child] = heap[parent]
            child = parent
        }
        heap[child] = row
    }

    mutating func pop() -> Scored? {
        guard let top = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return top }
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
            guard heap[child].precedes(last) else { break }
            heap[parent] = heap[child]
            parent = child
        }
        heap[parent] = last
        return top
    }
}

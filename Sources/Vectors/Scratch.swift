internal import Synchronization

/// What one search needs while it runs, kept for the next.
///
/// For one thread at a time.
final class Scratch {
    /// What is compared with the rows, as sixteen-bit integers.
    let probe: UnsafeMutablePointer<Int16>
    /// The factor that makes the probe a vector of length 1.
    var probeScale: Float = 0
    var frontier = Frontier()
    var best = BestRows(capacity: 0)
    /// A bit for each row, and the rows whose bit is set.
    private var seen: [UInt64] = []
    private var seenRows: [UInt32] = []

    init(paddedDimension: Int) {
        probe = .allocate(capacity: paddedDimension)
        probe.initialize(repeating: 0, count: paddedDimension)
    }

    deinit {
        probe.deallocate()
    }

    /// Makes ready for so many rows, none of them seen.
    func begin(rows: Int) {
        for row in seenRows { seen[Int(row >> 6)] = 0 }
        seenRows.removeAll(keepingCapacity: true)
        let words = (rows + 63) / 64
        if seen.count < words {
            seen.append(contentsOf: repeatElement(0, count: words - seen.count))
        }
        frontier.removeAll()
    }

    var seenCount: Int { seenRows.count }

    /// Notes a row; `false` when it was noted before.
    @inline(__always)
    func see(_ row: UInt32) -> Bool {
        let word = Int(row &>> 6)
        let bit: UInt64 = 1 &<< UInt64(row & 63)
        guard seen[word] & bit == 0 else { return false }
        seen[word] |= bit
        seenRows.append(row)
        return true
    }
}

/// Scratches that nobody uses at the moment.
final class ScratchPool: Sendable {
    private struct Idle {
        var scratches: [Scratch] = []
    }

    private let idle = Mutex(Idle())
    private let paddedDimension: Int

    init(paddedDimension: Int) {
        self.paddedDimension = paddedDimension
    }

    /// Lends a scratch for the duration of a call.
    func with<R, E: Error>(_ body: (Scratch) throws(E) -> R) throws(E) -> R {
        let held = Held(pool: self)
        return try body(held.scratch)
    }

    /// A lent scratch, given back when it is let go.
    private final class Held {
        let scratch: Scratch
        private let pool: ScratchPool

        init(pool: ScratchPool) {
            self.pool = pool
            scratch = pool.take()
        }

        deinit {
            pool.giveBack(scratch)
        }
    }

    // A scratch is in the pool or with one borrower, never both, so it may cross threads.
    private struct Crossing: @unchecked Sendable {
        let scratch: Scratch
    }

    private func take() -> Scratch {
        let found = idle.withLock { idle in idle.scratches.popLast().map(Crossing.init) }
        return found?.scratch ?? Scratch(paddedDimension: paddedDimension)
    }

    private func giveBack(_ scratch: Scratch) {
        let crossing = Crossing(scratch: scratch)
        idle.withLock { idle in
            if idle.scratches.count < 8 { idle.scratches.append(crossing.scratch) }
        }
    }
}

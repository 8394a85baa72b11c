import Synchronization

/// Hands out identities to the drafts of one graph, so that concurrent ones never clash.
final class IdentityCounter: Sendable {
    private let next: Atomic<UInt32>

    /// The first identity that cannot be given out.
    static let limit: UInt32 = 0x7FFF_FFFF

    init(next: UInt32) {
        self.next = Atomic(min(next, Self.limit))
    }

    /// Reserves up to `count` consecutive identities; the range is empty when none are left.
    func reserve(_ count: UInt32) -> Range<UInt32> {
        var current = next.load(ordering: .relaxed)
        while true {
            let end = min(Self.limit, current + min(count, Self.limit - current))
            let (exchanged, original) = next.compareExchange(
                expected: current, desired: end, ordering: .relaxed)
            if exchanged { return current..<end }
            current = original
        }
    }

    /// Gives back the unused rest of a reservation, if nobody reserved since.
    func giveBack(_ rest: Range<UInt32>) {
        if rest.isEmpty { return }
        _ = next.compareExchange(
            expected: rest.upperBound, desired: rest.lowerBound, ordering: .relaxed)
    }

    /// Makes sure that no identity below `bound` is given out from now on.
    func advance(to bound: UInt32) {
        var current = next.load(ordering: .relaxed)
        while current < bound {
            let (exchanged, original) = next.compareExchange(
                expected: current, desired: min(bound, Self.limit), ordering: .relaxed)
            if exchanged { return }
            current = original
        }
    }
}

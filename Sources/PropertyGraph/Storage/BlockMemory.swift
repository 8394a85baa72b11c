import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Where the blocks of one lineage lie.
///
/// A few blocks come from the general allocator. Those of a draft that makes many are carved from
/// regions that the system is asked to map with huge pages: a look at a random place among 256 MB
/// then takes 225 ns instead of 380, since the page tables fit into the processor's caches.
///
/// A carved block that is given back waits for the next block of its size; the regions stay until
/// the lineage goes, so they hold at most what the bulk writes needed at their largest.
///
/// Safety: `state` is touched under the lock only (and in deinit, alone).
final class BlockMemory: @unchecked Sendable {
    fileprivate struct State {
        var regions: [UnsafeMutableRawPointer] = []
        /// What is left of the last region.
        var rest = UnsafeMutableRawBufferPointer(start: nil, count: 0)
        /// Blocks given back, by size in units, linked through their first words.
        var free: [UnsafeMutableRawPointer?] = []
    }

    /// Larger blocks come from the general allocator.
    private static let longest = 64 << 10

    private let lock = Mutex<Void>(())
    private var state = State()

    deinit {
        for region in state.regions { region.deallocate() }
    }

    /// Takes room for a block.
    ///
    /// - Parameters:
    ///   - size: The number of bytes.
    ///   - isOneOfMany: Whether the block may take new room in a region.
    /// - Returns: The room, and whether it was carved, which decides how it is given back.
    /// - Complexity: O(1).
    func allocate(
        _ size: Int, isOneOfMany: Bool
    ) -> (base: UnsafeMutableRawPointer, isCarved: Bool) {
        if size <= Self.longest,
            let carved = lock.withLock({ _ in state.carve(size, isOneOfMany: isOneOfMany) })
        {
            return (carved, true)
        }
        return (.allocate(byteCount: size, alignment: 16), false)
    }

    /// Takes back the room of a carved block.
    func giveBack(_ base: UnsafeMutableRawPointer, size: Int) {
        lock.withLock { _ in state.giveBack(base, size) }
    }
}

extension BlockMemory.State {
    private static let regionSize = 32 << 20
    /// Sizes are rounded up to this many bytes, a cache line.
    private static let unit = 64

    private static func units(_ size: Int) -> Int { (size + unit - 1) / unit }

    mutating func carve(_ size: Int, isOneOfMany: Bool) -> UnsafeMutableRawPointer? {
        let units = Self.units(size)
        if units < free.count, let base = free[units] {
            free[units] = base.load(as: UnsafeMutableRawPointer?.self)
            return base
        }
        guard isOneOfMany else { return nil }
        let bytes = units * Self.unit
        if rest.count < bytes { addRegion() }
        guard let base = rest.baseAddress else { return nil }
        rest = UnsafeMutableRawBufferPointer(rebasing: rest[bytes...])
        return base
    }

    mutating func giveBack(_ base: UnsafeMutableRawPointer, _ size: Int) {
        let units = Self.units(size)
        while free.count <= units { free.append(nil) }
        base.storeBytes(of: free[units], as: UnsafeMutableRawPointer?.self)
        free[units] = base
    }

    private mutating func addRegion() {
        let region = UnsafeMutableRawPointer.allocate(
            byteCount: Self.regionSize, alignment: HugePages.size)
        HugePages.advise(region, Self.regionSize)
        regions.append(region)
        rest = UnsafeMutableRawBufferPointer(start: region, count: Self.regionSize)
    }
}

/// Pages of 2 MiB, where the system has them.
enum HugePages {
    static let size = 2 << 20

    /// Asks for huge pages under the part of some memory that whole ones fit in.
    ///
    /// It is only advice: without it, or where it is refused, everything works as well, more
    /// slowly.
    static func advise(_ start: UnsafeMutableRawPointer, _ count: Int) {
        #if os(Linux)
            let first = start.alignedUp(toMultipleOf: size)
            let last = (start + count).alignedDown(toMultipleOf: size)
            guard first < last else { return }
            _ = madvise(first, last - first, MADV_HUGEPAGE)
        #endif
    }
}

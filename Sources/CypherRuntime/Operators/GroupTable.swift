import CypherSyntax
import PropertyGraph

/// Finds the group of a row's key cells: open addressing over keys kept in order of arrival.
///
/// A table of few groups has no places; their hashes are looked through. There may be one for each
/// group of an aggregation, so an empty table allocates nothing.
struct GroupTable {
    private let width: Int
    private var keys: [Cell] = []
    private var hashes: [UInt64] = []
    private var places: [Int32] = []
    private(set) var count = 0
    /// Groups found last, by their keys' bits, for keys of one cell; empty until a large batch.
    private var recent: [(key: Cell, group: Int32)] = []
    private static let recentCount = 256
    /// With more groups than this there are places.
    private static let fewGroups = 8

    /// Makes a table for keys of `width` cells.
    init(width: Int) {
        self.width = width
    }

    /// The number of the group with these keys, and whether it is new; numbers ascend from 0.
    mutating func group(
        of columns: [UnsafeMutablePointer<Cell>],
        _ row: Int,
        _ context: ExecutionContext
    ) throws(CypherError) -> (index: Int, isNew: Bool) {
        var hash: UInt64 = 0
        for column in columns { hash = Self.combine(hash, column[row], context) }
        var place = 0
        if places.isEmpty {
            for group in 0..<count
            where hashes[group] == hash && matches(group, columns, row, context) {
                return (group, false)
            }
        } else {
            let mask = places.count &- 1
            place = Int(truncatingIfNeeded: hash) & mask
            while places[place] >= 0 {
                let group = Int(places[place])
                if hashes[group] == hash, matches(group, columns, row, context) {
                    return (group, false)
                }
                place = (place &+ 1) & mask
            }
        }
        try context.heap.reserve(bytes: width &* 16 &+ 24)
        if !places.isEmpty { places[place] = Int32(truncatingIfNeeded: count) }
        hashes.append(hash)
        for column in columns { keys.append(column[row]) }
        count += 1
        if count > Self.fewGroups, count &* 2 > places.count { grow() }
        return (count - 1, true)
    }

    @inline(__always)
    private static func combine(
        _ hash: UInt64, _ cell: Cell, _ context: ExecutionContext
    ) -> UInt64 {
        CellComparison.mixed(hash &+ CellComparison.hash(cell, context))
    }

    /// Whether there is a group with a key, in a table for keys of one cell.
    func contains(_ key: Cell, _ context: ExecutionContext) -> Bool {
        let hash = Self.combine(0, key, context)
        func isGroup(_ group: Int) -> Bool {
            hashes[group] == hash && CellComparison.equivalent(keys[group], key, context)
        }
        if places.isEmpty { return (0..<count).contains(where: isGroup) }
        let mask = places.count &- 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while places[place] >= 0 {
            if isGroup(Int(places[place])) { return true }
            place = (place &+ 1) & mask
        }
        return false
    }

    /// The groups of the rows of a batch.
    ///
    /// `addGroup` is called for the first row of each new group.
    ///
    /// - Complexity: about 1.5 ns for a row whose only key was met lately, else 10 ns and more.
    mutating func findGroups(
        of columns: [UnsafeMutablePointer<Cell>],
        rows: Int,
        into groups: UnsafeMutablePointer<Int32>,
        _ context: ExecutionContext,
        addGroup: (Int) throws(CypherError) -> Void
    ) throws(CypherError) {
        guard width == 1, rows >= 64, let keys = columns.first else {
            for row in 0..<rows {
                let (group, isNew) = try group(of: columns, row, context)
                groups[row] = Int32(truncatingIfNeeded: group)
                if isNew { try addGroup(row) }
            }
            return
        }
        if recent.isEmpty {
            recent = Array(repeating: (.null, -1), count: Self.recentCount)
        }
        for row in 0..<rows {
            let key = keys[row]
            let place = Int(truncatingIfNeeded: key.bits ^ key.bits >> 8) & (Self.recentCount - 1)
            let known = recent[place]
            if known.key.isIdentical(to: key), known.group >= 0 {
                groups[row] = known.group
                continue
            }
            let (group, isNew) = try group(of: columns, row, context)
            groups[row] = Int32(truncatingIfNeeded: group)
            // A place in the heap may come to mean something else.
            if key.tag != .heap { recent[place] = (key, groups[row]) }
            if isNew { try addGroup(row) }
        }
    }

    /// A key cell of a group.
    @inline(__always)
    func key(_ index: Int, of group: Int) -> Cell { keys[group &* width &+ index] }

    @inline(__always)
    private func matches(
        _ group: Int,
        _ columns: [UnsafeMutablePointer<Cell>],
        _ row: Int,
        _ context: ExecutionContext
    ) -> Bool {
        for index in 0..<width {
            let key = keys[group &* width &+ index]
            if !CellComparison.equivalent(key, columns[index][row], context) { return false }
        }
        return true
    }

    private mutating func grow() {
        places = Array(repeating: -1, count: max(places.count * 2, Self.fewGroups * 8))
        let mask = places.count &- 1
        for (group, hash) in hashes.enumerated() {
            var place = Int(truncatingIfNeeded: hash) & mask
            while places[place] >= 0 { place = (place &+ 1) & mask }
            places[place] = Int32(truncatingIfNeeded: group)
        }
    }
}

/// One row of each set of rows with equivalent values in the slots: the first.
final class DistinctSource: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource
    private let slots: [Int]
    private var table: GroupTable
    // Owned: freed in deinit.
    private let kept: UnsafeMutablePointer<Int32>

    init(_ input: any RowSource, slots: [Int], context: ExecutionContext) {
        self.context = context
        self.input = input
        self.slots = slots
        table = GroupTable(width: slots.count)
        kept = .allocate(capacity: Batch.maximum)
    }

    deinit { kept.deallocate() }

    func restart() {
        input.restart()
        table = GroupTable(width: slots.count)
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while try input.next(into: batch) {
            try context.tick(batch.count)
            let columns = slots.map { batch.column($0) }
            var count = 0
            // Taken out of the object for the loop, which spares a check per row.
            var table = GroupTable(width: 0)
            swap(&table, &self.table)
            defer { swap(&table, &self.table) }
            for row in 0..<batch.count where try table.group(of: columns, row, context).isNew {
                kept[count] = Int32(truncatingIfNeeded: row)
                count += 1
            }
            if count == 0 {
                batch.clear()
                continue
            }
            batch.keep(kept, count: count, slots: slots)
            return true
        }
        return false
    }
}

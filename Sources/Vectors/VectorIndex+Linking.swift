internal import Dispatch

// Rows are linked in batches. Each row of a batch first looks for its neighbours in the graph of
// the rows before the batch, and among the batch's own earlier rows; then the rows found take in
// the links back. Both halves are divided among threads so that every list of links is written by
// one of them, from inputs in a fixed order: the outcome does not depend on the threads.
extension VectorIndex {
    /// Links all vectors that are not linked yet, when there are more than `scanLimit`.
    ///
    /// - Parameter threads: How many threads work on it; the outcome is the same for any number.
    /// - Complexity: O(n log n) comparisons.
    public mutating func link(threads: Int = 1) {
        guard linkedCount > 0 || rows.count > settings.scanLimit else { return }
        link(atMost: .max, threads: threads)
    }

    mutating func link(atMost limit: Int, threads: Int = 1) {
        var rest = min(limit, rows.count - linkedCount)
        while rest > 0 {
            let size = min(max(1, linkedCount / 16), 512, rest)
            linkBatch(linkedCount..<linkedCount + size, threads: max(1, min(threads, size)))
            rest -= size
        }
    }

    /// The neighbours that a row chose in each of its levels.
    private typealias Choice = [[UInt32]]

    private mutating func linkBatch(_ batch: Range<Int>, threads: Int) {
        let choices = choose(for: batch, threads: threads)
        var highest = topLevel
        for (offset, choice) in choices.enumerated() {
            let row = UInt32(truncatingIfNeeded: batch.lowerBound + offset)
            for (level, neighbours) in choice.enumerated() { setLinks(row, level, neighbours) }
            highest = max(highest, choice.count - 1)
        }
        let isFirst = linkedCount == 0
        linkedCount = batch.upperBound
        for level in 0...highest {
            var pairs: [UInt64] = []
            for (offset, choice) in choices.enumerated() where level < choice.count {
                let row = UInt64(batch.lowerBound + offset)
                for neighbour in choice[level] { pairs.append(UInt64(neighbour) << 32 | row) }
            }
            pairs.sort()
            linkBack(pairs, level, threads: threads)
        }
        for row in batch {
            let level = Int(rows.row(row).pointee.level)
            guard level > topLevel || (isFirst && row == batch.lowerBound) else { continue }
            topLevel = level
            entry = UInt32(truncatingIfNeeded: row)
        }
    }

    private func choose(for batch: Range<Int>, threads: Int) -> [Choice] {
        [Choice](unsafeUninitializedCapacity: batch.count) { choices, count in
            let base = choices.baseAddress
            Self.onThreads(threads) { thread in
                pool.with { scratch in
                    for offset in stride(from: thread, to: batch.count, by: threads) {
                        let row = batch.lowerBound + offset
                        let choice = neighbours(of: row, after: batch.lowerBound, scratch)
                        (base?.advanced(by: offset))?.initialize(to: choice)
                    }
                }
            }
            count = batch.count
        }
    }

    private static func onThreads(_ threads: Int, _ body: (Int) -> Void) {
        guard threads > 1 else { return body(0) }
        withoutActuallyEscaping(body) { body in
            // Each call works on places of its own; all have returned before this does.
            nonisolated(unsafe) let body = body
            DispatchQueue.concurrentPerform(iterations: threads) { body($0) }
        }
    }

    /// Chooses neighbours for a row among the linked rows and the rows of its batch before it.
    private func neighbours(of row: Int, after first: Int, _ scratch: Scratch) -> Choice {
        let level = Int(rows.row(row).pointee.level)
        setProbe(of: scratch, toRow: row)
        var mates: [Scored] = []
        for mate in first..<row {
            let mate = UInt32(truncatingIfNeeded: mate)
            mates.append(Scored(score: similarity(scratch, mate), row: mate))
        }
        var choice = Choice(repeating: [], count: level + 1)
        var starts: [Scored] = []
        if linkedCount > 0, level < topLevel { starts = [descend(to: level, scratch)] }
        if linkedCount > 0, level >= topLevel {
            starts = [Scored(score: similarity(scratch, entry), row: entry)]
        }
        for current in stride(from: level, through: 0, by: -1) {
            scratch.best.reset(capacity: settings.linkingEffort)
            if linkedCount > 0, current <= topLevel {
                walk(current, from: starts, effort: settings.linkingEffort, scratch)
                starts = scratch.best.rows
            }
            for mate in mates where Int(rows.row(Int(mate.row)).pointee.level) >= current {
                scratch.best.offer(mate)
            }
            let candidates = scratch.best.rows.filter { !rows.row(Int($0.row)).pointee.isRemoved }
            choice[current] = diverse(candidates, atMost: settings.links)
        }
        return choice
    }

    /// Chooses links among candidates, best first: those nearer to the row than to any chosen one.
    ///
    /// So links go in all directions rather than all into the nearest cluster. Places that are left
    /// go to the best of the candidates that were passed over, up to half of them.
    private func diverse(_ candidates: [Scored], atMost limit: Int) -> [UInt32] {
        var chosen: [UInt32] = []
        var passedOver: [UInt32] = []
        for candidate in candidates {
            guard chosen.count < limit else { break }
            let isNearest = chosen.allSatisfy { similarity($0, candidate.row) < candidate.score }
            if isNearest {
                chosen.append(candidate.row)
            } else {
                passedOver.append(candidate.row)
            }
        }
        let room = max(0, limit / 2 - chosen.count)
        return chosen + passedOver.prefix(room)
    }

    private mutating func setLinks(_ row: UInt32, _ level: Int, _ neighbours: [UInt32]) {
        ownLinks(row, level)
        writeLinks(row, level, neighbours)
    }

    private mutating func ownLinks(_ row: UInt32, _ level: Int) {
        if level == 0 { bottom.own(Int(row)) } else { upper.own(upperPlace(row, level)) }
    }

    /// Writes a list of links whose chunk is this index's own.
    private func writeLinks(_ row: UInt32, _ level: Int, _ neighbours: [UInt32]) {
        let list = level == 0 ? bottom.ownRow(Int(row)) : upper.ownRow(upperPlace(row, level))
        let width = level == 0 ? bottom.width : upper.width
        let count = min(neighbours.count, width - 1)
        list[0] = UInt32(truncatingIfNeeded: count)
        for place in 0..<count { list[place + 1] = neighbours[place] }
    }

    /// Adds links back.
    ///
    /// `pairs` are sorted: the row that takes a link in and, in the lower half, where it leads.
    private mutating func linkBack(_ pairs: [UInt64], _ level: Int, threads: Int) {
        var groups: [Range<Int>] = []
        var start = 0
        for place in pairs.indices where pairs[place] >> 32 != pairs[start] >> 32 {
            groups.append(start..<place)
            start = place
        }
        if !pairs.isEmpty { groups.append(start..<pairs.count) }
        for group in groups {
            ownLinks(UInt32(truncatingIfNeeded: pairs[group.lowerBound] >> 32), level)
        }
        let work = self
        Self.onThreads(threads) { thread in
            for number in stride(from: thread, to: groups.count, by: threads) {
                let group = pairs[groups[number]]
                guard let first = group.first else { continue }
                work.takeIn(
                    group.map { UInt32(truncatingIfNeeded: $0) },
                    UInt32(truncatingIfNeeded: first >> 32), level)
            }
        }
    }

    /// Adds links to those of a row, whose chunk is this index's own.
    private func takeIn(_ new: [UInt32], _ row: UInt32, _ level: Int) {
        let list = links(row, level)
        var all = (0..<Int(list[0])).map { list[$0 + 1] }
        all += new
        let limit = (level == 0 ? bottom.width : upper.width) - 1
        if all.count > limit { all = diverse(ranked(all, for: row), atMost: limit) }
        writeLinks(row, level, all)
    }

    private func ranked(_ others: [UInt32], for row: UInt32) -> [Scored] {
        others.map { Scored(score: similarity(row, $0), row: $0) }.sorted { $0.precedes($1) }
    }

    /// Lets the neighbours of a removed row link to each other instead.
    mutating func bridge(over removed: UInt32) {
        for level in 0...Int(rows.row(Int(removed)).pointee.level) {
            let around = linkedRows(removed, level)
            let living = around.filter { !rows.row(Int($0)).pointee.isRemoved }
            for neighbour in around {
                var linked = linkedRows(neighbour, level)
                guard let place = linked.firstIndex(of: removed) else { continue }
                linked.remove(at: place)
                let known = Set(linked)
                linked += living.filter { $0 != neighbour && !known.contains($0) }
                let limit = (level == 0 ? bottom.width : upper.width) - 1
                setLinks(neighbour, level, diverse(ranked(linked, for: neighbour), atMost: limit))
            }
        }
    }

    private func linkedRows(_ row: UInt32, _ level: Int) -> [UInt32] {
        let list = links(row, level)
        return (0..<Int(list[0])).map { list[$0 + 1] }
    }
}

// Walks over the graph of links, for searching and for linking alike.
extension VectorIndex {
    /// Sets what a walk compares with: one of the rows.
    func setProbe(of scratch: Scratch, toRow row: Int) {
        let numbers = coarse.row(row)
        for place in 0..<paddedDimension { scratch.probe[place] = Int16(numbers[place]) }
        scratch.probeScale = scales.row(row).pointee
    }

    /// The similarity of the probe and a row, by their coarse parts.
    @inline(__always)
    func similarity(_ scratch: Scratch, _ row: UInt32) -> Float {
        let row = Int(row)
        let sum = dotProduct(coarse.row(row), scratch.probe, paddedDimension)
        return Float(sum) * scratch.probeScale * scales.row(row).pointee
    }

    /// The similarity of two rows, by their coarse parts.
    @inline(__always)
    func similarity(_ left: UInt32, _ right: UInt32) -> Float {
        let left = Int(left)
        let right = Int(right)
        let sum = dotProduct(coarse.row(left), coarse.row(right), paddedDimension)
        return Float(sum) * scales.row(left).pointee * scales.row(right).pointee
    }

    /// The links of a row in a level: their number, then the rows.
    @inline(__always)
    func links(_ row: UInt32, _ level: Int) -> UnsafePointer<UInt32> {
        level == 0 ? bottom.row(Int(row)) : upper.row(upperPlace(row, level))
    }

    @inline(__always)
    func upperPlace(_ row: UInt32, _ level: Int) -> Int {
        Int(rows.row(Int(row)).pointee.upperStart) + level - 1
    }

    /// Goes from the entry down to a level, in each to the row nearest to the probe.
    ///
    /// - Precondition: At least one row is linked.
    func descend(to level: Int, _ scratch: Scratch) -> Scored {
        var nearest = Scored(score: similarity(scratch, entry), row: entry)
        var current = topLevel
        while current > level {
            var isMoving = true
            while isMoving {
                isMoving = false
                let list = links(nearest.row, current)
                for place in 0..<Int(list[0]) {
                    let row = list[place + 1]
                    let next = Scored(score: similarity(scratch, row), row: row)
                    if next.precedes(nearest) {
                        nearest = next
                        isMoving = true
                    }
                }
            }
            current -= 1
        }
        return nearest
    }

    /// Walks a level from some rows and leaves the best of what it met in `scratch.best`.
    ///
    /// - Parameters:
    ///   - level: The level.
    ///   - starts: Where it begins.
    ///   - effort: How many of the best rows are kept; the walk ends when no row is left that is
    ///     nearer than the worst of them.
    ///   - limit: How many rows may be met.
    ///   - scratch: Holds the probe, and takes the result.
    ///   - accepts: Which rows may be among the best; the walk goes over the others too.
    /// - Returns: Whether the walk came to its end within the limit.
    @discardableResult
    func walk(
        _ level: Int, from starts: [Scored], effort: Int, limit: Int = .max, _ scratch: Scratch,
        accepts: ((UInt32) -> Bool)? = nil
    ) -> Bool {
        scratch.begin(rows: rows.count)
        scratch.best.reset(capacity: effort)
        for start in starts where scratch.see(start.row) {
            scratch.frontier.push(start)
            if accepts?(start.row) ?? true { scratch.best.offer(start) }
        }
        while let next = scratch.frontier.pop() {
            if scratch.best.isFull, !scratch.best.wouldTake(next),
                next.row != scratch.best.rows.last?.row
            {
                break
            }
            guard scratch.seenCount <= limit else { return false }
            let list = links(next.row, level)
            for place in 0..<Int(list[0]) {
                let row = list[place + 1]
                guard scratch.see(row) else { continue }
                let met = Scored(score: similarity(scratch, row), row: row)
                guard scratch.best.wouldTake(met) else { continue }
                scratch.frontier.push(met)
                if accepts?(row) ?? true { scratch.best.offer(met) }
            }
        }
        return true
    }
}

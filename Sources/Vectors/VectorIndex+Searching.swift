extension VectorIndex {
    /// How hard a search looks when nothing is said.
    public static let defaultEffort = 128

    /// The vectors nearest to one, the most similar first; of equals the one inserted first.
    ///
    /// - Parameters:
    ///   - vector: What they shall be near to.
    ///   - limit: How many are wanted.
    ///   - effort: How many candidates are kept during the walk; more find more, in time in
    ///     proportion. At least `limit` are kept.
    ///   - isVisible: Which keys count. When few do, the walk turns into a comparison with all of
    ///     them, so that a narrow filter costs time but no hits.
    /// - Returns: At most `limit` vectors, with their similarities.
    /// - Throws: `VectorError.dimension` or `.noDirection`.
    public func search(
        near vector: [Float], limit: Int, effort: Int = defaultEffort,
        where isVisible: ((UInt64) -> Bool)? = nil
    ) throws(VectorError) -> [Hit] {
        try search(vector, limit, effort: effort, isVisible)
    }

    /// The same as `search`, but compares with every vector.
    public func exactSearch(
        near vector: [Float], limit: Int, where isVisible: ((UInt64) -> Bool)? = nil
    ) throws(VectorError) -> [Hit] {
        try search(vector, limit, effort: nil, isVisible)
    }

    private func search(
        _ vector: [Float], _ limit: Int, effort: Int?, _ isVisible: ((UInt64) -> Bool)?
    ) throws(VectorError) -> [Hit] {
        guard vector.count == dimension else {
            throw .dimension(expected: dimension, actual: vector.count)
        }
        let largest = try largestMagnitude(of: vector)
        guard limit > 0, count > 0 else { return [] }
        let wanted = min(limit, count)
        return pool.with { scratch in
            setProbe(of: scratch, to: vector, largest)
            let accepts = acceptance(isVisible)
            var found = BestRows(capacity: wanted + wanted / 2 + 32)
            if let effort, linkedCount > 0 {
                let kept = max(min(effort, count), found.capacity)
                if walked(kept, accepts, scratch) {
                    for row in scratch.best.rows { found.offer(row) }
                    scan(linkedCount..<rows.count, accepts, scratch, into: &found)
                    return hits(found.rows, wanted, scratch)
                }
            }
            scan(0..<rows.count, accepts, scratch, into: &found)
            return hits(found.rows, wanted, scratch)
        }
    }

    /// Walks for the best rows; `false` when too few were acceptable to find them that way.
    private func walked(
        _ effort: Int, _ accepts: ((UInt32) -> Bool)?, _ scratch: Scratch
    ) -> Bool {
        let start = descend(to: 0, scratch)
        // Beyond this, reading all vectors in order is faster than meeting them one by one.
        let limit = accepts == nil ? Int.max : max(20_000, linkedCount / 8)
        return walk(
            0, from: [start], effort: effort, limit: limit, scratch, accepts: accepts)
    }

    /// Which rows may be found; nil for all.
    private func acceptance(_ isVisible: ((UInt64) -> Bool)?) -> ((UInt32) -> Bool)? {
        if isVisible == nil, removedCount == 0 { return nil }
        return { number in
            let row = rows.row(Int(number)).pointee
            return !row.isRemoved && (isVisible?(row.key) ?? true)
        }
    }

    private func scan(
        _ range: Range<Int>, _ accepts: ((UInt32) -> Bool)?, _ scratch: Scratch,
        into found: inout BestRows
    ) {
        for row in range {
            let number = UInt32(truncatingIfNeeded: row)
            let met = Scored(score: similarity(scratch, number), row: number)
            guard found.wouldTake(met), accepts?(number) ?? true else { continue }
            found.offer(met)
        }
    }

    /// Orders rows by all sixteen bits of their numbers.
    private func hits(_ found: [Scored], _ limit: Int, _ scratch: Scratch) -> [Hit] {
        found.map { Scored(score: fineSimilarity(scratch, Int($0.row)), row: $0.row) }
            .sorted { $0.precedes($1) }
            .prefix(limit)
            .map { hit in
                Hit(
                    key: rows.row(Int(hit.row)).pointee.key,
                    similarity: min(1, max(-1, hit.score)))
            }
    }

    private func fineSimilarity(_ scratch: Scratch, _ row: Int) -> Float {
        let high = dotProduct(coarse.row(row), scratch.probe, paddedDimension)
        let low = dotProduct(residuals.row(row), scratch.probe, paddedDimension)
        let sum = Double(high) * Double(QuantisedVector.residualSteps) + Double(low)
        return Float(sum) * scratch.probeScale * rows.row(row).pointee.fineScale
    }

    /// Sets what a walk compares with: a vector, in twelve bits a dimension.
    private func setProbe(of scratch: Scratch, to vector: [Float], _ largest: Float) {
        var length: Int64 = 0
        for place in 0..<paddedDimension {
            guard place < dimension else {
                scratch.probe[place] = 0
                continue
            }
            let number = Int16(max(-2_047, min(2_047, (vector[place] / largest * 2_047).rounded())))
            scratch.probe[place] = number
            length += Int64(number) * Int64(number)
        }
        scratch.probeScale = 1 / Float(length).squareRoot()
    }
}

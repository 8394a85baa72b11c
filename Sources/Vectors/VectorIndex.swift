/// Finds the vectors whose direction is nearest to a given one: cosine similarity.
///
/// Vectors are kept as eight-bit integers, with eight further bits each to order results by.
/// Up to `scanLimit` of them are compared one by one, which is exact; beyond that they are linked
/// to a navigable graph (HNSW), which a search walks. Vectors that are not linked yet are compared
/// one by one beside it, so that none is ever missing.
///
///     var index = try VectorIndex(dimension: 384)
///     try index.insert(vector, for: node)
///     let hits = try index.search(near: question, limit: 10) { visible.contains($0) }
///
/// It is a value: a copy stays as it is whatever happens to the other, shares the memory that did
/// not change, and can be searched by many threads at once. The same insertions and removals give
/// the same index, however many threads linked it.
///
/// Source: Malkov and Yashunin, "Efficient and robust approximate nearest neighbor search using
/// Hierarchical Navigable Small World graphs" (2016), algorithms 1, 2, 4 and 5.
public struct VectorIndex: Sendable {
    /// The most dimensions of an index: what keeps sums of products within 32 bits.
    public static let maximumDimension = 8_192

    /// How an index is made.
    public struct Settings: Sendable, Hashable {
        /// Links of a vector in an upper level, and half of those in the bottom level; 4 to 64.
        public var links: Int
        /// How many candidates are looked at when a vector is linked; 8 to 4096.
        public var linkingEffort: Int
        /// Up to so many vectors there are no links, and searches are exact.
        public var scanLimit: Int
        /// What the levels of the vectors are drawn from.
        public var seed: UInt64

        /// Settings; numbers outside their bounds are moved inside.
        public init(
            links: Int = 16, linkingEffort: Int = 128, scanLimit: Int = 20_000, seed: UInt64 = 0
        ) {
            self.links = min(max(links, 4), 64)
            self.linkingEffort = min(max(linkingEffort, 8), 4_096)
            self.scanLimit = max(scanLimit, 0)
            self.seed = seed
        }
    }

    /// A vector that was found.
    public struct Hit: Sendable, Hashable {
        /// What the vector was inserted for.
        public let key: UInt64
        /// The cosine similarity, from −1 to 1.
        public let similarity: Float
    }

    /// What is known of a row beside its vector.
    struct Row: BitwiseCopyable {
        var key: UInt64
        var fineScale: Float
        /// Where the row's links of level 1 are; those of higher levels follow.
        var upperStart: UInt32
        var level: UInt8
        var isRemoved: Bool
    }

    /// The dimensions of its vectors.
    public let dimension: Int
    /// How it is made.
    public let settings: Settings

    var rows = ChunkedRows<Row>(width: 1)
    var coarse: ChunkedRows<Int8>
    var residuals: ChunkedRows<Int8>
    var scales = ChunkedRows<Float>(width: 1)
    /// Links of the bottom level: their number, then the rows.
    var bottom: ChunkedRows<UInt32>
    /// Links of a row in an upper level, likewise.
    var upper: ChunkedRows<UInt32>
    var map = RowMap()
    /// The rows before this one are linked.
    var linkedCount = 0
    /// Where searches begin: a row of the highest level.
    var entry: UInt32 = 0
    var topLevel = 0
    let pool: ScratchPool

    /// Creates an empty index.
    ///
    /// - Throws: `VectorError.dimensionOutOfRange`.
    public init(dimension: Int, settings: Settings = Settings()) throws(VectorError) {
        guard (1...Self.maximumDimension).contains(dimension) else {
            throw .dimensionOutOfRange(dimension)
        }
        self.dimension = dimension
        self.settings = settings
        let padded = (dimension + dimensionStep - 1) / dimensionStep * dimensionStep
        coarse = ChunkedRows(width: padded)
        residuals = ChunkedRows(width: padded)
        bottom = ChunkedRows(width: 1 + 2 * settings.links)
        upper = ChunkedRows(width: 1 + settings.links)
        pool = ScratchPool(paddedDimension: padded)
    }

    var paddedDimension: Int { coarse.width }

    /// The number of vectors.
    public var count: Int { map.count }

    /// How many removed vectors still take room; `compacted()` is without them.
    public var removedCount: Int { rows.count - map.count }

    /// How many vectors are compared one by one because they are not linked.
    public var unlinkedCount: Int { rows.count - linkedCount }

    /// Whether there is a vector for a key.
    public func contains(_ key: UInt64) -> Bool {
        map[key] != nil
    }

    /// The bytes held by vectors and links, roughly.
    public var byteCount: Int {
        rows.byteCount + coarse.byteCount + residuals.byteCount + scales.byteCount
            + bottom.byteCount + upper.byteCount + map.count * 24
    }

    // MARK: Changes

    /// How many rows an insertion links beyond its own, until none is left.
    private static let linksPerInsertion = 4

    /// Takes a vector in, in place of the key's former one.
    ///
    /// - Throws: `VectorError.dimension`, `.noDirection` or `.full`; nothing has changed then.
    /// - Complexity: below `scanLimit` O(dimension); beyond, that of a few searches.
    public mutating func insert(_ vector: [Float], for key: UInt64) throws(VectorError) {
        try add(vector, for: key)
        if linkedCount > 0 || rows.count > settings.scanLimit {
            link(atMost: 1 + Self.linksPerInsertion)
        }
        compactIfWorthwhile()
    }

    /// Takes a vector in without linking it: for many at once, before `link(threads:)`.
    ///
    /// - Throws: `VectorError.dimension`, `.noDirection` or `.full`; nothing has changed then.
    public mutating func add(_ vector: [Float], for key: UInt64) throws(VectorError) {
        guard vector.count == dimension else {
            throw .dimension(expected: dimension, actual: vector.count)
        }
        guard rows.count < Int(Int32.max) else { throw .full }
        let quantised = try QuantisedVector(vector)
        remove(key)
        let number = rows.count
        let level = drawLevel(of: number)
        let row = Row(
            key: key, fineScale: quantised.fineScale,
            upperStart: UInt32(truncatingIfNeeded: upper.count), level: UInt8(level),
            isRemoved: false)
        rows.append().pointee = row
        scales.append().pointee = quantised.scale
        coarse.append().update(from: quantised.coarse, count: dimension)
        residuals.append().update(from: quantised.residual, count: dimension)
        bottom.append()
        for _ in 0..<level { upper.append() }
        map[key] = number
    }

    /// Removes the vector of a key.
    ///
    /// What was linked to it is linked to what it was linked to; its row stays, as a way to others,
    /// until `compacted()`.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    public mutating func remove(_ key: UInt64) -> Bool {
        guard let row = map[key] else { return false }
        map[key] = nil
        rows.mutableRow(row).pointee.isRemoved = true
        if row < linkedCount { bridge(over: UInt32(truncatingIfNeeded: row)) }
        return true
    }

    /// Whether so many vectors were removed that `compacted()` would pay.
    public var isWorthCompacting: Bool {
        removedCount > 256 && removedCount > rows.count / 3
    }

    /// Compacts an index without links, which costs no more than copying it.
    private mutating func compactIfWorthwhile() {
        if linkedCount == 0, isWorthCompacting { self = compacted() }
    }

    /// The same vectors without the room of removed ones, linked anew.
    ///
    /// As many threads link as are given.
    public func compacted(threads: Int = 1) -> VectorIndex {
        var result = self
        result.clear()
        for number in 0..<rows.count where !rows.row(number).pointee.isRemoved {
            result.adopt(number, of: self)
        }
        if linkedCount > 0 { result.link(threads: threads) }
        return result
    }

    private mutating func clear() {
        rows = ChunkedRows(width: 1)
        scales = ChunkedRows(width: 1)
        coarse = ChunkedRows(width: coarse.width)
        residuals = ChunkedRows(width: residuals.width)
        bottom = ChunkedRows(width: bottom.width)
        upper = ChunkedRows(width: upper.width)
        map = RowMap()
        linkedCount = 0
        entry = 0
        topLevel = 0
    }

    private mutating func adopt(_ number: Int, of other: VectorIndex) {
        var row = other.rows.row(number).pointee
        map[row.key] = rows.count
        let level = drawLevel(of: rows.count)
        row.level = UInt8(level)
        row.upperStart = UInt32(truncatingIfNeeded: upper.count)
        rows.append().pointee = row
        scales.append().pointee = other.scales.row(number).pointee
        coarse.append().update(from: other.coarse.row(number), count: coarse.width)
        residuals.append().update(from: other.residuals.row(number), count: residuals.width)
        bottom.append()
        for _ in 0..<level { upper.append() }
    }

    static let maximumLevel = 12

    /// The level of a row: each is reached by one of `links` rows of the level below.
    private func drawLevel(of row: Int) -> Int {
        var state = settings.seed &+ UInt64(truncatingIfNeeded: row) &* 0xD134_2543_DE82_EF95
        var level = 0
        while level < Self.maximumLevel {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            guard (mixed ^ (mixed >> 31)) % UInt64(settings.links) == 0 else { break }
            level += 1
        }
        return level
    }
}

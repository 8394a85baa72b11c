/// That a word occurs in one field of one document: 8 bytes that sort by document and field.
///
/// From the top: 32 bits document, 6 bits field, 10 bits number of occurrences, 8 bits code of
/// the field's length in words, 8 bits unused.
struct Posting: Hashable, Comparable, Sendable {
    var bits: UInt64

    /// Fields are numbered below this.
    static let fieldLimit = 64

    init(bits: UInt64) {
        self.bits = bits
    }

    init(document: UInt32, field: Int, frequency: Int, length: Int) {
        let place = UInt64(document) << 32 | UInt64(field & 63) << 26
        bits = place | UInt64(min(frequency, 1023)) << 16 | UInt64(Self.code(length)) << 8
    }

    var document: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }
    var field: Int { Int(truncatingIfNeeded: bits >> 26) & 63 }
    var frequency: Int { Int(truncatingIfNeeded: bits >> 16) & 1023 }
    var lengthCode: Int { Int(truncatingIfNeeded: bits >> 8) & 255 }
    /// What document and field make, without the rest.
    var place: UInt64 { bits >> 26 }

    static func < (left: Posting, right: Posting) -> Bool { left.bits < right.bits }

    /// Lengths up to 32 are exact; above, each doubling has 16 steps.
    static func code(_ length: Int) -> Int {
        guard length > 32 else { return max(length, 0) }
        let octave = Int.bitWidth - 1 - length.leadingZeroBitCount
        let step = (length >> (octave - 4)) & 15
        return min(255, 32 + (octave - 5) * 16 + step)
    }

    /// The smallest length with a code.
    static func length(_ code: Int) -> Int {
        guard code > 32 else { return code }
        let (octave, step) = ((code - 32) / 16 + 5, (code - 32) % 16)
        return (16 + step) << (octave - 4)
    }
}

/// The postings of one word, ascending; a change copies one chunk.
enum PostingList: Sendable {
    case one(Posting)
    case few([Posting])
    /// No chunk is empty.
    case many(chunks: [[Posting]], count: Int)

    private static let chunkLimit = 1024

    /// A list of ascending postings, of which there must be one.
    init?(sorted postings: ArraySlice<Posting>) {
        guard let first = postings.first else { return nil }
        if postings.count == 1 {
            self = .one(first)
        } else if postings.count <= Self.chunkLimit {
            self = .few(Array(postings))
        } else {
            let fill = Self.chunkLimit * 3 / 4
            let chunks = stride(from: postings.startIndex, to: postings.endIndex, by: fill).map {
                Array(postings[$0..<min($0 + fill, postings.endIndex)])
            }
            self = .many(chunks: chunks, count: postings.count)
        }
    }

    /// The number of postings, at least 1.
    var count: Int {
        switch self {
        case .one: 1
        case .few(let postings): postings.count
        case .many(_, let count): count
        }
    }

    /// The number of chunks; see `chunk(_:)`.
    var chunkCount: Int {
        if case .many(let chunks, _) = self { chunks.count } else { 1 }
    }

    /// One part of the postings.
    func chunk(_ index: Int) -> [Posting] {
        switch self {
        case .one(let posting): [posting]
        case .few(let postings): postings
        case .many(let chunks, _): chunks[index]
        }
    }

    private static func index(_ chunks: [[Posting]], _ posting: Posting) -> Int {
        var (low, high) = (1, chunks.count)
        while low < high {
            let middle = (low + high) / 2
            if chunks[middle][0] <= posting { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }

    /// Adds and removes a posting of a list that may be missing or become so.
    static func change(_ list: inout PostingList?, add: Bool, _ posting: Posting) {
        switch list {
        case nil: list = add ? .one(posting) : nil
        case .one(let only):
            guard add else {
                if only == posting { list = nil }
                return
            }
            if only != posting { list = .few([min(only, posting), max(only, posting)]) }
        case .few(var postings):
            list = nil
            change(&postings, add, posting)
            list = PostingList(sorted: postings[...])
        case .many(var chunks, var count):
            list = nil
            let index = index(chunks, posting)
            count -= chunks[index].count
            change(&chunks[index], add, posting)
            count += chunks[index].count
            split(&chunks, at: index)
            list =
                count <= chunkLimit / 2
                ? PostingList(sorted: Array(chunks.joined())[...])
                : .many(chunks: chunks, count: count)
        }
    }

    private static func change(_ postings: inout [Posting], _ add: Bool, _ posting: Posting) {
        var (low, high) = (0, postings.count)
        while low < high {
            let middle = (low + high) / 2
            if postings[middle] < posting { low = middle + 1 } else { high = middle }
        }
        let isThere = low < postings.count && postings[low] == posting
        if add, !isThere {
            postings.insert(posting, at: low)
        } else if !add, isThere {
            postings.remove(at: low)
        }
    }

    private static func split(_ chunks: inout [[Posting]], at index: Int) {
        if chunks[index].isEmpty {
            chunks.remove(at: index)
        } else if chunks[index].count > chunkLimit {
            let middle = chunks[index].count / 2
            chunks.insert(Array(chunks[index][middle...]), at: index + 1)
            chunks[index].removeSubrange(middle...)
        }
    }
}

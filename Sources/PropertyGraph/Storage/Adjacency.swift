/// The relationships of all nodes in one direction.
///
/// Blocks of 64 nodes. For each node a run of words: groups by ascending type, each a header
/// (type, number, where) followed by entries (neighbour, relationship) in ascending order. Large
/// groups are spilled: their entries lie in one tree for the whole direction, so that a node with
/// very many relationships costs a new one no more than any other.
///
/// Block: header (`low` unused), 65 offsets of 32 bits, padding, words.
struct Adjacency: BitwiseCopyable {
    var blocks = PointerTree()
    var spilled = KeyTree()

    static let nodesPerBlock = 64
    /// The bytes before the words: 65 offsets and padding.
    static let wordsOffset = 264
    /// A group with more entries is spilled.
    static let groupLimit = 128
    /// A group is spilled, too, when its node's run would be longer than this many words.
    static let runLimit = 1024

    /// A view of one block.
    struct NodeBlock {
        let block: Block

        /// Where each node's run begins, in words, and at 64 the end of the last.
        var offsets: UnsafeMutablePointer<UInt32> { block.elements(as: UInt32.self) }
        var words: UnsafeMutablePointer<UInt64> {
            block.elements(as: UInt64.self, at: Adjacency.wordsOffset)
        }
        var capacity: Int { (block.payloadSize - Adjacency.wordsOffset) / 8 }
        var used: Int { Int(offsets[Adjacency.nodesPerBlock]) }
    }

    /// The first word of a group.
    struct GroupHeader {
        var word: UInt64

        init(word: UInt64) {
            self.word = word
        }

        init(type: UInt16, count: Int, isSpilled: Bool) {
            word =
                UInt64(type) << 48 | (isSpilled ? 1 << 47 : 0)
                | UInt64(truncatingIfNeeded: count) & 0xFFFF_FFFF
        }

        var type: UInt16 { UInt16(truncatingIfNeeded: word >> 48) }
        var count: Int { Int(word & 0xFFFF_FFFF) }
        var isSpilled: Bool { word & 1 << 47 != 0 }
        /// The number of words that follow the header.
        var inlineCount: Int { isSpilled ? 0 : count }
    }

    static func entry(_ neighbour: UInt32, _ relationship: UInt32) -> UInt64 {
        UInt64(neighbour) << 32 | UInt64(relationship)
    }

    static func spillKey(
        _ node: UInt32, _ type: UInt16, _ neighbour: UInt32, _ relationship: UInt32
    ) -> TreeKey {
        TreeKey(
            high: UInt64(node) << 32 | UInt64(type) << 16 | UInt64(neighbour >> 16),
            low: UInt64(neighbour & 0xFFFF) << 48 | UInt64(relationship) << 16)
    }

    static func spilledEntry(_ key: TreeKey) -> UInt64 {
        let neighbour =
            UInt32(truncatingIfNeeded: key.high & 0xFFFF) << 16
            | UInt32(truncatingIfNeeded: key.low >> 48)
        return entry(neighbour, UInt32(truncatingIfNeeded: key.low >> 16))
    }

    static func spilledOwner(_ key: TreeKey) -> (node: UInt32, type: UInt16) {
        (
            UInt32(truncatingIfNeeded: key.high >> 32),
            UInt16(truncatingIfNeeded: key.high >> 16)
        )
    }

    /// The run of a node: a block's words and the range that belongs to the node.
    @inline(__always)
    func run(of node: UInt32) -> (words: UnsafeMutablePointer<UInt64>, start: Int, end: Int)? {
        guard let block = blocks[Int(node >> 6)] else { return nil }
        let view = NodeBlock(block: block)
        let place = Int(node & 63)
        let (start, end) = (Int(view.offsets[place]), Int(view.offsets[place + 1]))
        return start < end ? (view.words, start, end) : nil
    }

    /// The number of relationships of a node, of one type or of all.
    func degree(of node: UInt32, type: UInt16?) -> Int {
        guard let run = run(of: node) else { return 0 }
        var (position, result) = (run.start, 0)
        while position < run.end {
            let header = GroupHeader(word: run.words[position])
            if type == nil || header.type == type { result += header.count }
            position += 1 + header.inlineCount
        }
        return result
    }

    /// The first relationship of a group to a neighbour.
    func relationship(from node: UInt32, type: UInt16, to neighbour: UInt32) -> UInt32? {
        guard let run = run(of: node) else { return nil }
        var position = run.start
        while position < run.end {
            let header = GroupHeader(word: run.words[position])
            if header.type == type {
                return find(neighbour, in: header, node, run.words + position + 1)
            }
            position += 1 + header.inlineCount
        }
        return nil
    }

    /// The first relationship to a neighbour within one group.
    func find(
        _ neighbour: UInt32, in header: GroupHeader, _ node: UInt32,
        _ entries: UnsafeMutablePointer<UInt64>
    ) -> UInt32? {
        if header.isSpilled {
            let key = Self.spillKey(node, header.type, neighbour, 0)
            guard let found = spilled.first(from: key, NumericOrder()),
                Self.spilledOwner(found) == (node, header.type)
            else { return nil }
            let entry = Self.spilledEntry(found)
            return entry >> 32 == UInt64(neighbour) ? UInt32(truncatingIfNeeded: entry) : nil
        }
        let index = Self.lowerBound(Self.entry(neighbour, 0), entries, header.count)
        guard index < header.count, entries[index] >> 32 == UInt64(neighbour) else { return nil }
        return UInt32(truncatingIfNeeded: entries[index])
    }

    static func lowerBound(
        _ entry: UInt64, _ entries: UnsafeMutablePointer<UInt64>, _ count: Int
    ) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) >> 1
            if entries[middle] < entry {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

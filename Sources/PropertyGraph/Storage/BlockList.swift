/// A list of blocks, linked through their headers.
///
/// Safety: each block is in at most one list, and a list is touched by one thread at a time.
struct BlockList {
    private var first: UnsafeMutableRawPointer?
    private var last: UnsafeMutableRawPointer?
    /// The bytes of all blocks, headers included.
    private(set) var bytes = 0

    mutating func append(_ block: Block) {
        let header = block.header
        header.pointee.next = nil
        header.pointee.previous = last
        if let last {
            Block(base: last).header.pointee.next = block.base
        } else {
            first = block.base
        }
        last = block.base
        bytes += Block.headerSize + block.payloadSize
    }

    mutating func remove(_ block: Block) {
        let header = block.header.pointee
        if let previous = header.previous {
            Block(base: previous).header.pointee.next = header.next
        } else {
            first = header.next
        }
        if let next = header.next {
            Block(base: next).header.pointee.previous = header.previous
        } else {
            last = header.previous
        }
        bytes -= Block.headerSize + block.payloadSize
    }

    /// Moves all blocks of `other` to the end of this list in constant time.
    mutating func append(_ other: inout BlockList) {
        guard let otherFirst = other.first else { return }
        Block(base: otherFirst).header.pointee.previous = last
        if let last {
            Block(base: last).header.pointee.next = otherFirst
        } else {
            first = otherFirst
        }
        last = other.last
        bytes += other.bytes
        other = BlockList()
    }

    mutating func freeAll(to memory: BlockMemory) {
        var next = first
        while let base = next {
            next = Block(base: base).header.pointee.next
            Block(base: base).free(to: memory)
        }
        self = BlockList()
    }
}

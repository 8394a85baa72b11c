import Synchronization

/// The memory of one draft: what it allocated, and what it replaced of its base.
///
/// Safety: used by the draft's thread; views of the draft only keep it alive and count
/// themselves, so that the draft knows whether a block it drops may still be read.
final class PageArena: @unchecked Sendable {
    // @unchecked: see above; after publication nothing is changed any more.
    let lineage: PageLineage
    let stamp: UInt64
    /// Blocks that the version to come does not reach, but its base or a view of the draft may.
    private(set) var replaced: [Block] = []
    private var blocks = BlockList()
    private let views = Atomic<Int>(0)

    init(_ lineage: PageLineage) {
        self.lineage = lineage
        stamp = lineage.nextStamp()
    }

    deinit {
        blocks.freeAll(to: lineage.memory)
    }

    /// A draft that holds more than this is one that makes many blocks.
    private static let fewBytes = 1 << 20

    /// The bytes this draft holds for itself.
    var bytes: Int { blocks.bytes }

    func addView() { views.wrappingAdd(1, ordering: .relaxed) }
    func removeView() { views.wrappingSubtract(1, ordering: .releasing) }

    /// A new block whose contents are zero.
    func allocate(_ size: Int, low: UInt16 = 0, high: UInt16 = 0) -> Block {
        let block = Block.make(
            size, in: lineage.memory, isOneOfMany: blocks.bytes > Self.fewBytes)
        let header = block.header
        header.pointee.owner = stamp
        header.pointee.low = low
        header.pointee.high = high
        blocks.append(block)
        return block
    }

    /// Whether the draft may write the block in place.
    func owns(_ block: Block) -> Bool { block.header.pointee.owner == stamp }

    /// The block itself if the draft owns it, else a copy in its place.
    func writable(_ block: Block) -> Block {
        owns(block) ? block : copy(block, size: block.payloadSize)
    }

    /// A block with the same contents and at least as much room; the old one is dropped.
    func copy(_ block: Block, size: Int) -> Block {
        let header = block.header.pointee
        let result = allocate(size, low: header.low, high: header.high)
        result.payload.copyMemory(from: block.payload, byteCount: min(size, block.payloadSize))
        drop(block)
        return result
    }

    /// Gives up a block that the draft does not reach any more.
    func drop(_ block: Block) {
        if owns(block), views.load(ordering: .acquiring) == 0 {
            blocks.remove(block)
            block.free(to: lineage.memory)
        } else {
            replaced.append(block)
        }
    }

    /// Hands all blocks to the lineage; the draft is over.
    func publish() {
        lineage.adopt(&blocks)
        replaced = []
    }
}

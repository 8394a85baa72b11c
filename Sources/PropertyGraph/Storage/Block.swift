/// A piece of raw memory in the page tables: a 32-byte header and what follows it.
///
/// Safety: a block is reachable from a version, and a version (or a view of a draft) keeps every
/// block reachable from it allocated; see `PageLineage` for why. Whoever holds a `Block` must hold
/// such a version for as long. A block is written only by the draft whose stamp it carries.
struct Block {
    /// Where the header begins.
    let base: UnsafeMutableRawPointer

    /// The size of the header in bytes.
    static let headerSize = 32

    /// The header, in memory order.
    struct Header {
        /// The stamp of the draft that made the block and alone may write it.
        var owner: UInt64
        /// The neighbours in the list of all blocks of a draft or a lineage.
        var next: UnsafeMutableRawPointer?
        var previous: UnsafeMutableRawPointer?
        /// The number of bytes after the header; the top bit marks a block that was carved from
        /// a region of `BlockMemory`.
        var payloadSize: UInt32
        /// Free for the kind of block: counts, kinds, levels.
        var low: UInt16
        var high: UInt16
    }

    var header: UnsafeMutablePointer<Header> {
        base.assumingMemoryBound(to: Header.self)
    }

    /// Where the contents begin.
    var payload: UnsafeMutableRawPointer { base + Self.headerSize }

    /// The number of bytes of contents.
    var payloadSize: Int { Int(header.pointee.payloadSize & ~Self.carvedFlag) }

    private static let carvedFlag: UInt32 = 0x8000_0000

    /// Takes room for a block and fills it with zeros.
    ///
    /// - Parameters:
    ///   - size: The number of bytes of contents.
    ///   - memory: Where the block is to lie.
    ///   - isOneOfMany: Whether it is one of many blocks that are made together.
    /// - Returns: The block, whose header is to be filled in.
    static func make(_ size: Int, in memory: BlockMemory, isOneOfMany: Bool) -> Block {
        let total = headerSize + size
        let (base, isCarved) = memory.allocate(total, isOneOfMany: isOneOfMany)
        base.initializeMemory(as: UInt8.self, repeating: 0, count: total)
        let block = Block(base: base)
        block.header.pointee.payloadSize =
            UInt32(truncatingIfNeeded: size) | (isCarved ? carvedFlag : 0)
        return block
    }

    /// Gives the block's room back to where it was taken from.
    func free(to memory: BlockMemory) {
        if header.pointee.payloadSize & Self.carvedFlag == 0 {
            base.deallocate()
        } else {
            memory.giveBack(base, size: Self.headerSize + payloadSize)
        }
    }

    /// The contents as elements of one type.
    ///
    /// Safety: the caller knows what the block holds.
    func elements<Element: BitwiseCopyable>(
        as type: Element.Type, at offset: Int = 0
    ) -> UnsafeMutablePointer<Element> {
        (payload + offset).assumingMemoryBound(to: type)
    }
}

/// The number that a segment's row carries so that damage is noticed: SQLite itself checks no
/// contents.
enum SegmentChecksum {
    /// Folds the bytes, eight at a time, by multiplication to 128 bits.
    static func of(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        var state = fold(UInt64(truncatingIfNeeded: bytes.count) ^ 0x9E37_79B9_7F4A_7C15)
        var offset = 0
        while offset + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            state = fold(state ^ UInt64(littleEndian: word))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            rest = rest << 8 | UInt64(bytes[offset])
            offset += 1
        }
        return Int64(bitPattern: fold(state ^ rest ^ 0xA076_1D64_78BD_642F))
    }

    private static func fold(_ word: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}

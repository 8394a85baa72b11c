/// How the bytes of an index are laid out.
///
/// All numbers are little-endian:
///
///     "LXVECTOR"  version  dimension  links  linking effort  scan limit  seed
///     rows  upper lists  linked rows  entry  top level                     8 bytes each
///     rows: key 8, fine scale 4, upper start 4, level 1, removed 1
///     scales 4 · rows · coarse · residuals · bottom lists · upper lists
///     checksum 8
struct IndexFile {
    static let magic: UInt64 = 0x524F_5443_4556_584C
    static let version: UInt64 = 1
    static let headerFields = 13
    static let rowSize = 18
}

/// A checksum against accidents, not against intent.
struct Checksum {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Takes a piece in; the same bytes in other pieces give another sum.
    mutating func update(_ piece: UnsafeRawBufferPointer) {
        let whole = piece.count & ~7
        var offset = 0
        while offset < whole {
            mix(piece.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset &+= 8
        }
        for place in whole..<piece.count { mix(UInt64(piece[place])) }
        mix(UInt64(piece.count))
    }

    @inline(__always)
    private mutating func mix(_ word: UInt64) {
        value = (value ^ word) &* 0x9FB2_1C65_1E98_DF25
        value ^= value >> 29
    }
}

/// Reads the bytes of an index from front to back, never beyond their end.
struct IndexReader {
    private let bytes: UnsafeRawBufferPointer
    private var offset = 0
    private(set) var checksum = Checksum()

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The next bytes, which count for the checksum.
    mutating func piece(_ count: Int) throws(VectorError) -> UnsafeRawBufferPointer {
        guard count >= 0, count <= bytes.count - offset else { throw .damaged("they end early") }
        let piece = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
        offset += count
        checksum.update(piece)
        return piece
    }

    /// Reads the checksum, which must be that of everything before and the end of the bytes.
    mutating func end(isChecksumIgnored: Bool) throws(VectorError) {
        let expected = checksum.value
        let piece = try piece(8)
        guard isChecksumIgnored || piece.loadUnaligned(as: UInt64.self) == expected else {
            throw .damaged("the checksum differs")
        }
        guard offset == bytes.count else { throw .damaged("something follows them") }
    }
}

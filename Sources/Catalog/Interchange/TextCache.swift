import PropertyGraph

#if canImport(Glibc)
    import Glibc
#endif

/// The cells of texts that came up lately, each with its text in one line of the processor's cache.
///
/// A file says the same words again and again; finding one among all texts of the graph takes three
/// places in memory.
struct TextCache {
    /// Eight words for each place: the length and the code, then the text.
    private var words = [UInt64](repeating: 0, count: 8 << places)

    /// The number of places, as a power of two.
    private static let places: UInt64 = 14
    /// The longest text that has room.
    private static let longest = 56

    /// The cell of a text, from the draft where it is not here.
    @inline(__always)
    mutating func cell(
        of text: UnsafeBufferPointer<UInt8>, in draft: Draft
    ) throws(GraphError) -> Cell {
        guard let base = text.baseAddress, text.count > 0, text.count <= Self.longest else {
            return try draft.cell(storingText: text)
        }
        let place = Self.place(of: text)
        let known = words.withUnsafeBytes { bytes -> UInt32? in
            let header = bytes.load(fromByteOffset: place * 64, as: UInt64.self)
            guard header >> 32 == UInt64(text.count), let start = bytes.baseAddress,
                memcmp(start + (place * 64 + 8), base, text.count) == 0
            else { return nil }
            return UInt32(truncatingIfNeeded: header)
        }
        if let known { return .string(code: known) }
        let cell = try draft.cell(storingText: text)
        words[place * 8] = UInt64(text.count) << 32 | UInt64(cell.code)
        words.withUnsafeMutableBytes { bytes in
            UnsafeMutableRawBufferPointer(rebasing: bytes[(place * 64 + 8)...])
                .copyMemory(from: UnsafeRawBufferPointer(text))
        }
        return cell
    }

    @inline(__always)
    private static func place(of text: UnsafeBufferPointer<UInt8>) -> Int {
        var state = UInt64(text.count)
        let raw = UnsafeRawBufferPointer(text)
        var offset = 0
        while offset + 8 <= text.count {
            state =
                (state ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                &* 0x9E37_79B9_7F4A_7C15
            state ^= state >> 29
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < text.count {
            rest = rest << 8 | UInt64(text[offset])
            offset += 1
        }
        state = (state ^ rest) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: state >> (64 - places))
    }
}

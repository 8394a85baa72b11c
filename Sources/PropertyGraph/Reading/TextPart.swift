/// Finds a part within the texts of an index.
struct TextPart {
    private let interner: Interner
    private let part: [UInt8]
    private let onlyAtEnd: Bool

    init(_ part: String, onlyAtEnd: Bool, _ interner: Interner) {
        self.part = Array(part.utf8)
        self.onlyAtEnd = onlyAtEnd
        self.interner = interner
    }

    /// Brings the texts of some values into the processor's cache, all at once.
    ///
    /// - Returns: A value that depends on all texts, so that the loads are not optimised away.
    @inline(never) @discardableResult
    func touch(_ matches: [SeekScan.Match]) -> UInt8 {
        let interner = interner
        return matches.withUnsafeBufferPointer { matches in
            var sum: UInt8 = 0
            for match in matches where match.value.high & 15 == IndexKey.isLong {
                sum &+= interner.firstByte(UInt32(truncatingIfNeeded: match.value.low >> 32))
            }
            return sum
        }
    }

    /// Whether the part occurs in the text of an entry.
    func occurs(in key: TreeKey) -> Bool {
        guard key.high & 15 != IndexKey.isLong else {
            return occurs(in: interner.bytes(UInt32(truncatingIfNeeded: key.low >> 32)))
        }
        // The seven bytes before the length, the first one highest.
        let text = (key.high << 4) & ~0xFF
        return withUnsafeBytes(of: text.bigEndian) { bytes in
            occurs(
                in: UnsafeBufferPointer(
                    rebasing: bytes.bindMemory(to: UInt8.self)[..<min(7, Int(key.high & 15))]))
        }
    }

    private func occurs(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = text.baseAddress else { return part.isEmpty }
        let spare = text.count - part.count
        if spare < 0 { return false }
        return part.withUnsafeBufferPointer { part in
            guard onlyAtEnd else { return text.firstOccurrence(of: part) != nil }
            guard let wanted = part.baseAddress else { return true }
            return compareBytes(start + spare, wanted, part.count) == 0
        }
    }
}

/// Finds a part within the texts of an index, each different text being searched once.
///
/// Entries with equal texts follow each other, so the last answer is all that is kept.
struct TextPart {
    private let interner: Interner
    private let part: [UInt8]
    private let onlyAtEnd: Bool
    private var last = TreeKey.minimum
    private var answer: Bool?

    init(_ part: String, onlyAtEnd: Bool, _ interner: Interner) {
        self.part = Array(part.utf8)
        self.onlyAtEnd = onlyAtEnd
        self.interner = interner
    }

    /// Whether the part occurs in the text of an entry.
    mutating func occurs(in key: TreeKey) -> Bool {
        if let answer, key.high == last.high, key.low >> 32 == last.low >> 32 { return answer }
        let found: Bool
        if key.high & 15 == IndexKey.isLong {
            found = occurs(in: interner.bytes(UInt32(truncatingIfNeeded: key.low >> 32)))
        } else {
            // The seven bytes before the length, the first one highest.
            let text = (key.high << 4) & ~0xFF
            found = withUnsafeBytes(of: text.bigEndian) { bytes in
                occurs(
                    in: UnsafeBufferPointer(
                        rebasing: bytes.bindMemory(to: UInt8.self)[..<min(7, Int(key.high & 15))]))
            }
        }
        last = key
        answer = found
        return found
    }

    private func occurs(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = text.baseAddress else { return part.isEmpty }
        let spare = text.count - part.count
        if spare < 0 { return false }
        return part.withUnsafeBufferPointer { part in
            guard let wanted = part.baseAddress, let first = part.first else { return true }
            if onlyAtEnd { return compareBytes(start + spare, wanted, part.count) == 0 }
            for offset in 0...spare where start[offset] == first {
                if compareBytes(start + offset, wanted, part.count) == 0 { return true }
            }
            return false
        }
    }
}

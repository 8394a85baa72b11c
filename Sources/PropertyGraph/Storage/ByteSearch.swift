extension UnsafeBufferPointer<UInt8> {
    /// Texts from this many bytes on are searched in linear time.
    private static let longText = 1024

    /// The offset of the first place at which other bytes occur among these; 0 for no bytes.
    ///
    /// - Complexity: O(count + part.count) for long texts; short ones are tried place by place,
    ///   which takes less for them.
    package func firstOccurrence(of part: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let wanted = part.baseAddress, let first = part.first else { return 0 }
        guard let start = baseAddress, part.count <= count else { return nil }
        if count >= Self.longText { return occurrenceInLinearTime(of: part) }
        for offset in 0...(count - part.count) where start[offset] == first {
            if compareBytes(start + offset, wanted, part.count) == 0 { return offset }
        }
        return nil
    }

    /// Never goes back in the text.
    ///
    /// Source: D. Knuth, J. Morris, V. Pratt, "Fast pattern matching in strings" (1977).
    private func occurrenceInLinearTime(of part: UnsafeBufferPointer<UInt8>) -> Int? {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: part.count) { borders in
            // For each beginning of the part, how long a beginning it ends with besides itself.
            borders.initialize(repeating: 0)
            var length = 0
            for index in 1..<Swift.max(part.count, 1) {
                while length > 0, part[index] != part[length] { length = Int(borders[length - 1]) }
                if part[index] == part[length] { length += 1 }
                borders[index] = Int32(truncatingIfNeeded: length)
            }
            var matched = 0
            for offset in 0..<count {
                let byte = self[offset]
                while matched > 0, byte != part[matched] { matched = Int(borders[matched - 1]) }
                if byte == part[matched] { matched += 1 }
                if matched == part.count { return offset - matched + 1 }
            }
            return nil
        }
    }
}

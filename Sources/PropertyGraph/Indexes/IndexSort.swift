/// Sorts index keys faster than by comparing texts again and again.
enum IndexSort {
    /// The keys in `ValueOrder`.
    ///
    /// Each different long text gets its rank by one sort of the texts alone; the keys are then
    /// sorted by numbers only.
    static func sorted(
        _ keys: [TreeKey], isComposite: Bool, _ interner: Interner
    ) -> [TreeKey] {
        if isComposite { return numerically(keys) }
        let longText = IndexKey.Rank.string.rawValue << 60 | IndexKey.isLong
        let mask: UInt64 = 0xF << 60 | 0xF
        var codes: [UInt32] = []
        for key in keys where key.high & mask == longText {
            codes.append(UInt32(truncatingIfNeeded: key.low >> 32))
        }
        if codes.isEmpty { return numerically(keys) }
        codes = distinct(codes)
        codes.sort { compareBytes(interner.bytes($0), interner.bytes($1)) < 0 }
        var ranks = [UInt32](repeating: 0, count: Int(codes.max() ?? 0) + 1)
        for (rank, code) in codes.enumerated() {
            ranks[Int(code)] = UInt32(truncatingIfNeeded: rank)
        }
        var ranked = keys
        for index in ranked.indices {
            let key = ranked[index]
            guard key.high & mask == longText else { continue }
            ranked[index].low = UInt64(ranks[Int(key.low >> 32)]) << 32 | key.low & 0xFFFF_FFFF
        }
        ranked = numerically(ranked)
        for index in ranked.indices where ranked[index].high & mask == longText {
            let rank = Int(ranked[index].low >> 32)
            ranked[index].low = UInt64(codes[rank]) << 32 | ranked[index].low & 0xFFFF_FFFF
        }
        return ranked
    }

    private static func distinct(_ codes: [UInt32]) -> [UInt32] {
        var isKnown = [Bool](repeating: false, count: Int(codes.max() ?? 0) + 1)
        var result: [UInt32] = []
        for code in codes where !isKnown[Int(code)] {
            isKnown[Int(code)] = true
            result.append(code)
        }
        return result
    }

    // MARK: Numbers

    /// Fewer keys than this are sorted by comparing.
    private static let countingLimit = 4_096

    /// The keys as unsigned numbers, ascending.
    ///
    /// Many are sorted by counting, a byte at a time from the lowest; bytes in which no two keys
    /// differ are passed over.
    private static func numerically(_ keys: [TreeKey]) -> [TreeKey] {
        if keys.count < countingLimit {
            return keys.sorted { NumericOrder().isBefore($0, $1) }
        }
        var current = keys
        var other = keys
        for byte in varyingBytes(keys) {
            var places = [Int](repeating: 0, count: 257)
            for key in current { places[Int(self.byte(byte, of: key)) + 1] += 1 }
            for index in 1...256 { places[index] += places[index - 1] }
            places.withUnsafeMutableBufferPointer { places in
                other.withUnsafeMutableBufferPointer { other in
                    for key in current {
                        let value = Int(self.byte(byte, of: key))
                        other[places[value]] = key
                        places[value] += 1
                    }
                }
            }
            swap(&current, &other)
        }
        return current
    }

    @inline(__always)
    private static func byte(_ index: Int, of key: TreeKey) -> UInt8 {
        let word = index < 8 ? key.low : key.high
        return UInt8(truncatingIfNeeded: word >> UInt64((index & 7) * 8))
    }

    /// The bytes that decide the order, from the lowest, counted from 0 to 15.
    ///
    /// Keys that come in the order of their entities, as a scan gives them, are in the order of
    /// their lowest four bytes already.
    private static func varyingBytes(_ keys: [TreeKey]) -> [Int] {
        guard var previous = keys.first else { return [] }
        var (low, high): (UInt64, UInt64) = (0, 0)
        var isInOrder = true
        for key in keys {
            low |= key.low ^ previous.low
            high |= key.high ^ previous.high
            isInOrder =
                isInOrder && key.low & 0xFFFF_FFFF >= previous.low & 0xFFFF_FFFF
            previous = key
        }
        return (0..<16).filter { index in
            if index < 4, isInOrder { return false }
            return (index < 8 ? low : high) >> UInt64((index & 7) * 8) & 0xFF != 0
        }
    }
}

/// Sorts index keys faster than by comparing texts again and again.
enum IndexSort {
    /// The keys in `ValueOrder`.
    ///
    /// Each different long text gets its rank by one sort of the texts alone; the keys are then
    /// sorted by numbers only.
    static func sorted(
        _ keys: [TreeKey], isComposite: Bool, _ interner: Interner
    ) -> [TreeKey] {
        if isComposite { return keys.sorted { NumericOrder().isBefore($0, $1) } }
        let longText = IndexKey.Rank.string.rawValue << 60 | IndexKey.isLong
        let mask: UInt64 = 0xF << 60 | 0xF
        var codes: [UInt32] = []
        for key in keys where key.high & mask == longText {
            codes.append(UInt32(truncatingIfNeeded: key.low >> 32))
        }
        if codes.isEmpty {
            return keys.sorted { NumericOrder().isBefore($0, $1) }
        }
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
        ranked.sort { NumericOrder().isBefore($0, $1) }
        for index in ranked.indices where ranked[index].high & mask == longText {
            let rank = Int(ranked[index].low >> 32)
            ranked[index].low = UInt64(codes[rank]) << 32 | ranked[index].low & 0xFFFF_FFFF
        }
        return ranked
    }

    private static func distinct(_ codes: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        for code in codes.sorted() where code != result.last {
            result.append(code)
        }
        return result
    }
}

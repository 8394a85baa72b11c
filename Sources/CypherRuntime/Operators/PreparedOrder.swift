import CypherSyntax
import PropertyGraph

extension RowStore {
    /// The rows' numbers in the order of their extra cells; equal rows keep theirs.
    ///
    /// The first key of each row is prepared once: eight bytes that decide most comparisons, and
    /// for a text where its bytes are. What they leave open goes the long way.
    func order(by keys: [CompiledSortKey], _ context: ExecutionContext) -> [Int] {
        guard count > 1, let first = keys.first, let prepared = prepared(context) else {
            return Array(0..<count).sorted { precedes($0, $1, keys, context) }
        }
        let isAscending = first.isAscending
        let hasFurther = keys.count > 1
        return withExtendedLifetime(context.graph) {
            prepared.sorted { left, right in
                if left.prefix != right.prefix {
                    return (left.prefix < right.prefix) == isAscending
                }
                if let text = left.text, let other = right.text {
                    let order = compareBytes(text, other)
                    if order != 0 { return (order < 0) == isAscending }
                    if !hasFurther { return left.row < right.row }
                }
                return precedes(Int(left.row), Int(right.row), keys, context)
            }.map { Int($0.row) }
        }
    }

    /// A row with its first key made ready.
    private struct Prepared {
        /// Smaller for what comes first; equal for what is not yet decided.
        var prefix: UInt64
        var row: Int32
        /// What a text has beyond the beginning that all texts share.
        var text: UnsafeBufferPointer<UInt8>?
    }

    /// The rows with their first keys, if those are all stored texts or all integers, or null.
    private func prepared(_ context: ExecutionContext) -> [Prepared]? {
        guard count <= Int(Int32.max) else { return nil }
        var tag = Cell.Tag.null
        for row in 0..<count {
            let cell = extra(0, of: row)
            if cell.isNull || cell.tag == tag { continue }
            guard tag == .null, cell.tag == .string || cell.tag == .integer else { return nil }
            tag = cell.tag
        }
        var result: [Prepared] = []
        result.reserveCapacity(count)
        for row in 0..<count {
            let cell = extra(0, of: row)
            // Null comes last: no text begins with this byte, and a number that does is compared.
            var entry = Prepared(prefix: .max, row: Int32(truncatingIfNeeded: row))
            if cell.tag == .string {
                entry.text = context.graph.utf8(of: cell.code)
            } else if cell.tag == .integer {
                entry.prefix = UInt64(bitPattern: cell.integerBits) ^ 1 << 63
            }
            result.append(entry)
        }
        if tag == .string { Self.dropSharedBeginning(&result) }
        return result
    }

    /// Leaves of each text what follows the beginning that all share, and takes its first bytes.
    private static func dropSharedBeginning(_ entries: inout [Prepared]) {
        guard let first = entries.lazy.compactMap(\.text).first else { return }
        var length = first.count
        for entry in entries {
            guard let text = entry.text else { continue }
            length = sharedLength(first, text, atMost: length)
        }
        for index in entries.indices {
            guard let text = entries[index].text else { continue }
            let rest = UnsafeBufferPointer(rebasing: text[length...])
            entries[index].prefix = Self.beginning(of: rest)
            entries[index].text = rest
        }
    }

    /// How many bytes two texts have in common at their beginnings.
    private static func sharedLength(
        _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>, atMost limit: Int
    ) -> Int {
        let end = min(limit, left.count, right.count)
        let (first, second) = (UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
        var offset = 0
        while offset + 8 <= end {
            let difference =
                first.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                ^ second.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if difference != 0 { return offset + difference.littleEndian.trailingZeroBitCount / 8 }
            offset += 8
        }
        while offset < end, left[offset] == right[offset] { offset += 1 }
        return offset
    }

    /// The first eight bytes, the first one highest, zeros behind the end of a shorter text.
    private static func beginning(of text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        if text.count >= 8 {
            return UnsafeRawBufferPointer(text).loadUnaligned(as: UInt64.self).bigEndian
        }
        var prefix: UInt64 = 0
        for (offset, byte) in text.enumerated() {
            prefix |= UInt64(byte) << UInt64(56 - 8 * offset)
        }
        return prefix
    }
}

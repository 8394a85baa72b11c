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
        var shared: UnsafeBufferPointer<UInt8>?
        for entry in entries {
            guard let text = entry.text else { continue }
            guard let known = shared else {
                shared = text
                continue
            }
            var length = 0
            while length < min(known.count, text.count), known[length] == text[length] {
                length += 1
            }
            shared = UnsafeBufferPointer(rebasing: known[..<length])
        }
        let length = shared?.count ?? 0
        for index in entries.indices {
            guard let text = entries[index].text else { continue }
            var prefix: UInt64 = 0
            for offset in length..<min(length + 8, text.count) {
                prefix |= UInt64(text[offset]) << UInt64(56 - 8 * (offset - length))
            }
            entries[index].prefix = prefix
            entries[index].text = UnsafeBufferPointer(rebasing: text[length...])
        }
    }
}

package import CypherPlanning
package import CypherSyntax
package import PropertyGraph

/// `STARTS WITH`, `ENDS WITH`, `CONTAINS` and `=~`, on exact bytes.
///
/// Null when either operand is null or not a string. Source: TCK `expressions/string`.
package enum TextPredicates {
    /// Applies a predicate; nil is null.
    ///
    /// - Throws: as `RegularExpression` for `=~`.
    package static func apply(
        _ predicate: StringPredicate,
        _ left: Value,
        _ right: Value
    ) throws(CypherError) -> Bool? {
        guard case .string(let text) = left, case .string(let part) = right else { return nil }
        return switch predicate {
        case .startsWith: text.utf8.starts(with: part.utf8)
        case .endsWith: text.utf8.reversed().starts(with: part.utf8.reversed())
        case .contains: contains(text, part)
        case .matches: try RegularExpression(part).matches(text)
        }
    }

    /// Whether a text has another as a part.
    ///
    /// - Complexity: O(*n* · *m*) at worst, for texts of *n* and *m* bytes.
    package static func contains(_ text: String, _ part: String) -> Bool {
        let fast = text.utf8.withContiguousStorageIfAvailable { bytes in
            part.utf8.withContiguousStorageIfAvailable { wanted in
                firstIndex(of: wanted, in: bytes) != nil
            }
        }
        if let fast, let found = fast { return found }
        return firstIndex(of: Array(part.utf8), in: Array(text.utf8)) != nil
    }

    /// The offset of the first place at which some bytes occur within others.
    static func firstIndex(
        of wanted: some RandomAccessCollection<UInt8>,
        in bytes: some RandomAccessCollection<UInt8>
    ) -> Int? {
        guard let first = wanted.first else { return 0 }
        var rest = bytes[...]
        while rest.count >= wanted.count, let start = rest.firstIndex(of: first) {
            if rest[start...].starts(with: wanted) {
                return bytes.distance(from: bytes.startIndex, to: start)
            }
            rest = rest[rest.index(after: start)...]
        }
        return nil
    }
}

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
        var (text, part) = (text, part)
        return text.withUTF8 { bytes in
            part.withUTF8 { bytes.firstOccurrence(of: $0) != nil }
        }
    }
}

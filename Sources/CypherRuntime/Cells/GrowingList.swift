import CypherSyntax
import PropertyGraph

/// A list under construction, kept in pieces.
///
/// An array that grows is copied as a whole each time; for millions of values a single copy takes
/// longer than a query may overdraw its deadline.
struct GrowingList {
    private var pieces: [[Value]] = []
    private var last: [Value] = []

    private static let valuesInPiece = 65_536

    /// How many values there are.
    var count: Int { pieces.count * Self.valuesInPiece + last.count }

    /// Adds a value.
    ///
    /// - Complexity: O(1), amortised; never more than a piece is copied.
    mutating func append(_ value: Value) {
        if last.count >= Self.valuesInPiece {
            pieces.append(last)
            last = []
        }
        last.append(value)
    }

    /// The values as one list; calls `check` now and then.
    ///
    /// - Throws: What `check` throws, and that there are more than `Value.weightLimit` values.
    /// - Complexity: O(*n*); O(1) for a single piece.
    func list(checking check: () throws(CypherError) -> Void) throws(CypherError) -> [Value] {
        guard !pieces.isEmpty else { return last }
        guard count <= Value.weightLimit else { throw .tooManyValues }
        var list: [Value] = []
        list.reserveCapacity(count)
        for piece in pieces {
            try check()
            list += piece
        }
        list += last
        return list
    }
}

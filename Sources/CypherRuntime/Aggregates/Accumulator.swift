public import CypherSyntax
public import PropertyGraph

/// A running aggregation of one group.
///
/// Nulls are ignored. For `DISTINCT`, the operator passes on only what is new to the group.
public protocol Accumulator: Sendable {
    /// Takes the next row's value.
    ///
    /// - Throws: a type error for a value that cannot be aggregated, an arithmetic error on
    ///   integer overflow.
    mutating func add(_ value: Value) throws(CypherError)

    /// The aggregate of the values so far; of no values as openCypher says: 0 for counts and sums,
    /// an empty list for `collect`, else null.
    func result() throws(CypherError) -> Value
}

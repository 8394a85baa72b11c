public import CypherSyntax
public import PropertyGraph

/// A running aggregation of one group.
///
/// Nulls are ignored, except by `CountRowsAccumulator`. For `DISTINCT`, wrap it in a
/// `DistinctAccumulator`.
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

/// Passes each value on once, by equivalence: `1` and `1.0` are the same, null is skipped.
///
/// - Complexity: O(1) expected for each value; holds every distinct value.
public struct DistinctAccumulator: Accumulator {
    private var seen: Set<EquivalenceKey> = []
    private var base: any Accumulator

    /// Wraps an accumulator.
    public init(_ base: any Accumulator) {
        self.base = base
    }

    /// Passes on a value that is new.
    public mutating func add(_ value: Value) throws(CypherError) {
        if case .null = value { return }
        guard seen.insert(EquivalenceKey(value)).inserted else { return }
        try base.add(value)
    }

    /// The result over the distinct values.
    public func result() throws(CypherError) -> Value {
        try base.result()
    }
}

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

    /// The same as `result`, calling `check` now and then when it takes long.
    ///
    /// - Throws: what `result` and `check` throw.
    func result(
        checking check: () throws(CypherError) -> Void
    ) throws(CypherError) -> Value

    /// How many bytes it keeps of each value; 0 unless it says otherwise.
    var bytesKeptOfEach: Int { get }
}

extension Accumulator {
    public func result(
        checking check: () throws(CypherError) -> Void
    ) throws(CypherError) -> Value { try result() }

    public var bytesKeptOfEach: Int { 0 }
}

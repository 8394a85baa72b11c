/// A key of a `KeyTree`: 128 bits, compared as an unsigned number unless an order says more.
struct TreeKey: BitwiseCopyable, Hashable {
    var high: UInt64
    var low: UInt64

    static let minimum = TreeKey(high: 0, low: 0)
}

/// How the keys of one tree are ordered.
protocol TreeOrder {
    /// Whether `left` comes before `right`.
    func isBefore(_ left: TreeKey, _ right: TreeKey) -> Bool
}

/// Keys as unsigned numbers.
struct NumericOrder: TreeOrder {
    @inline(__always)
    func isBefore(_ left: TreeKey, _ right: TreeKey) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}

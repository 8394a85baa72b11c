/// A walk over the keys of a tree, a leaf at a time.
///
/// Between leaves it finds its way from the root again, so it holds no path.
struct KeyTreeCursor<Order: TreeOrder> {
    private let tree: KeyTree
    private let order: Order
    private var leaf: KeyTree.TreeNode?
    private var index = 0

    /// Starts at the first key that is not before `key`.
    init(_ tree: KeyTree, from key: TreeKey, _ order: Order) {
        self.tree = tree
        self.order = order
        if let place = tree.place(of: key, order) {
            leaf = place.leaf
            index = place.index
        }
    }

    /// Starts at the first entry of a value; at the end when there is none.
    init(_ tree: KeyTree, ofValue value: IndexKey, _ order: Order) {
        self.tree = tree
        self.order = order
        if let place = tree.place(ofValue: value, order) {
            leaf = place.leaf
            index = place.index
        }
    }

    /// The next key, without moving on.
    mutating func peek() -> TreeKey? {
        guard let leaf else { return nil }
        return index < leaf.count ? leaf.keys[index] : nil
    }

    /// Moves to the following key.
    mutating func advance() {
        guard let current = leaf else { return }
        index += 1
        if index < current.count { return }
        leaf = nil
        guard current.count > 0 else { return }
        let last = current.keys[current.count - 1]
        // The successor of a key in every order used here is found by the lower bound of the
        // key with its low word raised by one, since the low word ends every comparison.
        let (low, overflow) = last.low.addingReportingOverflow(1)
        let (high, end) = last.high.addingReportingOverflow(overflow ? 1 : 0)
        if end { return }
        if let place = tree.place(of: TreeKey(high: high, low: low), order) {
            leaf = place.leaf
            index = place.index
        }
    }
}

/// A walk over the keys of a tree, a leaf at a time.
///
/// It remembers the block above its leaf; only where that ends it finds its way from the root again.
struct KeyTreeCursor<Order: TreeOrder> {
    private let tree: KeyTree
    private let order: Order
    private var leaf: KeyTree.TreeNode?
    private var index = 0
    /// The block above the leaf and the leaf's place in it; nil when it is not known.
    private var above: (node: KeyTree.TreeNode, index: Int)?

    /// Starts at the first key that is not before `key`.
    init(_ tree: KeyTree, from key: TreeKey, _ order: Order) {
        self.tree = tree
        self.order = order
        go(to: tree.place(of: key, order))
    }

    /// Starts at the first entry of a value; at the end when there is none.
    init(_ tree: KeyTree, ofValue value: IndexKey, _ order: Order) {
        self.tree = tree
        self.order = order
        go(to: tree.place(ofValue: value, order))
    }

    /// The place of the next key, to return to.
    var place: KeyTree.Place? {
        leaf.map { KeyTree.Place(leaf: $0, index: index, above: above) }
    }

    /// Goes to a place of the tree.
    mutating func go(to place: KeyTree.Place?) {
        leaf = place?.leaf
        index = place?.index ?? 0
        above = place?.above
    }

    /// The next key, without moving on.
    func peek() -> TreeKey? {
        guard let leaf else { return nil }
        return index < leaf.count ? leaf.keys[index] : nil
    }

    /// Moves to the following key.
    mutating func advance() {
        guard let current = leaf else { return }
        index += 1
        if index >= current.count { leave(current) }
    }

    /// Moves past all entries that have the value of the next key.
    ///
    /// - Complexity: O(log n) for n entries within a leaf, and O(1) for each leaf passed.
    mutating func skipValue() {
        guard let key = peek() else { return }
        let value = IndexKey(of: key)
        while let current = leaf {
            let end = current.end(of: value, from: index)
            if end < current.count {
                index = end
                return
            }
            leave(current)
            if peek()?.isEntry(of: value) != true { return }
        }
    }

    /// Moves from a leaf to the next one.
    private mutating func leave(_ current: KeyTree.TreeNode) {
        if let (node, place) = above, place + 1 < node.count {
            let next = node.child(place + 1)
            above = (node, place + 1)
            leaf = next
            index = 0
            if next.count > 0 { return }
        }
        leaf = nil
        guard current.count > 0 else { return }
        let last = current.keys[current.count - 1]
        // The successor of a key in every order used here is found by the lower bound of the
        // key with its low word raised by one, since the low word ends every comparison.
        let (low, overflow) = last.low.addingReportingOverflow(1)
        let (high, end) = last.high.addingReportingOverflow(overflow ? 1 : 0)
        if end { return }
        go(to: tree.place(of: TreeKey(high: high, low: low), order))
    }
}

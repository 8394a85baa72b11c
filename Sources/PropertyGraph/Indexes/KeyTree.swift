/// A persistent B+-tree: a sorted set of 128-bit keys in blocks of up to 126.
///
/// Inserting or removing copies one path. Leaves that become empty go; others may stay thin.
///
/// Blocks: `low` = number of keys, `high` = level (0 for a leaf). A leaf holds keys; an inner
/// block holds for each child its least possible key and its address. The first child's key counts
/// as smaller than everything.
///
/// @unchecked Sendable: the address is only followed by whoever holds a version that reaches it.
struct KeyTree: BitwiseCopyable, @unchecked Sendable {
    var rootBase: UnsafeMutableRawPointer?

    static let leafRoom = 126
    static let innerRoom = 62

    var root: Block? { rootBase.map(Block.init(base:)) }

    /// One block of a tree.
    struct TreeNode {
        let block: Block

        var count: Int {
            get { Int(block.header.pointee.low) }
            nonmutating set { block.header.pointee.low = UInt16(newValue) }
        }
        var level: Int { Int(block.header.pointee.high) }
        var isLeaf: Bool { level == 0 }
        var keys: UnsafeMutablePointer<TreeKey> { block.elements(as: TreeKey.self) }
        /// Inner blocks only.
        var children: UnsafeMutablePointer<UnsafeMutableRawPointer> {
            block.elements(
                as: UnsafeMutableRawPointer.self,
                at: KeyTree.innerRoom * MemoryLayout<TreeKey>.stride)
        }

        func child(_ index: Int) -> TreeNode { TreeNode(block: Block(base: children[index])) }

        static func make(level: Int, _ arena: PageArena) -> TreeNode {
            let size =
                level == 0
                ? KeyTree.leafRoom * MemoryLayout<TreeKey>.stride
                : KeyTree.innerRoom * (MemoryLayout<TreeKey>.stride + 8)
            return TreeNode(block: arena.allocate(size, high: UInt16(level)))
        }

        /// The first place whose key is not before `key`.
        @inline(__always)
        func lowerBound<Order: TreeOrder>(_ key: TreeKey, _ order: Order) -> Int {
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) >> 1
                if order.isBefore(keys[middle], key) {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            return low
        }

        /// The child that holds `key` if any does.
        @inline(__always)
        func childIndex<Order: TreeOrder>(_ key: TreeKey, _ order: Order) -> Int {
            var (low, high) = (1, count)
            while low < high {
                let middle = (low + high) >> 1
                if order.isBefore(key, keys[middle]) {
                    high = middle
                } else {
                    low = middle + 1
                }
            }
            return low - 1
        }
    }

    /// The leaf and place of the first entry of a value, nil when the value has none.
    ///
    /// Texts are compared on the way down only. Within the leaf the value's own bits are looked
    /// for from key to key, which costs less than to fetch the texts that a search would meet.
    func place<Order: TreeOrder>(
        ofValue value: IndexKey, _ order: Order
    ) -> (leaf: TreeNode, index: Int)? {
        guard let root else { return nil }
        let key = value.treeKey(0)
        var node = TreeNode(block: root)
        while !node.isLeaf { node = node.child(node.childIndex(key, order)) }
        let keys = node.keys
        for index in 0..<node.count where keys[index].isEntry(of: value) { return (node, index) }
        // The entries may begin with the next leaf.
        guard let place = place(of: key, order),
            place.leaf.keys[place.index].isEntry(of: value)
        else { return nil }
        return place
    }

    /// The first key that is not before `key`.
    func first<Order: TreeOrder>(from key: TreeKey, _ order: Order) -> TreeKey? {
        guard let place = place(of: key, order) else { return nil }
        return place.leaf.keys[place.index]
    }

    /// The leaf and place of the first key that is not before `key`.
    func place<Order: TreeOrder>(
        of key: TreeKey, _ order: Order
    ) -> (leaf: TreeNode, index: Int)? {
        guard let root else { return nil }
        var node = TreeNode(block: root)
        // Where the walk could have gone right last: the next leaf is its leftmost.
        var right: TreeNode?
        while !node.isLeaf {
            let index = node.childIndex(key, order)
            if index + 1 < node.count { right = node.child(index + 1) }
            node = node.child(index)
        }
        let index = node.lowerBound(key, order)
        if index < node.count { return (node, index) }
        guard var leaf = right else { return nil }
        while !leaf.isLeaf {
            leaf = leaf.child(0)
        }
        return leaf.count > 0 ? (leaf, 0) : nil
    }

    func contains<Order: TreeOrder>(_ key: TreeKey, _ order: Order) -> Bool {
        first(from: key, order) == key
    }
}

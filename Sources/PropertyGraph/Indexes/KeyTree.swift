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

        /// Where the entries of a value end, at least one of which is at `start`.
        ///
        /// - Complexity: O(log n) for n entries.
        @inline(__always)
        func end(of value: IndexKey, from start: Int) -> Int {
            var (known, step) = (start, 1)
            while known + step < count, keys[known + step].isEntry(of: value) {
                known += step
                step *= 2
            }
            var (low, high) = (known + 1, min(known + step, count))
            while low < high {
                let middle = (low + high) >> 1
                if keys[middle].isEntry(of: value) { low = middle + 1 } else { high = middle }
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

    /// Where a key is.
    struct Place {
        var leaf: TreeNode
        var index: Int
        /// The block above the leaf and the leaf's place in it, where they are known.
        var above: (node: TreeNode, index: Int)?
    }

    /// The leaf and place of the first entry of a value, nil when the value has none.
    ///
    /// Texts are compared on the way down only. Within the leaf the value's own bits are looked
    /// for from key to key, which costs less than to fetch the texts that a search would meet.
    func place<Order: TreeOrder>(
        ofValue value: IndexKey, _ order: Order
    ) -> Place? {
        guard let root else { return nil }
        let key = value.treeKey(0)
        var node = TreeNode(block: root)
        var above: (node: TreeNode, index: Int)?
        while !node.isLeaf {
            let index = node.childIndex(key, order)
            above = (node, index)
            node = node.child(index)
        }
        let keys = node.keys
        for index in 0..<node.count where keys[index].isEntry(of: value) {
            return Place(leaf: node, index: index, above: above)
        }
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
    ) -> Place? {
        guard let root else { return nil }
        var node = TreeNode(block: root)
        var above: (node: TreeNode, index: Int)?
        // Where the walk could have gone right last: the next leaf is its leftmost.
        var right: (node: TreeNode, index: Int)?
        while !node.isLeaf {
            let index = node.childIndex(key, order)
            if index + 1 < node.count { right = (node, index + 1) }
            above = (node, index)
            node = node.child(index)
        }
        let index = node.lowerBound(key, order)
        if index < node.count { return Place(leaf: node, index: index, above: above) }
        guard var way = right else { return nil }
        while !way.node.child(way.index).isLeaf {
            way = (way.node.child(way.index), 0)
        }
        let leaf = way.node.child(way.index)
        return leaf.count > 0 ? Place(leaf: leaf, index: 0, above: way) : nil
    }

    func contains<Order: TreeOrder>(_ key: TreeKey, _ order: Order) -> Bool {
        first(from: key, order) == key
    }
}

extension KeyTree {
    /// Adds a key; answers whether it was new.
    @discardableResult
    mutating func insert<Order: TreeOrder>(
        _ key: TreeKey, _ order: Order, _ arena: PageArena
    ) -> Bool {
        guard let root else {
            let leaf = TreeNode.make(level: 0, arena)
            leaf.keys[0] = key
            leaf.count = 1
            rootBase = leaf.block.base
            return true
        }
        if contains(key, order) { return false }
        let own = TreeNode(block: arena.writable(root))
        rootBase = own.block.base
        if let split = Self.insert(key, in: own, order, arena) {
            let top = TreeNode.make(level: own.level + 1, arena)
            top.keys[0] = .minimum
            top.children[0] = own.block.base
            top.keys[1] = split.key
            top.children[1] = split.node.block.base
            top.count = 2
            rootBase = top.block.base
        }
        return true
    }

    /// Inserts below a block the draft owns; answers the new right half if it was split.
    ///
    /// The recursion is as deep as the tree, at most seven levels.
    private static func insert<Order: TreeOrder>(
        _ key: TreeKey, in node: TreeNode, _ order: Order, _ arena: PageArena
    ) -> (key: TreeKey, node: TreeNode)? {
        if node.isLeaf {
            return insertInLeaf(key, node, at: node.lowerBound(key, order), arena)
        }
        let index = node.childIndex(key, order)
        let child = TreeNode(block: arena.writable(node.child(index).block))
        node.children[index] = child.block.base
        guard let split = insert(key, in: child, order, arena) else { return nil }
        guard node.count == innerRoom else {
            place(split, in: node, at: index + 1)
            return nil
        }
        // Ascending insertion leaves full blocks behind.
        let kept = index + 1 == node.count ? innerRoom - 2 : innerRoom / 2
        let right = TreeNode.make(level: node.level, arena)
        for source in kept..<node.count {
            right.keys[source - kept] = node.keys[source]
            right.children[source - kept] = node.children[source]
        }
        right.count = node.count - kept
        node.count = kept
        if index + 1 <= kept {
            place(split, in: node, at: index + 1)
        } else {
            place(split, in: right, at: index + 1 - kept)
        }
        return (right.keys[0], right)
    }

    private static func place(
        _ split: (key: TreeKey, node: TreeNode), in node: TreeNode, at index: Int
    ) {
        var position = node.count
        while position > index {
            node.keys[position] = node.keys[position - 1]
            node.children[position] = node.children[position - 1]
            position -= 1
        }
        node.keys[index] = split.key
        node.children[index] = split.node.block.base
        node.count += 1
    }

    private static func insertInLeaf(
        _ key: TreeKey, _ node: TreeNode, at index: Int, _ arena: PageArena
    ) -> (key: TreeKey, node: TreeNode)? {
        guard node.count == leafRoom else {
            insertKey(key, node, at: index)
            return nil
        }
        let kept = index == leafRoom ? leafRoom - 8 : leafRoom / 2
        let right = TreeNode.make(level: 0, arena)
        for source in kept..<leafRoom {
            right.keys[source - kept] = node.keys[source]
        }
        right.count = leafRoom - kept
        node.count = kept
        if index <= kept {
            insertKey(key, node, at: index)
        } else {
            insertKey(key, right, at: index - kept)
        }
        return (right.keys[0], right)
    }

    private static func insertKey(_ key: TreeKey, _ node: TreeNode, at index: Int) {
        var position = node.count
        while position > index {
            node.keys[position] = node.keys[position - 1]
            position -= 1
        }
        node.keys[index] = key
        node.count += 1
    }

    /// Removes a key; answers whether it was there.
    @discardableResult
    mutating func remove<Order: TreeOrder>(
        _ key: TreeKey, _ order: Order, _ arena: PageArena
    ) -> Bool {
        guard let root, contains(key, order) else { return false }
        let own = TreeNode(block: arena.writable(root))
        rootBase = own.block.base
        Self.remove(key, from: own, order, arena)
        var top = own
        while !top.isLeaf, top.count == 1 {
            let only = top.child(0)
            arena.drop(top.block)
            top = only
            rootBase = only.block.base
        }
        if top.count == 0 {
            arena.drop(top.block)
            rootBase = nil
        }
        return true
    }

    private static func remove<Order: TreeOrder>(
        _ key: TreeKey, from node: TreeNode, _ order: Order, _ arena: PageArena
    ) {
        if node.isLeaf {
            let index = node.lowerBound(key, order)
            for position in index..<(node.count - 1) {
                node.keys[position] = node.keys[position + 1]
            }
            node.count -= 1
            return
        }
        let index = node.childIndex(key, order)
        let child = TreeNode(block: arena.writable(node.child(index).block))
        node.children[index] = child.block.base
        remove(key, from: child, order, arena)
        guard child.count == 0 else { return }
        arena.drop(child.block)
        for position in index..<(node.count - 1) {
            node.keys[position] = node.keys[position + 1]
            node.children[position] = node.children[position + 1]
        }
        node.count -= 1
    }

    /// Builds a tree from sorted keys without duplicates.
    static func build(_ sorted: [TreeKey], _ arena: PageArena) -> KeyTree {
        if sorted.isEmpty { return KeyTree() }
        // Leaves are left nine tenths full, so that the next insertions do not split them all.
        let fill = leafRoom - 12
        var nodes: [TreeNode] = []
        var start = 0
        while start < sorted.count {
            let leaf = TreeNode.make(level: 0, arena)
            let end = min(start + fill, sorted.count)
            for index in start..<end {
                leaf.keys[index - start] = sorted[index]
            }
            leaf.count = end - start
            nodes.append(leaf)
            start = end
        }
        var level = 1
        while nodes.count > 1 {
            nodes = parents(of: nodes, level, arena)
            level += 1
        }
        return KeyTree(rootBase: nodes[0].block.base)
    }

    private static func parents(
        of nodes: [TreeNode], _ level: Int, _ arena: PageArena
    ) -> [TreeNode] {
        let fill = innerRoom - 6
        var result: [TreeNode] = []
        var start = 0
        while start < nodes.count {
            let parent = TreeNode.make(level: level, arena)
            let end = min(start + fill, nodes.count)
            for index in start..<end {
                parent.keys[index - start] = nodes[index].keys[0]
                parent.children[index - start] = nodes[index].block.base
            }
            parent.count = end - start
            result.append(parent)
            start = end
        }
        return result
    }

    /// Drops all blocks.
    mutating func dropAll(_ arena: PageArena) {
        if let root {
            Self.drop(TreeNode(block: root), arena)
        }
        rootBase = nil
    }

    private static func drop(_ node: TreeNode, _ arena: PageArena) {
        if !node.isLeaf {
            for index in 0..<node.count {
                drop(node.child(index), arena)
            }
        }
        arena.drop(node.block)
    }
}

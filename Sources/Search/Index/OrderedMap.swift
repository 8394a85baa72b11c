/// A persistent map sorted by text: copies share what they have in common, and a change copies one
/// path of a B+-tree.
///
/// - Complexity: O(log n) for reads and changes; several changes to one copy share the copying.
struct OrderedMap<Value: Sendable>: Sendable {
    private static var leafLimit: Int { 64 }
    private static var branchLimit: Int { 64 }

    private enum Node: Sendable {
        case leaf(keys: [String], values: [Value])
        /// `keys[i]` is at most the first key of `children[i]`; the first is never looked at.
        case branch(keys: [String], children: [Node])

        var isEmpty: Bool {
            switch self {
            case .leaf(let keys, _): keys.isEmpty
            case .branch(_, let children): children.count == 1 && children[0].isEmpty
            }
        }
    }

    private var root = Node.leaf(keys: [], values: [])
    /// The number of keys.
    private(set) var count = 0

    /// An empty map.
    init() {}

    /// A map of entries whose keys ascend without duplicates.
    ///
    /// - Complexity: O(n).
    init(sorted entries: some Sequence<(key: String, value: Value)>) {
        var level: [(first: String, node: Node)] = []
        var (keys, values): ([String], [Value]) = ([], [])
        let fill = Self.leafLimit * 3 / 4
        for (key, value) in entries {
            if keys.count == fill {
                level.append((keys[0], .leaf(keys: keys, values: values)))
                (keys, values) = ([], [])
            }
            keys.append(key)
            values.append(value)
            count += 1
        }
        if let first = keys.first { level.append((first, .leaf(keys: keys, values: values))) }
        while level.count > 1 {
            var next: [(first: String, node: Node)] = []
            for start in stride(from: 0, to: level.count, by: fill) {
                let part = level[start..<min(start + fill, level.count)]
                next.append(
                    (
                        level[start].first,
                        .branch(keys: part.map(\.first), children: part.map(\.node))
                    )
                )
            }
            level = next
        }
        if let only = level.first { root = only.node }
    }

    /// The value of a key.
    subscript(key: String) -> Value? {
        var node = root
        while true {
            switch node {
            case .leaf(let keys, let values):
                let index = Self.lowerBound(keys, key)
                return index < keys.count && keys[index] == key ? values[index] : nil
            case .branch(let keys, let children): node = children[Self.child(keys, key)]
            }
        }
    }

    /// Changes, adds or (when `body` leaves nil) removes the value of a key.
    mutating func update(_ key: String, _ body: (inout Value?) -> Void) {
        var change = 0
        if let (separator, sibling) = Self.update(&root, key, body, &change) {
            let old = root
            root = .branch(keys: ["", separator], children: [old, sibling])
        }
        count += change
        while case .branch(_, let children) = root, children.count == 1 { root = children[0] }
    }

    private static func update(
        _ node: inout Node, _ key: String, _ body: (inout Value?) -> Void, _ change: inout Int
    ) -> (String, Node)? {
        switch node {
        case .leaf(var keys, var values):
            // The arrays are ours alone meanwhile, so that they change in place.
            node = .leaf(keys: [], values: [])
            let split = updateLeaf(&keys, &values, key, body, &change)
            node = .leaf(keys: keys, values: values)
            return split
        case .branch(var keys, var children):
            node = .leaf(keys: [], values: [])
            let index = child(keys, key)
            let split = update(&children[index], key, body, &change)
            if children[index].isEmpty, children.count > 1 {
                children.remove(at: index)
                keys.remove(at: index)
            }
            var result: (String, Node)?
            if let (separator, sibling) = split {
                keys.insert(separator, at: index + 1)
                children.insert(sibling, at: index + 1)
                if keys.count > branchLimit {
                    let middle = keys.count / 2
                    let upper = Node.branch(
                        keys: Array(keys[middle...]), children: Array(children[middle...]))
                    result = (keys[middle], upper)
                    keys.removeSubrange(middle...)
                    children.removeSubrange(middle...)
                }
            }
            node = .branch(keys: keys, children: children)
            return result
        }
    }

    private static func updateLeaf(
        _ keys: inout [String], _ values: inout [Value], _ key: String,
        _ body: (inout Value?) -> Void, _ change: inout Int
    ) -> (String, Node)? {
        let index = lowerBound(keys, key)
        guard index < keys.count, keys[index] == key else {
            var value: Value?
            body(&value)
            guard let value else { return nil }
            keys.insert(key, at: index)
            values.insert(value, at: index)
            change = 1
            guard keys.count > leafLimit else { return nil }
            let middle = keys.count / 2
            let upper = Node.leaf(keys: Array(keys[middle...]), values: Array(values[middle...]))
            let separator = keys[middle]
            keys.removeSubrange(middle...)
            values.removeSubrange(middle...)
            return (separator, upper)
        }
        var value: Value? = values.remove(at: index)
        body(&value)
        if let value {
            values.insert(value, at: index)
        } else {
            keys.remove(at: index)
            change = -1
        }
        return nil
    }

    private static func lowerBound(_ keys: [String], _ key: String) -> Int {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The child whose range holds the key.
    private static func child(_ keys: [String], _ key: String) -> Int {
        var (low, high) = (1, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] <= key { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }
}

extension OrderedMap {
    /// A walk over the entries in order, which can leap forward.
    struct Cursor {
        private let map: OrderedMap
        private var keys: [String] = []
        private var values: [Value] = []
        private var index = 0
        /// The first key after the present leaf.
        private var next: String?

        init(_ map: OrderedMap, from key: String) {
            self.map = map
            seek(key)
        }

        /// The present entry; nil at the end.
        var current: (key: String, value: Value)? {
            index < keys.count ? (keys[index], values[index]) : nil
        }

        /// Moves to the next entry.
        mutating func advance() {
            index += 1
            settle()
        }

        /// Moves to the first entry at or after a key.
        mutating func seek(_ key: String) {
            if index < keys.count, let last = keys.last, keys[index] <= key, key <= last {
                index = OrderedMap.lowerBound(keys, key)
                return
            }
            var node = map.root
            next = nil
            while case .branch(let separators, let children) = node {
                let place = OrderedMap.child(separators, key)
                if place + 1 < separators.count { next = separators[place + 1] }
                node = children[place]
            }
            if case .leaf(let leafKeys, let leafValues) = node {
                (keys, values) = (leafKeys, leafValues)
                index = OrderedMap.lowerBound(keys, key)
            }
            settle()
        }

        private mutating func settle() {
            if index >= keys.count, let following = next {
                index = 0
                keys = []
                seek(following)
            }
        }
    }

    /// Walks the entries from a key on until `body` answers false.
    func walk(from key: String = "", _ body: (String, Value) -> Bool) {
        var cursor = Cursor(self, from: key)
        while let (key, value) = cursor.current {
            guard body(key, value) else { return }
            cursor.advance()
        }
    }
}

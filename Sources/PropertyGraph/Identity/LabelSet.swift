/// The labels of one node, in ascending order of their numbers.
///
/// Labels numbered below 64 live in one word, so that usual sets need no allocation.
public struct LabelSet: Hashable, Sendable, Sequence {
    /// Bit `n` says that label number `n` is a member.
    @usableFromInline var low: UInt64
    /// The members numbered 64 and above, ascending.
    @usableFromInline var high: [LabelID]

    /// The empty set.
    @inlinable
    public init() {
        low = 0
        high = []
    }

    /// The set of the given labels; duplicates count once.
    public init(_ labels: some Sequence<LabelID>) {
        self.init()
        for label in labels {
            insert(label)
        }
    }

    /// The number of labels.
    @inlinable public var count: Int { low.nonzeroBitCount + high.count }

    /// Whether there is no label.
    @inlinable public var isEmpty: Bool { low == 0 && high.isEmpty }

    /// Whether `label` is a member.
    @inlinable
    public func contains(_ label: LabelID) -> Bool {
        label.rawValue < 64
            ? low & (1 << UInt64(label.rawValue)) != 0
            : high.contains(label)
    }

    /// Adds a label; answers whether it was new.
    @discardableResult
    public mutating func insert(_ label: LabelID) -> Bool {
        if contains(label) { return false }
        if label.rawValue < 64 {
            low |= 1 << UInt64(label.rawValue)
        } else {
            let position = high.firstIndex { $0 > label } ?? high.endIndex
            high.insert(label, at: position)
        }
        return true
    }

    /// Removes a label; answers whether it was a member.
    @discardableResult
    public mutating func remove(_ label: LabelID) -> Bool {
        guard contains(label) else { return false }
        if label.rawValue < 64 {
            low &= ~(1 << UInt64(label.rawValue))
        } else {
            high.removeAll { $0 == label }
        }
        return true
    }

    /// Walks the labels in ascending order.
    public func makeIterator() -> Iterator {
        Iterator(low: low, high: high.makeIterator())
    }

    /// A walk over a label set.
    public struct Iterator: IteratorProtocol {
        var low: UInt64
        var high: IndexingIterator<[LabelID]>

        /// The next label, if any.
        public mutating func next() -> LabelID? {
            guard low != 0 else { return high.next() }
            let bit = low.trailingZeroBitCount
            low &= low - 1
            return LabelID(UInt16(truncatingIfNeeded: bit))
        }
    }
}

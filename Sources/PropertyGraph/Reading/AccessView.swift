/// Which nodes a reader may see; relationships are visible when both their ends are.
///
/// A bitmap of hidden nodes, so that a check costs a load and a shift. Nodes beyond the bitmap
/// (created after it was made) are visible unless `hidesUnknown`; what a transaction creates itself
/// is always visible to it.
public struct AccessView: Sendable {
    /// One bit for each node up to the highest hidden one, set when hidden; empty when none is.
    public let hidden: [UInt64]
    /// How many nodes are hidden.
    public let hiddenCount: Int
    /// Whether nodes beyond the bitmap are hidden.
    public let hidesUnknown: Bool
    /// Nodes beyond the bitmap are visible from this number on.
    @usableFromInline let ownFrom: UInt64

    /// Everything is visible.
    public static let all = AccessView(hiding: [])

    /// Hides the given nodes.
    public init(hiding nodes: some Sequence<NodeID>, hidesUnknown: Bool = false) {
        var words: [UInt64] = []
        var count = 0
        for node in nodes {
            let word = Int(node.rawValue >> 6)
            if word >= words.count {
                words.append(contentsOf: repeatElement(0, count: word - words.count + 1))
            }
            let bit: UInt64 = 1 << UInt64(node.rawValue & 63)
            if words[word] & bit == 0 {
                words[word] |= bit
                count += 1
            }
        }
        hidden = words
        hiddenCount = count
        self.hidesUnknown = hidesUnknown
        ownFrom = hidesUnknown ? .max : 0
    }

    /// The same view for the transaction of a draft, which sees the nodes that it creates.
    package init(_ view: AccessView, in draft: Draft) {
        hidden = view.hidden
        hiddenCount = view.hiddenCount
        hidesUnknown = view.hidesUnknown
        ownFrom = view.hidesUnknown ? UInt64(draft.base.version.root.nextNodeID) : 0
    }

    /// Whether nothing is hidden, so that checks can be left out.
    @inlinable public var seesEverything: Bool { hiddenCount == 0 && !hidesUnknown }

    /// Whether all nodes between the smallest and the greatest of some numbers are known to be
    /// visible; false where that is not quickly told.
    ///
    /// - Complexity: O(count), without looking at each node's bit: nodes that were made together
    ///   have numbers close to one another.
    package func showsAll(between numbers: UnsafePointer<UInt32>, count: Int) -> Bool {
        var (least, greatest) = (UInt32.max, UInt32.min)
        for index in 0..<count {
            least = min(least, numbers[index])
            greatest = max(greatest, numbers[index])
        }
        guard least <= greatest else { return true }
        let (first, last) = (Int(least >> 6), Int(greatest >> 6))
        guard last - first <= Self.fewWords else { return false }
        if last >= hidden.count, UInt64(greatest) < ownFrom { return false }
        for word in first...last where word < hidden.count && hidden[word] != 0 { return false }
        return true
    }

    private static let fewWords = 32

    /// Drops the rows whose nodes are hidden.
    ///
    /// - Parameters:
    ///   - rows: Rows of a page.
    ///   - owners: The number of the node in each row of the page.
    /// - Returns: Those of the rows whose nodes are visible.
    /// - Complexity: About 1 ns for each of the rows.
    package func visible(among rows: RowMask, owners: UnsafePointer<UInt32>) -> RowMask {
        var visible = RowMask()
        hidden.withUnsafeBufferPointer { hidden in
            for word in 0..<4 {
                var (rest, kept) = (rows.words[word], UInt64(0))
                while rest != 0 {
                    let bit = rest & (0 &- rest)
                    let node = owners[word &* 64 &+ rest.trailingZeroBitCount]
                    let place = Int(node >> 6)
                    let isVisible =
                        place < hidden.count
                        ? hidden[place] &>> UInt64(node & 63) & 1 == 0 : UInt64(node) >= ownFrom
                    kept |= isVisible ? bit : 0
                    rest &= rest &- 1
                }
                visible.words[word] = kept
            }
        }
        return visible
    }

    /// Whether `node` may be seen.
    @inlinable
    public func isVisible(_ node: NodeID) -> Bool {
        let word = Int(node.rawValue >> 6)
        guard word < hidden.count else { return UInt64(node.rawValue) >= ownFrom }
        return hidden[word] & (1 << UInt64(node.rawValue & 63)) == 0
    }
}

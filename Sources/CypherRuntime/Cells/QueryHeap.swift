package import CypherSyntax
package import PropertyGraph

/// The values of one execution that do not fit in a cell: computed strings, lists, maps, paths and
/// temporal values.
///
/// A heap cell holds an index into this heap. The heap only grows; evaluating a predicate leaves
/// nothing behind because its user takes a mark before and resets to it afterwards. The bytes it
/// holds count toward the query's memory budget.
package final class QueryHeap {
    /// A height of the heap, to return to.
    package struct Mark {
        fileprivate let count: Int
        fileprivate let bytes: Int
    }

    private var values: [Value] = []
    private var pinned: [Value] = []
    /// Bytes of the values, and bytes that operators reserved for what they hold outside.
    private var bytes = 0
    private var reserved = 0
    private let limit: Int
    /// Indexes from here on belong to pinned values.
    private static let pinnedBase: UInt64 = 1 << 40

    /// Makes an empty heap that may hold `limit` bytes.
    package init(limit: Int) {
        self.limit = limit
    }

    /// Keeps a value and returns the cell that stands for it; small values need no place.
    ///
    /// - Throws: `limitExceeded` when the heap would outgrow its budget.
    package func cell(_ value: Value) throws(CypherError) -> Cell {
        if let cell = Cell(immediate: value) { return cell }
        return try push(value)
    }

    /// Keeps a value until the execution ends, whatever is reset in between: constants, parameters.
    package func pin(_ value: Value) throws(CypherError) -> Cell {
        if let cell = Cell(immediate: value) { return cell }
        try reserve(bytes: value.shallowSize)
        pinned.append(value)
        return .heap(index: Self.pinnedBase + UInt64(pinned.count - 1))
    }

    /// Whether a heap cell stands for the same value until the execution ends.
    package func isPinned(_ cell: Cell) -> Bool { cell.bits >= Self.pinnedBase }

    /// The value behind a heap cell.
    @inline(__always)
    package subscript(cell: Cell) -> Value {
        let index = Int(truncatingIfNeeded: cell.bits)
        if index < values.count { return values[index] }
        let place = Int(truncatingIfNeeded: cell.bits &- Self.pinnedBase)
        return place >= 0 && place < pinned.count ? pinned[place] : .null
    }

    /// Bytes counted so far, heap and reservations together.
    package var size: Int { bytes + reserved }

    /// The present height.
    package var mark: Mark { Mark(count: values.count, bytes: bytes) }

    /// Forgets everything kept since a mark; cells made since then must be out of use.
    @inline(__always)
    package func reset(to mark: Mark) {
        if values.count == mark.count { return }
        values.removeLast(values.count - mark.count)
        bytes = mark.bytes
    }

    /// Checks that a value of some size will fit before it is made.
    ///
    /// - Throws: `limitExceeded` when it will not.
    package func ensure(bytes count: Int) throws(CypherError) {
        if count > limit - reserved - bytes { throw .memoryExceeded(limit) }
    }

    /// Counts memory that an operator holds outside the heap, such as a hash table's rows.
    package func reserve(bytes count: Int) throws(CypherError) {
        let (sum, overflow) = reserved.addingReportingOverflow(count)
        if overflow || sum > limit - bytes { throw .memoryExceeded(limit) }
        reserved = sum
    }

    /// Gives back what `reserve` counted.
    package func release(bytes count: Int) { reserved = max(0, reserved &- count) }

    private func push(_ value: Value) throws(CypherError) -> Cell {
        let (sum, overflow) = bytes.addingReportingOverflow(value.shallowSize)
        if overflow || sum > limit - reserved { throw .memoryExceeded(limit) }
        bytes = sum
        values.append(value)
        return .heap(index: UInt64(values.count &- 1))
    }
}

extension Value {
    /// About how many bytes this value takes, not counting what its elements point to.
    ///
    /// Elements share their storage with the values they came from, so a list that grows by one
    /// element in each of many steps is charged for its spine only.
    package var shallowSize: Int {
        switch self {
        case .string(let text): 24 &+ (text.utf8.count < 16 ? 0 : text.utf8.count &+ 32)
        case .list(let elements): 56 &+ elements.count &* 24
        case .map(let entries): 88 &+ entries.count &* 64
        case .path(let path): 88 &+ path.nodes.count &* 8
        default: 24
        }
    }
}

extension Cell {
    /// The cell of a value that fits in one; nil for strings, lists, maps, paths and the like.
    @inline(__always)
    package init?(immediate value: Value) {
        switch value {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .float(let value): self = .float(value)
        case .node(let id): self = .node(id)
        case .relationship(let id): self = .relationship(id)
        case .string, .list, .map, .path: return nil
        default: self.init(temporal: value)
        }
    }
}

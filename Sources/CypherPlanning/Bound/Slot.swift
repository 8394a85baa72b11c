/// A place in a row: the index of one variable's value.
///
/// Every variable of a statement, and every value the planner keeps for itself, has its own slot;
/// slots are never shared and never reused, so a row is one flat array of `Plan.slots.count`
/// cells. A subquery, a comprehension and an aggregation write to further slots of the same row;
/// an inner plan therefore reads the outer variables where they already are.
public struct Slot: Hashable, Comparable, Sendable {
    /// The position in the row, from 0.
    public let index: Int

    /// Makes the slot at a position.
    public init(_ index: Int) {
        self.index = index
    }

    /// Orders slots by position.
    public static func < (left: Slot, right: Slot) -> Bool {
        left.index < right.index
    }
}

extension Slot: CustomStringConvertible {
    /// The slot as `#3`.
    public var description: String { "#\(index)" }
}

/// What a slot can hold, as far as the text of the query tells.
public enum SlotKind: Hashable, Sendable {
    /// A node, or null when the slot is nullable.
    case node
    /// A single relationship, or null when the slot is nullable.
    case relationship
    /// The list of relationships of a variable-length pattern, in the order of the pattern.
    case relationshipList
    /// A path, or null when the slot is nullable.
    case path
    /// Anything.
    case value
}

/// What is known about one slot of a plan.
public struct SlotInfo: Hashable, Sendable {
    /// The variable's name, or nil where the planner made the slot for itself.
    public var name: String?
    /// What the slot can hold.
    public var kind: SlotKind
    /// Whether the slot may hold null; always true for `.value`.
    public var isNullable: Bool

    /// Describes a slot.
    public init(name: String?, kind: SlotKind, isNullable: Bool) {
        self.name = name
        self.kind = kind
        self.isNullable = isNullable || kind == .value
    }
}

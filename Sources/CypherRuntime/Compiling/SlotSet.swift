import CypherPlanning

/// A set of slots, for finding out which ones an operator has to pass on.
struct SlotSet: Equatable {
    private var members: Set<Int>

    init(_ slots: some Sequence<Int> = []) { members = Set(slots) }

    init(_ slots: [Slot]) { members = Set(slots.map(\.index)) }

    /// The slots in ascending order.
    var list: [Int] { members.sorted() }

    func contains(_ slot: Int) -> Bool { members.contains(slot) }

    static func + (left: SlotSet, right: SlotSet) -> SlotSet {
        SlotSet(left.members.union(right.members))
    }

    static func - (left: SlotSet, right: SlotSet) -> SlotSet {
        SlotSet(left.members.subtracting(right.members))
    }

    static func & (left: SlotSet, right: SlotSet) -> SlotSet {
        SlotSet(left.members.intersection(right.members))
    }

    static func += (left: inout SlotSet, right: SlotSet) {
        left.members.formUnion(right.members)
    }

    mutating func insert(_ slot: Int) { members.insert(slot) }

    func intersects(_ other: SlotSet) -> Bool { !members.isDisjoint(with: other.members) }
}

/// Hands out the slots of one statement.
struct SlotAllocator {
    /// What is known of the slots so far.
    private(set) var slots: [SlotInfo] = []

    /// A new slot.
    mutating func allocate(_ name: String?, _ kind: SlotKind, isNullable: Bool = false) -> Slot {
        slots.append(SlotInfo(name: name, kind: kind, isNullable: isNullable))
        return Slot(slots.count - 1)
    }

    /// A new slot for a value of a type.
    mutating func allocate(_ name: String?, holding type: StaticType) -> Slot {
        let kind: SlotKind =
            switch type.types {
            case .node: .node
            case .relationship: .relationship
            case .path: .path
            default: .value
            }
        return allocate(name, kind, isNullable: true)
    }

    /// Names a slot that has no name yet.
    mutating func name(_ slot: Slot, _ name: String) {
        guard slots.indices.contains(slot.index), slots[slot.index].name == nil else { return }
        slots[slot.index].name = name
    }

    /// Notes that the slots from a number on may hold null.
    mutating func markNullable(since mark: Int) {
        for index in slots.indices.dropFirst(mark) { slots[index].isNullable = true }
    }

    /// What is known of a slot.
    subscript(slot: Slot) -> SlotInfo {
        guard slots.indices.contains(slot.index) else {
            return SlotInfo(name: nil, kind: .value, isNullable: true)
        }
        return slots[slot.index]
    }
}

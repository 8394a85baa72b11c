/// What is known of an expression's value before the query runs.
struct StaticType: Hashable, Sendable {
    /// The types the value may have, null apart; empty for what is always null.
    var types: ValueType
    /// The types of a list's elements, null apart; `.any` when nothing is known.
    var elements: ValueType = .any

    static let any = StaticType(types: .any)
    static let null = StaticType(types: [])
    static let boolean = StaticType(types: .boolean)
    static let integer = StaticType(types: .integer)
    static let node = StaticType(types: .node)
    static let relationship = StaticType(types: .relationship)
    static let relationships = StaticType(types: .list, elements: .relationship)
    static let path = StaticType(types: .path)
    static let map = StaticType(types: .map)

    /// A list whose elements are of the given types.
    static func list(of elements: ValueType) -> StaticType {
        StaticType(types: .list, elements: elements)
    }

    /// Whether no value but null can be of any of these types.
    func excludes(_ others: ValueType) -> Bool {
        !types.isEmpty && types.isDisjoint(with: others)
    }

    /// What a value of either type is.
    func union(_ other: StaticType) -> StaticType {
        let hasList = types.contains(.list)
        let otherHasList = other.types.contains(.list)
        let elements: ValueType =
            switch (hasList, otherHasList) {
            case (true, true): self.elements.union(other.elements)
            case (true, false): self.elements
            case (false, true): other.elements
            case (false, false): .any
            }
        return StaticType(types: types.union(other.types), elements: elements)
    }
}

/// A bound expression with what is known of its value.
struct TypedExpression {
    var expression: BoundExpression
    var type: StaticType

    init(_ expression: BoundExpression, _ type: StaticType) {
        self.expression = expression
        self.type = type
    }
}

/// What a constraint demands.
public enum ConstraintKind: String, Hashable, Sendable, CaseIterable {
    /// No two members agree in all keys; members that lack a key are free.
    case unique
    /// Every member has all keys, and no two agree in all of them.
    case key
    /// Every member has all keys.
    case existence
    /// The value of the key, where there is one, is of certain types.
    case type
}

/// The declaration of a constraint.
public struct ConstraintDefinition: Hashable, Sendable {
    /// Its name, unique among indexes and constraints.
    public var name: String
    /// What it demands.
    public var kind: ConstraintKind
    /// Whose members it binds.
    public var target: SchemaTarget
    /// The property keys, in order.
    public var keys: [String]
    /// The types allowed, for a constraint of the kind `.type`.
    public var propertyType: PropertyType?

    /// A constraint declaration.
    public init(
        name: String, kind: ConstraintKind, target: SchemaTarget, keys: [String],
        propertyType: PropertyType? = nil
    ) {
        self.name = name
        self.kind = kind
        self.target = target
        self.keys = keys
        self.propertyType = propertyType
    }

    /// Whether it brings an index of its name.
    public var hasIndex: Bool { kind == .unique || kind == .key }
}

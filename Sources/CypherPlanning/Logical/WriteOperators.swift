/// An entity to create; its slot is set for later commands of the same list.
public enum CreateCommand: Hashable, Sendable {
    /// A node with labels and the properties of a map; a null property is not stored.
    case node(Slot, labels: [String], properties: BoundExpression?)
    /// A relationship between two bound nodes, a null end being an error.
    case relationship(
        Slot,
        type: RelationshipTypeSource,
        from: Slot,
        to: Slot,
        properties: BoundExpression?
    )
}

/// Where the type of a new relationship comes from.
public enum RelationshipTypeSource: Hashable, Sendable {
    /// A name in the text.
    case name(String)
    /// A value that is a string, or a list of one string.
    case computed(BoundExpression)

    /// The name, when it stands in the text.
    public var name: String? {
        if case .name(let name) = self { return name }
        return nil
    }

    /// The expression, when the type is computed.
    public var expression: BoundExpression? {
        if case .computed(let expression) = self { return expression }
        return nil
    }
}

/// `MERGE pattern ON CREATE … ON MATCH …`.
///
/// For each input row the inner plan looks for the pattern, seeing what earlier rows wrote. Its
/// rows are passed on after `onMatch`; when there is none, `create` runs, then `onCreate`, and
/// that one row is passed on.
public struct Merge: Hashable, Sendable {
    /// Finds the pattern, from the input row.
    public var match: LogicalPlan
    /// Makes the pattern.
    public var create: [CreateCommand]
    /// Changes after creation.
    public var onCreate: [Mutation]
    /// Changes for each row found.
    public var onMatch: [Mutation]
    /// Property maps of the pattern: a null value in one of them is an error.
    public var requiredProperties: [BoundExpression]

    /// Makes a merge.
    public init(
        match: LogicalPlan,
        create: [CreateCommand],
        onCreate: [Mutation],
        onMatch: [Mutation],
        requiredProperties: [BoundExpression]
    ) {
        self.match = match
        self.create = create
        self.onCreate = onCreate
        self.onMatch = onMatch
        self.requiredProperties = requiredProperties
    }
}

/// A change of properties or labels; a null target is passed over.
public enum Mutation: Hashable, Sendable {
    /// `SET target.key = value`; null removes the property.
    case setProperty(BoundExpression, key: String, value: BoundExpression)
    /// `SET target[key] = value`.
    case setDynamicProperty(BoundExpression, key: BoundExpression, value: BoundExpression)
    /// `SET target = map`, or another entity's properties; all others go.
    case replaceProperties(BoundExpression, with: BoundExpression)
    /// `SET target += map`; null values remove.
    case mergeProperties(BoundExpression, from: BoundExpression)
    /// `SET n:A:B`.
    case addLabels(BoundExpression, [String])
    /// `SET n:$(labels)`: a string, or a list of strings.
    case addDynamicLabels(BoundExpression, BoundExpression)
    /// `REMOVE n:$(labels)`.
    case removeDynamicLabels(BoundExpression, BoundExpression)
    /// `REMOVE target.key`.
    case removeProperty(BoundExpression, key: String)
    /// `REMOVE target[key]`.
    case removeDynamicProperty(BoundExpression, key: BoundExpression)
    /// `REMOVE n:A:B`.
    case removeLabels(BoundExpression, [String])
}

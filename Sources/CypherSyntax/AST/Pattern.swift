/// `[variable =] (a)-[r]->(b)…`, perhaps inside `shortestPath(…)`.
public struct PathPattern: Hashable, Sendable {
    /// Which paths between the ends are meant.
    public enum Selector: Hashable, Sendable {
        /// Every matching path.
        case all
        /// `shortestPath(…)`: one shortest path.
        case shortest
        /// `allShortestPaths(…)`: all paths of the least length.
        case allShortest
    }

    /// The variable bound to the path.
    public var variable: Name?
    /// Which paths are meant.
    public var selector: Selector
    /// The first node.
    public var start: NodePattern
    /// The relationships and the nodes they lead to, left to right; empty for a lone node.
    public var steps: [PatternStep]
    /// Where the pattern stands, with its variable.
    @Incidental public var span: SourceSpan

    /// All node patterns, left to right.
    public var nodes: [NodePattern] { [start] + steps.map(\.node) }
}

/// One relationship of a path pattern and the node after it.
public struct PatternStep: Hashable, Sendable {
    /// The relationship.
    public var relationship: RelationshipPattern
    /// The node on its right.
    public var node: NodePattern
}

/// `(variable:Label {key: value} WHERE predicate)`; every part may be missing.
public struct NodePattern: Hashable, Sendable {
    /// The variable.
    public var variable: Name?
    /// The labels asked for.
    public var labels: LabelExpression?
    /// A map literal, or a parameter in `CREATE`.
    public var properties: Expression?
    /// The inline `WHERE` predicate.
    public var predicate: Expression?
    /// Where it stands, with its parentheses.
    @Incidental public var span: SourceSpan
}

/// `-[variable:TYPE*1..3 {key: value} WHERE predicate]->`; every part may be missing.
public struct RelationshipPattern: Hashable, Sendable {
    /// How the arrow points, read left to right.
    public enum Direction: Hashable, Sendable {
        /// `-->`.
        case outgoing
        /// `<--`.
        case incoming
        /// `--` or `<-->`: either way when matched, and no direction where one is required.
        case undirected
    }

    /// The variable; a list of relationships when `length` is present.
    public var variable: Name?
    /// The types asked for.
    public var types: LabelExpression?
    /// How the arrow points.
    public var direction: Direction
    /// The number of hops; `nil` for a plain single relationship.
    public var length: HopRange?
    /// A map literal, or a parameter in `CREATE`.
    public var properties: Expression?
    /// The inline `WHERE` predicate.
    public var predicate: Expression?
    /// Where it stands, from one dash to the other.
    @Incidental public var span: SourceSpan
}

/// The hops of a variable-length relationship: `*`, `*2`, `*1..3`, `*..3`, `*2..`; also `{1,3}`,
/// `+` after the arrow.
///
/// `*` is `nil…nil`, which means one or more; `*2` is `2…2`; `*0..` may be empty.
public struct HopRange: Hashable, Sendable {
    /// The least number of hops; `nil` means 1.
    public var lower: Int?
    /// The greatest number of hops, perhaps less than `lower`; `nil` means no bound.
    public var upper: Int?
    /// Where it stands.
    @Incidental public var span: SourceSpan
}

/// What labels a node, or what type a relationship, must have.
///
/// `:A:B` and `:A&B` are `.all`; `:A|B` and `:A|:B` are `.any`. Nested lists are flat: no `.all`
/// directly holds an `.all`, and both hold at least two members.
public indirect enum LabelExpression: Hashable, Sendable {
    /// One name.
    case name(Name)
    /// `%`: at least one label.
    case wildcard
    /// `!A`.
    case not(LabelExpression)
    /// `A&B`: every one.
    case all([LabelExpression])
    /// `A|B`: at least one.
    case any([LabelExpression])

    /// The names when this is one name or a plain conjunction of names, as `CREATE` requires.
    public var conjunctiveNames: [Name]? {
        switch self {
        case .name(let name): return [name]
        case .all(let members): return Self.names(of: members)
        case .wildcard, .not, .any: return nil
        }
    }

    /// The names when this is one name or a plain alternative of names, as `[:A|B]`.
    public var alternativeNames: [Name]? {
        switch self {
        case .name(let name): return [name]
        case .any(let members): return Self.names(of: members)
        case .wildcard, .not, .all: return nil
        }
    }

    /// Every name in the expression, left to right.
    public var names: [Name] {
        switch self {
        case .name(let name): [name]
        case .wildcard: []
        case .not(let member): member.names
        case .all(let members), .any(let members): members.flatMap(\.names)
        }
    }

    private static func names(of members: [LabelExpression]) -> [Name]? {
        var names: [Name] = []
        for member in members {
            guard case .name(let name) = member else { return nil }
            names.append(name)
        }
        return names
    }
}

/// `[variable =] [selector] (a)-[r]->(b)…`, perhaps inside `shortestPath(…)` or parentheses.
public struct PathPattern: Hashable, Sendable {
    /// Which paths between the ends are meant.
    public enum Selector: Hashable, Sendable {
        /// Every matching path.
        case all
        /// `shortestPath(…)`: one shortest path.
        case shortest
        /// `allShortestPaths(…)`: all paths of the least length.
        case allShortest
        /// `SHORTEST count` and `ANY count`: of the paths between each two ends the shortest ones.
        case first(count: Expression)
        /// `SHORTEST count GROUPS` and `ALL SHORTEST`: the paths of the least lengths.
        case groups(count: Expression)
    }

    /// The variable bound to the path.
    public var variable: Name?
    /// Which paths are meant.
    public var selector: Selector
    /// The first node.
    public var start: NodePattern
    /// The relationships and the nodes they lead to, left to right; empty for a lone node.
    public var steps: [PatternStep]
    /// The `WHERE` predicate inside the parentheses around the pattern.
    public var predicate: Expression?
    /// Where the pattern stands, with its variable.
    @Incidental public var span: SourceSpan

    /// All node patterns, left to right.
    public var nodes: [NodePattern] { [start] + steps.map(\.node) }
}

/// What joins two nodes of a path pattern, and the node after it.
public struct PatternStep: Hashable, Sendable {
    /// What may stand between two nodes.
    public enum Link: Hashable, Sendable {
        /// A relationship, or a chain of them.
        case relationship(RelationshipPattern)
        /// A pattern repeated.
        case repeated(RepeatedPattern)
    }

    /// What leads to the node.
    public var link: Link
    /// The node on its right.
    public var node: NodePattern

    /// The relationship, unless a pattern is repeated here.
    public var relationship: RelationshipPattern? {
        guard case .relationship(let relationship) = link else { return nil }
        return relationship
    }
}

/// `((a)-[r]->(b) WHERE predicate){1,3}`: a quantified path pattern.
///
/// Outside, its variables are lists with an element for each repetition.
public struct RepeatedPattern: Hashable, Sendable {
    /// The pattern to repeat; the right end of one repetition is the left end of the next.
    public var pattern: PathPattern
    /// How often.
    public var count: HopRange
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

/// A label or type to give or take.
public enum LabelItem: Hashable, Sendable {
    /// A name.
    case name(Name)
    /// `$(expression)`: a string, or a list of strings.
    case dynamic(Expression)
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
    /// `$(expression)`: the names that a string or a list of strings holds; all of them must
    /// be there or, for `$any(…)`, at least one.
    case dynamic(Expression, isAny: Bool)

    /// The names when this is one name or a plain conjunction of names, as `CREATE` requires.
    public var conjunctiveNames: [Name]? {
        switch self {
        case .name(let name): return [name]
        case .all(let members): return Self.names(of: members)
        case .wildcard, .not, .any, .dynamic: return nil
        }
    }

    /// The names when this is one name or a plain alternative of names, as `[:A|B]`.
    public var alternativeNames: [Name]? {
        switch self {
        case .name(let name): return [name]
        case .any(let members): return Self.names(of: members)
        case .wildcard, .not, .all, .dynamic: return nil
        }
    }

    /// Every name in the expression, left to right.
    public var names: [Name] {
        switch self {
        case .name(let name): [name]
        case .wildcard, .dynamic: []
        case .not(let member): member.names
        case .all(let members), .any(let members): members.flatMap(\.names)
        }
    }

    /// The expressions of dynamic labels, left to right.
    public var expressions: [Expression] {
        switch self {
        case .name, .wildcard: []
        case .dynamic(let expression, _): [expression]
        case .not(let member): member.expressions
        case .all(let members), .any(let members): members.flatMap(\.expressions)
        }
    }

    /// The labels one by one, when this is one or a plain conjunction: what can be set.
    public var items: [LabelItem]? {
        switch self {
        case .name(let name): return [.name(name)]
        case .dynamic(let expression, isAny: false): return [.dynamic(expression)]
        case .all(let members):
            var items: [LabelItem] = []
            for member in members {
                guard let inner = member.items else { return nil }
                items += inner
            }
            return items
        case .wildcard, .not, .any, .dynamic: return nil
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

/// One complete Cypher statement.
///
/// Everywhere in the tree, `==` and `hash` compare meaning and ignore spans and source text.
/// The height of a tree is bounded by `ParserLimits.depth`, so plain recursion over it is safe.
public struct Statement: Hashable, Sendable {
    /// What to do with the statement.
    public enum Mode: Hashable, Sendable {
        /// Run it.
        case run
        /// Show the plan only.
        case explain
        /// Run it and show the plan with measured figures.
        case profile
    }

    /// What the statement is.
    public enum Body: Hashable, Sendable {
        /// A query that reads or writes the graph.
        case query(Query)
        /// A schema command.
        case schema(SchemaCommand)
        /// A `SHOW …` command.
        case show(ShowCommand)
    }

    /// Whether to run, explain or profile.
    public var mode: Mode

    /// The query or command.
    public var body: Body

    /// The text the statement was parsed from; all spans count bytes of it.
    @Incidental public var text: String

    /// The part of `text` this statement occupies: all of it, or one piece of a script.
    @Incidental public var span: SourceSpan
}

/// One or more single queries joined by `UNION`.
///
/// The grammar forbids a mixture of `UNION` and `UNION ALL`, so one flag says which.
public struct Query: Hashable, Sendable {
    /// The branches in order; never empty, one when there is no `UNION`.
    public var branches: [SingleQuery]

    /// Whether the branches were joined by `UNION ALL`; false when there is one branch.
    public var keepsDuplicates: Bool

    /// From the first branch's start to the last one's end.
    @Incidental public var span: SourceSpan
}

/// A sequence of clauses without `UNION`.
public struct SingleQuery: Hashable, Sendable {
    /// The clauses in order; never empty.
    public var clauses: [Clause]

    /// From the first clause's start to the last one's end.
    @Incidental public var span: SourceSpan

    /// The final `RETURN`, if there is one.
    public var returnClause: ReturnClause? {
        guard case .returning(let clause) = clauses.last else { return nil }
        return clause
    }
}

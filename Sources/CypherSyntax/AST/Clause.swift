/// One clause of a query.
public enum Clause: Hashable, Sendable {
    /// `[OPTIONAL] MATCH`.
    case match(MatchClause)
    /// `UNWIND`.
    case unwind(UnwindClause)
    /// `WITH`.
    case with(WithClause)
    /// `RETURN`; always the last clause of its single query.
    case returning(ReturnClause)
    /// `CALL procedure(…)`.
    case call(ProcedureCall)
    /// `CALL { … }`.
    case subquery(SubqueryCall)
    /// `CREATE` of nodes and relationships.
    case create(CreateClause)
    /// `MERGE`.
    case merge(MergeClause)
    /// `SET`.
    case set(SetClause)
    /// `REMOVE`.
    case remove(RemoveClause)
    /// `[DETACH] DELETE`.
    case delete(DeleteClause)
    /// `FOREACH`.
    case foreach(ForeachClause)
    /// `FINISH`: the rows are consumed and none is returned.
    case finish(SourceSpan)

    /// Where the clause stands, from its first keyword to its last token.
    public var span: SourceSpan {
        switch self {
        case .match(let clause): clause.span
        case .unwind(let clause): clause.span
        case .with(let clause): clause.span
        case .returning(let clause): clause.span
        case .call(let clause): clause.span
        case .subquery(let clause): clause.span
        case .create(let clause): clause.span
        case .merge(let clause): clause.span
        case .set(let clause): clause.span
        case .remove(let clause): clause.span
        case .delete(let clause): clause.span
        case .foreach(let clause): clause.span
        case .finish(let span): span
        }
    }

    /// Whether the clause itself changes the graph; a subquery is asked for its own clauses.
    public var isUpdating: Bool {
        switch self {
        case .create, .merge, .set, .remove, .delete, .foreach: true
        case .subquery(let call):
            call.query.branches.contains { branch in branch.clauses.contains(where: \.isUpdating) }
        case .match, .unwind, .with, .returning, .call, .finish: false
        }
    }
}

/// `[OPTIONAL] MATCH pattern, … [USING …] [WHERE predicate]`.
public struct MatchClause: Hashable, Sendable {
    /// Whether a row without a match is kept, with nulls.
    public var isOptional: Bool
    /// `REPEATABLE ELEMENTS`: one relationship may stand at several places of the patterns.
    public var repeatsElements = false
    /// The comma-separated path patterns; never empty.
    public var patterns: [PathPattern]
    /// Planner hints in the order written.
    public var hints: [PlannerHint]
    /// The `WHERE` predicate.
    public var predicate: Expression?
    /// Where the clause stands.
    @Incidental public var span: SourceSpan
}

/// A `USING …` hint, as Neo4j writes them; a planner may ignore it.
public enum PlannerHint: Hashable, Sendable {
    /// `USING INDEX variable:Label(property, …)`.
    case index(variable: Name, label: Name, properties: [Name])
    /// `USING SCAN variable:Label`.
    case scan(variable: Name, label: Name)
    /// `USING JOIN ON variable, …`.
    case join(variables: [Name])
}

/// `UNWIND list AS variable`.
public struct UnwindClause: Hashable, Sendable {
    /// The list.
    public var list: Expression
    /// The variable bound to each element.
    public var variable: Name
    /// Where the clause stands.
    @Incidental public var span: SourceSpan
}

/// `WITH projection [WHERE predicate]`.
public struct WithClause: Hashable, Sendable {
    /// What is passed on.
    public var projection: Projection
    /// The `WHERE` predicate, applied after `ORDER BY`, `SKIP` and `LIMIT`.
    public var predicate: Expression?
    /// Where the clause stands.
    @Incidental public var span: SourceSpan
}

/// `RETURN projection`.
public struct ReturnClause: Hashable, Sendable {
    /// What is returned.
    public var projection: Projection
    /// Where the clause stands.
    @Incidental public var span: SourceSpan
}

/// `[DISTINCT] *, expression [AS alias], … [ORDER BY …] [SKIP …] [LIMIT …]`.
public struct Projection: Hashable, Sendable {
    /// Whether duplicates are dropped.
    public var isDistinct: Bool
    /// Whether the items begin with `*`.
    public var includesAll: Bool
    /// The items after `*`; empty only when `includesAll`.
    public var items: [ProjectionItem]
    /// The sort keys; empty without `ORDER BY`.
    public var order: [SortItem]
    /// The `SKIP` (or `OFFSET`) expression.
    public var skip: Expression?
    /// The `LIMIT` expression.
    public var limit: Expression?
    /// Where the projection stands, `DISTINCT` to the end of `LIMIT`.
    @Incidental public var span: SourceSpan
}

/// `expression [AS alias]`.
public struct ProjectionItem: Hashable, Sendable {
    /// The expression.
    public var expression: Expression
    /// The alias, when one was written.
    public var alias: Name?
    /// The expression's own text, exactly as written.
    @Incidental public var text: String
    /// Where the item stands, with its alias.
    @Incidental public var span: SourceSpan

    /// The column's name: the alias, the variable's name, or the text as written.
    public var name: String {
        if let alias { return alias.text }
        if case .variable(let variable) = expression.kind { return variable }
        return text
    }
}

/// `expression [ASC | DESC]`.
public struct SortItem: Hashable, Sendable {
    /// The key.
    public var expression: Expression
    /// Whether the greatest comes first.
    public var isDescending: Bool
    /// Where the item stands.
    @Incidental public var span: SourceSpan
}

/// `[OPTIONAL] CALL name[(argument, …)] [YIELD …]`.
public struct ProcedureCall: Hashable, Sendable {
    /// Whether a row without results is kept, with nulls.
    public var isOptional: Bool
    /// The parts of the name: `db`, `labels`.
    public var name: QualifiedName
    /// The arguments; `nil` when the call has no parentheses and takes them from the parameters.
    public var arguments: [Expression]?
    /// What is taken from the results; `nil` without `YIELD`.
    public var yield: YieldItems?
    /// The `WHERE` predicate after `YIELD`.
    public var predicate: Expression?
    /// Where the clause stands.
    @Incidental public var span: SourceSpan
}

/// What `YIELD` names.
public enum YieldItems: Hashable, Sendable {
    /// `YIELD *`.
    case all
    /// `YIELD field [AS variable], …`; empty for `YIELD -`.
    case items([YieldItem])
}

/// `field [AS variable]`.
public struct YieldItem: Hashable, Sendable {
    /// The result field's name.
    public var field: Name
    /// The variable's name when it differs.
    public var alias: Name?

    /// The variable this item binds.
    public var variable: Name { alias ?? field }
}

/// A dotted name: `db.index.fulltext.queryNodes`.
public struct QualifiedName: Hashable, Sendable {
    /// The parts in order, never empty: namespaces, then the name itself.
    public var parts: [Name]
    /// From the first part to the last.
    @Incidental public var span: SourceSpan

    /// The parts joined by dots.
    public var text: String { parts.map(\.text).joined(separator: ".") }
}

/// `[OPTIONAL] CALL [(variable, …)] { query }`.
public struct SubqueryCall: Hashable, Sendable {
    /// Which outer variables the subquery sees.
    public enum Imports: Hashable, Sendable {
        /// `CALL { … }`: only what a leading `WITH` in a branch of the query names.
        case leadingWith
        /// `CALL (a, b) { … }`, perhaps with none.
        case variables([Name])
        /// `CALL (*) { … }`.
        case all
    }

    /// Whether a row without results is kept, with nulls.
    public var isOptional: Bool
    /// Which outer variables the subquery sees.
    public var imports: Imports
    /// The subquery; with `.leadingWith`, the importing `WITH` is its ordinary first clause.
    public var query: Query
    /// `IN TRANSACTIONS …`; nil for an ordinary subquery.
    public var transactions: TransactionBatches?
    /// Where the clause stands.
    @Incidental public var span: SourceSpan
}

/// `IN TRANSACTIONS [OF size ROWS] [ON ERROR …] [REPORT STATUS AS variable]`.
public struct TransactionBatches: Hashable, Sendable {
    /// What happens when a batch fails.
    public enum Reaction: Hashable, Sendable {
        /// The query fails; earlier batches stay.
        case fail
        /// The batch is undone and the next one begins.
        case proceed
        /// The batch is undone and no other begins.
        case stop
    }

    /// The rows of a batch; nil for the default.
    public var size: Expression?
    /// What happens when a batch fails.
    public var reaction: Reaction
    /// The variable that tells of a row's batch.
    public var status: Name?
}

/// `CREATE pattern, …`.
public struct CreateClause: Hashable, Sendable {
    /// The patterns; never empty.
    public var patterns: [PathPattern]
    /// Where the clause stands.
    @Incidental public var span: SourceSpan
}

/// `MERGE pattern [ON CREATE SET …] [ON MATCH SET …]`.
public struct MergeClause: Hashable, Sendable {
    /// The pattern.
    public var pattern: PathPattern
    /// All `ON CREATE SET` items in order.
    public var onCreate: [SetItem]
    /// All `ON MATCH SET` items in order.
    public var onMatch: [SetItem]
    /// Where the clause stands.
    @Incidental public var span: SourceSpan
}

/// `SET item, …`.
public struct SetClause: Hashable, Sendable {
    /// The items; never empty.
    public var items: [SetItem]
    /// Where the clause stands.
    @Incidental public var span: SourceSpan
}

/// One assignment of `SET`.
public enum SetItem: Hashable, Sendable {
    /// `entity.key = value`; the entity is usually a variable.
    case property(entity: Expression, key: Name, value: Expression)
    /// `entity[key] = value`.
    case dynamicProperty(entity: Expression, key: Expression, value: Expression)
    /// `variable = map`: all properties are replaced.
    case replace(variable: Name, value: Expression)
    /// `variable += map`: properties are added or overwritten.
    case merge(variable: Name, value: Expression)
    /// `variable:Label:Label`.
    case labels(variable: Name, labels: [LabelItem])
}

/// `REMOVE item, …`.
public struct RemoveClause: Hashable, Sendable {
    /// The items; never empty.
    public var items: [RemoveItem]
    /// Where the clause stands.
    @Incidental public var span: SourceSpan
}

/// One removal of `REMOVE`.
public enum RemoveItem: Hashable, Sendable {
    /// `entity.key`.
    case property(entity: Expression, key: Name)
    /// `entity[key]`.
    case dynamicProperty(entity: Expression, key: Expression)
    /// `variable:Label:Label`.
    case labels(variable: Name, labels: [LabelItem])
}

/// `[DETACH] DELETE expression, …`.
public struct DeleteClause: Hashable, Sendable {
    /// Whether the relationships of deleted nodes go with them.
    public var isDetaching: Bool
    /// What to delete; never empty.
    public var expressions: [Expression]
    /// Where the clause stands.
    @Incidental public var span: SourceSpan
}

/// `FOREACH (variable IN list | clause …)`.
public struct ForeachClause: Hashable, Sendable {
    /// The variable bound to each element, visible only inside.
    public var variable: Name
    /// The list.
    public var list: Expression
    /// The updating clauses; never empty.
    public var clauses: [Clause]
    /// Where the clause stands.
    @Incidental public var span: SourceSpan
}

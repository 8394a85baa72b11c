/// A plan: a tree of operators over rows of slots.
///
/// Every operator but `.argument` has an input and extends its rows: a scan yields each of its
/// nodes for each input row, so the operators of a linear query form a chain and an inner plan
/// reads the outer row without a join. Slots keep their values upwards until an operator forgets
/// them: `aggregate` and `distinct` keep only what they list, the inner side of `semiApply` and
/// of sub-plans is forgotten, everything else passes its input's slots on. The slots of the row
/// that `.argument` yields are never forgotten: within an inner plan, `aggregate` and `distinct`
/// start each row from that row.
///
/// A plan depends on the text, the callables and the set of indexes; never on parameters or on a
/// snapshot. Labels, types and keys are names that may not exist (yet) in the graph.
public indirect enum LogicalPlan: Hashable, Sendable {
    // MARK: Leaf

    /// The one row given from outside: the outer row of an inner plan, an empty row at the top.
    case argument

    // MARK: Sources of nodes and relationships

    /// Every node, for each input row.
    case allNodesScan(LogicalPlan, node: Slot)
    /// Every node with at least one of the labels, once, for each input row.
    case labelScan(LogicalPlan, node: Slot, labels: [String])
    /// The nodes that an index finds.
    case nodeIndexSeek(LogicalPlan, NodeIndexSeek)
    /// The nodes of given ids.
    case nodeByID(LogicalPlan, NodeByID)
    /// Every relationship of some types.
    case relationshipScan(LogicalPlan, RelationshipScan)
    /// The relationships of given ids.
    case relationshipByID(LogicalPlan, RelationshipByID)

    // MARK: Patterns

    /// The ends of a relationship that is bound already.
    case relationshipEnds(LogicalPlan, RelationshipEnds)
    /// One relationship from a bound node.
    case expand(LogicalPlan, Expand)
    /// A variable-length pattern from a bound node.
    case varExpand(LogicalPlan, VarExpand)
    /// The shortest path or paths between two bound nodes.
    case shortestPath(LogicalPlan, ShortestPath)
    /// A pattern repeated from a bound node.
    case repeatPattern(LogicalPlan, RepeatPattern)
    /// The first paths, or those of the least lengths, between each two ends.
    case selectPaths(LogicalPlan, SelectPaths)

    // MARK: Rows with inner plans

    /// The rows of the inner plan, or the input row with nulls when there is none.
    case optional(LogicalPlan, inner: LogicalPlan, nulls: [Slot])
    /// The rows of the inner plan for each input row.
    case apply(LogicalPlan, inner: LogicalPlan)
    /// The input rows for which the inner plan yields a row or, negated, none.
    case semiApply(LogicalPlan, inner: LogicalPlan, negated: Bool)
    /// Every pair of rows; the right plan is independent of the left one and is run once.
    case cartesianProduct(LogicalPlan, LogicalPlan)
    /// Every pair of rows whose keys are equal and not null; sides independent of each other.
    case hashJoin(LogicalPlan, LogicalPlan, HashJoin)

    // MARK: Rows

    /// The rows for which a predicate is true.
    case filter(LogicalPlan, BoundExpression)
    /// Further slots computed for each row; the right-hand sides see the input row only.
    case project(LogicalPlan, [BoundProjection])
    /// One row for each group of rows with equivalent keys; keeps keys and aggregates only.
    /// Without keys there is exactly one row.
    case aggregate(LogicalPlan, Aggregate)
    /// One row of each set of rows with equivalent values in the slots; keeps these slots only.
    /// The first of equivalent rows stays, in the input's order.
    case distinct(LogicalPlan, [Slot])
    /// The rows in order; stable.
    case sort(LogicalPlan, [SortKey])
    /// The first rows in order, as `sort` followed by `limit`; holds no more than these.
    case top(LogicalPlan, [SortKey], limit: BoundExpression)
    /// All but the first rows.
    case skip(LogicalPlan, BoundExpression)
    /// The first rows; stops its input.
    ///
    /// When the input writes, an `eager` stands directly below: its rows are gathered, and so the
    /// writes happen, even when the count is 0.
    case limit(LogicalPlan, BoundExpression)
    /// One row for each element of a list.
    case unwind(LogicalPlan, list: BoundExpression, element: Slot)
    /// The rows of several plans one after the other; each is fed the same outer row, and each
    /// ends in a projection to the same slots. `UNION` without `ALL` adds a `distinct`.
    case union([LogicalPlan])
    /// All input rows are produced before the first is passed on.
    case eager(LogicalPlan)

    // MARK: Writes

    /// Creates entities in the given order for each row.
    case create(LogicalPlan, [CreateCommand])
    /// The rows of a pattern, which is created when there is none.
    case merge(LogicalPlan, Merge)
    /// Changes properties and labels in the given order for each row.
    case mutate(LogicalPlan, [Mutation])
    /// Deletes nodes, relationships and paths; null is passed over.
    case delete(LogicalPlan, [BoundExpression], detach: Bool)
    /// Runs an inner plan for each element of a list, for its effects only.
    case foreach(LogicalPlan, list: BoundExpression, element: Slot, inner: LogicalPlan)

    // MARK: Calls

    /// The rows of a procedure for each input row.
    case callProcedure(LogicalPlan, CallProcedure)
    /// `CALL { … }`.
    case callSubquery(LogicalPlan, CallSubquery)
    /// What `SHOW …` lists, as rows.
    case show(LogicalPlan, Show)
    /// A count that the graph keeps, as one row for each input row.
    case storedCount(LogicalPlan, StoredCount)

    // MARK: Root

    /// The columns of the answer, in order; without columns the rows are consumed silently.
    case produceResults(LogicalPlan, [ResultColumn])
}

public import CypherSyntax

/// A slot computed for each row.
public struct BoundProjection: Hashable, Sendable {
    /// The slot that takes the value.
    public var slot: Slot
    /// The value.
    public var expression: BoundExpression

    /// Makes a projection.
    public init(_ slot: Slot, _ expression: BoundExpression) {
        self.slot = slot
        self.expression = expression
    }
}

/// Grouping keys and aggregates.
public struct Aggregate: Hashable, Sendable {
    /// The keys; rows whose keys are equivalent (null with null, NaN with NaN) form a group.
    public var keys: [BoundProjection]
    /// The aggregates, computed over each group.
    public var aggregations: [Aggregation]

    /// Makes an aggregation.
    public init(keys: [BoundProjection], aggregations: [Aggregation]) {
        self.keys = keys
        self.aggregations = aggregations
    }
}

/// One aggregate: `count(*)`, `sum(DISTINCT n.x)`, `percentileCont(n.x, 0.5)`.
public struct Aggregation: Hashable, Sendable {
    /// The slot that takes the result.
    public var slot: Slot
    /// The aggregate's name as its signature spells it; `count` without arguments is `count(*)`.
    public var function: String
    /// The arguments; the first is aggregated, further ones are constant within a group.
    public var arguments: [BoundExpression]
    /// Whether only distinct values of the first argument count.
    public var isDistinct: Bool
    /// Where the call stands.
    public var location: SourceLocation

    /// Makes an aggregate.
    public init(
        slot: Slot,
        function: String,
        arguments: [BoundExpression],
        isDistinct: Bool,
        location: SourceLocation = .none
    ) {
        self.slot = slot
        self.function = function
        self.arguments = arguments
        self.isDistinct = isDistinct
        self.location = location
    }
}

/// A key of an order; nulls come last ascending and first descending.
public struct SortKey: Hashable, Sendable {
    /// What is compared, by openCypher's ordering of all values.
    public var expression: BoundExpression
    /// The direction.
    public var isAscending: Bool

    /// Makes a key.
    public init(_ expression: BoundExpression, isAscending: Bool = true) {
        self.expression = expression
        self.isAscending = isAscending
    }
}

/// The keys of a join, pairwise; the left side is kept in a table, the right one probes it.
///
/// Keys agree when they are equivalent; pairs whose keys are equal in Cypher's sense must not be
/// missed (`1` and `1.0`), others may pass, since a filter above judges. Null agrees with nothing.
public struct HashJoin: Hashable, Sendable {
    /// Read from the left rows.
    public var leftKeys: [BoundExpression]
    /// Read from the right rows.
    public var rightKeys: [BoundExpression]

    /// Makes a join.
    public init(leftKeys: [BoundExpression], rightKeys: [BoundExpression]) {
        self.leftKeys = leftKeys
        self.rightKeys = rightKeys
    }
}

/// A column of the answer.
public struct ResultColumn: Hashable, Sendable {
    /// The name as the query spells it.
    public var name: String
    /// The slot of its value.
    public var slot: Slot

    /// Makes a column.
    public init(name: String, slot: Slot) {
        self.name = name
        self.slot = slot
    }
}

/// The call of a procedure.
public struct CallProcedure: Hashable, Sendable {
    /// A result column that the query keeps.
    public struct Yield: Hashable, Sendable {
        /// The position in the signature's results.
        public var field: Int
        /// The slot that takes the value.
        public var slot: Slot

        /// Makes a kept column.
        public init(field: Int, slot: Slot) {
            self.field = field
            self.slot = slot
        }
    }

    /// The procedure; one without results passes its input rows on.
    public var signature: ProcedureSignature
    /// The arguments; optional ones may be missing at the end.
    public var arguments: [BoundExpression]
    /// The kept columns.
    public var yields: [Yield]
    /// Whether a row without results is kept, with nulls: `OPTIONAL CALL`.
    public var isOptional: Bool
    /// Where the call stands.
    public var location: SourceLocation

    /// Makes a call.
    public init(
        signature: ProcedureSignature,
        arguments: [BoundExpression],
        yields: [Yield],
        isOptional: Bool = false,
        location: SourceLocation = .none
    ) {
        self.signature = signature
        self.arguments = arguments
        self.yields = yields
        self.isOptional = isOptional
        self.location = location
    }
}

/// `IN TRANSACTIONS [OF size ROWS] [ON ERROR …] [REPORT STATUS AS variable]`.
public struct SubqueryBatches: Hashable, Sendable {
    /// The rows of a batch; nil for the default.
    public var size: BoundExpression?
    /// What happens when a batch fails.
    public var reaction: TransactionBatches.Reaction
    /// The slot of the map that tells of a row's batch.
    public var status: Slot?

    /// Makes batches.
    public init(size: BoundExpression?, reaction: TransactionBatches.Reaction, status: Slot?) {
        self.size = size
        self.reaction = reaction
        self.status = status
    }
}

/// `CALL { … }`.
public struct CallSubquery: Hashable, Sendable {
    /// The inner plan.
    public var inner: LogicalPlan
    /// The outer slots it reads.
    public var imports: [Slot]
    /// The slots it returns; set to null by `OPTIONAL CALL` when it yields nothing.
    public var results: [Slot]
    /// Whether it ends in RETURN; if not, it runs for its effects and each input row comes once.
    public var returnsRows: Bool
    /// Whether an input row without inner rows is kept, with nulls.
    public var isOptional: Bool
    /// How rows are committed in batches for `IN TRANSACTIONS`; nil for an ordinary call.
    public var batches: SubqueryBatches?

    /// Makes a call.
    public init(
        inner: LogicalPlan,
        imports: [Slot],
        results: [Slot],
        returnsRows: Bool,
        isOptional: Bool = false,
        batches: SubqueryBatches? = nil
    ) {
        self.inner = inner
        self.imports = imports
        self.results = results
        self.returnsRows = returnsRows
        self.isOptional = isOptional
        self.batches = batches
    }
}

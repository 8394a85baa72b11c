public import CypherSyntax

/// A planned statement, ready to be run any number of times.
///
/// It depends on the text, the callables and the set of indexes and constraints at planning time.
/// Statistics of that time chose between equal plans; older ones make a plan slower, never wrong.
public struct Plan: Hashable, Sendable {
    /// What there is to do.
    public enum Body: Hashable, Sendable {
        /// Run operators; the root is `.produceResults`.
        case query(LogicalPlan)
        /// Change the schema; `options` is the command's option map.
        case schema(SchemaCommand, options: BoundExpression?)
    }

    /// What a statement may do to the graph.
    public enum Effect: Hashable, Sendable {
        /// It only reads.
        case reads
        /// It only writes and returns nothing.
        case writes
        /// It writes and returns rows.
        case readsAndWrites
        /// It changes indexes or constraints.
        case schema
    }

    /// What there is to do.
    public var body: Body
    /// What is known of each slot; a row has as many cells.
    public var slots: [SlotInfo]
    /// The names of the parameters that the text uses, each once; a reference's index counts here.
    public var parameters: [String]
    /// The names of the answer's columns, in order.
    public var columns: [String]
    /// What it may do to the graph.
    public var effect: Effect
    /// Whether to run it, to show it, or both.
    public var mode: Statement.Mode

    /// Whether it commits what it writes in batches: `CALL { … } IN TRANSACTIONS`.
    public var commitsInBatches: Bool {
        guard case .query(let root) = body else { return false }
        var result = false
        root.visit { plan in
            if case .callSubquery(_, let call) = plan, call.batches != nil { result = true }
        }
        return result
    }

    /// Makes a plan.
    public init(
        body: Body,
        slots: [SlotInfo],
        parameters: [String],
        columns: [String],
        effect: Effect,
        mode: Statement.Mode
    ) {
        self.body = body
        self.slots = slots
        self.parameters = parameters
        self.columns = columns
        self.effect = effect
        self.mode = mode
    }
}

public import CypherPlanning
public import CypherRuntime
public import PropertyGraph

/// What a statement does, in Neo4j's letters.
public enum QueryKind: String, Hashable, Sendable {
    /// It reads.
    case reads = "r"
    /// It writes and returns rows.
    case readsAndWrites = "rw"
    /// It writes and returns nothing.
    case writes = "w"
    /// It changes the schema.
    case schema = "s"

    init(_ effect: Plan.Effect) {
        switch effect {
        case .reads: self = .reads
        case .writes: self = .writes
        case .readsAndWrites: self = .readsAndWrites
        case .schema: self = .schema
        }
    }
}

/// Something the caller may want to know although the statement succeeded.
public struct Notification: Hashable, Sendable {
    /// Neo4j's code for it.
    public var code: String
    /// What happened, in a few words.
    public var title: String
    /// What happened, in a sentence.
    public var description: String

    /// Makes a notification.
    public init(code: String, title: String, description: String) {
        self.code = code
        self.title = title
        self.description = description
    }
}

/// All of a statement's answer.
public struct QueryResult: Sendable {
    /// The columns' names, in order.
    public var columns: [String]
    /// The rows, each with one value for each column.
    public var rows: [[Value]]
    /// What was changed.
    public var counters: UpdateCounters
    /// What else there is to say.
    public var notifications: [Notification]
    /// The plan, when it was asked for by `EXPLAIN` or `PROFILE`.
    public var plan: PlanDescription?
    /// The graph after the statement, to look up the nodes and relationships of the rows.
    public var graph: Graph
    /// What the statement does.
    public var kind: QueryKind

    /// The values of a column, in order; empty when there is no such column.
    public subscript(column name: String) -> [Value] {
        guard let index = columns.firstIndex(of: name) else { return [] }
        return rows.map { $0[index] }
    }
}

/// What is known of an answer besides its rows.
public struct QuerySummary: Sendable {
    /// What was changed.
    public var counters: UpdateCounters
    /// What else there is to say.
    public var notifications: [Notification]
    /// The plan, when it was asked for.
    public var plan: PlanDescription?
    /// The graph after the statement.
    public var graph: Graph
    /// What the statement does.
    public var kind: QueryKind
}

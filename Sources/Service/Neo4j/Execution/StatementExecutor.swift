public import Cypher
public import CypherPlanning
public import CypherRuntime
public import CypherSyntax
public import PropertyGraph

/// What a caller may do with a statement.
public enum AccessMode: String, Hashable, Sendable {
    /// Reading only; a statement that writes is refused.
    case read = "Read"
    /// Reading and writing.
    case write = "Write"
}

/// One statement with its parameters.
public struct CypherStatement: Sendable {
    /// The query's text.
    public var text: String
    /// The parameters' values by name.
    public var parameters: [String: Value]
    /// The moment whose graph is read, as `MomentText` reads it; now when nil.
    public var asOf: String?
    /// Who sent it, if the request says so.
    public var actor: String?

    /// Makes a statement.
    public init(_ text: String, parameters: [String: Value] = [:]) {
        self.text = text
        self.parameters = parameters
    }
}

/// What is known of a statement's answer besides its rows.
public struct Outcome: Sendable {
    /// What was changed.
    public var counters: UpdateCounters
    /// What else there is to say.
    public var notifications: [Cypher.Notification]
    /// The plan, when it was asked for.
    public var plan: PlanDescription?
    /// What the statement does.
    public var kind: QueryKind
    /// The number of the version that the statement read or made.
    public var sequence: UInt64

    /// Makes an outcome.
    public init(
        counters: UpdateCounters,
        notifications: [Cypher.Notification],
        plan: PlanDescription?,
        kind: QueryKind,
        sequence: UInt64
    ) {
        self.counters = counters
        self.notifications = notifications
        self.plan = plan
        self.kind = kind
        self.sequence = sequence
    }
}

/// Runs statements for the endpoints.
public protocol StatementExecutor: Sendable {
    /// Runs a statement as a transaction of its own; it may be run again after a conflict.
    ///
    /// - Parameters:
    ///   - statement: The statement.
    ///   - access: What it may do.
    ///   - rows: Takes the answer's rows; holds those of the last run alone.
    /// - Returns: What else there is to say about it.
    /// - Throws: every error of the language; nothing is written then.
    func run(
        _ statement: CypherStatement, access: AccessMode, into rows: inout RowBuffer
    ) throws(CypherError) -> Outcome

    /// Runs a statement that reads and is known to be brief, as a transaction of its own.
    ///
    /// - Parameters:
    ///   - statement: The statement.
    ///   - rows: Takes the answer's rows; of no use when there is no answer.
    /// - Returns: What else there is to say about it; nil when it takes longer or is not known.
    /// - Throws: every error of the language.
    func runBriefly(
        _ statement: CypherStatement, into rows: inout RowBuffer
    ) throws(CypherError) -> Outcome?

    /// Begins a transaction, for whoever the request says it is.
    func begin(
        access: AccessMode, actor: String?
    ) throws(CypherError) -> any OpenTransaction

    /// The number of the newest version.
    var sequence: UInt64 { get }
}

extension StatementExecutor {
    /// Knows of no statement that it is brief.
    public func runBriefly(
        _ statement: CypherStatement, into rows: inout RowBuffer
    ) throws(CypherError) -> Outcome? { nil }
}

/// A transaction under way.
///
/// It is used by one thread at a time, not always the same one.
public protocol OpenTransaction: AnyObject {
    /// Runs a statement; after an error the transaction is to be rolled back.
    func run(
        _ statement: CypherStatement, into rows: inout RowBuffer
    ) throws(CypherError) -> Outcome

    /// Makes the changes lasting and visible.
    ///
    /// - Returns: The number of the version that holds them.
    func commit() throws(CypherError) -> UInt64

    /// Forgets the changes.
    func rollback()
}

public import Cypher
import CypherRuntime
public import CypherSyntax
public import PropertyGraph

/// Runs statements with an engine on a database.
public struct EngineExecutor: StatementExecutor {
    private let engine: Engine
    private let database: any GraphDatabase
    private let info: @Sendable (_ actor: String?) -> CommitInfo
    private let options: @Sendable () -> QueryOptions
    private let past: @Sendable (_ moment: String) throws -> Graph

    /// Makes an executor.
    ///
    /// - Parameters:
    ///   - engine: Runs the texts.
    ///   - database: What they are run on.
    ///   - options: The limits of the statement that is about to run.
    ///   - past: The graph as it was at a moment.
    ///   - info: The circumstances of the commit that is about to happen, given who asks for it.
    public init(
        _ engine: Engine,
        on database: any GraphDatabase,
        options: @escaping @Sendable () -> QueryOptions = { QueryOptions() },
        past: @escaping @Sendable (_ moment: String) throws -> Graph = {
            throw MomentError(text: $0)
        },
        info: @escaping @Sendable (_ actor: String?) -> CommitInfo
    ) {
        self.past = past
        self.engine = engine
        self.database = database
        self.options = options
        self.info = info
    }

    public var sequence: UInt64 { database.snapshot().sequence }

    public func run(
        _ statement: CypherStatement, access: AccessMode, into rows: inout RowBuffer
    ) throws(CypherError) -> Outcome {
        if let moment = statement.asOf {
            return try engine.read(
                statement, on: try graph(asOf: moment), options: options(), into: &rows)
        }
        let snapshot = database.snapshot()
        let isReading =
            if access == .read { true } else {
                try engine.isReadOnly(statement.text, on: snapshot, options: options())
            }
        if isReading {
            return try engine.read(statement, on: snapshot, options: options(), into: &rows)
        }
        let result = try engine.execute(
            statement.text, parameters: statement.parameters, on: database,
            info: info(statement.actor), options: options())
        try rows.take(result, before: snapshot)
        return Outcome(result)
    }

    public func runBriefly(
        _ statement: CypherStatement, into rows: inout RowBuffer
    ) throws(CypherError) -> Outcome? {
        guard statement.asOf == nil else { return nil }
        let snapshot = database.snapshot()
        do {
            let summary = try engine.streamBriefly(
                statement.text, parameters: statement.parameters, on: snapshot,
                options: options(), into: &rows)
            return summary.map { Outcome($0) }
        } catch {
            throw CypherError(unexpected: error)
        }
    }

    private func graph(asOf moment: String) throws(CypherError) -> Graph {
        do {
            return try past(moment)
        } catch let error as GraphError {
            throw CypherError(error)
        } catch {
            throw CypherError(
                .argumentError, at: .runtime, detail: "InvalidArgumentValue",
                message: "`asOf`: \(error)")
        }
    }

    public func begin(
        access: AccessMode, actor: String?
    ) throws(CypherError) -> any OpenTransaction {
        switch access {
        case .read:
            return ReadTransaction(engine, on: database.snapshot(), options: options)
        case .write:
            do throws(GraphError) {
                return DraftTransaction(
                    engine, on: database, draft: try database.begin(), options: options,
                    info: { [info] in info(actor) })
            } catch {
                throw CypherError(error)
            }
        }
    }
}

/// A transaction that reads one version of the graph.
private final class ReadTransaction: OpenTransaction {
    private let engine: Engine
    private let graph: Graph
    private let options: @Sendable () -> QueryOptions

    init(_ engine: Engine, on graph: Graph, options: @escaping @Sendable () -> QueryOptions) {
        self.engine = engine
        self.graph = graph
        self.options = options
    }

    func run(
        _ statement: CypherStatement, into rows: inout RowBuffer
    ) throws(CypherError) -> Outcome {
        try engine.read(statement, on: graph, options: options(), into: &rows)
    }

    func commit() throws(CypherError) -> UInt64 { graph.sequence }

    func rollback() {}
}

/// A transaction that writes a draft.
private final class DraftTransaction: OpenTransaction {
    private let engine: Engine
    private let database: any GraphDatabase
    private let options: @Sendable () -> QueryOptions
    private let info: @Sendable () -> CommitInfo
    private var draft: Draft?

    init(
        _ engine: Engine,
        on database: any GraphDatabase,
        draft: Draft,
        options: @escaping @Sendable () -> QueryOptions,
        info: @escaping @Sendable () -> CommitInfo
    ) {
        self.engine = engine
        self.database = database
        self.draft = draft
        self.options = options
        self.info = info
    }

    func run(
        _ statement: CypherStatement, into rows: inout RowBuffer
    ) throws(CypherError) -> Outcome {
        guard let draft else { throw CypherError(GraphError.draftClosed) }
        let result = try engine.run(
            statement.text, parameters: statement.parameters, in: draft, options: options())
        try rows.take(result, before: draft.base)
        return Outcome(result)
    }

    func commit() throws(CypherError) -> UInt64 {
        guard let draft else { throw CypherError(GraphError.draftClosed) }
        self.draft = nil
        do throws(GraphError) {
            return try database.commit(draft, info()).sequence
        } catch {
            throw CypherError(error)
        }
    }

    func rollback() { draft = nil }
}

extension Engine {
    /// Runs a statement that only reads, and writes its rows as they come.
    fileprivate func read(
        _ statement: CypherStatement,
        on graph: Graph,
        options: QueryOptions,
        into rows: inout RowBuffer
    ) throws(CypherError) -> Outcome {
        do {
            let summary = try stream(
                statement.text, parameters: statement.parameters, on: graph, options: options,
                into: &rows)
            return Outcome(summary)
        } catch {
            throw CypherError(unexpected: error)
        }
    }
}

extension CypherError {
    /// What a sink or the engine threw; only errors of the language are expected.
    fileprivate init(unexpected error: any Error) {
        self =
            error as? CypherError
            ?? CypherError(
                .databaseError, at: .runtime, detail: "Unknown",
                message: "The statement failed for an unknown reason.")
    }
}

extension Outcome {
    /// What a streamed answer said besides its rows.
    init(_ summary: QuerySummary) {
        self.init(
            counters: summary.counters, notifications: summary.notifications,
            plan: summary.plan, kind: summary.kind, sequence: summary.graph.sequence)
    }

    /// What a whole answer says besides its rows.
    init(_ result: QueryResult) {
        self.init(
            counters: result.counters, notifications: result.notifications, plan: result.plan,
            kind: result.kind, sequence: result.graph.sequence)
    }
}

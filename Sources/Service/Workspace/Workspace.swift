public import Agents
internal import Assets
public import Catalog
public import Cypher
internal import CypherRuntime
internal import Foundation
public import GraphStore
public import Lineage
public import PropertyGraph
internal import SQLEngines
internal import Search
internal import SemanticLayer
internal import Synchronization

/// An open catalog with everything that works on it: the place where the parts meet.
public final class Workspace: Sendable {
    /// Where the parts are.
    public let settings: WorkspaceSettings

    /// The graph.
    public let database: any GraphDatabase

    /// The query engine, with the catalog's procedures.
    public let engine: Engine

    /// The named queries.
    public let library: QueryLibrary

    /// What the file's log knows of the past.
    public let history: GraphHistory

    let analysts = AnalystCache()

    /// What makes the vectors for the search.
    let meanings: Meanings

    private let engines = Mutex<[String: any SQLEngine]>([:])
    private let close: @Sendable () -> Void
    private let copy: @Sendable (String) throws -> UInt64

    private let store: any GraphDatabase

    /// The file, when this process may write it.
    var file: DurableDatabase? { store as? DurableDatabase }

    private init(
        _ settings: WorkspaceSettings,
        _ database: any GraphDatabase,
        meanings shared: Meanings? = nil,
        copy: @escaping @Sendable (String) throws -> UInt64,
        close: @escaping @Sendable () -> Void
    ) throws {
        self.settings = settings
        store = database
        let meanings = shared ?? Meanings(settings.embeddings)
        self.meanings = meanings
        self.database = CuratedDatabase(database) { meanings.noteCommit() }
        self.close = close
        history = GraphHistory(
            path: settings.databasePath, fixedIndexes: Set(SearchIndexes.fixed.keys),
            derivedIndexes: SearchIndexes.factory)
        self.copy = copy
        var procedures = ProcedureRegistry.standard
        for procedure in LineageProcedures.all + FullTextProcedures.all {
            procedures.register(procedure)
        }
        var functions = FunctionLibrary.standard
        if let folder = settings.importFolder {
            functions.register(ImportFolder(path: folder).function)
        }
        engine = Engine(procedures: procedures, functions: functions)
        library = try QueryLibrary(AssetFolder.queries.files(at: settings.queriesFolder))
    }

    /// Opens an existing catalog.
    ///
    /// While another process has the file open for writing, the catalog is opened as it is now,
    /// for reading; a write then says which process is in the way.
    ///
    /// - Parameters:
    ///   - settings: Where the parts are.
    ///   - isReadOnlyAllowed: Whether a catalog that cannot be written is of use.
    /// - Returns: The open catalog.
    /// - Throws: `WorkspaceError.noDatabase`, or what the file or a query file is wrong with.
    public static func open(
        _ settings: WorkspaceSettings,
        readOnlyAllowed isReadOnlyAllowed: Bool = true
    ) throws -> Workspace {
        let path = settings.databasePath
        guard !isAbsent(path) else { throw WorkspaceError.noDatabase(path) }
        do {
            let database = try durable(path)
            return try Workspace(settings, database)
        } catch let error as GraphError {
            guard isReadOnlyAllowed, case .storage(let problem, _) = error,
                [.busy, .readOnly, .inaccessible].contains(problem)
            else { throw error }
            let reader = MemoryDatabase(
                try DurableDatabase.read(path: path),
                fixedIndexes: SearchIndexes.fixed,
                derivedIndexes: SearchIndexes.factory
            )
            let database = ReadOnlyDatabase(reader.snapshot(), because: error)
            return try Workspace(
                settings, database, copy: { try DurableDatabase.backUp(path, to: $0) }, close: {})
        }
    }

    private static func durable(_ path: String) throws(GraphError) -> DurableDatabase {
        try DurableDatabase(
            path: path,
            fixedIndexes: SearchIndexes.fixed,
            derivedIndexes: SearchIndexes.factory
        )
    }

    /// Creates a catalog: the schema and, unless told otherwise, the seeds.
    ///
    /// - Parameters:
    ///   - settings: Where the parts are.
    ///   - hasSeeds: Whether the seeds are loaded.
    ///   - isUpdate: Whether an existing catalog gets what it lacks; else it is an error.
    /// - Returns: The open catalog, and what the seeds brought.
    /// - Throws: `WorkspaceError.databaseExists`, or what a file is wrong with.
    public static func create(
        _ settings: WorkspaceSettings,
        seeds hasSeeds: Bool = true,
        update isUpdate: Bool = false
    ) throws -> (workspace: Workspace, summary: LoadSummary) {
        let path = settings.databasePath
        let isNew = isAbsent(path)
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard isNew || isUpdate || isFolder.boolValue else {
            throw WorkspaceError.databaseExists(path)
        }
        do {
            let database = try durable(path)
            let workspace = try Workspace(settings, database)
            do {
                return (workspace, try workspace.update(seeds: hasSeeds))
            } catch {
                workspace.shutDown()
                throw error
            }
        } catch {
            if isNew { discard(path, after: error) }
            throw error
        }
    }

    /// Whether there is no file, or one without a single byte, as `touch` makes it.
    private static func isAbsent(_ path: String) -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return true }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType == .typeRegular
            && attributes?[.size] as? Int == 0
    }

    /// Removes what is left of a catalog that could not be made.
    private static func discard(_ path: String, after error: any Error) {
        // A busy file is another process's new catalog.
        if let error = error as? GraphError, case .storage(.busy, _) = error { return }
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }

    private convenience init(
        _ settings: WorkspaceSettings, _ database: DurableDatabase
    ) throws {
        let meanings = Meanings(settings.embeddings)
        try self.init(
            settings, database, meanings: meanings, copy: { try database.backUp(to: $0) },
            close: {
                meanings.stop()
                database.close()
            })
    }

    /// Copies the store into a new file while others go on writing.
    ///
    /// - Returns: The last transaction in the copy.
    public func backUp(to path: String) throws -> UInt64 { try copy(path) }

    /// The same open file, for somebody with settings of their own.
    ///
    /// - Parameter settings: Who acts and why, and the folders; this workspace's folder stands for
    ///   one that is `nil`, and its database for theirs.
    /// - Returns: A workspace that is to be used while this one is open; it does not close the file.
    /// - Throws: What a query file is wrong with.
    public func shared(with settings: WorkspaceSettings) throws -> Workspace {
        try Workspace(
            settings.completed(by: self.settings), store, meanings: meanings, copy: copy,
            close: {})
    }

    /// Waits for commits under way and closes the file.
    public func shutDown() {
        close()
    }

    // MARK: Filling

    /// Adds what the catalog lacks of the schema and, unless told otherwise, the seeds.
    public func update(seeds hasSeeds: Bool) throws -> LoadSummary {
        try applySchema()
        return hasSeeds ? try loadSeeds() : LoadSummary()
    }

    private func applySchema() throws {
        for file in try AssetFolder.schema.files(at: settings.schemaFolder) {
            for statement in try CypherScript.statements(in: file.text) {
                _ = try engine.execute(statement, on: database, info: info("create the schema"))
            }
        }
    }

    private func loadSeeds() throws -> LoadSummary {
        let files = try AssetFolder.seeds.files(at: settings.seedsFolder)
        return try load(files, policy: .fill, source: "seed", reason: "load the seeds")
    }

    private func load(
        _ files: [AssetFile],
        policy: MergePolicy,
        source: String,
        reason: String
    ) throws -> LoadSummary {
        let loader = CatalogLoader(policy: policy, source: source, now: Moment.now().value)
        return try database.write(info(reason)) { draft in
            try loader.load(files, into: draft)
        }
    }

    /// A copy of the graph in memory, to try on it what would be done.
    public func rehearsal() -> any GraphDatabase {
        CuratedDatabase(MemoryDatabase(database.snapshot()))
    }

    /// What a commit of this process says of itself.
    ///
    /// - Parameters:
    ///   - reason: What it is for, unless the settings give a reason.
    ///   - actor: Who acts; the settings' actor when nobody else is known.
    ///   - source: The way it came.
    /// - Returns: The circumstances, as of now.
    public func info(
        _ reason: String?,
        actor: String? = nil,
        source: String = "cli"
    ) -> CommitInfo {
        CommitInfo(
            actor: actor ?? settings.actor, reason: settings.reason ?? reason, source: source,
            time: Moment.now().nanoseconds)
    }

    // MARK: Agents

    /// The pipeline that makes data products.
    ///
    /// - Parameter engineName: `sqlite` or `duckdb`.
    /// - Returns: The pipeline, on the bronze data of the settings.
    /// - Throws: `WorkspaceError` when there is no data or no such engine.
    public func pipeline(engine engineName: String = "sqlite") throws -> DataProductPipeline {
        DataProductPipeline(
            queries: EngineQueries(
                library: library,
                engine: engine,
                database: database,
                info: { [self] reason in info(reason, actor: "data-product-agents", source: "agent")
                }
            ),
            engine: try sqlEngine(engineName)
        )
    }

    /// The engine that runs SQL on the bronze data.
    func sqlEngine(_ name: String) throws -> any SQLEngine {
        try engines.withLock { engines in
            let folder = settings.bronzeFolder
            if name == "sqlite" {
                // The store compares itself with the files at each use, which costs next to
                // nothing when they are unchanged.
                let store = BronzeStore(folder: try Self.bronze(at: folder))
                _ = try store.refresh()
                let engine = try SQLiteEngine(store: store)
                engines[name] = engine
                return engine
            }
            if let engine = engines[name] { return engine }
            guard name == "duckdb" else { throw WorkspaceError.unknownEngine(name) }
            let engine = try DuckDBEngine(
                program: DuckDBProgram(),
                folder: try Self.bronze(at: folder)
            )
            engines[name] = engine
            return engine
        }
    }

    private static func bronze(at folder: String) throws -> BronzeFolder {
        do {
            return try BronzeFolder(path: folder)
        } catch {
            throw WorkspaceError.noData(folder, reason: "\(error)")
        }
    }

    // MARK: Named queries

    /// Runs a named query as a transaction of its own, or on the graph as it was at a moment.
    public func runNamed(
        _ name: String,
        _ parameters: [String: Value],
        asOf moment: String? = nil,
        info: CommitInfo,
        options: QueryOptions = QueryOptions()
    ) throws -> QueryResult {
        guard let query = library.query(named: name) else { throw QueryError.unknown(name) }
        let arguments = query.arguments(parameters)
        for parameter in query.parameters where arguments[parameter.name] == nil {
            throw QueryError.missingParameter(parameter.name, query: query.name)
        }
        return try engine.execute(
            query.text,
            parameters: arguments,
            on: try moment.map { try pastDatabase(asOf: $0) } ?? database,
            info: info,
            options: options
        )
    }

    /// The graph as it is now, for readers.
    public var catalog: CatalogReader {
        CatalogReader(database.snapshot())
    }

    /// The lineage as it is now.
    public var lineage: LineageTracer {
        LineageTracer(database.snapshot())
    }
}

extension QueryLibrary {
    /// The named queries that a workspace with these settings has.
    public static func standard(_ settings: WorkspaceSettings) throws -> QueryLibrary {
        try QueryLibrary(AssetFolder.queries.files(at: settings.queriesFolder))
    }
}

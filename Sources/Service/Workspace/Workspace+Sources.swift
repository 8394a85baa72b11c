internal import Agents
public import Analytics
internal import Catalog
internal import Foundation
public import Harvest
internal import PropertyGraph
public import SQLEngines
internal import SemanticLayer
internal import Synchronization

extension Workspace {
    /// The registered sources by name.
    public func sources() -> [SourceReader.Listing] {
        SourceReader(database.snapshot()).sources()
    }

    /// Reads a database and brings what it holds into the catalog; doing so again updates it.
    ///
    /// - Parameters:
    ///   - source: The source; a relative path is one of this process's folder.
    ///   - actor: Who registers it, when somebody other than the settings' actor does.
    ///   - way: The way the request came.
    /// - Returns: What was found and changed.
    /// - Throws: `HarvestError`, or what the commit fails with; nothing is changed then.
    public func register(
        _ source: SourceRegistration, actor: String? = nil, way: String = "cli"
    ) throws -> HarvestSummary {
        let path = URL(fileURLWithPath: source.path).standardizedFileURL.path
        let isOwn = Self.resolved(path) == Self.resolved(settings.databasePath)
        guard !isOwn else { throw HarvestError.ownFile(source.path) }
        let source = try SourceRegistration(name: source.name, kind: source.kind, path: path)
        let schema = try Harvester().harvest(path: path)
        let info = info("harvest \(source.name)", actor: actor, source: way)
        return try database.write(info) { draft in
            var writer = SourceWriter(source, into: draft, now: Moment.now().value)
            return try writer.write(schema)
        }
    }

    private static func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }

    /// Takes a source out of the catalog, with all that the catalog knows of its tables.
    ///
    /// - Throws: `HarvestError.unknownSource`.
    public func removeSource(
        _ name: String, actor: String? = nil, way: String = "cli"
    ) throws {
        try database.write(info("remove the source \(name)", actor: actor, source: way)) { draft in
            try SourceRemoval.remove(name, from: draft)
        }
    }

    /// What answers questions about a source, made anew when the graph has changed.
    ///
    /// - Parameters:
    ///   - name: The source.
    ///   - user: Who asks; what the user may not see is not there.
    /// - Returns: The analyst, and what runs queries on the source.
    /// - Throws: `HarvestError.unknownSource`, or what a query fails with.
    public func analyst(
        of name: String, for user: String? = nil
    ) throws -> (analyst: SourceAnalyst, engine: any SQLEngine) {
        let graph = database.snapshot()
        let source = try SourceReader(graph).source(named: name)
        let engine = SQLiteEngine(path: source.path, schema: "source", mapped: false)
        let analyst = try analysts.analyst(of: name, for: user, at: graph.sequence) {
            try SourceAnalyst(
                source: name, user: user, queries: queries(on: graph), engine: engine)
        }
        return (analyst, engine)
    }

    /// The source to ask when none is named: the only one that there is.
    ///
    /// - Throws: `SourceQuestionError.noSource`.
    public func onlySource() throws -> String {
        let names = sources().map(\.source.name)
        guard let name = names.first, names.count == 1 else {
            throw SourceQuestionError.noSource(known: names)
        }
        return name
    }

    /// The joins that connect tables of a source.
    ///
    /// - Throws: `HarvestError.unknownSource`, `SourceQuestionError.unknownTables`.
    public func joins(of tables: [String], in name: String) throws -> JoinTree {
        let graph = database.snapshot()
        _ = try SourceReader(graph).source(named: name)
        let known = try JoinTree.Key.all(of: name, queries: queries(on: graph))
        var named: [String] = []
        var unknown: [String] = []
        for table in tables {
            let short =
                table.hasPrefix(name + ".") ? String(table.dropFirst(name.count + 1)) : table
            let found =
                known.tables.first { $0 == short }
                ?? known.tables.first { $0.lowercased() == short.lowercased() }
            if let found { named.append(found) } else { unknown.append(table) }
        }
        guard unknown.isEmpty else {
            throw SourceQuestionError.unknownTables(unknown, source: name)
        }
        return JoinTree(connecting: named, over: known.keys)
    }

    /// Named queries on one version of the graph.
    private func queries(on graph: Graph) -> EngineQueries {
        EngineQueries(
            library: library, engine: engine, database: MemoryDatabase(graph),
            info: { [self] reason in info(reason) })
    }
}

/// Why a source cannot be asked.
public enum SourceQuestionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The source has no such tables.
    case unknownTables([String], source: String)

    /// No source is named, and there is none or more than one.
    case noSource(known: [String])

    public var description: String {
        switch self {
        case .unknownTables(let tables, let source):
            "The source `\(source)` has no table "
                + tables.map { "`\($0)`" }.joined(separator: ", ") + "."
        case .noSource(let known) where known.isEmpty:
            "There is no registered source to ask; register one with `lexigraph sources add NAME "
                + "--path FILE`."
        case .noSource(let known):
            "Say which source to ask: " + known.map { "`\($0)`" }.joined(separator: ", ") + "."
        }
    }
}

/// Analysts by source and user, as long as the graph stays the same.
final class AnalystCache: Sendable {
    private struct Entry {
        let sequence: UInt64
        let analyst: SourceAnalyst
    }

    private let entries = Mutex<[[String?]: Entry]>([:])

    /// The most analysts kept; when there are more, all are made anew.
    private static let capacity = 32

    func analyst(
        of source: String, for user: String?, at sequence: UInt64,
        make: () throws -> SourceAnalyst
    ) throws -> SourceAnalyst {
        let key = [source, user]
        if let entry = entries.withLock({ $0[key] }), entry.sequence == sequence {
            return entry.analyst
        }
        // Made outside the lock: two askers may both do so, which is harmless.
        let analyst = try make()
        entries.withLock { entries in
            if entries.count >= Self.capacity { entries.removeAll() }
            entries[key] = Entry(sequence: sequence, analyst: analyst)
        }
        return analyst
    }
}

internal import Foundation

/// Where a workspace's parts are.
public struct WorkspaceSettings: Sendable {
    /// The database file.
    public var databasePath: String

    /// The folder of the bronze data; `data/bronze` beside the database file when `nil`.
    public var dataFolder: String?

    /// The folder whose files `LOAD CSV` may read; it may read none when `nil`.
    public var importFolder: String?

    /// Folders that replace what the binary carries.
    public var schemaFolder: String?
    public var seedsFolder: String?
    public var queriesFolder: String?

    /// What makes vectors for the search.
    public var embeddings = EmbeddingSettings()

    /// Who acts when nothing else says so.
    public var actor = "local"

    /// Why, in the actor's words; else the commits say what they are for.
    public var reason: String?

    /// Creates settings.
    public init(databasePath: String = "lexigraph.db") {
        self.databasePath = databasePath
    }

    /// These settings on another's database, with its folders where there are none here.
    func completed(by other: WorkspaceSettings) -> WorkspaceSettings {
        var settings = self
        settings.databasePath = other.databasePath
        settings.dataFolder = dataFolder ?? other.dataFolder
        settings.importFolder = importFolder ?? other.importFolder
        settings.schemaFolder = schemaFolder ?? other.schemaFolder
        settings.seedsFolder = seedsFolder ?? other.seedsFolder
        settings.queriesFolder = queriesFolder ?? other.queriesFolder
        return settings
    }

    /// The folder of the bronze data.
    public var bronzeFolder: String {
        if let dataFolder { return dataFolder }
        return URL(fileURLWithPath: databasePath).deletingLastPathComponent()
            .appendingPathComponent("data/bronze").path
    }
}

/// Why a workspace cannot do what it was asked.
public enum WorkspaceError: Error, CustomStringConvertible {
    /// There is no database file.
    case noDatabase(String)

    /// A database file is there already.
    case databaseExists(String)

    /// Another process has the file open for writing, or it cannot be written.
    case readOnly(String)

    /// There is no data to compute products from.
    case noData(String, reason: String)

    /// The engine asked for is unknown.
    case unknownEngine(String)

    public var description: String {
        switch self {
        case .noDatabase(let path):
            "There is no database at `\(path)`. Create one with `lexigraph init`, or name another "
                + "with --db."
        case .databaseExists(let path):
            "`\(path)` holds a catalog already. `init` adds what is missing to it only with "
                + "--update; name another file with --db."
        case .readOnly(let path):
            "`\(path)` cannot be written now. Stop the process that has it open, or make it writable."
        case .noData(let folder, let reason):
            "There is no data at `\(folder)`: \(reason) Make some with `lexigraph demo`, or name "
                + "another folder with --data."
        case .unknownEngine(let name):
            "There is no engine `\(name)`; take `sqlite` or `duckdb`."
        }
    }
}

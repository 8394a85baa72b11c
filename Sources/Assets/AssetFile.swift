/// A text file of the schema, the seeds or the queries.
public struct AssetFile: Hashable, Sendable {
    /// The path below the file's folder, with `/` between its parts: `discovery/terms.cypher`.
    public let path: String

    /// What the file says.
    public let text: String

    /// Creates a file.
    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }

    /// The path without its extension: `discovery/terms`.
    public var name: String {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return path }
        return String(path[..<dot])
    }
}

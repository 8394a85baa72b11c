/// The forms in which a whole graph is written.
public enum ExportFormat: String, CaseIterable, Sendable {
    /// JSON Lines as Neo4j's APOC writes them.
    case jsonl
    /// A script of Cypher statements.
    case cypher
    /// GraphML.
    case graphml
    /// CSV files in the form of `neo4j-admin database import`; in one stream, a tar archive.
    case csv

    /// The media type of the stream.
    public var mediaType: String {
        switch self {
        case .jsonl: "application/x-ndjson"
        case .cypher: "application/vnd.neo4j.cypher; charset=utf-8"
        case .graphml: "application/graphml+xml"
        case .csv: "application/x-tar"
        }
    }

    /// How names of files with the stream end.
    public var fileExtension: String {
        self == .csv ? "tar" : rawValue
    }
}

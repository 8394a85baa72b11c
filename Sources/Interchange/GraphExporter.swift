internal import Catalog
public import PropertyGraph

/// Writes a whole graph in one of the forms that others read.
public struct GraphExporter: Sendable {
    private let graph: Graph
    private let access: AccessView

    /// Creates an exporter of one version of a graph.
    ///
    /// - Parameters:
    ///   - graph: The version to write.
    ///   - access: What may be seen; the rest is left out, with its relationships.
    public init(_ graph: Graph, access: AccessView = .all) {
        self.graph = graph
        self.access = access
    }

    /// Writes the graph as one stream, in pieces of about 64 KB.
    ///
    /// - Parameters:
    ///   - format: The form.
    ///   - sink: Takes each piece.
    /// - Throws: `ExportError` when the form cannot hold a value, before any piece is written; what
    ///   the sink throws.
    /// - Complexity: memory of 4 to 12 bytes for each node.
    public func write(
        _ format: ExportFormat, to sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        switch format {
        case .jsonl: try JSONLinesExporter(graph, access: access).write(to: sink)
        case .cypher: try CypherScriptExporter(graph, access: access).write(to: sink)
        case .graphml: try GraphMLExporter(graph, access: access).write(to: sink)
        case .csv:
            var archive = TarArchive(sink: sink)
            try CSVExporter(graph, access: access).forEachFile { file in
                try archive.append(file.name, file.write)
            }
            try archive.finish()
        }
    }

    /// Writes the graph as CSV files.
    ///
    /// - Parameter writeFile: Is given the name of each file, and what writes it.
    /// - Throws: What the writing throws.
    public func writeCSVFiles(
        _ writeFile: (
            _ name: String, _ write: (@escaping ([UInt8]) throws -> Void) throws -> Void
        ) throws -> Void
    ) throws {
        try CSVExporter(graph, access: access).forEachFile { file in
            try writeFile(file.name, file.write)
        }
    }
}

/// Why a graph cannot be written in a form.
public struct ExportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, where, and what to do.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}

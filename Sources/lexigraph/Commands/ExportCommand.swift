import Foundation
import Interchange
import PropertyGraph
import Service

/// `export`.
enum ExportCommand {
    static let export = Command(
        name: "export",
        summary: "Write the whole graph: JSON Lines, Cypher, GraphML or CSV.",
        operands: "[FILE|FOLDER]",
        operandCount: 0...1,
        options: [
            .value(
                "format", "FORMAT",
                "jsonl, cypher, graphml or csv (default: by the file's name, else jsonl)"),
            .value("as-of", "MOMENT", "the graph as it was: a change's number or a time"),
        ],
        examples: [
            "lexigraph export > graph.jsonl", "lexigraph export graph.graphml",
            "lexigraph export --format cypher | cypher-shell",
            "lexigraph export --format csv folder", "lexigraph export --format csv graph.tar",
            "lexigraph export --as-of 42 old.jsonl",
        ]
    ) { invocation in
        let path = invocation.operands.first ?? "-"
        let format: ExportFormat = try invocation.choice("format", default: Self.format(of: path))
        try await invocation.withWorkspace { workspace in
            let exporter = GraphExporter(try workspace.graph(asOf: invocation["as-of"]))
            if path == "-" {
                guard format != .csv || isatty(1) == 0 else {
                    throw UsageError("CSV is several files: name a folder or a .tar file.")
                }
                try exporter.write(format) { Terminal.write($0) }
            } else if format == .csv, !path.hasSuffix(".tar") {
                try writeFolder(path, exporter)
            } else {
                try OutputFile.write(to: path) { append in
                    try exporter.write(format, to: append)
                }
            }
        }
    }

    private static func format(of path: String) -> ExportFormat {
        if path.hasSuffix(".tar") { return .csv }
        return ExportFormat.allCases.first { path.hasSuffix(".\($0.rawValue)") } ?? .jsonl
    }

    /// Writes CSV files into a folder that is new or empty; none of them stays after a failure.
    private static func writeFolder(_ path: String, _ exporter: GraphExporter) throws {
        let files = FileManager.default
        do {
            try files.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure("The folder `\(path)` cannot be made.")
        }
        guard try files.contentsOfDirectory(atPath: path).isEmpty else {
            throw CommandFailure("The folder `\(path)` is not empty; name another.")
        }
        var written: [String] = []
        do {
            try exporter.writeCSVFiles { name, write in
                let file = path + "/" + name
                try OutputFile.write(to: file) { append in try write(append) }
                written.append(file)
            }
        } catch {
            for file in written { try? files.removeItem(atPath: file) }
            throw error
        }
    }
}

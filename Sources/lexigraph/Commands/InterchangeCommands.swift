import Catalog
import Foundation
import JSON
import PropertyGraph
import Service
import YAML

/// `import` and `export`.
enum InterchangeCommands {
    static let importing = Command(
        name: "import",
        summary: "Bring in a graph (JSON Lines) or a steward's catalog file (YAML).",
        operands: "FILE|-",
        operandCount: 1...1,
        options: [
            .value("on-error", "POLICY", "stop or continue at a bad line (default: stop)"),
            .value("format", "FORMAT", "jsonl or yaml (default: by the file's name)"),
        ],
        examples: [
            "lexigraph import graph.jsonl", "lexigraph import glossary.yaml",
            "gzip -dc graph.jsonl.gz | lexigraph import - --on-error continue",
        ]
    ) { invocation in
        let path = invocation.operands.first ?? "-"
        let policy: ImportErrorPolicy = try invocation.choice("on-error", default: .stop)
        let format: ImportFormat = try invocation.choice(
            "format",
            default: path.hasSuffix(".yaml") || path.hasSuffix(".yml") ? .yaml : .jsonl
        )
        try await invocation.withWorkspace(writing: true) { workspace in
            switch format {
            case .yaml: try importCatalog(path, into: workspace)
            case .jsonl: try importLines(path, policy, into: workspace, invocation.format)
            }
        }
    }

    private enum ImportFormat: String, CaseIterable {
        case jsonl
        case yaml
    }

    private static func importCatalog(_ path: String, into workspace: Workspace) throws {
        let summary = try workspace.importCatalog(try InputFile.text(path), name: path)
        for warning in summary.warnings { Terminal.note("warning: \(warning)") }
        Terminal.print(
            "\(summary.nodesCreated) nodes created, \(summary.nodesChanged) changed; "
                + "\(summary.relationshipsCreated) relationships created, "
                + "\(summary.relationshipsChanged) changed, "
                + "\(summary.relationshipsDeleted) deleted"
        )
    }

    private static func importLines(
        _ path: String,
        _ policy: ImportErrorPolicy,
        into workspace: Workspace,
        _ format: OutputFormat
    ) throws {
        var importer = JSONLinesImporter(
            into: workspace.database,
            info: workspace.info("import \(path)", source: "import"),
            onError: policy,
            // The workspace's database completes each commit itself.
            prepare: { _ in }
        )
        let place = path == "-" ? "standard input" : path
        do {
            try InputFile.forEachPiece(path) { try importer.append($0) }
            _ = try importer.finish()
        } catch {
            let text = SystemFailure.text(of: error)
            let line = importer.report.committedLine
            throw CommandFailure(
                (error is ImportProblem ? "\(place), \(text)" : text)
                    + (line > 0 ? " Lines up to \(line) are imported." : " Nothing is imported.")
            )
        }
        let report = importer.report
        for problem in report.problems { Terminal.note("\(place), \(problem)") }
        switch format {
        case .json: Terminal.print(report.json.serialized(pretty: true))
        case .yaml: Terminal.write(YAML.write(report.json))
        case .table, .csv:
            Terminal.print(
                "\(report.lines) lines: \(report.nodesCreated) nodes created, "
                    + "\(report.nodesMerged) merged; \(report.relationshipsCreated) "
                    + "relationships created, \(report.relationshipsMerged) merged; "
                    + "\(report.problemCount) bad lines"
            )
        }
        if report.problemCount > 0 {
            throw CommandFailure("\(report.problemCount) lines were left out.")
        }
    }

    static let exporting = Command(
        name: "export",
        summary: "Write the whole graph as JSON Lines.",
        operands: "[FILE]",
        operandCount: 0...1,
        options: [
            .value("as-of", "MOMENT", "the graph as it was: a change's number or a time")
        ],
        examples: [
            "lexigraph export > graph.jsonl", "lexigraph export graph.jsonl",
            "lexigraph export --as-of 42 old.jsonl",
        ]
    ) { invocation in
        try await invocation.withWorkspace { workspace in
            let exporter = JSONLinesExporter(try workspace.graph(asOf: invocation["as-of"]))
            guard let path = invocation.operands.first, path != "-" else {
                try exporter.write { Terminal.write($0) }
                return
            }
            try OutputFile.write(to: path) { append in try exporter.write(to: append) }
        }
    }
}

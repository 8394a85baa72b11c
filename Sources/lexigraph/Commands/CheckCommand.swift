import GraphStore
import JSON
import Service
import YAML

/// `check`.
enum CheckCommand {
    static let check = Command(
        name: "check",
        summary: "Verify the file: its structure, the graph, the indexes and the chained log.",
        examples: [
            "lexigraph check", "lexigraph check --db other.db --output json | jq '.findings'",
        ]
    ) { invocation in
        let format = try invocation.format
        let report = try StoreCheck.run(path: invocation.settings.databasePath)
        switch format {
        case .json: Terminal.print(report.json.serialized(pretty: true))
        case .yaml: Terminal.write(YAML.write(report.json))
        case .table, .csv:
            for finding in report.findings {
                Terminal.print(
                    DisplayText.harmless("\(finding.kind.rawValue): \(finding.message)"))
            }
            Terminal.print(
                "\(report.nodes) nodes, \(report.relationships) relationships, "
                    + "\(report.entries) changes"
                    + (report.digest.isEmpty ? "" : "; the chain ends with \(report.digest)"))
        }
        guard report.isClean else {
            let count = report.findings.count
            throw CommandFailure(
                "`\(report.path)` is not as it should be: "
                    + (count == 1 ? "1 finding." : "\(count) findings."))
        }
        if format == .table { Terminal.print("Nothing is wrong.") }
    }
}

import Catalog
import Cypher
import CypherPlanning
import CypherRuntime
import CypherSyntax
import Foundation
import JSON
import PropertyGraph
import Service
import YAML

/// `query` and `queries`.
enum QueryCommands {
    static let query = Command(
        name: "query",
        summary: "Run a Cypher query, or a named one.",
        operands: "[TEXT]",
        operandCount: 0...1,
        options: [
            .value("param", "NAME=JSON", "a parameter; may be repeated", repeatable: true),
            .value("named", "NAME", "run a named query; see `lexigraph queries`"),
            .value("as-of", "MOMENT", "read the graph as it was: a change's number or a time"),
            .value("timeout", "SECONDS", "how long it may take (default: 60)"),
            .value("memory", "MIB", "how much memory it may use (default: 1024)"),
        ],
        examples: [
            "lexigraph query 'MATCH (d:Dataset) RETURN d.name ORDER BY d.name'",
            "lexigraph query 'MATCH (t:BusinessTerm {term: $term}) RETURN t' --param term='\"ctr\"'",
            "lexigraph query --as-of 2026-03-01T12:00:00Z 'MATCH (t:BusinessTerm) RETURN t.term'",
            "lexigraph query --named lineage/upstream-of-dataset --param dataset='\"gold.x\"'",
            "echo 'RETURN 1' | lexigraph query --output json | jq '.[0]'",
        ],
        isForwarded: true,
        takesInput: true
    ) { invocation in
        let parameters = try readParameters(invocation.values["param"] ?? [])
        let seconds = try invocation.integer("timeout", in: 1...86_400) ?? 60
        guard invocation["named"] == nil || invocation.operands.isEmpty else {
            throw UsageError("`query` takes a text or --named, not both.")
        }
        let memory = try invocation.integer("memory", in: 1...1_048_576) ?? 1_024
        let options = QueryOptions(deadline: .now + .seconds(seconds), memoryLimit: memory << 20)
        try await invocation.withWorkspace { workspace in
            let info = workspace.info("query")
            if let name = invocation["named"] {
                guard workspace.library.query(named: name) != nil else {
                    throw CatalogCommands.unknown(
                        name,
                        "query",
                        workspace.library.queries.map(\.name)
                    )
                }
                let result = try workspace.runNamed(
                    name, parameters, asOf: invocation["as-of"], info: info, options: options)
                try show(result, invocation.format)
                return
            }
            let text = try invocation.operands.first ?? InputFile.text("-")
            let database =
                try invocation["as-of"].map { try workspace.pastDatabase(asOf: $0) }
                ?? workspace.database
            do throws(CypherError) {
                let result = try workspace.engine.execute(
                    text,
                    parameters: parameters,
                    on: database,
                    info: info,
                    options: options
                )
                try show(result, format(of: invocation))
            } catch {
                throw CommandFailure(error.rendered(in: text))
            }
        }
    }

    private static func format(of invocation: Invocation) -> OutputFormat {
        (try? invocation.format) ?? .table
    }

    /// Parameters as they stand on the command line: `name=json`; what is no JSON is a text.
    static func readParameters(_ items: [String]) throws(UsageError) -> [String: Value] {
        var parameters: [String: Value] = [:]
        for item in items {
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw UsageError("--param takes NAME=JSON, not `\(item)`.")
            }
            let text = String(parts[1])
            guard parameters[String(parts[0])] == nil else {
                throw UsageError("The parameter `\(parts[0])` is given twice.")
            }
            parameters[String(parts[0])] =
                (try? JSONValue(parsing: text)).map { Value($0) } ?? .string(text)
        }
        return parameters
    }

    private static func show(_ result: QueryResult, _ format: OutputFormat) throws(CypherError) {
        if let plan = result.plan { Terminal.note(plan.text) }
        if !result.columns.isEmpty {
            let table = Table(
                columns: result.columns,
                rows: result.rows.map { row in
                    row.map { .init($0.json(in: result.graph), $0.display(in: result.graph)) }
                }
            )
            Terminal.write(table.text(format))
        } else if format == .json || format == .yaml {
            Terminal.print("[]")
        }
        for notification in result.notifications {
            Terminal.note("note: \(notification.description)")
        }
        let changes = result.counters.summary
        if !changes.isEmpty { Terminal.note(changes) }
    }

    static let queries = Command(
        name: "queries",
        summary: "List the named queries with their documentation.",
        operands: "[NAME]",
        operandCount: 0...1,
        examples: ["lexigraph queries", "lexigraph queries lineage/impact-of-column"]
    ) { invocation in
        let library = try QueryLibrary.standard(invocation.settings)
        if let name = invocation.operands.first {
            guard let query = library.query(named: name) else {
                throw CatalogCommands.unknown(name, "query", library.queries.map(\.name))
            }
            switch try invocation.format {
            case .json: Terminal.print(query.json.serialized(pretty: true))
            case .yaml: Terminal.write(YAML.write(query.json))
            case .table, .csv: Terminal.print(query.text)
            }
            return
        }
        let table = Table(
            columns: ["name", "parameters", "summary"],
            rows: library.queries.map { query in
                [
                    .init(.string(query.name)),
                    .init(.array(query.parameters.map { .string($0.name) })),
                    .init(.string(query.summary)),
                ]
            }
        )
        Terminal.write(try table.text(invocation.format))
    }
}

extension UpdateCounters {
    /// What changed, in a sentence; empty when nothing did.
    fileprivate var summary: String {
        let parts = [
            (nodesCreated, "nodes created"), (nodesDeleted, "nodes deleted"),
            (relationshipsCreated, "relationships created"),
            (relationshipsDeleted, "relationships deleted"),
            (propertiesSet, "properties set"), (labelsAdded, "labels added"),
            (labelsRemoved, "labels removed"), (indexesAdded, "indexes added"),
            (indexesRemoved, "indexes removed"), (constraintsAdded, "constraints added"),
            (constraintsRemoved, "constraints removed"),
        ]
        return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}

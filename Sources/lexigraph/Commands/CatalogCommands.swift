import Catalog
import Foundation
import JSON
import Lineage
import PropertyGraph
import Service
import YAML

/// `init`, `datasets`, `terms` and `lineage`.
enum CatalogCommands {
    static let initialize = Command(
        name: "init",
        summary: "Create a catalog with the schema and the starting glossary.",
        options: [
            .flag("no-seeds", "leave the catalog empty"),
            .flag("update", "add what an existing catalog lacks"),
        ],
        examples: ["lexigraph init", "lexigraph init --no-seeds --db empty.db"],
        isForwarded: true
    ) { invocation in
        let (workspace, summary) = try create(invocation)
        defer { if Surroundings.sender == nil { workspace.shutDown() } }
        for warning in summary.warnings { Terminal.note("warning: \(warning)") }
        let path = invocation.settings.databasePath
        let counts = (workspace.catalog.datasets().count, workspace.catalog.terms().count)
        let format = try invocation.format
        guard format == .table else {
            let cells: [JSONValue] = [
                .string(path), .integer(Int64(counts.0)), .integer(Int64(counts.1)),
            ]
            let row = cells.map { Table.Cell($0) }
            let table = Table(columns: ["database", "datasets", "terms"], rows: [row])
            Terminal.write(table.text(format))
            return
        }
        Terminal.print("\(path): \(counts.0) datasets, \(counts.1) terms")
    }

    /// A new catalog, or an existing one with what it lacked.
    private static func create(
        _ invocation: Invocation
    ) throws -> (workspace: Workspace, summary: LoadSummary) {
        let hasSeeds = !invocation.has("no-seeds")
        let isUpdate = invocation.has("update")
        guard let open = Surroundings.sender?.workspace else {
            return try Workspace.create(invocation.settings, seeds: hasSeeds, update: isUpdate)
        }
        guard isUpdate else { throw WorkspaceError.databaseExists(open.settings.databasePath) }
        return (open, try open.update(seeds: hasSeeds))
    }

    static let datasets = Command(
        name: "datasets",
        summary: "List the datasets, or describe one.",
        operands: "[NAME]",
        operandCount: 0...1,
        options: [.value("layer", "LAYER", "only datasets of this layer")],
        examples: ["lexigraph datasets --layer bronze", "lexigraph datasets bronze.orders"]
    ) { invocation in
        try await invocation.withWorkspace { workspace in
            guard let name = invocation.operands.first else {
                let layer = invocation["layer"]
                let found = workspace.catalog.datasets()
                    .filter { layer == nil || $0.layer == layer }
                Terminal.write(try list(found).text(invocation.format))
                return
            }
            guard let dataset = workspace.catalog.dataset(named: name) else {
                throw unknown(name, "dataset", workspace.catalog.datasets().map(\.name))
            }
            switch try invocation.format {
            case .json: Terminal.print(dataset.json.serialized(pretty: true))
            case .yaml: Terminal.write(YAML.write(dataset.json))
            case .table, .csv:
                Terminal.write(try columns(of: dataset).text(invocation.format))
            }
        }
    }

    private static func list(_ datasets: [DatasetDescription]) -> Table {
        Table(
            columns: [
                "name", "layer", "kind", "rows", "columns", "quality", "freshness", "owner",
                "description",
            ],
            rows: datasets.map { dataset in
                [
                    .init(.string(dataset.name)), .init(JSONValue.text(dataset.layer)),
                    .init(JSONValue.text(dataset.kind)),
                    .init(dataset.rowCount.map { .integer($0) } ?? .null),
                    .init(.integer(Int64(dataset.columns.count))),
                    .init(dataset.qualityScore.map { .number($0) } ?? .null),
                    .init(JSONValue.text(dataset.freshness)),
                    .init(JSONValue.text(dataset.owner)),
                    .init(JSONValue.text(dataset.description)),
                ]
            }
        )
    }

    private static func columns(of dataset: DatasetDescription) -> Table {
        Table(
            columns: ["column", "type", "key", "nullable", "pii", "terms", "description"],
            rows: dataset.columns.map { column in
                [
                    .init(.string(column.name)), .init(JSONValue.text(column.dataType)),
                    .init(.boolean(column.isPrimaryKey), column.isPrimaryKey ? "key" : ""),
                    .init(column.isNullable.map { .boolean($0) } ?? .null),
                    .init(.boolean(column.isPII), column.isPII ? column.piiType ?? "yes" : ""),
                    .init(.array(column.terms.map { .string($0) })),
                    .init(JSONValue.text(column.description)),
                ]
            }
        )
    }

    static let terms = Command(
        name: "terms",
        summary: "List the business terms, or describe one.",
        operands: "[TERM]",
        operandCount: 0...1,
        options: [.value("domain", "DOMAIN", "only terms of this domain")],
        examples: ["lexigraph terms --domain marketing", "lexigraph terms revenue --output yaml"]
    ) { invocation in
        try await invocation.withWorkspace { workspace in
            guard let key = invocation.operands.first else {
                let domain = invocation["domain"]
                let found = workspace.catalog.terms()
                    .filter { domain == nil || $0.domain == domain }
                Terminal.write(try list(found).text(invocation.format))
                return
            }
            guard let term = workspace.catalog.term(named: key) else {
                throw unknown(key, "business term", workspace.catalog.terms().map(\.term))
            }
            switch try invocation.format {
            case .json: Terminal.print(term.json.serialized(pretty: true))
            case .yaml: Terminal.write(YAML.write(term.json))
            case .table, .csv: Terminal.write(try list([term]).text(invocation.format))
            }
        }
    }

    private static func list(_ terms: [TermDescription]) -> Table {
        Table(
            columns: ["term", "kind", "domain", "formula", "synonyms", "steward", "definition"],
            rows: terms.map { term in
                [
                    .init(.string(term.term)), .init(JSONValue.text(term.kind)),
                    .init(JSONValue.text(term.domain)),
                    .init(JSONValue.text(term.formula)),
                    .init(.array(term.synonyms.map { .string($0) })),
                    .init(JSONValue.text(term.steward)),
                    .init(JSONValue.text(term.definition)),
                ]
            }
        )
    }

    static let lineage = Command(
        name: "lineage",
        summary: "Show what a dataset or column is made from, or what is made from it.",
        operands: "NAME",
        operandCount: 1...1,
        options: [
            .value("direction", "WAY", "upstream or downstream (default: upstream)"),
            .value("depth", "HOPS", "how far to follow (default: 10)"),
            .flag("columns", "follow the columns of a dataset instead of the dataset"),
        ],
        examples: [
            "lexigraph lineage gold.marketing_campaign_performance --columns",
            "lexigraph lineage bronze.orders.total_amount --direction downstream --output json",
        ]
    ) { invocation in
        let direction: LineageDirection = try invocation.choice("direction", default: .upstream)
        let depth = try invocation.integer("depth", in: 1...50) ?? 10
        try await invocation.withWorkspace { workspace in
            let name = invocation.operands.first ?? ""
            let traces = try LineageReport.traces(
                of: name,
                direction,
                depth: depth,
                columns: invocation.has("columns"),
                in: workspace
            )
            Terminal.write(try LineageReport.text(of: traces, invocation.format))
        }
    }

    static func unknown(_ name: String, _ kind: String, _ names: [String]) -> CommandFailure {
        let nearest = Suggestion.nearest(to: name, among: names)
        let hint = nearest.map { " Did you mean `\($0)`?" } ?? ""
        return CommandFailure("There is no \(kind) named `\(name)`.\(hint)")
    }
}

extension JSONValue {
    static func text(_ text: String?) -> JSONValue {
        text.map { .string($0) } ?? .null
    }
}

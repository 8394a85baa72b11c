import Catalog
import JSON
import Lineage
import PropertyGraph
import Service
import YAML

/// Lineage as a table of derivations, or as JSON with nodes and edges.
enum LineageReport {
    /// The lineage of a dataset or column; with `columns`, of each column of a dataset.
    static func traces(
        of name: String,
        _ direction: LineageDirection,
        depth: Int,
        columns: Bool,
        in workspace: Workspace
    ) throws -> [LineageTrace] {
        let tracer = workspace.lineage
        var names = [name]
        if columns {
            guard let dataset = workspace.catalog.dataset(named: name) else {
                throw CatalogCommands.unknown(
                    name,
                    "dataset",
                    workspace.catalog.datasets().map(\.name)
                )
            }
            names = dataset.columns.map { "\(name).\($0.name)" }
        }
        return try names.map { name in
            guard let node = tracer.asset(named: name),
                let trace = tracer.trace(from: node, direction, depth: depth)
            else {
                throw CatalogCommands.unknown(
                    name,
                    "dataset or column",
                    workspace.catalog.datasets().map(\.name)
                )
            }
            return trace
        }
    }

    static func text(of traces: [LineageTrace], _ format: OutputFormat) -> String {
        let json: JSONValue =
            traces.count == 1 ? traces[0].json : .array(traces.map(\.json))
        switch format {
        case .json: return json.serialized(pretty: true) + "\n"
        case .yaml: return YAML.write(json)
        case .table, .csv: return table(of: traces).text(format)
        }
    }

    private static func table(of traces: [LineageTrace]) -> Table {
        var table = Table(
            columns: ["target", "source", "hops", "transformation", "expression", "job"]
        )
        for trace in traces {
            var assets: [NodeID: LineageAsset] = [:]
            for asset in trace.nodes { assets[asset.id] = asset }
            for edge in trace.edges {
                let hops = max(
                    assets[edge.source]?.distance ?? 0,
                    assets[edge.target]?.distance ?? 0
                )
                table.rows.append([
                    .init(.text(assets[edge.target]?.name)),
                    .init(.text(assets[edge.source]?.name)),
                    .init(.integer(Int64(hops))), .init(.text(edge.transformation)),
                    .init(.text(edge.expression)), .init(.text(edge.job)),
                ])
            }
            if !trace.isComplete {
                Terminal.note(
                    "not complete: \(trace.edges.count) of \(trace.totalEdges) derivations shown"
                )
            }
        }
        return table
    }
}

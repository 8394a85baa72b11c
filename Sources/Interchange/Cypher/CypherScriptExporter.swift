import Catalog
import CypherSyntax
import PropertyGraph

/// Writes a graph as a script that Neo4j 5 (`cypher-shell --file`) and this engine run.
///
/// First come constraints and indexes, then nodes and relationships in batches. For as long as the
/// script runs, each node has a label and a key of its own to be found by; the last statements take
/// them away. The key and existence constraints, and lists whose elements have several types, need
/// what only some of Neo4j's editions have.
struct CypherScriptExporter {
    private let graph: Graph
    private let access: AccessView
    /// The label and the property that nodes have until the end.
    private let mark: (label: String, key: String)

    /// Rows in one statement.
    private static let batchSize = 500
    /// Bytes in the rows of one statement before the next is begun.
    private static let batchBytes = 256 << 10
    /// Nodes that one statement takes the mark from.
    private static let sweepSize = 10_000

    init(_ graph: Graph, access: AccessView) {
        self.graph = graph
        self.access = access
        var label = "LexigraphImport"
        while graph.label(named: label) != nil { label += "_" }
        var key = "lexigraph_import_id"
        while graph.propertyKey(named: key) != nil { key += "_" }
        mark = (label, key)
    }

    /// Writes the script.
    func write(to sink: @escaping ([UInt8]) throws -> Void) throws {
        var output = PieceBuffer(sink: sink)
        for statement in SchemaScript.statements(of: graph) {
            try output.append(line: "\(statement);".utf8)
        }
        let constraint = Printer.quoted("\(mark.label)_\(mark.key)")
        try output.append(
            line: """
                CREATE CONSTRAINT \(constraint) IF NOT EXISTS FOR (n:\(label)) \
                REQUIRE (n.\(key)) IS UNIQUE;
                """.utf8)
        let groups = NodeGroups(graph, access: access).groups
        let selection = ExportSelection(graph, order: groups.flatMap(\.nodes))
        try writeNodes(groups, selection, to: &output)
        try writeRelationships(selection, to: &output)
        try writeSweep(groups.reduce(0) { $0 + $1.nodes.count }, to: &output)
        try output.append(line: "DROP CONSTRAINT \(constraint) IF EXISTS;".utf8)
        try output.flush()
    }

    private var label: String { Printer.quoted(mark.label) }
    private var key: String { Printer.quoted(mark.key) }

    // MARK: Nodes

    private func writeNodes(
        _ groups: [NodeGroups.Group], _ selection: ExportSelection,
        to output: inout PieceBuffer
    ) throws {
        for group in groups {
            let labels = (group.labels.map { Printer.quoted($0) } + [label])
                .joined(separator: ":")
            var batch = Batch(action: "CREATE (n:\(labels)) SET n = row.p, n.\(key) = row.id")
            for node in group.nodes {
                guard let ordinal = selection.ordinal(of: node) else { continue }
                let properties = CypherLiteral.map(selection.properties(of: node))
                try batch.append("{id: \(ordinal), p: \(properties)}", to: &output)
            }
            try batch.end(&output)
        }
    }

    private func writeSweep(_ count: Int, to output: inout PieceBuffer) throws {
        for start in stride(from: 0, to: count, by: Self.sweepSize) {
            try output.append(
                line: """
                    MATCH (n:\(label)) WHERE n.\(key) >= \(start) \
                    AND n.\(key) < \(start + Self.sweepSize) REMOVE n.\(key), n:\(label);
                    """.utf8)
        }
    }

    // MARK: Relationships

    private func writeRelationships(
        _ selection: ExportSelection, to output: inout PieceBuffer
    ) throws {
        let match =
            "MATCH (a:\(label) {\(key): row.a}) MATCH (b:\(label) {\(key): row.b})"
        for type in graph.namedRelationshipTypes {
            let pattern = "(a)-[r:\(Printer.quoted(type.name))]->(b) SET r = row.p"
            var created = Batch(action: "\(match) CREATE \(pattern)")
            // A catalog has these already, since they follow from what the nodes say.
            var derived = Batch(action: "\(match) MERGE \(pattern)")
            try selection.forEachEdge(ofType: type.id) { edge in
                let properties = CypherLiteral.map(selection.properties(of: edge.id))
                let row =
                    "{a: \(edge.start.ordinal), b: \(edge.end.ordinal), p: \(properties)}"
                if CatalogRules.derives(
                    type.name, from: selection.labels(of: edge.start.node),
                    to: selection.labels(of: edge.end.node))
                {
                    try derived.append(row, to: &output)
                } else {
                    try created.append(row, to: &output)
                }
            }
            try created.end(&output)
            try derived.end(&output)
        }
    }

    /// Rows that one statement takes.
    private struct Batch {
        let action: String
        private var rows: [String] = []
        private var bytes = 0

        init(action: String) {
            self.action = action
        }

        mutating func append(_ row: String, to output: inout PieceBuffer) throws {
            rows.append(row)
            bytes += row.utf8.count
            if rows.count >= batchSize || bytes >= batchBytes { try end(&output) }
        }

        mutating func end(_ output: inout PieceBuffer) throws {
            guard !rows.isEmpty else { return }
            try output.append(line: "UNWIND [".utf8)
            try output.append(line: rows.joined(separator: ",\n").utf8)
            try output.append(line: "] AS row\n\(action);".utf8)
            rows.removeAll(keepingCapacity: true)
            bytes = 0
        }
    }
}

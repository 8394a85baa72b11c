import CypherPlanning
import CypherSyntax
import PropertyGraph

/// `db.schema.visualization`: which labels there are and which types connect them, in one row.
///
/// Neo4j answers with nodes and relationships that exist in the answer alone; here they are maps
/// with the same names in them.
///
/// - Complexity: O(*n* + *r*) for *n* nodes and *r* relationships.
enum SchemaVisualization {
    static let procedure = Procedure(
        ProcedureSignature(
            "db.schema.visualization",
            results: [
                .init("nodes", type: "LIST<MAP>", accepts: .list),
                .init("relationships", type: "LIST<MAP>", accepts: .list),
            ],
            summary: "The labels, and the relationship types between them.")
    ) { (_, context) throws(CypherError) in
        [[.list(try labels(context)), .list(try connections(context))]]
    }

    private static func labels(_ context: ProcedureContext) throws(CypherError) -> [Value] {
        let graph = context.graph
        return try SchemaProcedures.visibleLabels(context).sorted().map { label in
            func concerns(_ target: PropertyGraph.SchemaTarget) -> Bool {
                if case .nodes(let labels) = target { labels.contains(label) } else { false }
            }
            let indexes = graph.indexes.filter { concerns($0.target) }.map { index in
                Value.string(index.keys.joined(separator: ","))
            }
            let constraints = graph.constraints.filter { concerns($0.target) }.map { constraint in
                Value.string(constraint.name)
            }
            return .map([
                "name": .string(label), "indexes": .list(indexes),
                "constraints": .list(constraints),
            ])
        }
    }

    private struct Connection: Hashable {
        let start: String
        let type: String
        let end: String
    }

    private static func connections(_ context: ProcedureContext) throws(CypherError) -> [Value] {
        let graph = context.graph
        var found: Set<Connection> = []
        try SchemaSampling.forEachVisibleRelationship(context) { _, record in
            let type = graph.name(of: record.type)
            for start in graph.labels(of: record.start) {
                for end in graph.labels(of: record.end) {
                    found.insert(
                        Connection(
                            start: graph.name(of: start), type: type, end: graph.name(of: end)))
                }
            }
        }
        let sorted = found.sorted { ($0.type, $0.start, $0.end) < ($1.type, $1.start, $1.end) }
        return sorted.map { connection in
            .map([
                "name": .string(connection.type), "start": .string(connection.start),
                "end": .string(connection.end),
            ])
        }
    }
}

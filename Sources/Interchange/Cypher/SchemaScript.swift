import CypherRuntime
import PropertyGraph

/// The statements that declare a graph's constraints and indexes.
enum SchemaScript {
    /// The statements, without their ends.
    static func statements(of graph: Graph) -> [String] {
        graph.constraints.map { $0.createStatement(isRepeatable: true) }
            + graph.indexes.filter { $0.constraint == nil }
            .map { $0.createStatement(isRepeatable: true, options: $0.options) }
    }
}

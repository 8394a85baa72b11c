import CypherRuntime
import CypherSyntax
import PropertyGraph

/// The statements that declare a graph's constraints and indexes.
enum SchemaScript {
    /// The statements, without their ends.
    static func statements(of graph: Graph) -> [String] {
        graph.constraints.map(statement)
            + graph.indexes.filter { $0.constraint == nil }.map(statement)
    }

    private static func statement(_ constraint: ConstraintDefinition) -> String {
        let demand =
            switch constraint.kind {
            case .unique: "IS UNIQUE"
            case .key: isForNodes(constraint.target) ? "IS NODE KEY" : "IS RELATIONSHIP KEY"
            case .existence: "IS NOT NULL"
            }
        let keys = keys(constraint.keys)
        // Existence takes one key, which stands without parentheses.
        let subject = constraint.kind == .existence ? keys : "(\(keys))"
        return """
            CREATE CONSTRAINT \(Printer.quoted(constraint.name)) IF NOT EXISTS \
            FOR \(pattern(constraint.target)) REQUIRE \(subject) \(demand)
            """
    }

    private static func statement(_ index: IndexDefinition) -> String {
        let keys = index.kind == .fullText ? "EACH [\(keys(index.keys))]" : "(\(keys(index.keys)))"
        let options =
            index.options.isEmpty ? "" : " OPTIONS \(CypherLiteral.text(.map(index.options)))"
        return """
            CREATE \(index.kind.title) INDEX \(Printer.quoted(index.name)) IF NOT EXISTS \
            FOR \(pattern(index.target)) ON \(keys)\(options)
            """
    }

    private static func isForNodes(_ target: PropertyGraph.SchemaTarget) -> Bool {
        if case .nodes = target { true } else { false }
    }

    private static func pattern(_ target: PropertyGraph.SchemaTarget) -> String {
        switch target {
        case .nodes(let labels): "(x:\(names(labels)))"
        case .relationships(let types): "()-[x:\(names(types))]-()"
        }
    }

    private static func names(_ names: [String]) -> String {
        names.map { Printer.quoted($0) }.joined(separator: "|")
    }

    private static func keys(_ keys: [String]) -> String {
        keys.map { "x.\(Printer.quoted($0))" }.joined(separator: ", ")
    }
}

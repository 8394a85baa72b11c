import CypherPlanning
import CypherSyntax
import PropertyGraph

/// `db.labels` and the other procedures that describe what is in the graph.
///
/// Source: names and columns as in Neo4j 5, "Procedures".
enum SchemaProcedures {
    static let all: [Procedure] = [
        names("db.labels", "label", "The labels in use.") { context throws(CypherError) in
            try visibleLabels(context)
        },
        names("db.relationshipTypes", "relationshipType", "The relationship types in use.") {
            context throws(CypherError) in
            try visibleTypes(context)
        },
        names("db.propertyKeys", "propertyKey", "The property keys ever used.") {
            context throws(CypherError) in
            try visibleKeys(context)
        },
        indexes, constraints,
        SchemaSampling.nodeTypeProperties, SchemaSampling.relationshipTypeProperties,
        SchemaSampling.overview, SchemaVisualization.procedure,
    ]

    private static func names(
        _ name: String,
        _ column: String,
        _ summary: String,
        _ list: @escaping @Sendable (ProcedureContext) throws(CypherError) -> [String]
    ) -> Procedure {
        Procedure(
            ProcedureSignature(
                name, results: [.init(column, type: "STRING", accepts: .string)],
                summary: summary)
        ) { (_, context) throws(CypherError) in
            try list(context).sorted().map { [.string($0)] }
        }
    }

    /// The labels of nodes that the caller may see.
    static func visibleLabels(
        _ context: ProcedureContext
    ) throws(CypherError) -> [String] {
        let graph = context.graph
        var names: [String] = []
        for label in graph.labels {
            if try hasVisibleNode(label, context) { names.append(graph.name(of: label)) }
        }
        return names
    }

    private static func hasVisibleNode(
        _ label: LabelID,
        _ context: ProcedureContext
    ) throws(CypherError) -> Bool {
        if context.access.seesEverything { return true }
        var nodes = context.graph.nodes(labelled: label)
        while let node = nodes.next() {
            if context.access.isVisible(node) { return true }
        }
        try context.checkCancellation()
        return false
    }

    /// The types of relationships that the caller may see.
    private static func visibleTypes(
        _ context: ProcedureContext
    ) throws(CypherError) -> [String] {
        let graph = context.graph
        var names: [String] = []
        for type in graph.relationshipTypes {
            var isVisible = context.access.seesEverything
            var relationships = graph.relationships(ofType: type)
            while !isVisible, let id = relationships.next() {
                guard let record = graph.relationship(id) else { continue }
                isVisible =
                    context.access.isVisible(record.start) && context.access.isVisible(record.end)
            }
            try context.checkCancellation()
            if isVisible { names.append(graph.name(of: type)) }
        }
        return names
    }

    /// The keys ever used; for a caller who may not see everything, those on what it sees.
    private static func visibleKeys(
        _ context: ProcedureContext
    ) throws(CypherError) -> [String] {
        let graph = context.graph
        guard !context.access.seesEverything else {
            return graph.propertyKeys.map { graph.name(of: $0) }
        }
        return try SchemaSampling.visibleKeys(context).map { graph.name(of: $0) }
    }

    private static let indexes = Procedure(
        ProcedureSignature(
            "db.indexes",
            results: [
                .init("name", type: "STRING", accepts: .string),
                .init("type", type: "STRING", accepts: .string),
                .init("entityType", type: "STRING", accepts: .string),
                .init("labelsOrTypes", type: "LIST<STRING>", accepts: .list),
                .init("properties", type: "LIST<STRING>", accepts: .list),
                .init("uniqueness", type: "STRING", accepts: .string),
                .init("owningConstraint", type: "STRING?", accepts: .string),
                .init("state", type: "STRING", accepts: .string),
            ],
            summary: "The indexes.")
    ) { (_, context) throws(CypherError) in
        context.graph.indexes.sorted { $0.name < $1.name }.map { index in
            let target = SchemaText(index.target)
            return [
                .string(index.name), .string(index.kind.title),
                .string(target.entity), target.names, .list(index.keys.map(Value.string)),
                .string(index.constraint == nil ? "NONUNIQUE" : "UNIQUE"),
                index.constraint.map(Value.string) ?? .null, .string("ONLINE"),
            ]
        }
    }

    private static let constraints = Procedure(
        ProcedureSignature(
            "db.constraints",
            results: [
                .init("name", type: "STRING", accepts: .string),
                .init("type", type: "STRING", accepts: .string),
                .init("entityType", type: "STRING", accepts: .string),
                .init("labelsOrTypes", type: "LIST<STRING>", accepts: .list),
                .init("properties", type: "LIST<STRING>", accepts: .list),
            ],
            summary: "The constraints.")
    ) { (_, context) throws(CypherError) in
        context.graph.constraints.sorted { $0.name < $1.name }.map { constraint in
            let target = SchemaText(constraint.target)
            let kind =
                switch constraint.kind {
                case .unique: "UNIQUENESS"
                case .key: "\(target.entity)_KEY"
                case .existence: "\(target.entity)_PROPERTY_EXISTENCE"
                case .type: "\(target.entity)_PROPERTY_TYPE"
                }
            return [
                .string(constraint.name), .string(kind), .string(target.entity), target.names,
                .list(constraint.keys.map(Value.string)),
            ]
        }
    }
}

/// What an index or constraint is about, in Neo4j's words.
private struct SchemaText {
    let entity: String
    let names: Value

    init(_ target: PropertyGraph.SchemaTarget) {
        switch target {
        case .nodes(let labels):
            entity = "NODE"
            names = .list(labels.map(Value.string))
        case .relationships(let types):
            entity = "RELATIONSHIP"
            names = .list(types.map(Value.string))
        }
    }
}

import CypherPlanning
import CypherSyntax
import PropertyGraph

/// Functions on nodes, relationships and paths.
///
/// Source: TCK `expressions/graph`, `expressions/path`, `expressions/map/Map3`.
enum GraphFunctions {
    static let all: [FunctionDescriptor] = identity + contents + paths

    private static let identity: [FunctionDescriptor] = [
        .strict(
            "id", 1...1, takes: [.entity], result: .integer, "The number of a node or relationship."
        ) {
            (values, _) throws(CypherError) in
            switch values[0] {
            case .node(let id): return .integer(Int64(id.rawValue))
            case .relationship(let id): return .integer(Int64(id.rawValue))
            default: throw entityNeeded("id", values)
            }
        },
        .strict(
            "elementId", 1...1, takes: [.entity], result: .string,
            "The identity of a node or relationship, as text."
        ) { (values, _) throws(CypherError) in
            switch values[0] {
            case .node(let id): return .string(id.elementID)
            case .relationship(let id): return .string(id.elementID)
            default: throw entityNeeded("elementId", values)
            }
        },
        .strict("type", 1...1, takes: [.relationship], result: .string, "A relationship's type.") {
            (values, context) throws(CypherError) in
            let record = try relationship("type", values, context)
            return .string(context.graph.name(of: record.type))
        },
        .strict(
            "startNode", 1...1, takes: [.relationship], result: .node,
            "Where a relationship starts."
        ) {
            (values, context) throws(CypherError) in
            .node(try relationship("startNode", values, context).start)
        },
        .strict(
            "endNode", 1...1, takes: [.relationship], result: .node, "Where a relationship ends."
        ) {
            (values, context) throws(CypherError) in
            .node(try relationship("endNode", values, context).end)
        },
    ]

    private static let contents: [FunctionDescriptor] = [
        .strict("labels", 1...1, takes: [.node], result: .list, "A node's labels.") {
            (values, context) throws(CypherError) in
            guard case .node(let id) = values[0] else {
                throw Arguments("labels", values).mismatch(0, wants: "a node")
            }
            guard context.graph.contains(id) else { throw .deletedEntity("node") }
            let names = context.graph.labels(of: id).map { context.graph.name(of: $0) }
            return .list(names.map(Value.string))
        },
        .strict(
            "properties", 1...1, takes: [[.node, .relationship, .map]], result: .map,
            "All properties as a map."
        ) { (values, context) throws(CypherError) in
            if case .map = values[0] { return values[0] }
            return .map(try propertyMap("properties", values, context))
        },
        .strict(
            "keys", 1...1, takes: [[.node, .relationship, .map]], result: .list,
            "The names of all properties, or a map's keys, in alphabetical order."
        ) { (values, context) throws(CypherError) in
            if case .map(let map) = values[0] {
                return .list(map.keys.sorted().map(Value.string))
            }
            let entries = try properties("keys", values, context)
            return .list(entries.map { context.graph.name(of: $0.key) }.sorted().map(Value.string))
        },
    ]

    private static let paths: [FunctionDescriptor] = [
        .strict("nodes", 1...1, takes: [.path], result: .list, "The nodes of a path in order.") {
            (values, _) throws(CypherError) in
            .list(try path("nodes", values).nodes.map(Value.node))
        },
        .strict(
            "relationships", 1...1, takes: [.path], result: .list,
            "The relationships of a path in order."
        ) { (values, _) throws(CypherError) in
            .list(try path("relationships", values).relationships.map(Value.relationship))
        },
        .strict(
            "length", 1...1, takes: [.path], result: .integer,
            "The number of a path's relationships."
        ) {
            (values, _) throws(CypherError) in
            .integer(Int64(try path("length", values).relationships.count))
        },
    ]

    private static func entityNeeded(_ name: String, _ values: [Value]) -> CypherError {
        Arguments(name, values).mismatch(0, wants: "a node or a relationship")
    }

    private static func path(_ name: String, _ values: [Value]) throws(CypherError) -> PathValue {
        guard case .path(let path) = values[0] else {
            throw Arguments(name, values).mismatch(0, wants: "a path")
        }
        return path
    }

    /// A relationship, or what it was before the statement deleted it.
    private static func relationship(
        _ name: String,
        _ values: [Value],
        _ context: FunctionContext
    ) throws(CypherError) -> RelationshipRecord {
        guard case .relationship(let id) = values[0] else {
            throw Arguments(name, values).mismatch(0, wants: "a relationship")
        }
        if let record = context.graph.relationship(id) { return record }
        if let record = context.environment.baseGraph?.relationship(id) { return record }
        throw .deletedEntity("relationship")
    }

    /// A map, or the properties of a node or relationship.
    static func propertyMap(
        _ name: String,
        _ values: [Value],
        _ context: FunctionContext
    ) throws(CypherError) -> [String: Value] {
        if case .map(let map) = values[0] { return map }
        let entries = try properties(name, values, context)
        return Dictionary(
            entries.map { (context.graph.name(of: $0.key), $0.value) },
            uniquingKeysWith: { first, _ in first })
    }

    private static func properties(
        _ name: String,
        _ values: [Value],
        _ context: FunctionContext
    ) throws(CypherError) -> [PropertyEntry] {
        switch values[0] {
        case .node(let id):
            guard context.graph.contains(id) else { throw .deletedEntity("node") }
            return context.graph.properties(of: id)
        case .relationship(let id):
            guard context.graph.contains(id) else { throw .deletedEntity("relationship") }
            return context.graph.properties(of: id)
        default:
            throw Arguments(name, values)
                .mismatch(0, wants: "a node, a relationship or a map")
        }
    }
}

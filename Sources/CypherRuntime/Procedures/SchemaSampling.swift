import CypherPlanning
import CypherSyntax
import PropertyGraph

/// The schema as the data shows it: which properties nodes and relationships really have.
///
/// Every visible node or relationship is read, so the answers are exact.
///
/// - Complexity: O(*p*) for *p* properties in the graph.
enum SchemaSampling {
    static let nodeTypeProperties = Procedure(
        ProcedureSignature(
            "db.schema.nodeTypeProperties",
            results: [
                .init("nodeType", type: "STRING", accepts: .string),
                .init("nodeLabels", type: "LIST<STRING>", accepts: .list),
                .init("propertyName", type: "STRING?", accepts: .string),
                .init("propertyTypes", type: "LIST<STRING>?", accepts: .list),
                .init("mandatory", type: "BOOLEAN", accepts: .boolean),
            ],
            summary: "The properties of nodes by their labels.")
    ) { (_, context) throws(CypherError) in
        let graph = context.graph
        var census = Census()
        var nodes = graph.nodes()
        var count = 0
        while let node = nodes.next() {
            count += 1
            if count % 4096 == 0 { try context.checkCancellation() }
            guard context.access.isVisible(node) else { continue }
            let labels = graph.labels(of: node).map { graph.name(of: $0) }.sorted()
            census.add(labels, graph.properties(of: node), in: graph)
        }
        return census.rows { labels in
            let name = labels.map { ":`\($0)`" }.joined()
            return [.string(name), .list(labels.map(Value.string))]
        }
    }

    static let relationshipTypeProperties = Procedure(
        ProcedureSignature(
            "db.schema.relTypeProperties",
            results: [
                .init("relType", type: "STRING", accepts: .string),
                .init("propertyName", type: "STRING?", accepts: .string),
                .init("propertyTypes", type: "LIST<STRING>?", accepts: .list),
                .init("mandatory", type: "BOOLEAN", accepts: .boolean),
            ],
            summary: "The properties of relationships by their type.")
    ) { (_, context) throws(CypherError) in
        let graph = context.graph
        var census = Census()
        try forEachVisibleRelationship(context) { id, record in
            census.add([graph.name(of: record.type)], graph.properties(of: id), in: graph)
        }
        return census.rows { [.string(":`\($0[0])`")] }
    }

    static let overview = Procedure(
        ProcedureSignature(
            "db.schema.overview",
            results: [
                .init("start", type: "LIST<STRING>", accepts: .list),
                .init("relationshipType", type: "STRING", accepts: .string),
                .init("end", type: "LIST<STRING>", accepts: .list),
                .init("count", type: "INTEGER", accepts: .integer),
            ],
            summary: "Which labels which relationship types connect, and how often.")
    ) { (_, context) throws(CypherError) in
        let graph = context.graph
        var counts: [[[String]]: Int64] = [:]
        func labels(_ node: NodeID) -> [String] {
            graph.labels(of: node).map { graph.name(of: $0) }.sorted()
        }
        try forEachVisibleRelationship(context) { _, record in
            let key = [
                labels(record.start), [graph.name(of: record.type)], labels(record.end),
            ]
            counts[key, default: 0] += 1
        }
        return counts.sorted { $0.key.description < $1.key.description }.map { key, count in
            [
                .list(key[0].map(Value.string)), .string(key[1][0]),
                .list(key[2].map(Value.string)), .integer(count),
            ]
        }
    }

    /// The property keys of visible nodes and relationships.
    static func visibleKeys(
        _ context: ProcedureContext
    ) throws(CypherError) -> Set<PropertyKeyID> {
        var keys: Set<PropertyKeyID> = []
        var nodes = context.graph.nodes()
        var count = 0
        while let node = nodes.next() {
            count += 1
            if count % 4096 == 0 { try context.checkCancellation() }
            guard context.access.isVisible(node) else { continue }
            keys.formUnion(context.graph.properties(of: node).map(\.key))
        }
        try forEachVisibleRelationship(context) { id, _ in
            keys.formUnion(context.graph.properties(of: id).map(\.key))
        }
        return keys
    }

    static func forEachVisibleRelationship(
        _ context: ProcedureContext,
        _ body: (RelationshipID, RelationshipRecord) -> Void
    ) throws(CypherError) {
        var relationships = context.graph.relationships()
        var count = 0
        while let id = relationships.next() {
            count += 1
            if count % 4096 == 0 { try context.checkCancellation() }
            guard let record = context.graph.relationship(id),
                context.access.isVisible(record.start), context.access.isVisible(record.end)
            else { continue }
            body(id, record)
        }
    }
}

/// Counts which properties occur with which types, by label set or relationship type.
private struct Census {
    private struct Group {
        var members = 0
        var keys: [String: (count: Int, types: Set<String>)] = [:]
    }

    private var groups: [[String]: Group] = [:]

    mutating func add(_ names: [String], _ properties: [PropertyEntry], in graph: Graph) {
        groups[names, default: Group()].members += 1
        for entry in properties {
            let type = TypeText.simple(entry.value)
            groups[names]?.keys[graph.name(of: entry.key), default: (0, [])].count += 1
            groups[names]?.keys[graph.name(of: entry.key)]?.types.insert(type)
        }
    }

    /// One row for each group and key; a group without properties has one row with nulls.
    func rows(_ head: ([String]) -> [Value]) -> [[Value]] {
        var rows: [[Value]] = []
        for (names, group) in groups.sorted(by: { $0.key.joined() < $1.key.joined() }) {
            if group.keys.isEmpty { rows.append(head(names) + [.null, .null, .boolean(false)]) }
            for (key, found) in group.keys.sorted(by: { $0.key < $1.key }) {
                rows.append(
                    head(names) + [
                        .string(key), .list(found.types.sorted().map(Value.string)),
                        .boolean(found.count == group.members),
                    ])
            }
        }
        return rows
    }
}

extension TypeText {
    /// `String`, `Long`, `StringArray`: the names that Neo4j's schema procedures use.
    static func simple(_ value: Value) -> String {
        switch value {
        case .null: "Any"
        case .boolean: "Boolean"
        case .integer: "Long"
        case .float: "Double"
        case .string: "String"
        case .map: "Map"
        case .date: "Date"
        case .localTime: "LocalTime"
        case .time: "Time"
        case .localDateTime: "LocalDateTime"
        case .dateTime: "DateTime"
        case .duration: "Duration"
        case .point: "Point"
        case .node: "Node"
        case .relationship: "Relationship"
        case .path: "Path"
        case .list(let elements): elements.first.map { "\(simple($0))Array" } ?? "List"
        }
    }
}

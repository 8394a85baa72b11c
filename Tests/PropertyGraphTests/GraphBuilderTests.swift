import PropertyGraph
import TestSupport
import Testing

@Suite("Loading whole graphs")
struct GraphBuilderTests {
    @Test(arguments: UInt64(0)..<8)
    func `a graph loaded in one go equals the one it was taken from`(seed: UInt64) throws {
        var writer = RandomWriter(random: SeededGenerator(seed: seed))
        let database = MemoryDatabase()
        try RandomGraphTests.withIndexes(database)
        var model = GraphModel()
        try database.write(testInfo) { draft in
            for _ in 0..<400 {
                try writer.step(draft, &model)
            }
            // A hub, large enough to be kept in a tree.
            let hub = try draft.createNode(labels: ["A"], properties: [:])
            for _ in 0..<200 {
                _ = try draft.createRelationship("T", from: hub, to: hub)
            }
        }
        let source = database.snapshot()
        let loaded = try copy(source)
        try loaded.checkInvariants()
        #expect(GraphModel(loaded).matches(GraphModel(source)))
        #expect(loaded.indexes.map(\.name) == source.indexes.map(\.name))
        #expect(loaded.nextNodeID == source.nextNodeID)
        let again = MemoryDatabase(loaded)
        let node = try again.write(testInfo) { try $0.createNode(labels: ["A"]) }
        #expect(node.rawValue == source.nextNodeID)
        try again.snapshot().checkInvariants()
        #expect(GraphModel(loaded).matches(GraphModel(source)))
    }

    private func copy(_ source: Graph) throws -> Graph {
        let builder = GraphBuilder()
        let names = source.allNames
        for entry in names.labels { #expect(try builder.label(entry.name) == entry.id) }
        for entry in names.types { #expect(try builder.relationshipType(entry.name) == entry.id) }
        for entry in names.keys { #expect(try builder.propertyKey(entry.name) == entry.id) }
        var nodes = source.nodes()
        while let node = nodes.next() {
            let cells = try source.properties(of: node).map {
                ($0.key, try builder.cell(storing: $0.value))
            }
            try builder.addNode(node, labels: source.labels(of: node), cells: cells)
        }
        var relationships = source.relationships()
        while let id = relationships.next() {
            guard let record = source.relationship(id) else { continue }
            let cells = try source.properties(of: id).map {
                ($0.key, try builder.cell(storing: $0.value))
            }
            try builder.addRelationship(
                id, record.type, from: record.start, to: record.end, cells: cells)
        }
        for index in source.indexes { builder.add(index) }
        return try builder.finish(
            sequence: source.sequence, nextNodeID: source.nextNodeID,
            nextRelationshipID: source.nextRelationshipID)
    }

    @Test func `a relationship to nowhere is refused`() throws {
        let builder = GraphBuilder()
        let type = try builder.relationshipType("T")
        try builder.addNode(NodeID(0), labels: LabelSet(), cells: [])
        try builder.addRelationship(
            RelationshipID(0), type, from: NodeID(0), to: NodeID(9), cells: [])
        #expect(throws: GraphError.nodeNotFound(NodeID(9))) {
            try builder.finish(sequence: 1)
        }
    }
}

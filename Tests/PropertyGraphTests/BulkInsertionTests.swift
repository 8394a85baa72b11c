import TestSupport
import Testing

@testable import PropertyGraph

@Suite("Adding in bulk")
struct BulkInsertionTests {
    /// Adds the same random entities in bulk to one draft, one by one to another.
    private struct Twin {
        var writer: RandomWriter
        let bulk: Draft
        let plain: Draft
        let insertion: BulkInsertion

        init(_ writer: RandomWriter, bulk: Draft, plain: Draft) {
            self.writer = writer
            self.bulk = bulk
            self.plain = plain
            insertion = BulkInsertion(bulk)
        }

        func cells(
            _ properties: [String: Value]
        ) throws -> [(key: PropertyKeyID, cell: Cell)] {
            try properties.sorted { $0.key < $1.key }.map {
                (try bulk.propertyKey($0.key), try bulk.cell(storing: $0.value))
            }
        }

        /// Whether both took the node, or both did not.
        mutating func addNode() throws -> Bool {
            let labels = writer.labels.filter { _ in
                Int.random(in: 0..<3, using: &writer.random) == 0
            }
            let properties = writer.properties()
            let table = try insertion.table(labels: labels.map { try bulk.label($0) })
            let added = try insertion.addNode(to: table, try cells(properties))
            let plainly = try? plain.createNode(labels: labels, properties: properties)
            return added == plainly
        }

        mutating func addRelationship(among count: UInt32) throws -> Bool {
            let type = writer.types[Int.random(in: 0..<3, using: &writer.random)]
            let start = NodeID(UInt32.random(in: 0..<count, using: &writer.random))
            let end = NodeID(UInt32.random(in: 0..<count, using: &writer.random))
            let properties = writer.properties()
            let table = try insertion.table(type: try bulk.relationshipType(type))
            let added = try insertion.addRelationship(
                to: table, from: start, to: end, try cells(properties))
            let plainly = try? plain.createRelationship(
                type, from: start, to: end, properties: properties)
            return added == plainly
        }
    }

    private static func database(
        _ random: inout SeededGenerator, _ size: Int, isUnique: Bool
    ) throws -> MemoryDatabase {
        let database = MemoryDatabase()
        try RandomGraphTests.withIndexes(database)
        var writer = RandomWriter(random: random)
        var model = GraphModel()
        try database.write(testInfo) { draft in
            for _ in 0..<size { try writer.step(draft, &model) }
        }
        if isUnique {
            let draft = try database.begin()
            do {
                try draft.create(
                    ConstraintDefinition(
                        name: "one", kind: .unique, target: .nodes(labels: ["Dataset"]),
                        keys: ["name", "rank"]))
                try database.commit(draft, testInfo)
            } catch {
                // The random graph does not obey it; it is tried without.
            }
        }
        random = writer.random
        return database
    }

    @Test(
        arguments: UInt64(0)..<6, [(0, 3_000), (200, 30), (300, 3_000), (2_000, 300)])
    func `what is added in bulk is as if added one by one`(
        seed: UInt64, sizes: (before: Int, new: Int)
    ) throws {
        var random = SeededGenerator(seed: seed)
        var same = random
        let database = try Self.database(&random, sizes.before, isUnique: seed % 2 == 0)
        let other = try Self.database(&same, sizes.before, isUnique: seed % 2 == 0)
        var twin = Twin(
            RandomWriter(random: random), bulk: try database.begin(), plain: try other.begin())
        for step in 0..<sizes.new {
            let bound = twin.bulk.root.nextNodeID
            let isSame =
                step % 3 == 0 || bound == 0
                ? try twin.addNode() : try twin.addRelationship(among: bound)
            #expect(isSame, "step \(step)")
        }
        try twin.insertion.settle()
        try database.commit(twin.bulk, testInfo)
        try other.commit(twin.plain, testInfo)
        try database.snapshot().checkInvariants()
        let model = GraphModel(database.snapshot())
        #expect(model.matches(GraphModel(other.snapshot())))
        // And goes on to be a graph like any other.
        var writer = RandomWriter(random: SeededGenerator(seed: seed))
        var later = model
        try database.write(testInfo) { draft in
            for _ in 0..<60 { try writer.step(draft, &later) }
        }
        try database.snapshot().checkInvariants()
        #expect(GraphModel(database.snapshot()).matches(later))
    }

    @Test func `a property is set on what was added, unless its key is taken`() throws {
        let database = MemoryDatabase()
        try database.write(testInfo) { draft in
            try draft.create(
                ConstraintDefinition(
                    name: "key", kind: .unique, target: .nodes(labels: ["C"]), keys: ["of", "name"])
            )
            _ = try draft.createNode(labels: ["C"], properties: ["of": 1, "name": "old"])
        }
        let draft = try database.begin()
        let insertion = BulkInsertion(draft)
        let (of, name) = (try draft.propertyKey("of"), try draft.propertyKey("name"))
        let table = try insertion.table(labels: [try draft.label("C")])
        func add(_ text: String) throws -> NodeID? {
            try insertion.addNode(to: table, [(name, try draft.cell(storing: .string(text)))])
        }
        let nodes = try ["old", "new", "new"].map { try #require(try add($0)) }
        // 1.0 and 1 are one key.
        #expect(try !insertion.set(of, .float(1), on: nodes[0]))
        #expect(try insertion.set(of, .integer(2), on: nodes[0]))
        #expect(try insertion.set(of, .integer(1), on: nodes[1]))
        #expect(try !insertion.set(of, .integer(1), on: nodes[2]))
        #expect(try !insertion.set(of, .integer(3), on: nodes[0]), "it has one")
        #expect(try !insertion.set(of, .integer(3), on: NodeID(0)), "it was there before")
        try insertion.settle()
        try database.commit(draft, testInfo)
        try database.snapshot().checkInvariants()
        #expect(database.snapshot().value(of: of, on: nodes[2]) == .null)
    }

    @Test func `a large insertion that comes second keeps what came first`() throws {
        let database = MemoryDatabase()
        let count = VersionLine.bulkLimit + 1_000
        let draft = try database.begin()
        let insertion = BulkInsertion(draft)
        let table = try insertion.table(labels: [try draft.label("Late")])
        let type = try insertion.table(type: try draft.relationshipType("NEXT"))
        let key = try draft.propertyKey("n")
        var previous: NodeID?
        for number in 0..<count {
            let node = try insertion.addNode(to: table, [(key, .integer(Int64(number)))])
            if let previous, let node, number % 10 == 0 {
                _ = try insertion.addRelationship(to: type, from: previous, to: node, [])
            }
            previous = node
        }
        try insertion.settle()
        try database.write(testInfo) {
            _ = try $0.createNode(labels: ["Early"], properties: ["text": "first"])
        }
        try database.commit(draft, testInfo)
        let graph = database.snapshot()
        try graph.checkInvariants()
        #expect(graph.nodeCount == count + 1)
        let late = try #require(graph.label(named: "Late"))
        #expect(graph.nodeCount(labelled: late) == count)
        let n = try #require(graph.propertyKey(named: "n"))
        #expect(graph.value(of: n, on: NodeID(7)) == 7)
    }

    @Test func `a large insertion whose key was taken meanwhile is a conflict`() throws {
        let database = MemoryDatabase()
        try database.write(testInfo) { draft in
            try draft.create(
                ConstraintDefinition(
                    name: "n", kind: .unique, target: .nodes(labels: ["N"]), keys: ["n"]))
        }
        let draft = try database.begin()
        let insertion = BulkInsertion(draft)
        let table = try insertion.table(labels: [try draft.label("N")])
        let key = try draft.propertyKey("n")
        for number in 0...VersionLine.bulkLimit {
            _ = try insertion.addNode(to: table, [(key, .integer(Int64(number)))])
        }
        try insertion.settle()
        try database.write(testInfo) {
            _ = try $0.createNode(labels: ["N"], properties: ["n": 77])
        }
        let error = #expect(throws: GraphError.self) { try database.commit(draft, testInfo) }
        #expect(error?.isTransient == true)
        #expect(database.snapshot().nodeCount == 1)
    }
}

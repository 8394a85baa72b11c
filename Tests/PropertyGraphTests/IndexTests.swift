import PropertyGraph
import TestSupport
import Testing

@Suite("Indexes and constraints")
struct IndexTests {
    private func ids(_ cursor: consuming NodeCursor) -> [UInt32] {
        var result: [UInt32] = []
        while let node = cursor.next() {
            result.append(node.rawValue)
        }
        return result
    }

    private static let texts = [
        "", "a", "ab", "ab\0", "abc", "bronze.", "bronze.a", "bronze.ab", "bronze.b", "bronzf",
        "brönze", "brönze.x", "zzzzzzzzzzzz", "zzzzzzzzzzzy", "\u{10FFFF}x",
    ]

    /// A graph whose nodes `A` have the texts in some order, indexed before or after.
    private func textGraph(indexFirst: Bool, seed: UInt64) throws -> (Graph, [String: UInt32]) {
        let database = MemoryDatabase()
        var random = SeededGenerator(seed: seed)
        let index = IndexDefinition(name: "i", target: .nodes(labels: ["A"]), keys: ["k"])
        let ids = try database.write(testInfo) { draft in
            if indexFirst { try draft.create(index) }
            var ids: [String: UInt32] = [:]
            for text in Self.texts.shuffled(using: &random) {
                ids[text] = try draft.createNode(
                    labels: ["A"], properties: ["k": .string(text)]
                ).rawValue
            }
            if !indexFirst { try draft.create(index) }
            return ids
        }
        try database.snapshot().checkInvariants()
        return (database.snapshot(), ids)
    }

    private func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    @Test(arguments: [true, false], UInt64(0)..<5)
    func `texts are found by equality, range and prefix, in order`(
        indexFirst: Bool, seed: UInt64
    ) throws {
        let (graph, ids) = try textGraph(indexFirst: indexFirst, seed: seed)
        let index = try #require(graph.index(named: "i"))
        #expect(
            graph.statistics(for: index)
                == IndexStatistics(
                    entries: Self.texts.count, distinct: Self.texts.count))
        let sorted = Self.texts.sorted(by: precedes)
        for text in Self.texts + ["abd", "bronze.aa", "nothing", "zzzzzzzzzzzzz"] {
            #expect(
                self.ids(graph.seek(index, equal: [.string(text)])) == ids[text].map { [$0] } ?? [])
            let prefixed = sorted.filter { Array($0.utf8).starts(with: Array(text.utf8)) }
            #expect(
                self.ids(graph.seek(index, prefix: text)) == prefixed.compactMap { ids[$0] })
            for isInclusive in [true, false] {
                let bound = IndexBound(.string(text), isInclusive: isInclusive)
                let above = sorted.filter { precedes(text, $0) || (isInclusive && $0 == text) }
                #expect(
                    self.ids(graph.seek(index, from: bound, to: nil))
                        == above.compactMap { ids[$0] })
                let below = sorted.filter { precedes($0, text) || (isInclusive && $0 == text) }
                #expect(
                    self.ids(graph.seek(index, from: nil, to: bound))
                        == below.compactMap { ids[$0] })
            }
        }
    }

    private static let numbers: [Value] = [
        .float(-.infinity), .integer(.min), .integer(.min + 1), .float(-9e18), .integer(-2),
        .float(-1.5), .float(-0.0), .float(.leastNonzeroMagnitude), .integer(1), .float(1.5),
        .integer(2),
        .integer(9_007_199_254_740_992), .integer(9_007_199_254_740_993),
        .integer(9_007_199_254_740_994), .integer(.max - 1), .integer(.max), .float(9.3e18),
        .float(.infinity),
    ]

    @Test func `numbers are ordered exactly, whole or not`() throws {
        let database = MemoryDatabase()
        try database.write(testInfo) { draft in
            try draft.create(
                IndexDefinition(name: "i", target: .nodes(labels: ["A"]), keys: ["k"]))
            for number in Self.numbers {
                _ = try draft.createNode(labels: ["A"], properties: ["k": number])
            }
            _ = try draft.createNode(labels: ["A"], properties: ["k": .float(.nan)])
            _ = try draft.createNode(labels: ["A"], properties: ["k": "text"])
        }
        let graph = database.snapshot()
        let index = try #require(graph.index(named: "i"))
        for (place, number) in Self.numbers.enumerated() {
            #expect(ids(graph.seek(index, equal: [number])) == [UInt32(place)])
            let bound = IndexBound(number, isInclusive: false)
            #expect(
                ids(graph.seek(index, from: bound, to: nil))
                    == (place + 1..<Self.numbers.count).map { UInt32($0) })
        }
        #expect(ids(graph.seek(index, equal: [.float(1)])) == [8])
        #expect(ids(graph.seek(index, equal: [.integer(0)])) == [6])
        #expect(ids(graph.seek(index, equal: [.float(.nan)])).isEmpty)
        #expect(ids(graph.seek(index, equal: [.null])).isEmpty)
    }

    @Test func `several keys are found together`() throws {
        let database = MemoryDatabase()
        try database.write(testInfo) { draft in
            try draft.create(
                ConstraintDefinition(
                    name: "c", kind: .key, target: .nodes(labels: ["Column"]),
                    keys: ["dataset", "name"]))
            for dataset in 0..<30 {
                for name in 0..<30 {
                    _ = try draft.createNode(
                        labels: ["Column"],
                        properties: [
                            "dataset": .string("bronze.d\(dataset)"), "name": .string("n\(name)"),
                        ])
                }
            }
        }
        let graph = database.snapshot()
        try graph.checkInvariants()
        let index = try #require(graph.index(named: "c"))
        #expect(ids(graph.seek(index, equal: ["bronze.d7", "n9"])) == [219])
        #expect(ids(graph.seek(index, equal: ["bronze.d7", "n99"])).isEmpty)
        #expect(graph.statistics(for: index).distinct == 900)
        #expect(throws: GraphError.self) {
            try database.write(testInfo) { draft in
                try draft.createNode(
                    labels: ["Column"], properties: ["dataset": "bronze.d7", "name": "n9"])
            }
        }
        #expect(throws: GraphError.self) {
            try database.write(testInfo) { draft in
                try draft.createNode(labels: ["Column"], properties: ["dataset": "bronze.d7"])
            }
        }
        #expect(database.snapshot().nodeCount == 900)
    }

    private func uniqueDatabase() throws -> MemoryDatabase {
        let database = MemoryDatabase()
        try database.write(testInfo) { draft in
            try draft.create(
                ConstraintDefinition(
                    name: "u", kind: .unique, target: .nodes(labels: ["A"]), keys: ["k"]))
            _ = try draft.createNode(labels: ["A"], properties: ["k": 1])
            _ = try draft.createNode(labels: ["A"], properties: ["k": "x"])
            _ = try draft.createNode(labels: ["B"], properties: ["k": 1])
            _ = try draft.createNode(labels: ["A"])
        }
        return database
    }

    @Test func `uniqueness is refused at once, whichever way it is broken`() throws {
        let database = try uniqueDatabase()
        let draft = try database.begin()
        let key = try draft.propertyKey("k")
        let label = try draft.label("A")
        let violation = GraphError.constraintViolation(
            ConstraintViolation(
                constraint: "u", kind: .unique, target: "A", keys: ["k"], values: [1.0],
                existing: 0))
        #expect(throws: violation) {
            try draft.createNode(labels: ["A"], properties: ["k": 1.0])
        }
        #expect(throws: GraphError.self) { try draft.set(key, 1, on: NodeID(1)) }
        #expect(throws: GraphError.self) { try draft.add(label, to: NodeID(2)) }
        #expect(draft.changes.isEmpty)
        try draft.set(key, 2, on: NodeID(0))
        try draft.add(label, to: NodeID(2))
        try draft.graph.checkInvariants()
        try database.commit(draft, testInfo)
        try database.snapshot().checkInvariants()
    }

    @Test func `two drafts cannot both bring the same value`() throws {
        let database = try uniqueDatabase()
        let (left, right) = (try database.begin(), try database.begin())
        _ = try left.createNode(labels: ["A"], properties: ["k": "new"])
        _ = try right.createNode(labels: ["A"], properties: ["k": "new"])
        try database.commit(left, testInfo)
        #expect(throws: GraphError.self) { try database.commit(right, testInfo) }
        try database.snapshot().checkInvariants()
    }

    @Test func `a change set may exchange unique values`() throws {
        let database = try uniqueDatabase()
        let draft = try database.begin()
        let key = try draft.propertyKey("k")
        try draft.set(key, "tmp", on: NodeID(0))
        try draft.set(key, 1, on: NodeID(1))
        try draft.set(key, "x", on: NodeID(0))
        let changes = draft.changes
        let replay = Draft(on: database.snapshot())
        try replay.apply(changes)
        #expect(replay.graph.value(of: key, on: NodeID(0)) == "x")
        try replay.graph.checkInvariants()
    }

    @Test func `a constraint the data break is not made`() throws {
        let database = try uniqueDatabase()
        let draft = try database.begin()
        _ = try draft.createNode(labels: ["B"], properties: ["k": 1])
        #expect(throws: GraphError.self) {
            try draft.create(
                ConstraintDefinition(
                    name: "v", kind: .unique, target: .nodes(labels: ["B"]), keys: ["k"]))
        }
        #expect(throws: GraphError.self) {
            try draft.create(
                ConstraintDefinition(
                    name: "e", kind: .existence, target: .nodes(labels: ["A"]), keys: ["k"]))
        }
        #expect(draft.graph.constraints.map(\.name) == ["u"])
        #expect(throws: GraphError.indexOwnedByConstraint(index: "u", constraint: "u")) {
            try draft.dropIndex(named: "u")
        }
        try draft.dropConstraint(named: "u")
        #expect(draft.graph.indexes.isEmpty)
        #expect(draft.schemaChanges.count == 1)
    }
}

import PropertyGraph
import Search
import Testing

@Suite("Deferred search index")
struct DeferredIndexTests {
    private static let info = CommitInfo(actor: "tester", source: "test", time: 0)

    private static func database() -> MemoryDatabase {
        MemoryDatabase(
            fixedIndexes: SearchIndexes.fixed,
            derivedIndexes: SearchIndexes.factory
        )
    }

    private static func add(_ term: String, to database: MemoryDatabase) throws {
        try database.write(info) { draft in
            try draft.createNode(labels: ["BusinessTerm"], properties: ["term": .string(term)])
        }
    }

    private static func found(_ words: String, _ graph: Graph) -> [String] {
        graph.search(words).hits.map(\.title)
    }

    @Test func `what was committed before the first search is found`() throws {
        let database = Self.database()
        try Self.add("revenue", to: database)
        #expect(Self.found("revenue", database.snapshot()) == ["revenue"])
    }

    @Test func `commits after the first search are followed`() throws {
        let database = Self.database()
        try Self.add("revenue", to: database)
        _ = Self.found("revenue", database.snapshot())
        try Self.add("margin", to: database)
        #expect(Self.found("margin", database.snapshot()) == ["margin"])
        #expect(Self.found("revenue", database.snapshot()) == ["revenue"])
    }

    @Test func `an old snapshot is searched as it was`() throws {
        let database = Self.database()
        try Self.add("revenue", to: database)
        let old = database.snapshot()
        try Self.add("margin", to: database)
        #expect(Self.found("margin", database.snapshot()) == ["margin"])
        #expect(Self.found("margin", old).isEmpty)
    }

    @Test func `a draft that was searched and dropped leaves nothing behind`() throws {
        let database = Self.database()
        let draft = try database.begin()
        _ = try draft.createNode(labels: ["BusinessTerm"], properties: ["term": "secret"])
        _ = Self.found("secret", draft.graph)
        #expect(Self.found("secret", database.snapshot()).isEmpty)
    }
}

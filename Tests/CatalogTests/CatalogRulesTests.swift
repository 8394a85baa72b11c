import PropertyGraph
import Testing

@testable import Catalog

@Suite("What the catalog derives")
struct CatalogRulesTests {
    let database: MemoryDatabase

    init() throws {
        database = try SeededGraph.empty()
    }

    /// Runs changes and what follows from them.
    private func write(_ body: (Draft) throws -> Void) throws {
        try database.write(SeededGraph.info) { draft in
            try body(draft)
            try CatalogRules.complete(draft)
        }
    }

    private func node(_ label: String, _ key: String, _ value: Value) throws -> NodeID {
        try #require(NodeFinder(database.snapshot()).node(label, where: [(key, value)]))
    }

    private func text(_ key: String, of node: NodeID) -> String? {
        NodeRecord(graph: database.snapshot(), id: node).text(key)
    }

    @Test
    func `a column gets its dataset's name from HAS_COLUMN, also later`() throws {
        try write { draft in
            _ = try draft.createNode(labels: ["Dataset"], properties: ["name": "a.b"])
            _ = try draft.createNode(labels: ["Column"], properties: ["name": "c"])
        }
        let dataset = try node("Dataset", "name", "a.b")
        let column = try node("Column", "name", "c")
        #expect(text("dataset_name", of: column) == nil)
        try write { draft in
            _ = try draft.createRelationship("HAS_COLUMN", from: dataset, to: column)
        }
        #expect(text("dataset_name", of: column) == "a.b")
    }

    @Test
    func `a renamed dataset renames its columns' dataset`() throws {
        try write { draft in
            let dataset = try draft.createNode(labels: ["Dataset"], properties: ["name": "old"])
            let column = try draft.createNode(labels: ["Column"], properties: ["name": "c"])
            _ = try draft.createRelationship("HAS_COLUMN", from: dataset, to: column)
        }
        let dataset = try node("Dataset", "name", "old")
        let column = try node("Column", "name", "c")
        #expect(text("dataset_name", of: column) == "old")
        try write { draft in
            try draft.set(try draft.propertyKey("name"), "new", on: dataset)
        }
        #expect(text("dataset_name", of: column) == "new")
    }

    @Test
    func `a second column of a name in a dataset is refused`() throws {
        try write { draft in
            let dataset = try draft.createNode(labels: ["Dataset"], properties: ["name": "d"])
            let column = try draft.createNode(labels: ["Column"], properties: ["name": "c"])
            _ = try draft.createRelationship("HAS_COLUMN", from: dataset, to: column)
        }
        let dataset = try node("Dataset", "name", "d")
        #expect(throws: GraphError.self) {
            try write { draft in
                let twin = try draft.createNode(labels: ["Column"], properties: ["name": "c"])
                _ = try draft.createRelationship("HAS_COLUMN", from: dataset, to: twin)
            }
        }
    }

    @Test
    func `a moved column follows, a shared one keeps its first dataset's name`() throws {
        try write { draft in
            let first = try draft.createNode(labels: ["Dataset"], properties: ["name": "first"])
            _ = try draft.createNode(labels: ["Dataset"], properties: ["name": "second"])
            let column = try draft.createNode(labels: ["Column"], properties: ["name": "c"])
            _ = try draft.createRelationship("HAS_COLUMN", from: first, to: column)
        }
        let column = try node("Column", "name", "c")
        let second = try node("Dataset", "name", "second")
        try write { draft in
            _ = try draft.createRelationship("HAS_COLUMN", from: second, to: column)
        }
        #expect(text("dataset_name", of: column) == "first")
        try write { draft in
            var cursor = draft.graph.relationships(of: column, .incoming)
            var all: [RelationshipID] = []
            while let entry = cursor.next() { all.append(entry.relationship) }
            for id in all { try draft.delete(id) }
            _ = try draft.createRelationship("HAS_COLUMN", from: second, to: column)
        }
        #expect(text("dataset_name", of: column) == "second")
    }

    @Test
    func `USES follows formulas, also to terms that come later`() throws {
        func uses(_ key: String) throws -> [String] {
            let node = try node("BusinessTerm", "term", .string(key))
            return NodeRecord(graph: database.snapshot(), id: node)
                .related(.outgoing, .uses, .businessTerm).compactMap { $0.node.text("term") }
                .sorted()
        }
        try write { draft in
            _ = try draft.createNode(
                labels: ["BusinessTerm"],
                properties: ["term": "r", "formula": "a / b + b * r"]
            )
            _ = try draft.createNode(labels: ["BusinessTerm"], properties: ["term": "a"])
        }
        #expect(try uses("r") == ["a"])
        try write { draft in
            _ = try draft.createNode(labels: ["BusinessTerm"], properties: ["term": "b"])
        }
        #expect(try uses("r") == ["a", "b"])
        let ratio = try node("BusinessTerm", "term", "r")
        try write { draft in
            try draft.set(try draft.propertyKey("formula"), "b * 2", on: ratio)
        }
        #expect(try uses("r") == ["b"])
        try write { draft in
            try draft.set(try draft.propertyKey("formula"), .null, on: ratio)
        }
        #expect(try uses("r").isEmpty)
    }

    @Test
    func `a graph without catalog gets no names of it`() throws {
        let database = MemoryDatabase()
        try database.write(SeededGraph.info) { draft in
            _ = try draft.createNode(labels: ["Person"], properties: ["name": "Ada"])
            try CatalogRules.complete(draft)
        }
        #expect(database.snapshot().label(named: "Dataset") == nil)
    }

    @Test(arguments: [
        ("clicks / impressions", ["clicks", "impressions"]),
        ("1 - a2 / (b_c + a2) * 1e3", ["a2", "b_c"]),
        ("coalesce(a, 0) / nullif (b, 0)", ["a", "b"]),
        ("", []),
        ("umsätze", ["umsätze"]),
    ])
    func `a formula names terms`(formula: String, terms: [String]) {
        #expect(Formula.terms(in: formula) == terms)
    }
}

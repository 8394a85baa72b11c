import Catalog
import Foundation
import PropertyGraph
import SQLite
import TestSupport
import Testing

@testable import Harvest

/// What a harvest makes of the graph, and what the next one does to it.
@Suite("Writing sources")
struct SourceWriterTests {
    private let folder: TemporaryDirectory
    private let database = MemoryDatabase()

    init() throws {
        folder = try TemporaryDirectory()
    }

    private func change(_ script: String) throws {
        let connection = try Connection(path: folder.path("shop.sqlite"))
        try connection.execute(script: script)
        connection.close()
    }

    @discardableResult
    private func harvest(_ name: String = "shop") throws -> HarvestSummary {
        let path = folder.path("shop.sqlite")
        let schema = try Harvester().harvest(path: path)
        let source = try SourceRegistration(name: name, path: path)
        let now = DateTimeValue(secondsSinceEpoch: 0, nanoseconds: 0)
        return try database.write(CommitInfo(actor: "test", source: "test", time: 0)) { draft in
            var writer = SourceWriter(source, into: draft, now: now)
            return try writer.write(schema)
        }
    }

    private func property(_ key: String, of column: String) throws -> Value {
        let graph = database.snapshot()
        let node = try #require(NodeFinder(graph).column(column))
        return graph.propertyKey(named: key).map { graph.value(of: $0, on: node) } ?? .null
    }

    private static let tables = """
        CREATE TABLE customer (id INTEGER PRIMARY KEY, city TEXT, fax TEXT);
        CREATE TABLE sale (id INTEGER PRIMARY KEY, customer_id INT REFERENCES customer, day DATE);
        INSERT INTO customer VALUES (1, 'Rome', '1'), (2, 'Oslo', '2');
        INSERT INTO sale VALUES (1, 1, '2024-01-01');
        """

    @Test func `the same again changes nothing`() throws {
        try change(Self.tables)
        let first = try harvest()
        #expect(first.tables == 2 && first.columns == 6 && first.references == 1)
        #expect(first.added == ["customer", "sale"])
        let second = try harvest()
        #expect(second.changes == 0 && second.added.isEmpty && second.gone.isEmpty)
    }

    @Test func `two sources with the same tables stay apart`() throws {
        try change(Self.tables)
        try harvest("north")
        try harvest("south")
        let listed = SourceReader(database.snapshot()).sources()
        #expect(listed.map(\.source.name) == ["north", "south"])
        #expect(listed.map(\.tables) == [2, 2])
        #expect(try property("data_type", of: "south.sale.day") == "DATE")
    }

    @Test func `what is gone is marked and what people say of it stays`() throws {
        try change(Self.tables)
        try harvest()
        try database.write(CommitInfo(actor: "test", source: "test", time: 0)) { draft in
            let city = try #require(NodeFinder(draft.graph).column("shop.customer.city"))
            try draft.set(try draft.propertyKey("description"), "Where they live.", on: city)
            let term = try draft.createNode(
                labels: ["BusinessTerm"], properties: ["term": "town"])
            _ = try draft.createRelationship("MAPS_TO", from: city, to: term, properties: [:])
        }
        try change(
            """
            ALTER TABLE customer DROP COLUMN fax;
            ALTER TABLE customer ADD COLUMN age INT;
            DROP TABLE sale;
            CREATE TABLE visit (id INTEGER PRIMARY KEY, customer_id INT);
            """)
        let summary = try harvest()
        #expect(Set(summary.gone) == ["customer.fax", "sale"])
        #expect(Set(summary.added) == ["customer.age", "visit"])
        #expect(try property("status", of: "shop.sale.day") == "gone")
        #expect(try property("description", of: "shop.customer.city") == "Where they live.")
        let graph = database.snapshot()
        let city = try #require(NodeFinder(graph).column("shop.customer.city"))
        let mapsTo = try #require(graph.relationshipType(named: "MAPS_TO"))
        var mappings = graph.relationships(of: city, .outgoing, types: [mapsTo])
        #expect(mappings.next() != nil)
        #expect(SourceReader(graph).sources().first?.tables == 2)

        try change("CREATE TABLE sale (id INTEGER PRIMARY KEY, customer_id INT, day DATE);")
        try harvest()
        #expect(try property("status", of: "shop.sale.day") == "active")
    }

    @Test func `a source can be removed whole`() throws {
        try change(Self.tables)
        try harvest()
        try database.write(CommitInfo(actor: "test", source: "test", time: 0)) { draft in
            try SourceRemoval.remove("shop", from: draft)
        }
        let graph = database.snapshot()
        #expect(graph.nodeCount == 0 && graph.relationshipCount == 0)
        #expect(throws: HarvestError.unknownSource("shop")) {
            try SourceReader(graph).source(named: "shop")
        }
    }

    @Test func `numbers and addresses of people are not kept`() throws {
        try change(Self.tables)
        try harvest()
        #expect(try property("is_pii", of: "shop.customer.fax") == true)
        #expect(try property("sample_values", of: "shop.customer.fax") == [])
        #expect(try property("max_value", of: "shop.customer.fax") == .null)
        #expect(try property("sample_values", of: "shop.customer.city") == ["Oslo", "Rome"])
    }

    @Test(arguments: ["", "1st", "a b", "a.b", "ä", String(repeating: "x", count: 65)])
    func `a name that could not stand before a dot is refused`(name: String) {
        #expect(throws: HarvestError.badName(name)) {
            try SourceRegistration(name: name, path: "x")
        }
    }

    @Test func `the name of another system is not taken over`() throws {
        try change(Self.tables)
        try database.write(CommitInfo(actor: "test", source: "test", time: 0)) { draft in
            _ = try draft.createNode(labels: ["DataSource"], properties: ["name": "shop"])
        }
        #expect(throws: HarvestError.nameTaken("shop")) { try harvest() }
    }
}

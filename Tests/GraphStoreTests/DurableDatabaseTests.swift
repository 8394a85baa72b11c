import Foundation
import GraphStore
import PropertyGraph
import SQLite
import TestSupport
import Testing

@Suite("Durable database")
struct DurableDatabaseTests {
    private static let info = CommitInfo(actor: "tester", reason: "why", source: "test", time: 7)

    private static let values: [String: Value] = [
        "boolean": true, "integer": -5, "float": 0.1, "string": "ö€😀",
        "list": [1, "two", [3.0]], "map": .map(["a": 1, "b": ["c"]]),
        "date": .date(DateValue(daysSinceEpoch: -1)),
        "localTime": .localTime(LocalTimeValue(nanosecondsOfDay: 1)),
        "time": .time(TimeValue(nanosecondsOfDay: 2, offsetSeconds: -3_600)),
        "localDateTime": .localDateTime(
            LocalDateTimeValue(secondsSinceEpoch: -5, nanoseconds: 9)
        ),
        "dateTime": .dateTime(
            DateTimeValue(
                secondsSinceEpoch: 1,
                nanoseconds: 2,
                offsetSeconds: 3_600,
                zone: "Europe/Stockholm"
            )
        ),
        "duration": .duration(DurationValue(months: 1, days: -2, seconds: 3, nanoseconds: 4)),
    ]

    private static func properties(_ graph: Graph, _ node: NodeID) -> [String: Value] {
        Dictionary(
            uniqueKeysWithValues: graph.properties(of: node).map {
                (graph.name(of: $0.key), $0.value)
            }
        )
    }

    @Test func `reopening restores constraints on types and indexes of every kind`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        let constraint = ConstraintDefinition(
            name: "typed",
            kind: .type,
            target: .nodes(labels: ["A"]),
            keys: ["k"],
            propertyType: PropertyType(scalars: [.string, .zonedTime], elements: [.date])
        )
        let indexes = [
            IndexDefinition(name: "p", kind: .point, target: .nodes(labels: ["A"]), keys: ["k"]),
            IndexDefinition(name: "l", kind: .lookup, target: .nodes(labels: []), keys: []),
            IndexDefinition(name: "t", kind: .lookup, target: .relationships(types: []), keys: []),
        ]
        do {
            let database = try DurableDatabase(path: path)
            try database.write(Self.info) { draft in
                try draft.create(constraint)
                for index in indexes { try draft.create(index) }
                _ = try draft.createNode(labels: ["A"], properties: ["k": "text"])
            }
            database.close()
        }
        let database = try DurableDatabase(path: path)
        #expect(database.snapshot().constraints == [constraint])
        #expect(database.snapshot().indexes == indexes)
        #expect(throws: GraphError.self) {
            try database.write(Self.info) { draft in
                _ = try draft.createNode(labels: ["A"], properties: ["k": 1])
            }
        }
    }

    @Test func `reopening restores nodes, relationships and every type of value`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        var node = NodeID(0)
        do {
            let database = try DurableDatabase(path: path)
            node = try database.write(Self.info) { draft in
                let node = try draft.createNode(labels: ["A", "B"], properties: Self.values)
                let other = try draft.createNode(labels: [], properties: [:])
                _ = try draft.createRelationship(
                    "KNOWS",
                    from: node,
                    to: other,
                    properties: ["since": 2_020]
                )
                return node
            }
            database.close()
        }
        let graph = try DurableDatabase(path: path).snapshot()
        try graph.checkInvariants()
        #expect(graph.nodeCount == 2)
        #expect(Self.properties(graph, node) == Self.values)
        #expect(graph.labels(of: node).map { graph.name(of: $0) } == ["A", "B"])
        let type = try #require(graph.relationshipType(named: "KNOWS"))
        var cursor = graph.relationships(ofType: type)
        let first = cursor.next()
        let relationship = try #require(first)
        let since = try #require(graph.propertyKey(named: "since"))
        #expect(graph.value(of: since, on: relationship) == 2_020)
    }

    @Test func `changes and deletions are restored, and identities are not reused`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        var last = NodeID(0)
        do {
            let database = try DurableDatabase(path: path)
            let nodes = try database.write(Self.info) { draft in
                try (0..<3).map { (number: Int64) throws -> NodeID in
                    try draft.createNode(labels: ["N"], properties: ["n": .integer(number)])
                }
            }
            last = nodes[2]
            try database.write(Self.info) { draft in
                let key = try draft.propertyKey("n")
                let label = try draft.label("M")
                try draft.set(key, .string("changed"), on: nodes[0])
                try draft.add(label, to: nodes[0])
                try draft.delete(nodes[2])
            }
            database.close()
        }
        let database = try DurableDatabase(path: path)
        let graph = database.snapshot()
        #expect(graph.sequence == 2)
        #expect(graph.nodeCount == 2)
        #expect(Self.properties(graph, NodeID(0)) == ["n": "changed"])
        #expect(graph.labels(of: NodeID(0)).count == 2)
        let next = try database.write(Self.info) { try $0.createNode(labels: [], properties: [:]) }
        #expect(next > last)
    }

    @Test func `indexes and constraints are restored and in force`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        do {
            let database = try DurableDatabase(path: path)
            try database.write(Self.info) { draft in
                try draft.create(
                    ConstraintDefinition(
                        name: "person_name",
                        kind: .unique,
                        target: .nodes(labels: ["Person"]),
                        keys: ["name"]
                    )
                )
                try draft.create(
                    IndexDefinition(
                        name: "person_age",
                        target: .nodes(labels: ["Person"]),
                        keys: ["age"]
                    )
                )
                _ = try draft.createNode(
                    labels: ["Person"],
                    properties: ["name": "Ada", "age": 36]
                )
            }
            try database.write(Self.info) { draft in
                try draft.create(
                    IndexDefinition(
                        name: "gone",
                        target: .nodes(labels: ["Person"]),
                        keys: ["height"]
                    )
                )
            }
            try database.write(Self.info) { try $0.dropIndex(named: "gone") }
            database.close()
        }
        let database = try DurableDatabase(path: path)
        let graph = database.snapshot()
        #expect(Set(graph.constraints.map(\.name)) == ["person_name"])
        #expect(graph.indexes.filter { $0.constraint == nil }.map(\.name) == ["person_age"])
        let person = try #require(graph.label(named: "Person"))
        let age = try #require(graph.propertyKey(named: "age"))
        let index = try #require(graph.index(on: person, keys: [age]))
        var cursor = graph.seek(index, equal: [36])
        let found = cursor.next()
        #expect(found != nil)
        #expect(throws: GraphError.self) {
            try database.write(Self.info) { draft in
                try draft.createNode(labels: ["Person"], properties: ["name": "Ada"])
            }
        }
    }

    @Test func `a large transaction is restored`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        let count: Int64 = 60_000
        do {
            let database = try DurableDatabase(path: path)
            try database.write(Self.info) { draft in
                var previous: NodeID?
                for number in 0..<count {
                    let node = try draft.createNode(
                        labels: ["N"],
                        properties: ["n": .integer(number)]
                    )
                    if let previous {
                        _ = try draft.createRelationship("NEXT", from: previous, to: node)
                    }
                    previous = node
                }
            }
            database.close()
        }
        let graph = try DurableDatabase(path: path).snapshot()
        try graph.checkInvariants()
        #expect(graph.nodeCount == Int(count))
        #expect(graph.relationshipCount == Int(count) - 1)
    }

    @Test func `concurrent writers all commit, in the order of their numbers`() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        let database = try DurableDatabase(path: path)
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for number in 0..<25 {
                        _ = try? database.write(Self.info, attempts: 100) { draft in
                            try draft.createNode(
                                labels: ["N"],
                                properties: ["n": .integer(Int64(writer * 100 + number))]
                            )
                        }
                    }
                }
            }
        }
        #expect(database.snapshot().nodeCount == 200)
        #expect(database.snapshot().sequence == 200)
        database.close()
        #expect(try DurableDatabase.read(path: path).nodeCount == 200)
    }

    @Test func `a second writer gets a clear refusal, a reader its snapshot`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        let database = try DurableDatabase(path: path)
        try database.write(Self.info) { try $0.createNode(labels: ["N"], properties: [:]) }
        #expect {
            try DurableDatabase(path: path)
        } throws: { error in
            guard case .storage(.busy, let message)? = error as? GraphError else { return false }
            return message.contains("another process")
        }
        #expect(try DurableDatabase.read(path: path).nodeCount == 1)
    }

    @Test func `writing after closing is an error`() throws {
        let folder = try TemporaryDirectory()
        let database = try DurableDatabase(path: folder.path("graph.db"))
        database.close()
        #expect(throws: GraphError.self) {
            try database.write(Self.info) { try $0.createNode(labels: ["N"], properties: [:]) }
        }
    }
}

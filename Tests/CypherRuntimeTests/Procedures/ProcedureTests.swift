import CypherPlanning
import CypherRuntime
import CypherSyntax
import PropertyGraph
import Testing

@Suite("Functions and procedures on a graph")
struct ProcedureTests {
    let draft: Draft
    let alice: NodeID
    let bob: NodeID
    let knows: RelationshipID

    init() throws {
        draft = Draft(on: Graph())
        try draft.create(
            ConstraintDefinition(
                name: "person_name", kind: .unique, target: .nodes(labels: ["Person"]),
                keys: ["name"]))
        alice = try draft.createNode(
            labels: ["Person", "Admin"], properties: ["name": "Alice", "vector": [1, 0]])
        bob = try draft.createNode(
            labels: ["Person"], properties: ["name": "Bob", "vector": [0.9, 0.1]])
        let carol = try draft.createNode(
            labels: ["Person"], properties: ["vector": [0, 1], "age": 3])
        knows = try draft.createRelationship(
            "KNOWS", from: alice, to: bob, properties: ["since": 2015])
        _ = try draft.createRelationship("LIKES", from: bob, to: carol, properties: [:])
    }

    func context() -> FunctionContext {
        FunctionContext(graph: draft.graph, environment: FunctionEnvironment())
    }

    func call(
        _ name: String,
        _ arguments: [Value] = [],
        hiding hidden: [NodeID] = []
    ) throws -> [[Value]] {
        let procedure = try #require(ProcedureRegistry.standard[name])
        return try procedure.call(
            arguments,
            ProcedureContext(functions: context(), access: AccessView(hiding: hidden)))
    }

    func function(_ name: String, _ arguments: Value...) throws -> Value {
        try #require(FunctionLibrary.standard[name]).evaluate(arguments, context())
    }

    @Test func `functions read entities`() throws {
        #expect(try function("labels", .node(bob)) == ["Person"])
        #expect(try function("keys", .node(alice)) == ["name", "vector"])
        #expect(try function("properties", .relationship(knows)) == ["since": 2015])
        #expect(try function("type", .relationship(knows)) == "KNOWS")
        #expect(try function("startNode", .relationship(knows)) == .node(alice))
        #expect(try function("endNode", .relationship(knows)) == .node(bob))
        #expect(try function("id", .node(bob)) == .integer(Int64(bob.rawValue)))
        #expect(try function("gds.util.asNode", .integer(Int64(bob.rawValue))) == .node(bob))
        let path = Value.path(PathValue(nodes: [alice, bob], relationships: [knows]))
        #expect(try function("length", path) == 1)
        #expect(try function("nodes", path) == [.node(alice), .node(bob)])
        #expect(try function("relationships", path) == [.relationship(knows)])
        #expect(try function("labels", nil) == .null)
    }

    @Test func `an element's identity reads back`() throws {
        guard case .string(let text) = try function("elementId", .node(bob)) else {
            Issue.record("elementId() is no string")
            return
        }
        #expect(NodeID(elementID: text) == bob)
        #expect(RelationshipID(elementID: text) == nil)
        #expect(NodeID(elementID: "4:lexigraph:99999999999999") == nil)
    }

    @Test func `a deleted entity has no contents, but a deleted relationship keeps its type`()
        throws
    {
        let database = MemoryDatabase()
        let first = try database.begin()
        let node = try first.createNode(labels: ["A"])
        let loop = try first.createRelationship("LOOP", from: node, to: node)
        _ = try database.commit(first, CommitInfo(actor: "test", source: "test", time: 0))
        let second = try database.begin()
        try second.delete(loop)
        let context = FunctionContext(
            graph: second.graph, environment: FunctionEnvironment(baseGraph: second.base))
        let library = FunctionLibrary.standard
        #expect(try library["type"]?.evaluate([.relationship(loop)], context) == "LOOP")
        let error = #expect(throws: CypherError.self) {
            try library["properties"]?.evaluate([.relationship(loop)], context)
        }
        #expect(error?.type == .entityNotFound)
        #expect(error?.detail == "DeletedEntityAccess")
    }

    @Test func `the names in use are listed`() throws {
        #expect(try call("db.labels") == [["Admin"], ["Person"]])
        #expect(try call("DB.RELATIONSHIPTYPES") == [["KNOWS"], ["LIKES"]])
        #expect(
            try call("db.propertyKeys") == [["age"], ["name"], ["since"], ["vector"]])
    }

    @Test func `what the caller may not see is not listed`() throws {
        #expect(try call("db.labels", hiding: [alice]) == [["Person"]])
        #expect(try call("db.relationshipTypes", hiding: [alice]) == [["LIKES"]])
        #expect(
            try call("db.propertyKeys", hiding: [alice]) == [["age"], ["name"], ["vector"]])
        let blind = FunctionContext(
            graph: draft.graph, environment: FunctionEnvironment(),
            access: AccessView(hiding: [alice]))
        let number = Value.integer(Int64(alice.rawValue))
        #expect(throws: CypherError.self) {
            try FunctionLibrary.standard["gds.util.asNode"]?.evaluate([number], blind)
        }
        let rows = try call("db.schema.nodeTypeProperties", hiding: [alice])
        #expect(!rows.contains { $0[0] == ":`Admin`:`Person`" })
    }

    @Test func `constraints and indexes are listed`() throws {
        let constraints = try call("db.constraints")
        #expect(
            constraints == [["person_name", "UNIQUENESS", "NODE", ["Person"], ["name"]]])
        let indexes = try call("db.indexes")
        #expect(indexes.allSatisfy { $0.count == 8 })
        #expect(indexes.contains { $0[4] == ["name"] && $0[5] == "UNIQUE" }, "\(indexes)")
    }

    @Test func `the schema is what the data shows`() throws {
        let rows = try call("db.schema.nodeTypeProperties")
        #expect(rows.contains([":`Person`", ["Person"], "age", ["Long"], false]))
        #expect(
            rows.contains([":`Person`", ["Person"], "vector", ["DoubleArray", "LongArray"], true]))
        #expect(
            try call("db.schema.relTypeProperties") == [
                [":`KNOWS`", "since", ["Long"], true], [":`LIKES`", .null, .null, false],
            ])
        #expect(
            try call("db.schema.overview") == [
                [["Admin", "Person"], "KNOWS", ["Person"], 1],
                [["Person"], "LIKES", ["Person"], 1],
            ])
    }

    @Test func `similar pairs come once, the most similar first`() throws {
        let configuration: Value = [
            "nodeProjection": "Person", "relationshipProjection": "*",
            "nodeProperties": ["vector"],
        ]
        let rows = try call("gds.similarity.cosine.stream", [configuration])
        #expect(rows.count == 3)
        let first = try #require(rows.first)
        #expect(first[0] == .integer(Int64(alice.rawValue)))
        #expect(first[1] == .integer(Int64(bob.rawValue)))
        guard case .float(let similarity) = first[2] else { return }
        #expect(abs(similarity - 0.9 / 0.82.squareRoot()) < 1e-12)
        let hidden = try call(
            "gds.similarity.cosine.stream", [configuration], hiding: [alice])
        #expect(hidden.count == 1)
    }

    @Test func `the cutoff and the limits hold`() throws {
        func count(_ options: [String: Value]) throws -> Int {
            var map: [String: Value] = ["nodeLabels": "Person", "nodeProperties": "vector"]
            map.merge(options) { $1 }
            return try call("gds.similarity.cosine.stream", [.map(map)]).count
        }
        #expect(try count(["similarityCutoff": 0.9]) == 1)
        #expect(try count(["topN": 2]) == 2)
        #expect(try count(["topK": 1]) == 2)
        #expect(try count(["topK": 0]) == 3)
        #expect(try count(["nodeLabels": "Nobody"]) == 0)
        #expect(throws: CypherError.self) { try count(["topK": -1]) }
        #expect(throws: CypherError.self) {
            try call("gds.similarity.cosine.stream", [["nodeLabels": "Person"]])
        }
    }

    @Test func `arguments are checked against the signature`() throws {
        let signature = ProcedureSignature(
            "test.echo",
            arguments: [
                .init("number", type: "FLOAT?", accepts: .float),
                .init("text", type: "STRING", accepts: .string, isOptional: true),
            ])
        let echo = Procedure(signature) { (values, _) throws(CypherError) in [values] }
        var registry = ProcedureRegistry()
        registry.register(echo)
        let found = try #require(registry["TEST.Echo"])
        let context = ProcedureContext(functions: context())
        #expect(try found.call([1], context) == [[1.0, .null]])
        #expect(try found.call([.null, "a"], context) == [[.null, "a"]])
        #expect(throws: CypherError.self) { try found.call([], context) }
        #expect(throws: CypherError.self) { try found.call([1, "a", 2], context) }
        let error = #expect(throws: CypherError.self) { try found.call(["a"], context) }
        #expect(error?.detail == "InvalidArgumentType")
    }

    @Test func `callables answer the binder`() {
        let callables = Callables()
        #expect(callables.function(named: "SIZE")?.maximumArguments == 1)
        #expect(callables.function(named: "coalesce")?.minimumArguments == 1)
        #expect(callables.procedure(named: "db.labels")?.results.map(\.name) == ["label"])
        #expect(callables.functionNames.contains("toUpper"))
        #expect(callables.procedureNames.contains("dbms.components"))
    }
}

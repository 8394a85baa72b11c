import Cypher
import CypherSyntax
import PropertyGraph
import TestSupport
import Testing

@testable import Interchange

@Suite("Cypher script")
struct CypherScriptTests {
    /// Runs a script on an empty database, each statement as a transaction of its own.
    private func run(_ script: [UInt8], on database: MemoryDatabase) throws {
        let engine = Engine()
        for statement in try Parser.parseScript(String(decoding: script, as: UTF8.self)) {
            _ = try engine.execute(
                statement.description, on: database, info: RandomContents.info)
        }
    }

    @Test(arguments: UInt64(0)..<UInt64(40 * TestScale.factor))
    func `running an exported script gives the same graph`(seed: UInt64) throws {
        let graph = try RandomContents.database(seed: seed).snapshot()
        let copy = MemoryDatabase()
        try run(exported(graph, .cypher), on: copy)
        let loaded = copy.snapshot()
        #expect(try contents(of: loaded) == contents(of: graph), "seed \(seed)")
        #expect(loaded.constraints == graph.constraints)
        #expect(loaded.indexes == graph.indexes)
    }

    @Test func `many nodes go into several statements`() throws {
        let database = MemoryDatabase()
        _ = try Engine().execute(
            "UNWIND range(0, 10099) AS i CREATE (n:N {ordinal: i}) WITH n, i WHERE i < 600 "
                + "CREATE (n)-[:T {i: i}]->(n)",
            on: database, info: RandomContents.info)
        let script = try exported(database.snapshot(), .cypher)
        let statements = try Parser.parseScript(String(decoding: script, as: UTF8.self))
        // A constraint, 21 for nodes, 2 for relationships, 2 that clean up, a drop.
        #expect(statements.count == 27)
        let copy = MemoryDatabase()
        try run(script, on: copy)
        #expect(try contents(of: copy.snapshot()) == contents(of: database.snapshot()))
    }

    @Test func `names in the script do not meet those of the graph`() throws {
        let database = MemoryDatabase()
        _ = try Engine().execute(
            "CREATE (:LexigraphImport {lexigraph_import_id: 7, ordinal: 1})", on: database,
            info: RandomContents.info)
        let copy = MemoryDatabase()
        try run(exported(database.snapshot(), .cypher), on: copy)
        #expect(try contents(of: copy.snapshot()) == contents(of: database.snapshot()))
    }
}

import Cypher
import CypherRuntime
import PropertyGraph
import TestSupport
import Testing

/// `EXISTS { (n)-[:T]->(:Label) }` as an operator of its own.
@Suite("Neighbour filter")
struct NeighbourFilterTests {
    private static func populated(seed: UInt64) throws -> Workbench {
        let bench = Workbench()
        var random = SeededGenerator(seed: seed)
        let labels = ["", ":A", ":B", ":A:B"]
        for index in 0..<40 {
            let label = labels.randomElement(using: &random) ?? ""
            try bench.run("CREATE (\(label) {id: \(index)})")
        }
        for _ in 0..<60 {
            let (from, to) = (
                Int.random(in: 0..<30, using: &random), Int.random(in: 0..<40, using: &random)
            )
            let type = ["R", "S"].randomElement(using: &random) ?? "R"
            try bench.run("MATCH (a {id: \(from)}), (b {id: \(to)}) CREATE (a)-[:\(type)]->(b)")
        }
        try bench.run("MATCH (a {id: 3}) CREATE (a)-[:R]->(a)")
        // So many that they are kept apart from the node's other relationships.
        try bench.run("MATCH (a {id: 5}) UNWIND range(1, 300) AS i CREATE (a)-[:R]->(:C {id: 100})")
        try bench.run("MATCH (a {id: 6}) UNWIND range(1, 300) AS i CREATE (a)<-[:S]-(:C {id: 101})")
        try bench.run("MATCH (a {id: 5}), (b {id: 9}) CREATE (a)-[:R]->(b)")
        return bench
    }

    @Test(arguments: UInt64(0)..<6)
    func `it keeps the nodes for which a match would find something`(seed: UInt64) throws {
        let bench = try Self.populated(seed: seed)
        let steps = ["-[:R]->", "<-[:R]-", "-[:S]-", "-->", "<--", "--", "-[:R|S]->", "-[:X]->"]
        let ends = ["()", "(:A)", "(:B)", "(:A&B)", "(:A|B)", "(:!A)", "(:C)", "(:X)", "(:%)"]
        for step in steps {
            for end in ends {
                let variable = end.replacing("(", with: "(x")
                let found = try bench.rows(
                    """
                    MATCH (n) OPTIONAL MATCH (n)\(step)\(variable)
                    WITH n, count(x) AS count RETURN n.id, count > 0 ORDER BY id(n)
                    """)
                let positive = try bench.rows(
                    "MATCH (n) WHERE EXISTS { (n)\(step)\(end) } RETURN n.id ORDER BY id(n)")
                let negative = try bench.rows(
                    "MATCH (n) WHERE NOT EXISTS { (n)\(step)\(end) } RETURN n.id ORDER BY id(n)")
                #expect(positive == found.filter { $0[1] == true }.map { [$0[0]] }, "\(step)\(end)")
                #expect(
                    negative == found.filter { $0[1] == false }.map { [$0[0]] }, "\(step)\(end)")
            }
        }
    }

    @Test
    func `hidden neighbours do not count`() throws {
        let bench = Workbench()
        try bench.run("CREATE (:A {id: 1})-[:R]->(:B {id: 2}), (:A {id: 3})-[:R]->(:B {id: 4})")
        let hidden = try bench.rows("MATCH (n {id: 2}) RETURN id(n)")
        guard case .integer(let id) = try #require(hidden.first?.first) else { return }
        var options = QueryOptions()
        options.access = AccessView(hiding: [NodeID(UInt32(truncatingIfNeeded: id))])
        let rows = try bench.run(
            "MATCH (n:A) WHERE NOT EXISTS { (n)-[:R]->(:B) } RETURN n.id", options: options
        ).rows
        #expect(rows == [[1]])
    }

    @Test
    func `null has no neighbours`() throws {
        let rows = try Workbench().rows(
            """
            OPTIONAL MATCH (n:Missing) WITH n
            WHERE NOT EXISTS { MATCH (n)-[:R]->(:A) } RETURN n
            """)
        #expect(rows == [[.null]])
    }
}

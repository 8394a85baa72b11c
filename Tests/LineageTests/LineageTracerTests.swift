import Catalog
import JSON
import PropertyGraph
import TestSupport
import Testing

@testable import Lineage

@Suite("Lineage")
struct LineageTracerTests {
    /// A graph of datasets named by letters; `ab` means that a is derived from b.
    static func graph(_ edges: [String]) throws -> (graph: Graph, nodes: [String: NodeID]) {
        let database = MemoryDatabase()
        var nodes: [String: NodeID] = [:]
        try database.write(CommitInfo(actor: "test", source: "test", time: 0)) { draft in
            nodes = [:]
            for name in Set(edges.joined().map(String.init)).sorted() {
                nodes[name] = try draft.createNode(
                    labels: ["Dataset"],
                    properties: ["name": .string(name), "layer": "gold"]
                )
            }
            for edge in edges {
                let ends = edge.map { nodes[String($0)] }
                guard let start = ends[0], let end = ends[1] else { continue }
                _ = try draft.createRelationship(
                    "DERIVED_FROM",
                    from: start,
                    to: end,
                    properties: ["transformation": .string("make \(edge)")]
                )
            }
        }
        return (database.snapshot(), nodes)
    }

    static func trace(
        _ edges: [String],
        from start: String,
        _ direction: LineageDirection = .upstream,
        depth: Int = 10,
        budget: LineageBudget = LineageBudget()
    ) throws -> LineageTrace {
        let (graph, nodes) = try graph(edges)
        let node = try #require(nodes[start])
        return try #require(
            LineageTracer(graph).trace(from: node, direction, depth: depth, budget: budget)
        )
    }

    private func names(_ trace: LineageTrace) -> [String] {
        trace.nodes.map { "\($0.name)\($0.distance)" }
    }

    static let diamond = ["db", "dc", "ba", "ca"]

    @Test
    func `upstream goes to sources, downstream to results, nearest first`() throws {
        let up = try Self.trace(Self.diamond, from: "d")
        #expect(names(up) == ["d0", "b1", "c1", "a2"])
        #expect(up.edges.count == 4)
        #expect(up.isComplete && !up.continuesBeyondDepth)
        let down = try Self.trace(Self.diamond, from: "a", .downstream)
        #expect(names(down) == ["a0", "b1", "c1", "d2"])
    }

    @Test
    func `an edge leads from what is read to what is made, whichever way it is followed`() throws {
        for direction in LineageDirection.allCases {
            let start = direction == .upstream ? "b" : "a"
            let trace = try Self.trace(["ba"], from: start, direction)
            let names = Dictionary(uniqueKeysWithValues: trace.nodes.map { ($0.id, $0.name) })
            let edge = try #require(trace.edges.first)
            #expect(names[edge.source] == "a" && names[edge.target] == "b")
            #expect(edge.transformation == "make ba")
        }
    }

    @Test
    func `depth cuts, and says so`() throws {
        let trace = try Self.trace(["ab", "bc", "cd"], from: "a", depth: 2)
        #expect(names(trace) == ["a0", "b1", "c2"])
        #expect(trace.isComplete)
        #expect(trace.continuesBeyondDepth)
        #expect(trace.nodes.map(\.hasMore) == [false, false, true])
    }

    @Test
    func `cycles and loops end`() throws {
        let trace = try Self.trace(["ab", "bc", "ca", "aa"], from: "a", depth: 100)
        #expect(names(trace) == ["a0", "b1", "c2"])
        #expect(trace.totalEdges == 4)
        #expect(!trace.continuesBeyondDepth)
    }

    @Test
    func `beyond the budget is counted, not handed out`() throws {
        let trace = try Self.trace(
            Self.diamond,
            from: "d",
            budget: LineageBudget(nodes: 2, edges: 10)
        )
        #expect(names(trace) == ["d0", "b1"])
        #expect(trace.edges.count == 1)
        #expect(trace.totalNodes == 4 && trace.totalEdges == 4)
        #expect(!trace.isComplete)
        #expect(trace.nodes.map(\.hasMore) == [true, true])
    }

    @Test
    func `what may not be seen is neither shown nor passed`() throws {
        let (graph, nodes) = try Self.graph(["ab", "bc", "ad"])
        let start = try #require(nodes["a"])
        let hidden = try #require(nodes["b"])
        let tracer = LineageTracer(graph, access: AccessView(hiding: [hidden]))
        let trace = try #require(tracer.trace(from: start, .upstream, depth: 5))
        #expect(names(trace) == ["a0", "d1"])
        #expect(tracer.trace(from: hidden, .upstream, depth: 5) == nil)
    }

    @Test
    func `a column is found by its full name, a dataset wins`() throws {
        let database = MemoryDatabase()
        try database.write(CommitInfo(actor: "test", source: "test", time: 0)) { draft in
            let dataset = try draft.createNode(
                labels: ["Dataset"],
                properties: ["name": "gold.x", "layer": "gold"]
            )
            let column = try draft.createNode(
                labels: ["Column"],
                properties: ["name": "y", "dataset_name": "gold.x"]
            )
            _ = try draft.createRelationship("HAS_COLUMN", from: dataset, to: column)
        }
        let tracer = LineageTracer(database.snapshot())
        let column = try #require(tracer.asset(named: "gold.x.y"))
        let trace = try #require(tracer.trace(from: column, .upstream, depth: 1))
        #expect(trace.nodes.first?.kind == "Column")
        #expect(trace.nodes.first?.name == "gold.x.y")
        #expect(trace.nodes.first?.layer == "gold")
        #expect(tracer.asset(named: "gold.x") != nil)
        #expect(tracer.asset(named: "gold.z") == nil)
    }

    @Test
    func `as JSON it names assets`() throws {
        let json = try Self.trace(["ba"], from: "b").json
        #expect(json["complete"] == true)
        #expect(json["nodes"]?[1]?["id"] == "a")
        #expect(json["nodes"]?[1]?["type"] == "dataset")
        #expect(json["edges"]?[0]?["from"] == "a")
        #expect(json["edges"]?[0]?["to"] == "b")
    }

    @Test(arguments: UInt64(0)..<40)
    func `a lineage is what repeated steps reach`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let letters = Array("abcdefgh")
        let edges = (0..<14).map { _ in
            String(
                [letters.randomElement(using: &random), letters.randomElement(using: &random)]
                    .compactMap { $0 })
        }
        let start = edges[0].first.map(String.init) ?? "a"
        let depth = Int.random(in: 1...5, using: &random)
        let trace = try Self.trace(edges, from: start, depth: depth)
        var reached: Set<String> = [start]
        for _ in 0..<depth {
            for edge in edges where reached.contains(String(edge.prefix(1))) {
                reached.insert("+" + edge.suffix(1))
            }
            reached = Set(reached.map { $0.hasPrefix("+") ? String($0.dropFirst()) : $0 })
        }
        #expect(Set(trace.nodes.map(\.name)) == reached, "seed \(seed): \(edges)")
    }

    // MARK: Paths

    private func paths(
        _ edges: [String],
        _ origin: String,
        _ result: String,
        depth: Int = 10,
        limit: Int = 100
    ) throws -> Set<String> {
        let (graph, nodes) = try Self.graph(edges)
        let found = LineagePaths(graph).paths(
            from: try #require(nodes[origin]),
            to: try #require(nodes[result]),
            depth: depth,
            limit: limit
        ) { () throws(Never) in }
        let names = Dictionary(uniqueKeysWithValues: nodes.map { ($0.value, $0.key) })
        return Set(found.map { $0.nodes.compactMap { names[$0] }.joined() })
    }

    @Test
    func `paths lead from origin to result without passing an asset twice`() throws {
        #expect(try paths(Self.diamond, "a", "d") == ["abd", "acd"])
        #expect(try paths(["ba", "cb", "bc", "dc"], "a", "d") == ["abcd"])
        #expect(try paths(Self.diamond, "d", "a").isEmpty)
        #expect(try paths(Self.diamond, "a", "a") == ["a"])
        #expect(try paths(["ba", "cb", "ca"], "a", "c", depth: 1) == ["ac"])
        #expect(try paths(Self.diamond, "a", "d", limit: 1).count == 1)
    }
}

import PropertyGraph
import TestSupport
import Testing

/// Reading many nodes at once must tell what reading them one by one tells.
@Suite("Reading in batches")
struct BatchReadingTests {
    private let graph: Graph
    private let types: [RelationshipTypeID]

    init() throws {
        var random = SeededGenerator(seed: 7)
        let draft = Draft(on: Graph())
        var nodes: [NodeID] = []
        for number in 0..<300 {
            let labels = [["A"], ["B"], ["A", "B"], []][number % 4]
            let rank: Value = number % 5 == 0 ? .null : .integer(Int64(number % 40))
            nodes.append(
                try draft.createNode(
                    labels: labels,
                    properties: ["name": .string("n\(number % 90)"), "rank": rank]))
        }
        for _ in 0..<900 {
            let type = ["T", "U", "V"][Int.random(in: 0..<3, using: &random)]
            let start = nodes[Int.random(in: 0..<300, using: &random)]
            // Every tenth is a loop; others crowd at a node whose group is spilled.
            let end: NodeID =
                switch Int.random(in: 0..<10, using: &random) {
                case 0: start
                case 1...4: nodes[11]
                default: nodes[Int.random(in: 0..<300, using: &random)]
                }
            _ = try draft.createRelationship(type, from: start, to: end)
        }
        graph = draft.graph
        types = graph.relationshipTypes
    }

    private var cells: [Cell] { (0..<300).map { .node(NodeID(UInt32($0))) } + [.null] }

    @Test(arguments: [Direction.outgoing, .incoming, .both])
    func `finds the relationships that a walk finds`(direction: Direction) {
        let gather = RelationshipGather(capacity: 512)
        for wanted in [nil, [types[0]], [types[2], types[1]], []] as [[RelationshipTypeID]?] {
            var runs: [RelationshipRun] = []
            gather.find(graph, cells, 3..<301, direction, types: wanted, into: &runs)
            #expect(runs.map(\.origin) == runs.map(\.origin).sorted())
            var found: [Int: [RelationshipID]] = [:]
            for run in runs {
                let node = cells[Int(run.origin) + 3].nodeBits
                found[Int(run.origin) + 3, default: []] += relationships(run, of: node, to: nil)
            }
            for place in 3..<300 {
                let node = NodeID(UInt32(place))
                var walked: [RelationshipID] = []
                graph.forEachRelationship(of: node, direction, types: wanted) { entry in
                    walked.append(entry.relationship)
                    return true
                }
                #expect((found[place] ?? []).sorted() == walked.sorted())
            }
        }
    }

    @Test func `narrows a run to one neighbour`() {
        let gather = RelationshipGather(capacity: 512)
        var runs: [RelationshipRun] = []
        gather.find(graph, cells, 0..<300, .incoming, types: nil, into: &runs)
        for run in runs {
            let node = NodeID(UInt32(run.origin))
            for neighbour in [NodeID(5), node, NodeID(11)] {
                let all = relationships(run, of: node, to: nil).filter { id in
                    graph.relationship(id)?.start == neighbour
                }
                let narrowed = relationships(run.narrowed(to: neighbour), of: node, to: neighbour)
                #expect(narrowed.sorted() == all.sorted())
            }
        }
    }

    private func relationships(
        _ run: RelationshipRun, of node: NodeID, to neighbour: NodeID?
    ) -> [RelationshipID] {
        var result: [RelationshipID] = []
        if let entries = run.entries {
            for index in 0..<Int(run.count) {
                if run.skipsLoops, entries[index].neighbour == node { continue }
                result.append(entries[index].relationship)
            }
        } else {
            var cursor = run.cursor(graph, of: node, to: neighbour)
            while let entry = cursor.next() {
                if run.skipsLoops, entry.neighbour == node { continue }
                result.append(entry.relationship)
            }
        }
        return result
    }

    @Test func `reads properties and labels as one by one`() throws {
        let nodes = (0..<900).map { Cell.node(NodeID(UInt32($0 * 7 / 3 % 310))) }
        var output = [Cell](repeating: .null, count: nodes.count)
        for name in ["name", "rank"] {
            let key = try #require(graph.propertyKey(named: name))
            graph.read(key, of: nodes, count: nodes.count, into: &output)
            for (node, cell) in zip(nodes, output) {
                #expect(cell.isIdentical(to: graph.cell(of: key, on: node.nodeBits)))
            }
        }
        let label = try #require(graph.label(named: "A"))
        graph.test(label, of: nodes, count: nodes.count, into: &output)
        for (node, cell) in zip(nodes, output) {
            #expect(cell.booleanBits == graph.hasLabel(label, node.nodeBits))
        }
    }

    @Test func `counts the ends of relationships by label`() throws {
        let draft = Draft(on: Graph())
        let table = try draft.createNode(labels: ["Table"])
        let column = try draft.createNode(labels: ["Column"])
        let other = try draft.createNode(labels: ["Column", "Key"])
        _ = try draft.createRelationship("HAS", from: table, to: column)
        let second = try draft.createRelationship("HAS", from: table, to: other)
        let has = try draft.relationshipType("HAS")
        let label = try draft.label("Column")
        let key = try draft.label("Key")
        #expect(draft.graph.alwaysLeads(to: label, .outgoing, types: [has]))
        #expect(!draft.graph.alwaysLeads(to: label, .incoming, types: [has]))
        #expect(!draft.graph.alwaysLeads(to: label, .both, types: [has]))
        #expect(!draft.graph.alwaysLeads(to: key, .outgoing, types: nil))
        try draft.remove(label, from: other)
        #expect(!draft.graph.alwaysLeads(to: label, .outgoing, types: [has]))
        try draft.add(key, to: column)
        #expect(draft.graph.alwaysLeads(to: key, .outgoing, types: nil))
        try draft.delete(second)
        #expect(draft.graph.alwaysLeads(to: label, .outgoing, types: [has]))
        #expect(
            draft.graph.relationshipCount(ofType: has, labelled: label, atStart: false) == 1)
        try draft.graph.checkInvariants()
    }

    @Test func `estimates how many different values there are`() throws {
        let draft = Draft(on: Graph())
        for number in 0..<4_000 {
            _ = try draft.createNode(
                labels: ["C"],
                properties: [
                    "id": .integer(Int64(number)), "kind": .integer(Int64(number % 7)),
                    "flag": .boolean(number % 3 == 0),
                ])
        }
        let label = try draft.label("C")
        func estimate(_ name: String) throws -> Double? {
            draft.graph.estimatedDistinct(try draft.propertyKey(name), labelled: label)
        }
        #expect(try estimate("kind") == 7)
        #expect(try estimate("flag") == 2)
        let ids = try #require(try estimate("id"))
        #expect((1_000...4_000).contains(ids))
        #expect(try estimate("missing") == nil)
    }
}

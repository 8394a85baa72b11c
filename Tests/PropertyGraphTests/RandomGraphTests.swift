import PropertyGraph
import TestSupport
import Testing

/// Random work on a draft and on a model at once.
struct RandomWriter {
    var random: SeededGenerator
    let labels = ["A", "B", "C", "Dataset"]
    let types = ["T", "U", "HAS"]
    let keys = ["name", "rank", "score", "tags", "at"]

    mutating func value() -> Value {
        switch Int.random(in: 0..<11, using: &random) {
        case 0: .integer(Int64.random(in: -5...5, using: &random))
        case 1: .integer(Int64.random(in: .min ... .max, using: &random))
        case 2: .float(Double(Int.random(in: -5...5, using: &random)) / 2)
        case 3: .boolean(Bool.random(using: &random))
        case 4: .list([.string("x"), .integer(Int64.random(in: 0...3, using: &random))])
        case 5: .date(DateValue(daysSinceEpoch: Int64.random(in: -9...9, using: &random)))
        case 6:
            .dateTime(
                DateTimeValue(
                    secondsSinceEpoch: 7, nanoseconds: 5, offsetSeconds: -3600,
                    zone: Bool.random(using: &random) ? nil : "Europe/Stockholm"))
        case 7: .duration(DurationValue(months: 1, days: -2, seconds: 3, nanoseconds: 4))
        case 8: .string("bronze.orders_\(Int.random(in: 0..<30, using: &random))")
        default: .string("s\(Int.random(in: 0..<12, using: &random))")
        }
    }

    mutating func properties() -> [String: Value] {
        var result: [String: Value] = [:]
        for key in keys where Int.random(in: 0..<3, using: &random) == 0 {
            result[key] = value()
        }
        return result
    }

    mutating func step(_ draft: Draft, _ model: inout GraphModel) throws {
        let node = model.nodes.keys.sorted().randomElement(using: &random)
        let relationship = model.relationships.keys.sorted().randomElement(using: &random)
        switch Int.random(in: 0..<12, using: &random) {
        case 0...2: try createNode(draft, &model)
        case 3...5:
            let other = model.nodes.keys.sorted().randomElement(using: &random)
            guard let node, let other else { return }
            let type = types[Int.random(in: 0..<types.count, using: &random)]
            let entries = properties()
            let id = try draft.createRelationship(
                type, from: NodeID(node), to: NodeID(other), properties: entries)
            model.relationships[id.rawValue] = GraphModel.Relationship(
                type: type, start: node, end: other, properties: entries)
        case 6...7:
            guard let node else { return }
            let key = keys[Int.random(in: 0..<keys.count, using: &random)]
            let new = Int.random(in: 0..<4, using: &random) == 0 ? Value.null : value()
            try draft.set(try draft.propertyKey(key), new, on: NodeID(node))
            model.nodes[node]?.properties[key] = new.isNull ? Optional<Value>.none : new
        case 8:
            guard let relationship else { return }
            let new = value()
            try draft.set(
                try draft.propertyKey("rank"), new, on: RelationshipID(relationship))
            model.relationships[relationship]?.properties["rank"] = new
        case 9:
            guard let node else { return }
            try toggleLabel(node, draft, &model)
        case 10:
            guard let relationship else { return }
            try draft.delete(RelationshipID(relationship))
            model.relationships[relationship] = nil
        default:
            guard let node else { return }
            try deleteNode(node, draft, &model)
        }
    }

    private mutating func createNode(_ draft: Draft, _ model: inout GraphModel) throws {
        let chosen = labels.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
        let entries = properties()
        let id = try draft.createNode(labels: chosen, properties: entries)
        model.nodes[id.rawValue] = GraphModel.Node(
            labels: Set(chosen), properties: entries)
    }

    private mutating func toggleLabel(
        _ node: UInt32, _ draft: Draft, _ model: inout GraphModel
    ) throws {
        let name = labels[Int.random(in: 0..<labels.count, using: &random)]
        let label = try draft.label(name)
        if model.nodes[node]?.labels.contains(name) == true {
            #expect(try draft.remove(label, from: NodeID(node)))
            model.nodes[node]?.labels.remove(name)
        } else {
            #expect(try draft.add(label, to: NodeID(node)))
            model.nodes[node]?.labels.insert(name)
        }
    }

    private func deleteNode(
        _ node: UInt32, _ draft: Draft, _ model: inout GraphModel
    ) throws {
        if model.hasRelationships(node) {
            #expect(throws: GraphError.nodeHasRelationships(NodeID(node))) {
                try draft.delete(NodeID(node))
            }
        } else {
            try draft.delete(NodeID(node))
            model.nodes[node] = nil
        }
    }
}

let testInfo = CommitInfo(actor: "tester", source: "test", time: 0)

@Suite("Random work")
struct RandomGraphTests {
    static func withIndexes(_ database: MemoryDatabase) throws {
        try database.write(testInfo) { draft in
            try draft.create(
                IndexDefinition(name: "byName", target: .nodes(labels: ["A"]), keys: ["name"]))
            try draft.create(
                IndexDefinition(
                    name: "both", target: .nodes(labels: ["B"]), keys: ["name", "rank"]))
            try draft.create(
                IndexDefinition(
                    name: "link", target: .relationships(types: ["T"]), keys: ["rank"]))
        }
    }

    @Test(arguments: UInt64(0)..<16)
    func `a graph agrees with a plain model, whatever is committed or abandoned`(
        seed: UInt64
    ) throws {
        var writer = RandomWriter(random: SeededGenerator(seed: seed))
        let database = MemoryDatabase()
        try Self.withIndexes(database)
        var model = GraphModel()
        var held: [(Graph, GraphModel)] = []
        for round in 0..<30 {
            var next = model
            let draft = try database.begin()
            let before = draft.graph
            for _ in 0..<Int.random(in: 0..<40, using: &writer.random) {
                try writer.step(draft, &next)
                try draft.graph.checkInvariants()
            }
            #expect(GraphModel(draft.graph).matches(next), "seed \(seed), round \(round)")
            let changes = draft.changes
            _ = before.nodeCount
            guard Int.random(in: 0..<4, using: &writer.random) > 0 else { continue }
            let old = database.snapshot()
            try database.commit(draft, testInfo)
            let new = database.snapshot()
            try new.checkInvariants()
            #expect(GraphModel(old).matches(model))
            model = next
            #expect(GraphModel(new).matches(model), "seed \(seed), round \(round)")
            expectReads(of: new, agreeWith: model, "seed \(seed)")
            try expectExact(changes, old, new)
            held.append((new, model))
            if held.count > 5 {
                held.remove(at: Int.random(in: 0..<5, using: &writer.random))
            }
        }
        for (graph, model) in held {
            #expect(GraphModel(graph).matches(model), "a held snapshot of seed \(seed)")
            try graph.checkInvariants()
        }
    }

    /// Replaying leads from old to new, replaying the inverse leads back.
    private func expectExact(_ changes: ChangeSet, _ old: Graph, _ new: Graph) throws {
        for change in changes.nodes {
            #expect(change.before != change.after)
            #expect(change.before == old.state(of: change.id))
            #expect(change.after == new.state(of: change.id))
        }
        let forward = Draft(on: old)
        try forward.apply(changes)
        #expect(GraphModel(forward.graph).matches(GraphModel(new)))
        #expect(forward.changes.nodes == changes.nodes)
        #expect(forward.changes.relationships == changes.relationships)
        let back = Draft(on: new)
        try back.apply(changes.inverse)
        #expect(GraphModel(back.graph).matches(GraphModel(old)))
        try back.graph.checkInvariants()
    }

    @Test(arguments: UInt64(100)..<112)
    func `two drafts at once end as if one had followed the other, or in conflict`(
        seed: UInt64
    ) throws {
        var writer = RandomWriter(random: SeededGenerator(seed: seed))
        let database = MemoryDatabase()
        try Self.withIndexes(database)
        var base = GraphModel()
        try database.write(testInfo) { draft in
            for _ in 0..<100 {
                try writer.step(draft, &base)
            }
        }
        base = GraphModel(database.snapshot())
        var conflicts = 0
        for _ in 0..<20 {
            let (first, second) = (try database.begin(), try database.begin())
            var (one, two) = (base, base)
            for _ in 0..<3 {
                try writer.step(first, &one)
                try writer.step(second, &two)
            }
            try database.commit(first, testInfo)
            #expect(GraphModel(database.snapshot()).matches(one))
            do {
                try database.commit(second, testInfo)
            } catch {
                conflicts += 1
                #expect(error.isTransient)
                #expect(GraphModel(database.snapshot()).matches(one))
            }
            try database.snapshot().checkInvariants()
            base = GraphModel(database.snapshot())
        }
        #expect(conflicts < 20)
    }
}

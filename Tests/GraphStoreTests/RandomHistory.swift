import PropertyGraph
import TestSupport

/// Random transactions of all kinds.
struct RandomHistory {
    var random: SeededGenerator
    private var time: Int64 = 1_000

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// The circumstances of the next transaction, each a second after the one before.
    mutating func info() -> CommitInfo {
        time += 1_000_000_000
        let actors = ["ann", "bob", "harvester"]
        return CommitInfo(
            actor: actors[Int.random(in: 0..<3, using: &random)],
            reason: Bool.random(using: &random) ? "because \(time)" : nil, source: "test",
            time: time)
    }

    /// Does a few random things; nothing at all now and then.
    mutating func step(_ database: some GraphDatabase) throws {
        let info = info()
        let draft = try database.begin()
        for _ in 0..<Int.random(in: 1...6, using: &random) { try change(draft) }
        do throws(GraphError) {
            try database.commit(draft, info)
        } catch {
            // A name that is taken; nothing has happened then.
            guard case .constraintViolation = error else { throw error }
        }
    }

    private mutating func change(_ draft: Draft) throws {
        let node = randomNode(draft.graph)
        let relationship = randomRelationship(draft.graph)
        do {
            switch Int.random(in: 0..<14, using: &random) {
            case 0...3:
                _ = try draft.createNode(labels: labels(), properties: properties())
            case 4...6:
                guard let node, let other = randomNode(draft.graph) else { return }
                _ = try draft.createRelationship(
                    ["T", "U"][Int.random(in: 0..<2, using: &random)], from: node, to: other,
                    properties: properties())
            case 7, 8:
                guard let node else { return }
                try draft.set(try draft.propertyKey(key()), value(), on: node)
            case 9:
                guard let relationship else { return }
                try draft.set(try draft.propertyKey(key()), value(), on: relationship)
            case 10:
                guard let node, let name = labels().first else { return }
                let label = try draft.label(name)
                if draft.hasLabel(label, node) {
                    try draft.remove(label, from: node)
                } else {
                    try draft.add(label, to: node)
                }
            case 11:
                guard let relationship else { return }
                try draft.delete(relationship)
            case 12:
                guard let node else { return }
                try delete(node, draft)
            default: try changeSchema(draft)
            }
        } catch let error as GraphError {
            guard case .constraintViolation = error else { throw error }
        }
    }

    private mutating func delete(_ node: NodeID, _ draft: Draft) throws {
        var found: Set<RelationshipID> = []
        draft.graph.forEachRelationship(of: node, .both) { entry in
            found.insert(entry.relationship)
            return true
        }
        for id in found.sorted() { try draft.delete(id) }
        try draft.delete(node)
    }

    private mutating func changeSchema(_ draft: Draft) throws {
        let graph = draft.graph
        if Bool.random(using: &random) {
            if graph.indexes.contains(where: { $0.name == "rank" }) {
                try draft.dropIndex(named: "rank")
            } else {
                try draft.create(
                    IndexDefinition(
                        name: "rank", target: .nodes(labels: ["A"]), keys: ["rank"]))
            }
        } else if graph.constraints.contains(where: { $0.name == "name" }) {
            try draft.dropConstraint(named: "name")
        } else {
            do throws(GraphError) {
                try draft.create(
                    ConstraintDefinition(
                        name: "name", kind: .unique, target: .nodes(labels: ["B"]),
                        keys: ["name"]))
            } catch {
                // Two have the same name now.
                guard case .constraintCreationFailed = error else { throw error }
            }
        }
    }

    private mutating func randomNode(_ graph: Graph) -> NodeID? {
        var ids: [NodeID] = []
        var nodes = graph.nodes()
        while let node = nodes.next() { ids.append(node) }
        return ids.randomElement(using: &random)
    }

    private mutating func randomRelationship(_ graph: Graph) -> RelationshipID? {
        var ids: [RelationshipID] = []
        var relationships = graph.relationships()
        while let id = relationships.next() { ids.append(id) }
        return ids.randomElement(using: &random)
    }

    private mutating func labels() -> [String] {
        ["A", "B", "C"].filter { _ in Int.random(in: 0..<2, using: &random) == 0 }
    }

    private mutating func key() -> String {
        ["name", "rank", "tags", "at"][Int.random(in: 0..<4, using: &random)]
    }

    private mutating func properties() -> [String: Value] {
        var result: [String: Value] = [:]
        for _ in 0..<Int.random(in: 0..<4, using: &random) { result[key()] = value() }
        return result
    }

    private mutating func value() -> Value {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: .null
        case 1: .integer(Int64.random(in: .min ... .max, using: &random))
        case 2: .float(Double(Int.random(in: -5...5, using: &random)) / 2)
        case 3: .list(["x", .integer(Int64.random(in: 0...3, using: &random))])
        case 4: .date(DateValue(daysSinceEpoch: Int64.random(in: -9...9, using: &random)))
        case 5: .boolean(Bool.random(using: &random))
        default: .string("ä€ \(Int.random(in: 0..<40, using: &random))")
        }
    }
}

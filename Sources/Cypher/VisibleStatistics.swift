import CypherPlanning
import CypherSyntax
import PropertyGraph

/// The counts of the part of a graph that a caller may see, for plans that are shown to it.
///
/// Everything is counted when it is asked for, which takes time in proportion to the graph; plans
/// that are only run are made with the graph's own counts, since those do not change an answer.
struct VisibleStatistics: PlanningStatistics {
    private let graph: Graph
    private let access: AccessView

    init(graph: Graph, access: AccessView) {
        self.graph = graph
        self.access = access
    }

    var nodeCount: Double { Double(count(graph.nodes())) }
    var relationshipCount: Double { Double(count(graph.relationships())) }

    func nodeCount(label: String) -> Double {
        guard let label = graph.label(named: label) else { return 0 }
        return Double(count(graph.nodes(labelled: label)))
    }

    func relationshipCount(type: String) -> Double {
        guard let type = graph.relationshipType(named: type) else { return 0 }
        return Double(count(graph.relationships(ofType: type)))
    }

    func indexes(label: String) -> [IndexFigures] {
        guard let label = graph.label(named: label) else { return [] }
        return graph.indexes(on: label).map { figures(of: $0, on: label) }
    }

    private func count(_ nodes: NodeCursor) -> Int {
        var nodes = nodes
        var count = 0
        while let node = nodes.next() {
            if access.isVisible(node) { count += 1 }
        }
        return count
    }

    private func count(_ relationships: RelationshipCursor) -> Int {
        var relationships = relationships
        var count = 0
        while let id = relationships.next() {
            guard let ends = graph.relationship(id) else { continue }
            if access.isVisible(ends.start), access.isVisible(ends.end) { count += 1 }
        }
        return count
    }

    /// How many nodes are looked at to tell how often values repeat.
    private static let sample = 10_000

    private func figures(of index: IndexID, on label: LabelID) -> IndexFigures {
        let keys = graph.keys(of: index)
        let isUnique = graph.isUnique(index)
        var entries = 0
        var values: Set<[Value]> = []
        var sampled = 0
        var nodes = graph.nodes(labelled: label)
        while let node = nodes.next() {
            guard access.isVisible(node) else { continue }
            let value = keys.map { graph.value(of: $0, on: node) }
            if value.contains(.null) { continue }
            entries += 1
            if !isUnique, sampled < Self.sample {
                sampled += 1
                values.insert(value)
            }
        }
        let share = isUnique || sampled == 0 ? 1 : Double(values.count) / Double(sampled)
        return IndexFigures(
            keys: keys.map { graph.name(of: $0) }, isUnique: isUnique, entries: Double(entries),
            distinct: Double(entries) * share)
    }
}

extension Session {
    /// What the planner is told of the graph when only the engine sees the plan.
    var statistics: GraphStatistics { GraphStatistics(graph: graph) }

    /// What the planner is told of the graph when the caller sees the plan.
    var visibleStatistics: any PlanningStatistics {
        if options.access.seesEverything { return statistics }
        return VisibleStatistics(graph: graph, access: options.access)
    }

    /// Whether a known plan cannot be shown to the caller, since hidden nodes had a part in it.
    func needsOwnPlan(_ query: PreparedQuery, _ explains: Bool) -> Bool {
        !options.access.seesEverything && (explains || query.plan.mode != .run)
    }
}

extension PreparedQuery {
    /// The greatest height of a plan that is shown.
    private static let heightShown = 200

    /// The plan for the caller of a session, as high as people read.
    func description(for session: Session) -> PlanDescription {
        plan.description(session.visibleStatistics).cut(below: Self.heightShown)
    }
}

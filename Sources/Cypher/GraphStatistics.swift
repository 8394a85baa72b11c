import CypherPlanning
import PropertyGraph

/// A graph's own counts, as the planner asks for them.
struct GraphStatistics: PlanningStatistics {
    let graph: Graph

    var nodeCount: Double { Double(graph.nodeCount) }

    var relationshipCount: Double { Double(graph.relationshipCount) }

    func nodeCount(label: String) -> Double {
        guard let label = graph.label(named: label) else { return 0 }
        return Double(graph.nodeCount(labelled: label))
    }

    func relationshipCount(type: String) -> Double {
        guard let type = graph.relationshipType(named: type) else { return 0 }
        return Double(graph.relationshipCount(ofType: type))
    }

    func relationshipCount(type: String, label: String, direction: Direction) -> Double? {
        guard let type = graph.relationshipType(named: type) else { return 0 }
        guard let label = graph.label(named: label) else { return 0 }
        let isAtStart = direction == .outgoing
        return Double(
            graph.relationshipCount(ofType: type, labelled: label, atStart: isAtStart))
    }

    func distinctValues(label: String, key: String) -> Double? {
        guard let label = graph.label(named: label), let key = graph.propertyKey(named: key)
        else { return nil }
        return graph.estimatedDistinct(key, labelled: label)
    }

    func indexes(label: String) -> [IndexFigures] {
        guard let label = graph.label(named: label) else { return [] }
        return graph.indexes(on: label).map { index in
            let figures = graph.statistics(for: index)
            return IndexFigures(
                keys: graph.keys(of: index).map { graph.name(of: $0) },
                isUnique: graph.isUnique(index), entries: Double(figures.entries),
                distinct: Double(figures.distinct),
                isText: graph.definition(of: index)?.kind == .text)
        }
    }
}

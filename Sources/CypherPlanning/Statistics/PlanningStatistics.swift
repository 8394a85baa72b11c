public import PropertyGraph

/// What the planner asks about a graph; every figure is an estimate.
///
/// Figures choose between plans that all give the same answer. A provider that must not reveal
/// hidden data gives figures of what is visible, or rough ones.
public protocol PlanningStatistics: Sendable {
    /// The number of nodes.
    var nodeCount: Double { get }
    /// The number of relationships.
    var relationshipCount: Double { get }
    /// The number of nodes with a label; 0 for a label that does not exist.
    func nodeCount(label: String) -> Double
    /// The number of relationships of a type; 0 for a type that does not exist.
    func relationshipCount(type: String) -> Double
    /// The indexes on nodes of a label that answer equality and ranges.
    func indexes(label: String) -> [IndexFigures]
    /// The number of relationships of a type that have a node with the label at the end that one
    /// looks from; nil when unknown.
    ///
    /// - Parameters:
    ///   - type: The type's name.
    ///   - label: The label's name.
    ///   - direction: `.outgoing` or `.incoming`, seen from the labelled node.
    /// - Returns: An exact number or an estimate.
    func relationshipCount(type: String, label: String, direction: Direction) -> Double?
    /// About how many different values a property of nodes with a label has; nil when unknown.
    func distinctValues(label: String, key: String) -> Double?
}

extension PlanningStatistics {
    /// Unknown.
    public func relationshipCount(
        type: String, label: String, direction: Direction
    ) -> Double? { nil }

    /// Unknown.
    public func distinctValues(label: String, key: String) -> Double? { nil }
}

/// An index as the planner sees it.
public struct IndexFigures: Hashable, Sendable {
    /// The property keys in order.
    public var keys: [String]
    /// Whether no two nodes share a value.
    public var isUnique: Bool
    /// The number of nodes in the index.
    public var entries: Double
    /// The number of different values.
    public var distinct: Double
    /// Whether the index is meant for texts, so that parts of them are sought in it.
    public var isText: Bool

    /// Describes an index.
    public init(
        keys: [String], isUnique: Bool, entries: Double, distinct: Double, isText: Bool = false
    ) {
        self.keys = keys
        self.isUnique = isUnique
        self.isText = isText
        self.entries = entries
        self.distinct = distinct
    }

    /// The expected number of nodes with one value of the first of several keys.
    var rowsOfPrefix: Double { max(entries / max(distinct, 1).squareRoot(), 1) }
}

/// The figures of a graph of which nothing is known: round numbers, no indexes.
package struct UnknownStatistics: PlanningStatistics {
    package let nodeCount: Double = 10_000
    package let relationshipCount: Double = 30_000

    /// Makes the figures.
    package init() {}

    package func nodeCount(label: String) -> Double { 1_000 }

    package func relationshipCount(type: String) -> Double { 3_000 }

    package func indexes(label: String) -> [IndexFigures] { [] }
}

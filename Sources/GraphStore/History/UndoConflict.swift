public import PropertyGraph

/// Why a change cannot be undone in one place.
public struct UndoConflict: Hashable, Sendable {
    /// What the change is about.
    public enum Entity: Hashable, Sendable {
        case node(NodeID)
        case relationship(RelationshipID)
        /// An index or constraint, by name.
        case schema(String)
    }

    /// What is in the way.
    public enum Reason: Hashable, Sendable {
        /// The property was changed again.
        case property(String)
        /// The label was added or removed again.
        case label(String)
        /// It has been deleted since.
        case deleted
        /// It is there again, or already.
        case exists
        /// The node has relationships that were made later.
        case relationships([RelationshipID])
        /// A node that the relationship connects has been deleted since.
        case endDeleted(NodeID)
    }

    /// What the change is about.
    public let entity: Entity
    /// What is in the way.
    public let reason: Reason
    /// The later transactions that did it, ascending.
    public let sequences: [UInt64]
}

extension UndoConflict: CustomStringConvertible {
    public var description: String {
        let what =
            switch entity {
            case .node(let id): "node \(id.rawValue)"
            case .relationship(let id): "relationship \(id.rawValue)"
            case .schema(let name): "`\(name)`"
            }
        return "\(what): \(reason)\(Self.list(sequences))"
    }

    /// ` (change 7, 9)`, or nothing.
    static func list(_ sequences: [UInt64]) -> String {
        guard !sequences.isEmpty else { return "" }
        let word = sequences.count == 1 ? "change" : "changes"
        return " (\(word) \(sequences.map(String.init).joined(separator: ", ")))"
    }
}

extension UndoConflict.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .property(let key): "`\(key)` was changed since"
        case .label(let label): "label `\(label)` was added or removed since"
        case .deleted: "it was deleted since"
        case .exists: "it is there"
        case .relationships(let ids): "it has \(ids.count) later relationships"
        case .endDeleted(let node): "node \(node.rawValue), which it connects, was deleted since"
        }
    }
}

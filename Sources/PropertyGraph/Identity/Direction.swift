/// Which of a node's relationships are meant, seen from that node.
public enum Direction: Hashable, Sendable {
    /// Those that start at the node.
    case outgoing
    /// Those that end at the node.
    case incoming
    /// All; one that starts and ends at the node counts once.
    case both

    /// The same relationships seen from their other end.
    @inlinable public var reversed: Direction {
        switch self {
        case .outgoing: .incoming
        case .incoming: .outgoing
        case .both: .both
        }
    }
}

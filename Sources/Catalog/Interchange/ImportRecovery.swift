import PropertyGraph

/// The way back to where an interrupted import stood: its files are read again up to there, and
/// their identifiers get the nodes that they had become.
struct ImportRecovery {
    /// Where the import goes on.
    let end: ImportPosition
    private let nodes: [UInt32]
    private var next = 0
    private let refused: Set<[Int]>
    /// The nodes that were there before the import.
    let merged: Set<NodeID>

    /// - Returns: `nil` when there is nothing to go back to.
    init?(_ parts: [ImportProgress.Part]) {
        guard let last = parts.last else { return nil }
        end = last.position
        nodes = parts.flatMap { $0.nodes.numbers }
        refused = Set(parts.flatMap { $0.refused.map { [$0.file, $0.line] } })
        merged = Set(parts.flatMap { $0.merged.numbers.map { NodeID($0) } })
    }

    /// Takes the line that was read up to a position.
    ///
    /// - Parameters:
    ///   - id: What the line calls its node, if it is one that says so.
    ///   - position: Where the line ends.
    ///   - identities: Gets what the line's node had become.
    /// - Returns: Whether this was the last line of the way.
    /// - Throws: `ImportRecordError` when the file is not what it was.
    mutating func take(
        _ id: ImportIdentity?, _ position: ImportPosition, _ identities: inout ImportIdentities
    ) throws(ImportRecordError) -> Bool {
        if let id, !refused.contains([position.file, position.line]) {
            guard nodes.indices.contains(next) else { throw Self.changed }
            identities[id] = NodeID(nodes[next])
            next += 1
        }
        guard (position.file, position.offset) >= (end.file, end.offset) else { return false }
        guard position == end, next == nodes.count else { throw Self.changed }
        return true
    }

    /// The file differs from the one that was being imported.
    static let changed = ImportRecordError(
        "What was imported of the file before the interruption is not what it holds now. Bring "
            + "the file back, or begin anew with --restart.")
}

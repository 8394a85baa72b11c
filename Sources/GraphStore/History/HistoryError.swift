public import PropertyGraph

/// Why the history cannot say, or undo, what was asked for.
public enum HistoryError: Error, Hashable, Sendable {
    /// The file or the graph refused.
    case graph(GraphError)
    /// There is no transaction of this number; those there are, if any.
    case unknownChange(UInt64, known: ClosedRange<UInt64>?)
    /// What was before this number has been folded away.
    case folded(before: UInt64)
    /// What is to be undone was changed again since.
    case conflicts(UInt64, [UndoConflict])
    /// The transaction was folded away or had values erased, so it cannot be undone.
    case rewritten(UInt64, by: UInt64)
}

extension HistoryError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .graph(let error):
            return error.description
        case .unknownChange(let sequence, let known):
            guard let known else { return "There is no change \(sequence): the log is empty." }
            return
                "There is no change \(sequence). The log has \(known.lowerBound) to "
                + "\(known.upperBound)."
        case .folded(let first):
            return
                "The history before change \(first) has been folded away; ask for \(first) or later."
        case .conflicts(let sequence, let conflicts):
            let list = conflicts.map { "\n  \($0)" }.joined()
            return "Change \(sequence) cannot be undone: what it did was changed since.\(list)"
        case .rewritten(let sequence, let other):
            return
                "Change \(sequence) cannot be undone: change \(other) erased or folded away what "
                + "it was before."
        }
    }

    /// Runs what only the graph or its file can refuse.
    static func passing<Result>(
        _ body: () throws(GraphError) -> Result
    ) throws(HistoryError) -> Result {
        do throws(GraphError) {
            return try body()
        } catch {
            throw .graph(error)
        }
    }
}

import CypherPlanning
import CypherRuntime
import PropertyGraph
import Synchronization

/// The traits of a graph that plans depend on.
struct GraphStamp: Hashable, Sendable {
    private let indexes: [IndexDefinition]
    private let magnitude: [Int]

    init(_ graph: Graph) {
        indexes = graph.indexes
        // A plan is made anew when a count has about doubled twice.
        magnitude = [graph.nodeCount, graph.relationshipCount].map {
            (Int.bitWidth - ($0 | 1).leadingZeroBitCount) / 2
        }
    }
}

/// Plans by their text, the least used of which go when there are too many.
///
/// Very long texts are not kept, and the length of all together is bounded, so that a client who
/// sends many different ones takes no more memory than others.
///
/// A plan answers rightly on any graph; when indexes changed or the graph has grown a lot, it is
/// made anew because another may be faster.
final class PlanCache: Sendable {
    fileprivate struct Entry {
        var query: PreparedQuery
        /// The version of the graph the stamp was last compared with.
        var sequence: UInt64
        var lastUse: UInt64
    }

    fileprivate struct State {
        var entries: [String: Entry] = [:]
        var clock: UInt64 = 0
        /// The bytes of all texts.
        var bytes = 0
    }

    private let state = Mutex(State())
    private let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    /// The plan of a text that suits the graph, if there is one.
    func query(_ text: String, for graph: Graph) -> PreparedQuery? {
        state.withLock { state in
            guard let place = state.entries.index(forKey: text) else { return nil }
            state.clock &+= 1
            let clock = state.clock
            let sequence = graph.sequence
            if state.entries.values[place].sequence != sequence {
                guard state.entries.values[place].query.stamp == GraphStamp(graph) else {
                    return nil
                }
                state.entries.values[place].sequence = sequence
            }
            state.entries.values[place].lastUse = clock
            return state.entries.values[place].query
        }
    }

    /// The most bytes of all texts together; a plan takes some twenty times its text.
    private static let mostBytes = 4 << 20
    /// The longest text whose plan is kept.
    private static let longestText = 64 << 10

    /// Keeps a plan, unless its text is very long.
    func keep(_ query: PreparedQuery, _ text: String, for graph: Graph) {
        let length = text.utf8.count
        guard length <= Self.longestText else { return }
        // What is forgotten is freed when the lock is open again.
        let forgotten = state.withLock { state -> [Entry] in
            var forgotten: [Entry] = []
            if state.entries.count >= capacity || state.bytes + length > Self.mostBytes {
                forgotten = state.forgetOldest()
            }
            state.clock &+= 1
            let entry = Entry(query: query, sequence: graph.sequence, lastUse: state.clock)
            if let old = state.entries.updateValue(entry, forKey: text) {
                forgotten.append(old)
            } else {
                state.bytes += length
            }
            return forgotten
        }
        withExtendedLifetime(forgotten) {}
    }
}

extension PlanCache.State {
    /// Forgets the half that was not used for the longest time, and answers it.
    fileprivate mutating func forgetOldest() -> [PlanCache.Entry] {
        let uses = entries.values.map(\.lastUse).sorted()
        guard !uses.isEmpty else { return [] }
        let threshold = uses[uses.count / 2]
        let forgotten = entries.values.filter { $0.lastUse <= threshold }
        entries = entries.filter { $0.value.lastUse > threshold }
        bytes = entries.keys.reduce(0) { $0 + $1.utf8.count }
        return forgotten
    }
}

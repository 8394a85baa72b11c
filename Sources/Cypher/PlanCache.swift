import CypherPlanning
import CypherRuntime
import PropertyGraph
import Synchronization

/// A statement that was planned, with what the plan was made for.
final class PreparedQuery: Sendable {
    let plan: Plan
    /// Nil for schema commands.
    let compiled: CompiledPlan?
    let columns: [String]
    let slots: [Int]
    /// Whether it commits what it writes in batches.
    let commitsInBatches: Bool
    /// What the graph was like.
    let stamp: GraphStamp
    /// Whether the plan is worth being run where others wait for it.
    let briefRuns = BriefRuns()

    init(plan: Plan, compiled: CompiledPlan?, stamp: GraphStamp) {
        self.plan = plan
        self.compiled = compiled
        self.stamp = stamp
        columns = plan.columns
        commitsInBatches = plan.commitsInBatches
        slots = compiled?.columns.map(\.slot) ?? []
    }
}

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

    /// Keeps a plan.
    func keep(_ query: PreparedQuery, _ text: String, for graph: Graph) {
        state.withLock { state in
            if state.entries.count >= capacity { state.forgetOldest() }
            state.clock &+= 1
            state.entries[text] = Entry(
                query: query, sequence: graph.sequence, lastUse: state.clock)
        }
    }
}

extension PlanCache.State {
    /// Forgets the half that was not used for the longest time.
    fileprivate mutating func forgetOldest() {
        let uses = entries.values.map(\.lastUse).sorted()
        let threshold = uses[uses.count / 2]
        entries = entries.filter { $0.value.lastUse > threshold }
    }
}

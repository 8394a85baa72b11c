public import PropertyGraph
internal import Synchronization
internal import Vectors

/// Vectors of what datasets, columns and terms mean, as far as they have been computed.
///
/// A commit only notes whose texts it touched: computing vectors may take a model's or a server's
/// time, so `catchUp` does it, on a thread of its caller. Until then a node keeps its former vector,
/// or has none, and `behind` counts it. Versions share the vectors that they have in common.
public struct MeaningIndex: DerivedIndex {
    /// What one version knows.
    struct State: Sendable {
        /// What makes the vectors; nil before the first is made.
        var model: String?
        var vectors: VectorIndex?
        var marks = TextMarks()
        /// Documents whose texts may have changed.
        var pending: Set<UInt32> = []
        /// The first document not yet looked at of all; nil when none is left.
        var sweep: UInt32? = 0
        /// How many the sweep has left, once it has begun.
        var left: Int?
    }

    final class Box: Sendable {
        let state: Mutex<State>
        /// Held while vectors are computed, so that two callers do not compute the same.
        let catching = Mutex(())

        init(_ state: State) {
            self.state = Mutex(state)
        }
    }

    let box: Box

    /// An index without vectors.
    public init() {
        self.init(State())
    }

    private init(_ state: State) {
        box = Box(state)
    }

    /// What a question means, as text for a model; nil where words alone decide.
    public static func text(ofQuestion question: String) -> String? {
        SearchQuery(question).meaning
    }

    /// What this version knows now.
    var state: State { box.state.withLock { $0 } }

    public func applying(
        _ changes: ChangeSet, before: Graph, after: Graph
    ) -> any DerivedIndex {
        var next = state
        guard next.model != nil else { return MeaningIndex() }
        let old = DocumentReader(MeaningTexts.definition, before)
        let new = DocumentReader(MeaningTexts.definition, after)
        for document in old.touched(by: changes, becoming: new) {
            if new.contains(document) {
                next.pending.insert(document)
            } else {
                next.forget(document)
            }
        }
        return MeaningIndex(next)
    }

    /// The same vectors, with all texts to be compared with those they were made from.
    public func rebuilt(on graph: Graph) -> any DerivedIndex {
        var next = state
        next.pending = []
        next.sweep = 0
        next.left = nil
        return MeaningIndex(next)
    }

    /// How many documents of the version have no vector, or one of a former text.
    ///
    /// - Complexity: O(1) once all were looked at.
    public func behind(on graph: Graph) -> Int {
        let state = state
        guard let sweep = state.sweep else { return state.pending.count }
        if let left = state.left { return left + state.pending.count }
        return DocumentReader(MeaningTexts.definition, graph).documents()
            .count { $0 >= sweep }
    }

    /// The documents whose vectors are nearest to one, the most similar first.
    func nearest(
        to vector: [Float], limit: Int, where isWanted: @escaping (UInt32) -> Bool
    ) -> [(document: UInt32, similarity: Float)] {
        guard let vectors = state.vectors else { return [] }
        // A vector of another length is another model's; then there is nothing to be near to.
        let hits = try? vectors.search(near: vector, limit: limit) { key in
            UInt32(exactly: key).map(isWanted) ?? false
        }
        return (hits ?? []).compactMap { hit in
            UInt32(exactly: hit.key).map { ($0, hit.similarity) }
        }
    }
}

extension MeaningIndex.State {
    /// Drops what is known of a document.
    mutating func forget(_ document: UInt32) {
        pending.remove(document)
        marks[document] = nil
        vectors?.remove(UInt64(document))
    }
}

/// From which text each document's vector was made, in shards, so that a change copies one of them.
struct TextMarks: Sendable {
    private static let shardCount = 256

    private var shards: [[UInt32: UInt64]] = Array(repeating: [:], count: shardCount)

    subscript(document: UInt32) -> UInt64? {
        get { shards[Int(document) % Self.shardCount][document] }
        set { shards[Int(document) % Self.shardCount][document] = newValue }
    }

    /// The documents that have a mark.
    var documents: [UInt32] { shards.flatMap { $0.keys } }
}

internal import Dispatch
internal import Embeddings
internal import PropertyGraph
internal import Search
internal import Synchronization

/// Makes the vectors of a catalog and of the questions asked of it.
///
/// A process that stays computes them on a thread of its own, newest version first, whenever
/// something was committed; until it has, searches say how many are missing. One that asks a single
/// question computes what is missing before it.
final class Meanings: Sendable {
    private struct State {
        var embedder: RememberingEmbedder?
        var questioner: RememberingEmbedder?
        /// Why the latest question has no vector, and until when no other is tried.
        var failure: (error: any Error, until: ContinuousClock.Instant)?
        var database: (any GraphDatabase)?
        var isScheduled = false
        var isStopped = false
        /// Why the latest attempt to compute vectors failed.
        var problem: String?
    }

    let settings: EmbeddingSettings
    private let state = Mutex(State())
    private let loading = Mutex(())
    private let queue = DispatchQueue(label: "lexigraph.meanings", qos: .utility)
    /// How long nothing is tried after a failure.
    private let pause: Duration

    init(_ settings: EmbeddingSettings, pause: Duration = .seconds(30)) {
        self.settings = settings
        self.pause = pause
    }

    /// Why vectors are missing, if not for want of time.
    var problem: String? { state.withLock { $0.problem } }

    /// Whether vectors are computed beside everything else.
    var isFollowing: Bool { state.withLock { $0.database != nil } }

    /// What makes the vectors, loaded at the first call; nil when nothing is to.
    func embedder() throws -> RememberingEmbedder? {
        guard settings.isOn else { return nil }
        if let embedder = state.withLock({ $0.embedder }) { return embedder }
        return try loading.withLock { _ in
            if let embedder = state.withLock({ $0.embedder }) { return embedder }
            guard let providers = try settings.providers() else { return nil }
            let embedder = RememberingEmbedder(providers.texts)
            state.withLock { state in
                state.embedder = embedder
                state.questioner = RememberingEmbedder(providers.questions)
            }
            return embedder
        }
    }

    /// The vector of a question; nil when nothing makes vectors.
    ///
    /// After a failure nothing is tried for a while, so that searches do not wait for a server that
    /// is away.
    func vector(of question: String) throws -> [Float]? {
        guard try embedder() != nil, let questioner = state.withLock({ $0.questioner }) else {
            return nil
        }
        if let failure = state.withLock({ $0.failure }), ContinuousClock.now < failure.until {
            throw failure.error
        }
        do {
            let vector = try questioner.embed(question)
            state.withLock { $0.failure = nil }
            return vector
        } catch {
            state.withLock { $0.failure = (error, ContinuousClock.now + pause) }
            throw error
        }
    }

    /// Computes what vectors a version lacks, now.
    func catchUp(on graph: Graph, progress: (Int) -> Void = { _ in }) throws {
        guard let embedder = try embedder(), let meanings = graph.meanings else { return }
        try meanings.catchUp(on: graph, with: embedder) { left in
            progress(left)
            return true
        }
    }

    // MARK: Following

    /// Computes vectors from now on, on a thread of its own, as the database changes.
    func follow(_ database: any GraphDatabase) {
        guard settings.isOn else { return }
        state.withLock { $0.database = database }
        noteCommit()
    }

    /// Looks for what a commit has changed, soon.
    func noteCommit() {
        let isNeeded = state.withLock { state in
            guard state.database != nil, !state.isStopped, !state.isScheduled else { return false }
            state.isScheduled = true
            return true
        }
        if isNeeded { queue.async { [self] in work() } }
    }

    /// Ends the work; the batch under way is not waited for.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            state.database = nil
        }
    }

    private func work() {
        state.withLock { $0.isScheduled = false }
        while let database = state.withLock({ $0.isStopped ? nil : $0.database }) {
            let graph = database.snapshot()
            func isWanted() -> Bool {
                !state.withLock { $0.isStopped } && database.snapshot().sequence == graph.sequence
            }
            do {
                if let embedder = try embedder() {
                    try graph.meanings?.catchUp(on: graph, with: embedder) { _ in isWanted() }
                }
                state.withLock { $0.problem = nil }
            } catch {
                state.withLock { $0.problem = "\(error)" }
                queue.asyncAfter(deadline: .now() + pause / .seconds(1)) { [weak self] in
                    self?.noteCommit()
                }
                return
            }
            if isWanted() { return }
        }
    }
}

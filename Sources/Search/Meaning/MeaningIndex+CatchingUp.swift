public import Embeddings
public import PropertyGraph
internal import Synchronization
internal import Vectors

extension MeaningIndex {
    /// Texts that are embedded at a time.
    private static let batchSize = 64
    /// So many vectors may be compared one by one before all are linked.
    private static let unlinkedLimit = 20_000

    /// Computes what vectors the version lacks, a batch at a time.
    ///
    /// Searches see each batch once it is there; commits do not wait. A version that came of this
    /// one meanwhile has what had been computed when it did.
    ///
    /// - Parameters:
    ///   - graph: The version.
    ///   - provider: Makes the vectors. If it is another than before, all are made anew.
    ///   - progress: Called after each batch with how many are left; false ends the work.
    /// - Throws: `EmbeddingError`, or `VectorError` when its vectors cannot be used; what
    ///   was computed before stays.
    public func catchUp(
        on graph: Graph, with provider: any EmbeddingProvider,
        progress: (Int) -> Bool = { _ in true }
    ) throws {
        try box.catching.withLock { _ in
            let reader = DocumentReader(MeaningTexts.definition, graph)
            try begin(provider)
            guard try sweep(reader, provider, progress) else { return }
            while true {
                let batch = state.pending.sorted().prefix(Self.batchSize)
                guard !batch.isEmpty else { break }
                try take(batch, reader, provider) { state in
                    state.pending.subtract(batch)
                }
                guard progress(state.pending.count) else { return }
            }
            link()
        }
    }

    /// Forgets the vectors of another model.
    private func begin(_ provider: any EmbeddingProvider) throws {
        let known = state
        if known.model == provider.name, known.vectors?.dimension == provider.dimension { return }
        let empty = try VectorIndex(dimension: provider.dimension)
        box.state.withLock { state in
            state = State()
            state.model = provider.name
            state.vectors = empty
        }
    }

    /// Looks at all documents that were not looked at yet; false when the work was ended.
    private func sweep(
        _ reader: DocumentReader, _ provider: any EmbeddingProvider, _ progress: (Int) -> Bool
    ) throws -> Bool {
        guard let start = state.sweep else { return true }
        let documents = reader.documents().drop { $0 < start }
        var rest = documents
        box.state.withLock { $0.left = documents.count }
        while let last = rest.prefix(Self.batchSize).last {
            let batch = rest.prefix(Self.batchSize)
            rest = rest.dropFirst(Self.batchSize)
            let left = rest.count
            try take(batch, reader, provider) { state in
                state.sweep = last &+ 1
                state.left = left
                state.pending.subtract(batch)
            }
            guard progress(left + state.pending.count) else { return false }
        }
        box.state.withLock { state in
            state.sweep = nil
            state.left = nil
            for document in state.marks.documents where !reader.contains(document) {
                state.forget(document)
            }
        }
        return true
    }

    /// Makes the vectors of some documents whose texts are others than before.
    private func take(
        _ batch: ArraySlice<UInt32>, _ reader: DocumentReader, _ provider: any EmbeddingProvider,
        _ note: (inout State) -> Void
    ) throws {
        let known = state
        let changed = batch.compactMap { document -> (document: UInt32, text: String)? in
            guard reader.contains(document) else { return nil }
            let text = MeaningTexts.text(of: document, reader)
            let isKnown = known.marks[document] == MeaningTexts.mark(of: text)
            return isKnown ? nil : (document, text)
        }
        let vectors = changed.isEmpty ? [] : try provider.embed(changed.map(\.text))
        try box.state.withLock { state in
            for (one, vector) in zip(changed, vectors) {
                // While many are new, linking each would cost more than linking all at the end.
                if state.sweep == nil {
                    try state.vectors?.insert(vector, for: UInt64(one.document))
                } else {
                    try state.vectors?.add(vector, for: UInt64(one.document))
                }
                state.marks[one.document] = MeaningTexts.mark(of: one.text)
            }
            note(&state)
        }
    }

    /// Links many vectors that are compared one by one so far, beside the searches.
    private func link() {
        guard var vectors = state.vectors, vectors.unlinkedCount > Self.unlinkedLimit else {
            return
        }
        vectors.link(threads: 2)
        box.state.withLock { $0.vectors = vectors }
    }
}

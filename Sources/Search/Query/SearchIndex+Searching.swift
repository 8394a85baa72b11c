public import PropertyGraph

extension SearchIndex {
    /// The documents that answer a question best.
    ///
    /// `graph` must be the version that carries the index. Names that are written exactly so come
    /// before everything else, whatever characters they have; then comes what has all words, then
    /// what has some. For the syntax of questions see `SearchQuery`: words, `"phrases"`,
    /// `field:word`, `type:Dataset`, `property:value`, `+demanded`, `-excluded`, `begin*`, `typo~`.
    ///
    /// - Complexity: O(postings of the words), besides looking at the hits' texts for reasons.
    public func search(
        _ question: String, on graph: Graph, options: SearchOptions = SearchOptions()
    ) -> SearchResults {
        var planner = QueryPlanner(self, options) { graph.propertyKey(named: $0) != nil }
        let query = SearchQuery(question)
        let plan = planner.plan(query)
        let isMeant = query.meaning != nil && options.signal != .lexical
        let vector = isMeant ? options.vector : nil
        return SearchRun(self, plan, options, graph, vector).results()
    }
}

/// One search on the way.
private struct SearchRun {
    private let index: SearchIndex
    private let plan: QueryPlan
    private let options: SearchOptions
    private let gate: Gate
    private let reader: DocumentReader
    /// The question's vector, where nearness to it counts.
    private let vector: [Float]?

    /// Candidates that are read for phrases at most.
    private static let phraseLimit = 20_000
    private static let hitLimit = 10_000

    init(
        _ index: SearchIndex, _ plan: QueryPlan, _ options: SearchOptions, _ graph: Graph,
        _ vector: [Float]?
    ) {
        self.index = index
        self.plan = plan
        self.options = options
        self.vector = vector
        reader = DocumentReader(index.definition, graph)
        gate = Gate(plan, options.access, reader)
    }

    func results() -> SearchResults {
        var results = SearchResults()
        let offset = max(options.offset, 0)
        let wanted = min(max(options.limit, 0), Self.hitLimit) + min(offset, Self.hitLimit)
        let spreads = index.definition.guesses && plan.isSentence && wanted > 0
        var best = BestCandidates(
            limit: !plan.phrases.isEmpty
                ? Self.phraseLimit
                : spreads
                    ? max(wanted, JoinSpread.candidateLimit)
                    : vector == nil ? wanted : max(wanted, Fusion.depth))
        var facets = FacetCounter(options.facets, reader)
        var total = 0
        each { scored in
            guard let factor = gate.factor(for: scored.document) else { return }
            total += 1
            best.add(
                Candidate(
                    document: scored.document,
                    score: scored.words * min(factor, 1) + scored.name * max(factor, 1),
                    found: scored.found, isNamed: scored.name > 0 && !plan.isSentence))
            facets.add(scored.document)
        }
        var candidates = best.sorted()
        var joins: [UInt32: [String]] = [:]
        if spreads {
            var spread = JoinSpread(plan, reader, gate)
            candidates = spread.rank(candidates)
            joins = spread.reasons
            for document in spread.added { facets.add(document) }
            total += spread.added.count
        }
        let near = fuse(&candidates, &total, &facets)
        if !plan.phrases.isEmpty { check(&candidates, &total, &facets, wanted) }
        results.total = total
        results.facets = facets.counts
        let explainer = Explainer(index, plan, reader)
        results.hits = candidates.prefix(wanted).dropFirst(offset).map { candidate in
            var hit = explainer.hit(
                candidate.document, candidate.score, explains: options.explains)
            if options.explains { hit.joins = joins[candidate.document] ?? [] }
            hit.similarity = near[candidate.document]
            return hit
        }
        return results
    }

    /// Brings in what is near to the question.
    ///
    /// - Returns: The similarities of what nearness speaks for.
    private func fuse(
        _ candidates: inout [Candidate], _ total: inout Int, _ facets: inout FacetCounter
    ) -> [UInt32: Float] {
        var near = nearest()
        var known: Set<UInt32> = []
        // Beyond the candidates it is not known what words found; that is not counted twice.
        var isWhole = candidates.count == total
        if options.signal == .vector {
            candidates = near.map {
                Candidate(document: $0.document, score: Double($0.similarity))
            }
            total = 0
            facets = FacetCounter(options.facets, reader)
            isWhole = true
        } else if !near.isEmpty {
            known = Set(candidates.map(\.document))
            let fusion = Fusion(near: near, known: known)
            candidates = fusion.rank(candidates)
            near = fusion.near
        }
        for hit in near where isWhole && !known.contains(hit.document) {
            total += 1
            facets.add(hit.document)
        }
        return Dictionary(near.map { ($0.document, $0.similarity) }) { first, _ in first }
    }

    /// What is near to the question, the nearest first; nothing where the question or the catalog has
    /// no vectors.
    private func nearest() -> [(document: UInt32, similarity: Float)] {
        guard let vector, let meanings = reader.graph.meanings, reader.isOfNodes else { return [] }
        return meanings.nearest(to: vector, limit: Fusion.depth) { document in
            reader.contains(document) && gate.factor(for: document) != nil
        }
    }

    /// Keeps the candidates that have the phrases.
    private func check(
        _ candidates: inout [Candidate], _ total: inout Int, _ facets: inout FacetCounter,
        _ wanted: Int
    ) {
        let phrases = PhraseCheck(plan.phrases, reader)
        let isWhole = candidates.count == total
        var kept: [Candidate] = []
        for candidate in candidates {
            // Without need to count, it is enough to find those that are shown.
            if kept.count >= wanted, total > 1_000 { break }
            if phrases.holds(for: candidate.document) { kept.append(candidate) }
        }
        candidates = kept
        guard isWhole, total <= 1_000 else { return }
        total = kept.count
        facets = FacetCounter(options.facets, reader)
        for candidate in kept { facets.add(candidate.document) }
    }

    /// Walks what matches; without words and names but with filters, all documents.
    private func each(_ body: (ScoredDocument) -> Void) {
        if plan.words.isEmpty, plan.names.isEmpty {
            guard gate.isSelective else { return }
            for document in reader.documents() {
                body(ScoredDocument(document: document, words: 1, found: 0))
            }
            return
        }
        var scorer = Scorer(plan, index)
        scorer.run(body)
    }
}

/// A document with its score.
struct Candidate: Comparable {
    var document: UInt32
    var score: Double
    /// A bit for each word of the plan that was found.
    var found: UInt64 = 0
    /// Whether it was found by a whole name that is the question's, or in it.
    var isNamed = false

    /// Better candidates are greater; among equals the older document.
    static func < (left: Candidate, right: Candidate) -> Bool {
        left.score != right.score
            ? left.score < right.score : left.document > right.document
    }
}

/// Keeps the best of many candidates in a heap, the worst on top.
private struct BestCandidates {
    let limit: Int
    private var heap: [Candidate] = []

    init(limit: Int) {
        self.limit = limit
    }

    mutating func add(_ candidate: Candidate) {
        if heap.count < limit {
            heap.append(candidate)
            var child = heap.count - 1
            while child > 0, heap[child] < heap[(child - 1) / 2] {
                heap.swapAt(child, (child - 1) / 2)
                child = (child - 1) / 2
            }
        } else if let worst = heap.first, worst < candidate {
            heap[0] = candidate
            sink()
        }
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var smallest = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if heap[child] < heap[smallest] { smallest = child }
            }
            if smallest == parent { return }
            heap.swapAt(parent, smallest)
            parent = smallest
        }
    }

    func sorted() -> [Candidate] { heap.sorted(by: >) }
}

internal import Embeddings
public import JSON
internal import PropertyGraph
public import Search

extension Workspace {
    /// Finds datasets, columns, terms and the like by words.
    ///
    /// - Parameters:
    ///   - words: What to look for.
    ///   - options: How many, of which types.
    ///   - moment: When; now if it is nil.
    /// - Returns: The hits, best first, with the graph that they belong to.
    /// - Throws: `MomentError` or `HistoryError` for a moment that is not known.
    public func search(
        _ words: String, options: SearchOptions, asOf moment: String? = nil
    ) throws -> CatalogSearch {
        let graph = try graph(asOf: moment)
        var options = options
        var vectors: CatalogSearch.Vectors?
        if options.signal != .lexical, hasVectors {
            let isPast = moment != nil
            vectors = try prepare(&options, for: words, on: graph, isPast: isPast)
        } else if options.signal == .vector {
            throw EmbeddingError.settings(
                "Nothing makes vectors. LEXIGRAPH_EMBEDDINGS takes `builtin`, `local:FOLDER` or "
                    + "`openai-compatible`.")
        }
        return CatalogSearch(
            results: graph.search(words, options: options), graph: graph, vectors: vectors)
    }

    /// Adds the question's vector to the options; what prevents that is told, unless vectors alone
    /// are wanted.
    private func prepare(
        _ options: inout SearchOptions, for words: String, on graph: Graph, isPast: Bool
    ) throws -> CatalogSearch.Vectors? {
        var result = CatalogSearch.Vectors()
        do {
            guard let embedder = try meanings.embedder() else { return nil }
            result.model = embedder.name
            if !meanings.isFollowing, !isPast { try meanings.catchUp(on: graph) }
            if let question = MeaningIndex.text(ofQuestion: words) {
                options.vector = try meanings.vector(of: question)
            }
            result.problem = meanings.problem
        } catch {
            if options.signal == .vector { throw error }
            result.problem = "\(error)"
        }
        result.behind = graph.meanings?.behind(on: graph) ?? 0
        return result
    }

    /// Whether something is to make vectors.
    public var hasVectors: Bool { meanings.settings.isOn }

    /// Computes the vectors of what the catalog holds now, if something is to make vectors.
    ///
    /// - Parameter progress: Called with how many are left.
    /// - Throws: `EmbeddingError`.
    public func computeVectors(progress: (Int) -> Void = { _ in }) throws {
        if !meanings.isFollowing {
            try meanings.catchUp(on: database.snapshot(), progress: progress)
        }
    }

    /// Computes vectors from now on beside everything else, for a process that stays.
    ///
    /// - Throws: `EmbeddingError` when what is to make them cannot.
    public func followWithVectors() throws {
        guard try meanings.embedder() != nil else { return }
        meanings.follow(database)
    }
}

extension SearchOptions {
    /// The property by which datasets, and so their columns, belong to a registered source.
    static let sourceProperty = "source_name"

    /// What a hit must have to belong to a source; nothing if it is nil.
    public static func properties(ofSource name: String?) -> [String: String] {
        name.map { [sourceProperty: $0] } ?? [:]
    }
}

/// What a search of the catalog found.
public struct CatalogSearch: Sendable {
    /// The hits.
    public let results: SearchResults
    let graph: Graph
    /// What is known of the vectors; nil when none are made or asked for.
    public let vectors: Vectors?

    /// How far vectors took part.
    public struct Vectors: Sendable {
        /// What made them.
        public internal(set) var model: String?
        /// How many datasets, columns and terms have none yet, or one of a former text.
        public internal(set) var behind = 0
        /// Why words alone decided, or why vectors are missing.
        public internal(set) var problem: String?

        var json: JSONValue {
            [
                "model": model.map { .string($0) } ?? .null,
                "behind": .integer(Int64(behind)),
                "problem": problem.map { .string($0) } ?? .null,
            ]
        }
    }

    /// One hit as people read it.
    public struct Entry: Sendable {
        /// The full name: `bronze.orders`, `bronze.orders.total_amount`, `revenue`.
        public let name: String

        /// The label: `Dataset`, `Column`, `BusinessTerm`.
        public let type: String
        public let score: Double
        public let description: String?

        /// Why it was found: the three strongest reasons.
        public let reasons: [String]
    }

    /// The hits, best first.
    public var entries: [Entry] {
        results.hits.map { hit in
            Entry(
                name: fullName(of: hit),
                type: hit.type,
                score: hit.score,
                description: text("description", of: hit.node) ?? text("definition", of: hit.node),
                reasons: Array(hit.reasons.prefix(3))
            )
        }
    }

    /// The hits and facets as JSON.
    public var json: JSONValue {
        let facets = results.facets.sorted { $0.key < $1.key }.map { name, counts in
            let values = counts.map { ($0.value, JSONValue.integer(Int64($0.count))) }
            return (name, JSONValue.object(JSONObject(values)))
        }
        var object: JSONObject = [
            "results": .array(entries.map(\.json)),
            "total": .integer(Int64(results.total)),
            "facets": .object(JSONObject(facets)),
        ]
        if let vectors { object["vectors"] = vectors.json }
        return .object(object)
    }

    private func fullName(of hit: SearchHit) -> String {
        let name =
            text("name", of: hit.node).flatMap { hit.type == "BusinessTerm" ? nil : $0 }
            ?? text("term", of: hit.node) ?? text("rule_id", of: hit.node) ?? hit.title
        guard hit.type == "Column", let dataset = text("dataset_name", of: hit.node) else {
            return name
        }
        return "\(dataset).\(name)"
    }

    private func text(_ key: String, of node: NodeID) -> String? {
        guard let key = graph.propertyKey(named: key),
            case .string(let text) = graph.value(of: key, on: node)
        else { return nil }
        return text
    }
}

extension CatalogSearch.Entry {
    /// The hit as JSON.
    public var json: JSONValue {
        [
            "name": .string(name),
            "type": .string(type),
            "score": .number((score * 1_000).rounded() / 1_000),
            "description": description.map { .string($0) } ?? .null,
            "reasons": .array(reasons.map { .string($0) }),
        ]
    }
}

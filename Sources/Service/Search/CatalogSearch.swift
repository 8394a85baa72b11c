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
        return CatalogSearch(results: graph.search(words, options: options), graph: graph)
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
        return [
            "results": .array(entries.map(\.json)),
            "total": .integer(Int64(results.total)),
            "facets": .object(JSONObject(facets)),
        ]
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

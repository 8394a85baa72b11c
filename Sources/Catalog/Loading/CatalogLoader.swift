public import Assets
public import PropertyGraph

/// Brings catalog files into a graph.
///
/// Everything goes through one draft, so a file is taken as a whole or not at all. Loading a file
/// again changes nothing. References to what is not there become warnings, and what depends on them
/// is left out.
public struct CatalogLoader: Sendable {
    /// Whose word counts where the graph and the files differ.
    public let policy: MergePolicy

    /// Who says what is loaded, as `MAPS_TO.source` records it: `seed`, `steward`.
    public let source: String

    /// The time noted on what is made.
    public let now: DateTimeValue

    /// Creates a loader.
    public init(policy: MergePolicy, source: String, now: DateTimeValue) {
        self.policy = policy
        self.source = source
        self.now = now
    }

    /// Reads all files, then loads them as one.
    ///
    /// - Parameters:
    ///   - files: The files.
    ///   - source: The registered source whose tables they speak of, whatever they say themselves.
    ///   - draft: What they are brought into.
    /// - Returns: What was made and changed.
    /// - Throws: `CatalogError.badDocument` for the first file that cannot be read, and any
    ///   `GraphError` that the draft answers with; the draft should then be discarded.
    /// - Complexity: O(*n* log *m*) for *n* entries in a graph of *m* nodes with the schema's
    ///   indexes.
    public func load(
        _ files: [AssetFile], source: String? = nil, into draft: Draft
    ) throws -> LoadSummary {
        var documents: [CatalogDocument] = []
        for file in files.sorted(by: { $0.path < $1.path }) {
            var document = try CatalogDocument(parsing: file.text, file: file.path)
            document.source = source ?? document.source
            documents.append(try resolved(document, file.path, draft.graph))
        }
        return try load(documents, into: draft)
    }

    /// The registered source whose tables a document speaks of: the one that it names, else the only
    /// one that has all of them.
    public static func source(of document: CatalogDocument, in graph: Graph) -> String? {
        if let source = document.source { return source }
        let fitting = registeredSources(in: graph).filter {
            GlossaryResolver(source: $0, graph: graph).knows(document)
        }
        return fitting.count == 1 ? fitting.first : nil
    }

    /// The document with the names of its source's tables and columns in full.
    private func resolved(
        _ document: CatalogDocument, _ file: String, _ graph: Graph
    ) throws(CatalogError) -> CatalogDocument {
        guard let source = Self.source(of: document, in: graph) else { return document }
        let registered = Self.registeredSources(in: graph)
        guard registered.contains(source) else {
            let list = registered.map { "`\($0)`" }.joined(separator: ", ")
            throw DocumentPlace(file: file, line: 1, column: 1).problem(
                "There is no registered source `\(source)`; "
                    + (registered.isEmpty
                        ? "add it with `lexigraph sources add`." : "registered are \(list)."))
        }
        return try GlossaryResolver(source: source, graph: graph).resolved(document)
    }

    /// The names of the sources that tables were harvested from, in order.
    private static func registeredSources(in graph: Graph) -> [String] {
        guard let label = graph.label(named: CatalogLabel.dataset.rawValue),
            let owner = graph.propertyKey(named: "source_name")
        else { return [] }
        var names: Set<String> = []
        var cursor = graph.nodes(labelled: label)
        while let node = cursor.next() {
            if case .string(let name) = graph.value(of: owner, on: node) { names.insert(name) }
        }
        return names.sorted()
    }

    /// Loads documents as if they were one: what one names may stand in any other.
    ///
    /// - Throws: Any `GraphError` that the draft answers with; the draft should then be discarded.
    public func load(
        _ documents: [CatalogDocument], into draft: Draft
    ) throws(GraphError) -> LoadSummary {
        var session = LoadSession(loader: self, draft: draft)
        for document in documents { try session.addPeople(document) }
        for document in documents { try session.addDatasets(document) }
        for document in documents { try session.addTerms(document) }
        for document in documents { try session.connect(document) }
        try CatalogRules.complete(draft)
        return session.merger.summary
    }
}

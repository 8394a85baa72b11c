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
    /// - Throws: `CatalogError.badDocument` for the first file that cannot be read, and any
    ///   `GraphError` that the draft answers with; the draft should then be discarded.
    /// - Complexity: O(*n* log *m*) for *n* entries in a graph of *m* nodes with the schema's
    ///   indexes.
    public func load(_ files: [AssetFile], into draft: Draft) throws -> LoadSummary {
        var documents: [CatalogDocument] = []
        for file in files.sorted(by: { $0.path < $1.path }) {
            documents.append(try CatalogDocument(parsing: file.text, file: file.path))
        }
        return try load(documents, into: draft)
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

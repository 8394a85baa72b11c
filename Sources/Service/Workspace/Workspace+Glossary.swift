internal import Agents
internal import Assets
public import Catalog
internal import PropertyGraph
internal import SemanticLayer

extension Workspace {
    /// Brings a steward's catalog file in: what it states replaces what was there.
    ///
    /// The terms of a registered source are checked against its tables: a condition, expression or
    /// formula that cannot be read, or that names a column which is not there, stops the import.
    ///
    /// - Parameters:
    ///   - text: The file's YAML.
    ///   - name: The file's name, for messages.
    ///   - source: The registered source whose tables it speaks of; else the file says so, or it
    ///     is the only one with those tables.
    ///   - actor: Who acts, when it is not the settings' actor.
    ///   - isDryRun: Whether nothing is to be changed.
    /// - Returns: What was made and changed.
    /// - Throws: `CatalogError` with the place of a mistake; nothing is changed then.
    public func importCatalog(
        _ text: String, name: String, source: String? = nil, actor: String? = nil,
        isDryRun: Bool = false
    ) throws -> LoadSummary {
        let loader = CatalogLoader(policy: .replace, source: "steward", now: Moment.now().value)
        let file = AssetFile(path: name, text: text)
        let target = isDryRun ? rehearsal() : database
        return try target.write(info("import \(name)", actor: actor)) { draft in
            let summary = try loader.load([file], source: source, into: draft)
            var document = try CatalogDocument(parsing: text, file: name)
            document.source = source ?? document.source
            if let source = CatalogLoader.source(of: document, in: draft.graph) {
                try check(document, against: source, in: draft.graph)
            }
            return summary
        }
    }

    /// Refuses terms of a document that questions to a source could not use.
    private func check(
        _ document: CatalogDocument, against source: String, in graph: Graph
    ) throws {
        let reader = VocabularyReader(queries: queries(on: graph), source: source)
        let model = SemanticModel(
            try reader.readSource(), settings: SemanticSettings(readsTables: true))
        for issue in model.issues {
            let key: String
            switch issue.subject {
            case .term(let term), .mapping(let term, _): key = term
            case .reference: continue
            }
            guard let term = document.terms.first(where: { $0.term == key }) else { continue }
            throw term.place.problem("\(issue)")
        }
    }
}

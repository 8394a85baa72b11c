import SQLSyntax

/// A vocabulary made ready: texts parsed, names indexed, the lexicon built.
///
/// Building costs time in proportion to the vocabulary; every question after that is cheap. The
/// value is immutable, so one model serves any number of questions at once.
public struct SemanticModel: Sendable {
    public let vocabulary: Vocabulary
    public let settings: SemanticSettings
    /// What in the vocabulary could not be used, and why.
    public let issues: [VocabularyIssue]

    /// Terms by lower-cased name.
    let terms: [String: Vocabulary.Term]
    let datasets: [String: Vocabulary.Dataset]
    /// The mappings of each term, best first, without those only shown.
    let mappings: [String: [PreparedMapping]]
    /// The columns shown beside the keys of entities, in the order given.
    let displays: [String: [PreparedMapping]]
    /// The usable term each column is mapped to, best first.
    let columnTerms: [ColumnReference: [String]]
    /// The formulas of metric terms, expanded to measures.
    let formulas: [String: MetricFormula]
    /// The foreign keys that leave each dataset, in a stable order.
    let references: [String: [Vocabulary.Reference]]
    let lexicon: Lexicon
    /// The tables and references alone, for questions that no term answers.
    let schemaGraph: SchemaGraph
    let schemaLexicon: SchemaLexicon

    /// Prepares a vocabulary; parts that are wrong are left out and reported in ``issues``.
    public init(_ vocabulary: Vocabulary, settings: SemanticSettings = SemanticSettings()) {
        self.vocabulary = vocabulary
        self.settings = settings
        var issues: [VocabularyIssue] = []
        let terms = Self.terms(of: vocabulary, &issues)
        let datasets = Dictionary(
            vocabulary.datasets.map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let all = Self.mappings(of: vocabulary, terms, datasets, settings, &issues)
        mappings = Self.ranked(all.filter { !$0.isDisplay })
        displays = Dictionary(grouping: all.filter(\.isDisplay)) { $0.term.lowercased() }
        references = Self.references(of: vocabulary, datasets, &issues)
        var expander = FormulaExpander(terms: terms, mapped: Set(mappings.keys))
        formulas = expander.expandAll()
        let formulaIssues = expander.issues
        self.terms = terms
        self.datasets = datasets
        var columnTerms: [ColumnReference: [String]] = [:]
        for (term, list) in mappings.sorted(by: { $0.key < $1.key }) {
            for mapping in list where mapping.isBare {
                columnTerms[mapping.column, default: []].append(term)
            }
        }
        self.columnTerms = columnTerms
        // Without terms that can be bound, questions are read by the tables alone.
        let isBound = !mappings.isEmpty || !formulas.isEmpty
        lexicon = Lexicon(
            vocabulary: isBound ? vocabulary : Vocabulary(),
            columnTerms: columnTerms,
            usable: Set(mappings.keys).union(formulas.keys)
        )
        var builder = ConceptBuilder(
            terms: terms, mappings: mappings, displays: displays, datasets: datasets,
            references: vocabulary.references)
        let concepts = builder.build()
        self.issues = issues + (settings.readsTables ? concepts.issues : formulaIssues)
        let names = SchemaNames(vocabulary)
        schemaGraph = SchemaGraph(
            vocabulary, datasets: datasets, names: names, concepts: concepts)
        schemaLexicon = SchemaLexicon(vocabulary, names: names, concepts: concepts)
    }

    private static func terms(
        of vocabulary: Vocabulary,
        _ issues: inout [VocabularyIssue]
    ) -> [String: Vocabulary.Term] {
        var terms: [String: Vocabulary.Term] = [:]
        for term in vocabulary.terms {
            if terms[term.name.lowercased()] == nil {
                terms[term.name.lowercased()] = term
            } else {
                issues.append(VocabularyIssue(.term(term.name), "The name is used twice."))
            }
        }
        return terms
    }

    private static func mappings(
        of vocabulary: Vocabulary,
        _ terms: [String: Vocabulary.Term],
        _ datasets: [String: Vocabulary.Dataset],
        _ settings: SemanticSettings,
        _ issues: inout [VocabularyIssue]
    ) -> [PreparedMapping] {
        var result: [PreparedMapping] = []
        for mapping in vocabulary.mappings where mapping.status >= settings.leastStatus {
            let subject = VocabularyIssue.Subject.mapping(
                term: mapping.term,
                column: mapping.column
            )
            guard let dataset = datasets[mapping.column.dataset] else {
                issues.append(VocabularyIssue(subject, "The dataset is unknown."))
                continue
            }
            guard terms[mapping.term.lowercased()] != nil else {
                issues.append(VocabularyIssue(subject, "The term is unknown."))
                continue
            }
            do {
                result.append(try PreparedMapping(mapping, in: dataset, of: datasets))
            } catch {
                issues.append(VocabularyIssue(subject, error.description))
            }
        }
        return result
    }

    /// The mappings by term, best first.
    private static func ranked(_ mappings: [PreparedMapping]) -> [String: [PreparedMapping]] {
        Dictionary(grouping: mappings) { $0.term.lowercased() }.mapValues { list in
            list.sorted { left, right in
                if left.status != right.status { return left.status > right.status }
                if left.confidence != right.confidence { return left.confidence > right.confidence }
                return left.column < right.column
            }
        }
    }

    private static func references(
        of vocabulary: Vocabulary,
        _ datasets: [String: Vocabulary.Dataset],
        _ issues: inout [VocabularyIssue]
    ) -> [String: [Vocabulary.Reference]] {
        var result: [String: [Vocabulary.Reference]] = [:]
        for reference in Set(vocabulary.references) {
            let ends = [reference.column, reference.target]
            if let missing = ends.first(where: { datasets[$0.dataset]?.column($0.name) == nil }) {
                let subject = VocabularyIssue.Subject.reference(
                    from: reference.column,
                    to: reference.target
                )
                issues.append(VocabularyIssue(subject, "There is no column \(missing)."))
                continue
            }
            result[reference.column.dataset, default: []].append(reference)
        }
        return result.mapValues { list in
            list.sorted { ($0.column, $0.target) < ($1.column, $1.target) }
        }
    }

    /// The term of that name, in any case.
    func term(_ name: String) -> Vocabulary.Term? { terms[name.lowercased()] }

    /// The mappings of a term, best first.
    func mappings(of term: String) -> [PreparedMapping] { mappings[term.lowercased()] ?? [] }

    /// The metric that a measure, metric or entity term stands for.
    ///
    /// Returns `nil` for dimensions and for terms without a usable formula or mapping.
    func metric(_ name: String) -> Metric? {
        guard let term = term(name), let formula = formulas[name.lowercased()] else { return nil }
        return Metric(Naming.snakeCase(term.name), term: term.name, formula: formula)
    }
}

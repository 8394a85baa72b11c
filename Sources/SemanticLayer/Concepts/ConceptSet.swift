import SQLSyntax

/// What a glossary adds to the reading of a schema: concepts, computed columns, measures, metrics,
/// and the phrases that stand for them.
struct ConceptSet: Sendable {
    /// The concepts by their names in SQL.
    var concepts: [String: Concept] = [:]
    /// The concepts as tables.
    var datasets: [Vocabulary.Dataset] = []
    /// The foreign keys of the concepts, those of their tables.
    var references: [Vocabulary.Reference] = []
    /// Columns that are computed from those of a real table.
    var computed: [ColumnReference: Concept.Computed] = [:]
    var measures: [ColumnReference: ConceptMeasure] = [:]
    var metrics: [ColumnReference: ConceptFormula] = [:]
    /// The term that a column stands for.
    var terms: [ColumnReference: String] = [:]
    /// What people know the things of a table by, where the glossary says it.
    var displays: [String: [ColumnReference]] = [:]
    /// What phrases stand for, by their stems; they win over names of the schema.
    var phrases: [[String]: SchemaThing] = [:]
    var issues: [VocabularyIssue] = []

    /// Whether the glossary says anything that questions can use.
    var isEmpty: Bool { phrases.isEmpty }

    func isConcept(_ table: String) -> Bool { concepts[table] != nil }

    /// Whether several rows of the table may be one and the same thing.
    func isRepeating(_ table: String, in datasets: [String: Vocabulary.Dataset]) -> Bool {
        guard let concept = concepts[table] else { return false }
        return concept.key != datasets[concept.base]?.primaryKey
    }

    /// Whether the phrase names a metric.
    func isMetric(_ words: [String]) -> Bool {
        phrases[words]?.columns.contains { metrics[$0.reference] != nil } ?? false
    }

    /// The periods that dates are grouped by, and how much of a date says which one it is.
    static let periods: [SQLDateUnit: Int64] = [.year: 4, .month: 7]

    /// The name of the column that says the period of a date.
    static func name(of unit: SQLDateUnit, _ column: String) -> String {
        column + "_" + unit.rawValue
    }

    /// Adds the years and months of the tables' dates.
    mutating func addPeriods(of tables: [Vocabulary.Dataset]) {
        for table in tables {
            for column in table.columns where column.type.isTemporal {
                for (unit, length) in Self.periods {
                    let name = Self.name(of: unit, column.name)
                    computed[ColumnReference(table.name, name)] = Concept.Computed(
                        name: name,
                        expression: .function(
                            "SUBSTR", [.column(column.name), .integer(1), .integer(length)]),
                        type: .text(length: nil))
                }
            }
        }
    }

    /// The type of a column that only the glossary knows.
    func type(of column: ColumnReference) -> SQLType? {
        if metrics[column] != nil { return .double }
        return computed[column]?.type
    }

    /// The stems of a phrase, as questions are cut into.
    static func stems(of phrase: String, limit: Int = 12) -> [String] {
        Tokenizer.tokens(of: phrase, limit: limit).filter { $0.kind != .symbol }.map { token in
            guard token.kind == .word else { return token.stem }
            let words = SchemaWords.words(of: token.text)
            return words.count == 1 ? words.first ?? token.stem : SchemaWords.stem(token.text)
        }
    }
}

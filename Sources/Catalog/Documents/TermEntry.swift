/// A business term, as a catalog file describes it.
public struct TermEntry: Hashable, Sendable {
    /// The key in snake_case.
    public var term: String
    /// As shown to people.
    public var name: String?
    /// What it means.
    public var definition: String?
    /// Other ways of saying it.
    public var synonyms: [String]?
    /// Name of its domain.
    public var domain: String?
    /// Identifier of the user or team that keeps it.
    public var steward: String?
    /// `entity`, `dimension`, `measure` or `metric`.
    public var kind: String?
    /// Arithmetic over other terms.
    public var formula: String?
    /// `sum`, `count`, `count_distinct`, `avg`, `min` or `max`.
    public var aggregation: String?
    /// What one is of.
    public var unit: String?
    /// How a value is shown.
    public var format: String?
    /// For periods: `hour`, `day`, `week`, `month`, `quarter` or `year`.
    public var grain: String?
    /// The smallest value that makes sense.
    public var lowerBound: Double?
    /// The largest value that makes sense.
    public var upperBound: Double?
    /// `draft`, `in_review`, `approved` or `deprecated`.
    public var status: String?
    /// Key of the broader term.
    public var broader: String?
    /// Keys of terms to see as well.
    public var related: [String]
    /// What people say for the codes that its columns hold.
    public var values: [ValueEntry] = []
    /// Where it is held.
    public var mappings: [MappingEntry]
    /// Where the file says it.
    public var place: DocumentPlace
}

/// A code in a term's columns, and what people say for it.
public struct ValueEntry: Hashable, Sendable {
    /// The code as the column holds it.
    public var code: String
    /// What people say.
    public var words: [String]

    /// One text for both: `PH = policy holder | insured`.
    var text: String { code + " = " + words.joined(separator: " | ") }
}

/// That a column holds a term, as a catalog file says it.
public struct MappingEntry: Hashable, Sendable {
    /// Key of the term.
    public var term: String
    /// The column with its dataset: `bronze.orders.total_amount`; of a registered source also
    /// without the source's name, and empty where only a table is named.
    public var column: String
    /// The table whose rows count, where no column says it.
    public var table: String?
    /// How sure it is, 0…1.
    public var confidence: Double?
    /// `proposed`, `approved` or `rejected`.
    public var status: String?
    /// Why.
    public var evidence: String?
    /// For entities: `key` or `display`.
    public var role: String?
    /// SQL over the dataset's columns: the rows that count.
    public var condition: String?
    /// SQL over the dataset's columns when the term is not the bare column.
    public var expression: String?
    /// Datasets that have a row for each row that counts.
    public var through: [String] = []
    /// Where the file says it.
    public var place: DocumentPlace
}

/// A line and column of a catalog file, counted from 1.
public struct DocumentPlace: Hashable, Sendable {
    /// The file's name.
    public let file: String
    /// The line.
    public let line: Int
    /// The column.
    public let column: Int

    /// What is wrong there.
    public func problem(_ message: String) -> CatalogError {
        .badDocument(DocumentProblem(file: file, line: line, column: column, message: message))
    }
}

/// A business term with its mappings, as the catalog knows it.
public struct TermDescription: Hashable, Sendable {
    /// The key in snake_case.
    public let term: String
    /// As shown to people.
    public let name: String
    /// What it means.
    public let definition: String?
    /// Other ways of saying it.
    public let synonyms: [String]
    /// Name of its domain.
    public let domain: String?
    /// Identifier of the user or team that keeps it.
    public let steward: String?
    /// `entity`, `dimension`, `measure` or `metric`.
    public let kind: String?
    /// Arithmetic over other terms.
    public let formula: String?
    /// `sum`, `count`, `count_distinct`, `avg`, `min` or `max`.
    public let aggregation: String?
    /// What one is of.
    public let unit: String?
    /// How a value is shown.
    public let format: String?
    /// For periods: `hour`, `day`, `week`, `month`, `quarter` or `year`.
    public let grain: String?
    /// The smallest value that makes sense.
    public let lowerBound: Double?
    /// The largest value that makes sense.
    public let upperBound: Double?
    /// `draft`, `in_review`, `approved` or `deprecated`.
    public let status: String?
    /// Where it is held, surest first.
    public let mappings: [MappingDescription]
}

/// That a column holds a term, as the catalog knows it.
public struct MappingDescription: Hashable, Sendable {
    /// The column with its dataset.
    public let column: String
    /// How sure it is, 0…1.
    public let confidence: Double
    /// `proposed`, `approved` or `rejected`.
    public let status: String
    /// Who said so.
    public let source: String?
    /// Why.
    public let evidence: String?
    /// For entities: `key` or `display`.
    public let role: String?
    /// SQL over the dataset's columns: the rows that count.
    public let condition: String?
    /// SQL over the dataset's columns when the term is not the bare column.
    public let expression: String?
}

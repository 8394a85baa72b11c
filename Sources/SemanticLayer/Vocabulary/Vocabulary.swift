public import SQLSyntax

/// What the semantic layer knows: terms, datasets, and how they are tied together.
///
/// A plain value, so that it can be filled from the graph, from a file or in a test. Names are
/// compared as written, except that terms are found regardless of case.
public struct Vocabulary: Hashable, Sendable {
    public var terms: [Term]
    public var datasets: [Dataset]
    public var mappings: [Mapping]
    public var references: [Reference]

    public init(
        terms: [Term] = [],
        datasets: [Dataset] = [],
        mappings: [Mapping] = [],
        references: [Reference] = []
    ) {
        self.terms = terms
        self.datasets = datasets
        self.mappings = mappings
        self.references = references
    }
}

extension Vocabulary {
    /// What a business term stands for.
    public enum TermKind: String, Hashable, Sendable, CaseIterable {
        /// A thing with an identity, such as a customer: grouped by its key, counted by it.
        case entity
        /// A property results are grouped and filtered by.
        case dimension
        /// A number aggregated from rows.
        case measure
        /// A number computed from other terms by a formula.
        case metric
    }

    /// A business term of the glossary.
    public struct Term: Hashable, Sendable {
        /// The unique name, in snake_case: `average_order_value`.
        public var name: String
        public var displayName: String
        public var definition: String
        public var synonyms: [String]
        public var domain: String?
        public var kind: TermKind
        /// How a measure's rows become one number; `nil` sums, and counts an entity.
        public var aggregation: Aggregation?
        /// A metric's formula over other terms: `clicks / impressions`.
        public var formula: String?
        public var unit: String?
        public var status: TermStatus
        /// The bounds every value lies between, in the term's own unit.
        public var lowerBound: Double?
        public var upperBound: Double?
        /// For a term of the calendar, the period it names; such a term needs no mapping.
        public var grain: TimeGrain?
        /// What people say for the codes that the term's columns hold.
        public var values: [TermValue]

        public init(
            _ name: String,
            _ kind: TermKind,
            displayName: String? = nil,
            definition: String = "",
            synonyms: [String] = [],
            domain: String? = nil,
            aggregation: Aggregation? = nil,
            formula: String? = nil,
            unit: String? = nil,
            status: TermStatus = .approved,
            lowerBound: Double? = nil,
            upperBound: Double? = nil,
            grain: TimeGrain? = nil,
            values: [TermValue] = []
        ) {
            self.name = name
            self.kind = kind
            self.displayName = displayName ?? name.replacing("_", with: " ")
            self.definition = definition
            self.synonyms = synonyms
            self.domain = domain
            self.aggregation = aggregation
            self.formula = formula
            self.unit = unit
            self.status = status
            self.lowerBound = lowerBound
            self.upperBound = upperBound
            self.grain = grain
            self.values = values
        }
    }

    /// A code in a column, and what people say for it.
    public struct TermValue: Hashable, Sendable {
        public var code: String
        public var words: [String]

        public init(_ code: String, _ words: [String]) {
            self.code = code
            self.words = words
        }
    }

    /// Where a term is in its life.
    public enum TermStatus: String, Hashable, Sendable, CaseIterable {
        case draft
        case inReview = "in_review"
        case approved
        case deprecated
    }

    /// Whether a dataset records events or describes things.
    public enum DatasetKind: String, Hashable, Sendable {
        case fact
        case dimension
    }

    /// A table.
    public struct Dataset: Hashable, Sendable {
        /// The full name, as SQL addresses it: `bronze.orders`.
        public var name: String
        public var description: String
        public var kind: DatasetKind
        public var columns: [Column]
        public var primaryKey: [String]
        /// The column that says when a row happened.
        public var timeColumn: String?
        /// Measured quality, 0…1.
        public var quality: Double
        /// How fresh the data is against its promise, 0…1.
        public var freshness: Double
        /// How much it is used compared with others, 0…1.
        public var popularity: Double
        public var rowCount: Int?

        public init(
            _ name: String,
            _ kind: DatasetKind,
            description: String = "",
            columns: [Column],
            primaryKey: [String] = [],
            timeColumn: String? = nil,
            quality: Double = 0.5,
            freshness: Double = 0.5,
            popularity: Double = 0,
            rowCount: Int? = nil
        ) {
            self.name = name
            self.kind = kind
            self.description = description
            self.columns = columns
            self.primaryKey = primaryKey
            self.timeColumn = timeColumn
            self.quality = quality
            self.freshness = freshness
            self.popularity = popularity
            self.rowCount = rowCount
        }

        /// The column of that name.
        public func column(_ name: String) -> Column? { columns.first { $0.name == name } }

        /// The column of that name, or of one that differs only in case.
        func column(inAnyCase name: String) -> Column? {
            column(name) ?? columns.first { $0.name.lowercased() == name.lowercased() }
        }

        /// The last part of the name: `orders` of `bronze.orders`.
        public var shortName: String {
            name.split(separator: ".").last.map(String.init) ?? name
        }
    }

    /// A column of a dataset.
    public struct Column: Hashable, Sendable {
        public var name: String
        public var type: SQLType
        public var isNullable: Bool
        public var isPersonal: Bool
        public var description: String
        /// Values a question may name: all of a column with few, or samples.
        public var values: [String]

        public init(
            _ name: String,
            _ type: SQLType,
            nullable isNullable: Bool = false,
            personal isPersonal: Bool = false,
            description: String = "",
            values: [String] = []
        ) {
            self.name = name
            self.type = type
            self.isNullable = isNullable
            self.isPersonal = isPersonal
            self.description = description
            self.values = values
        }
    }
}

extension Vocabulary {
    /// Whether a steward stands behind a mapping.
    public enum MappingStatus: String, Hashable, Sendable, CaseIterable, Comparable {
        case rejected
        case suggested
        case approved

        public static func < (left: MappingStatus, right: MappingStatus) -> Bool {
            left.position < right.position
        }

        private var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// What a mapped column is to its term.
    public enum MappingRole: String, Hashable, Sendable, CaseIterable {
        /// The term's value; for an entity its key.
        case value
        /// What people know an entity by; shown beside its key.
        case display
    }

    /// The statement that a column holds a term.
    public struct Mapping: Hashable, Sendable {
        public var term: String
        public var column: ColumnReference
        /// How sure the mapping is, 0…1.
        public var confidence: Double
        public var status: MappingStatus
        /// The rows for which it holds, over the dataset's columns: `status = 'completed'`.
        public var condition: String?
        /// The term's value over the dataset's columns, when it is not the bare column.
        ///
        /// Columns of other datasets are qualified, `products.unit_cost`, and are reached over
        /// references.
        public var expression: String?
        /// Datasets that have a row for each row that counts: the subtype of a supertype's rows.
        public var through: [String]
        public var role: MappingRole

        public init(
            _ term: String,
            to column: ColumnReference,
            confidence: Double = 1,
            status: MappingStatus = .approved,
            condition: String? = nil,
            expression: String? = nil,
            through: [String] = [],
            role: MappingRole = .value
        ) {
            self.term = term
            self.column = column
            self.confidence = confidence
            self.status = status
            self.condition = condition
            self.expression = expression
            self.through = through
            self.role = role
        }
    }

    /// A foreign key: each value of `column` is a value of `target`.
    public struct Reference: Hashable, Sendable {
        public var column: ColumnReference
        public var target: ColumnReference
        /// The columns of a key of several, of which this is one; empty for a key of one.
        public var key: [String]

        public init(
            _ column: ColumnReference, to target: ColumnReference, key: [String] = []
        ) {
            self.column = column
            self.target = target
            self.key = key
        }
    }
}

/// A column by the full name of its dataset and its own.
public struct ColumnReference: Hashable, Sendable, Comparable, CustomStringConvertible {
    public var dataset: String
    public var name: String

    public init(_ dataset: String, _ name: String) {
        self.dataset = dataset
        self.name = name
    }

    public var description: String { dataset + "." + name }

    public static func < (left: ColumnReference, right: ColumnReference) -> Bool {
        (left.dataset, left.name) < (right.dataset, right.name)
    }
}

/// How rows become one number.
public enum Aggregation: String, Hashable, Sendable, CaseIterable {
    case sum
    case count
    case countDistinct = "count_distinct"
    case average = "avg"
    case minimum = "min"
    case maximum = "max"

    /// The word put before a term's name when a question asks for another aggregation than usual.
    var prefix: String {
        switch self {
        case .sum: "total"
        case .count: "count"
        case .countDistinct: "distinct"
        case .average: "average"
        case .minimum: "minimum"
        case .maximum: "maximum"
        }
    }
}

/// Everything about a data product: why it exists, what it looks like, how it is made, what must
/// hold of it, and where it comes from.
///
/// Its JSON form satisfies `SpecificationSchema`.
public struct Specification: Sendable, Hashable {
    /// Whether all that a consumer needs is there.
    public enum Status: String, Sendable, Hashable {
        case complete
        case incomplete
    }

    public var metadata: Metadata
    public var businessContext: BusinessContext
    public var dataModel: DataModel
    public var sources: [Source]
    public var transformation: Transformation
    public var qualityRules: [QualityRule]
    public var serviceLevel: ServiceLevel
    public var lineage: LineageGraph
    public var status: Status

    /// What a reader should know before relying on the product.
    public var warnings: [String]

    /// Creates a specification from its sections.
    public init(
        metadata: Metadata,
        businessContext: BusinessContext,
        dataModel: DataModel,
        sources: [Source],
        transformation: Transformation,
        qualityRules: [QualityRule],
        serviceLevel: ServiceLevel,
        lineage: LineageGraph,
        status: Status = .complete,
        warnings: [String] = []
    ) {
        self.metadata = metadata
        self.businessContext = businessContext
        self.dataModel = dataModel
        self.sources = sources
        self.transformation = transformation
        self.qualityRules = qualityRules
        self.serviceLevel = serviceLevel
        self.lineage = lineage
        self.status = status
        self.warnings = warnings
    }

    /// What the product is called and who answers for it.
    public struct Metadata: Sendable, Hashable {
        /// The name in snake_case, such as `marketing_campaign_performance`.
        public var name: String

        /// The semantic version.
        public var version: String

        /// What it is, in a sentence.
        public var description: String

        /// Who answers for it.
        public var owner: String?

        /// When it was specified, in ISO 8601.
        public var createdAt: String

        /// Words to find it by.
        public var tags: [String]

        /// Creates the section.
        public init(
            name: String,
            version: String,
            description: String,
            owner: String?,
            createdAt: String,
            tags: [String]
        ) {
            self.name = name
            self.version = version
            self.description = description
            self.owner = owner
            self.createdAt = createdAt
            self.tags = tags
        }
    }

    /// Why the product exists and for whom.
    public struct BusinessContext: Sendable, Hashable {
        /// One measure or metric in the glossary's words.
        public struct Metric: Sendable, Hashable {
            public var term: String
            public var definition: String
            public var formula: String?
            public var unit: String?

            /// Creates a metric.
            public init(term: String, definition: String, formula: String?, unit: String?) {
                self.term = term
                self.definition = definition
                self.formula = formula
                self.unit = unit
            }
        }

        /// The use case's identifier.
        public var useCase: String?

        /// The request in its author's words.
        public var request: String

        /// The teams that use the product.
        public var stakeholders: [String]

        /// What it measures.
        public var metrics: [Metric]

        /// What it is grouped by.
        public var dimensions: [String]

        /// Creates the section.
        public init(
            useCase: String?,
            request: String,
            stakeholders: [String],
            metrics: [Metric],
            dimensions: [String]
        ) {
            self.useCase = useCase
            self.request = request
            self.stakeholders = stakeholders
            self.metrics = metrics
            self.dimensions = dimensions
        }
    }

    /// What the product's table looks like.
    public struct DataModel: Sendable, Hashable {
        /// One column of the table.
        public struct Column: Sendable, Hashable {
            /// What a column is for.
            public enum Role: String, Sendable, Hashable {
                case time
                case dimension
                case measure
                case metric
            }

            public var name: String
            public var type: String
            public var description: String
            public var role: Role
            public var isNullable: Bool
            public var isPrimaryKey: Bool

            /// Conditions in SQL that each row satisfies.
            public var constraints: [String]

            /// The columns it is made from, as `dataset.column`.
            public var sources: [String]

            /// Creates a column.
            public init(
                name: String,
                type: String,
                description: String,
                role: Role,
                isNullable: Bool,
                isPrimaryKey: Bool,
                constraints: [String] = [],
                sources: [String] = []
            ) {
                self.name = name
                self.type = type
                self.description = description
                self.role = role
                self.isNullable = isNullable
                self.isPrimaryKey = isPrimaryKey
                self.constraints = constraints
                self.sources = sources
            }
        }

        /// How the table is divided.
        public struct Partitioning: Sendable, Hashable {
            public var type: String
            public var column: String
            public var interval: String

            /// Creates a partitioning.
            public init(type: String, column: String, interval: String) {
                self.type = type
                self.column = column
                self.interval = interval
            }
        }

        /// The table's full name, such as `gold.marketing_campaign_performance`.
        public var targetTable: String

        /// What one row stands for, such as `Weekly, by campaign`.
        public var grain: String
        public var columns: [Column]
        public var primaryKeys: [String]

        /// Conditions in SQL over several columns that each row satisfies.
        public var constraints: [String]
        public var partitioning: Partitioning?

        /// The columns to index.
        public var indexing: [String]

        /// Creates the section.
        public init(
            targetTable: String,
            grain: String,
            columns: [Column],
            primaryKeys: [String],
            constraints: [String] = [],
            partitioning: Partitioning?,
            indexing: [String]
        ) {
            self.targetTable = targetTable
            self.grain = grain
            self.columns = columns
            self.primaryKeys = primaryKeys
            self.constraints = constraints
            self.partitioning = partitioning
            self.indexing = indexing
        }
    }

    /// A dataset that the product is made from.
    public struct Source: Sendable, Hashable {
        public var dataset: String
        public var columns: [String]

        /// How well it fits the request, from 0 to 1.
        public var relevance: Double?

        /// Creates a source.
        public init(dataset: String, columns: [String], relevance: Double?) {
            self.dataset = dataset
            self.columns = columns
            self.relevance = relevance
        }
    }

    /// How the product is made.
    public struct Transformation: Sendable, Hashable {
        public var language: String

        /// The dialect of the code, such as `sqlite`.
        public var dialect: String
        public var code: String
        public var dependencies: [String]
        public var estimatedRows: Int

        /// How sources are joined and why.
        public var joins: [String]

        /// What was assumed where the request left a choice.
        public var assumptions: [String]

        /// Creates the section.
        public init(
            language: String,
            dialect: String,
            code: String,
            dependencies: [String],
            estimatedRows: Int,
            joins: [String] = [],
            assumptions: [String] = []
        ) {
            self.language = language
            self.dialect = dialect
            self.code = code
            self.dependencies = dependencies
            self.estimatedRows = estimatedRows
            self.joins = joins
            self.assumptions = assumptions
        }
    }

    /// When and how good the product must be.
    public struct ServiceLevel: Sendable, Hashable {
        public var freshness: String
        public var latency: String
        public var completeness: String
        public var accuracy: String

        /// Creates the section.
        public init(freshness: String, latency: String, completeness: String, accuracy: String) {
            self.freshness = freshness
            self.latency = latency
            self.completeness = completeness
            self.accuracy = accuracy
        }
    }
}

public import PropertyGraph

/// Where a field's texts come from.
public enum FieldSource: Sendable, Hashable {
    /// Properties of the node itself; texts and lists of texts count.
    case property(String)
    /// A property of the nodes at the end of a path of relationships.
    ///
    /// Relationships whose `status` is something other than `approved` do not count.
    case path([FieldStep], property: String)

    /// A property of the nodes that relationships of a type lead to.
    public static func neighbours(
        type: String, direction: Direction, property: String
    ) -> FieldSource {
        .path([FieldStep(type, direction)], property: property)
    }
}

/// One step of a path: a relationship type and which way it is walked.
public struct FieldStep: Sendable, Hashable {
    /// The relationship type's name.
    public var type: String
    /// Which way it is walked.
    public var direction: Direction

    /// A step from its parts.
    public init(_ type: String, _ direction: Direction) {
        self.type = type
        self.direction = direction
    }
}

/// How a field's texts are read.
public enum FieldStyle: Sendable, Hashable {
    /// Names: found by their words and, above everything else, as a whole.
    case name
    /// Running text.
    case prose
    /// Sample values: those without a letter do not count.
    case values
}

/// One field of the documents of a search index.
public struct SearchField: Sendable, Hashable {
    /// What it is called in `name:word`.
    public var name: String
    /// What its texts are called in reasons: "synonym".
    public var noun: String
    /// Where its texts come from.
    public var sources: [FieldSource]
    /// How they are read.
    public var style: FieldStyle
    /// How much an occurrence counts.
    public var weight: Double
    /// How much the field's length takes from that, from 0 (nothing) to 1.
    public var lengthPenalty: Double
    /// How much a match of a whole name counts, relative to all that words could reach.
    public var exactness: Double

    /// A field from its parts; a field with one source may be named for it.
    public init(
        _ name: String, noun: String? = nil, sources: [FieldSource]? = nil,
        style: FieldStyle = .name, weight: Double = 1, lengthPenalty: Double = 0.6,
        exactness: Double = 1
    ) {
        self.name = name
        self.noun = noun ?? name
        self.sources = sources ?? [.property(name)]
        self.style = style
        self.weight = weight
        self.lengthPenalty = lengthPenalty
        self.exactness = exactness
    }
}

/// What a search index covers and how it ranks.
public struct SearchDefinition: Sendable {
    /// Whose members are documents.
    public var target: SchemaTarget
    /// The fields, at most 64; further ones are not indexed.
    public var fields: [SearchField]
    /// Factors for the score by label; 1 for others.
    ///
    /// More than 1 counts for whole names alone.
    public var labelWeights: [String: Double]
    /// What is written short; used for questions, not for what is indexed.
    public var abbreviations: Abbreviations
    /// Whether a word also stands for those that it is run together with in names.
    public var splitsCompounds = false
    /// Whether words are also sought by abbreviations and synonyms that are only likely.
    public var guesses = false

    /// A definition from its parts.
    public init(
        target: SchemaTarget, fields: [SearchField], labelWeights: [String: Double] = [:],
        abbreviations: Abbreviations = .common
    ) {
        self.target = target
        self.fields = Array(fields.prefix(Posting.fieldLimit))
        self.labelWeights = labelWeights
        self.abbreviations = abbreviations
    }

    /// The definition for a declared full-text index: each key a field of equal weight.
    public init(_ declaration: IndexDefinition) {
        self.init(target: declaration.target, fields: declaration.keys.map { SearchField($0) })
    }

    /// Everything in the catalog that people look for.
    public static let catalog = SearchDefinition(
        target: .nodes(labels: [
            "Dataset", "Column", "BusinessTerm", "DataProduct", "QualityRule", "DataSource",
            "Domain", "Tag", "SavedQuery", "Job",
        ]),
        fields: [
            SearchField(
                "name", sources: [.property("name"), .property("term"), .property("rule_id")],
                weight: 4),
            SearchField(
                "synonyms", noun: "synonym", sources: [.property("synonyms")], weight: 3,
                lengthPenalty: 0.3, exactness: 0.7),
            SearchField(
                "terms", noun: "term",
                sources: [
                    .neighbours(type: "MAPS_TO", direction: .outgoing, property: "term"),
                    .neighbours(type: "MAPS_TO", direction: .outgoing, property: "synonyms"),
                ], weight: 1.5, lengthPenalty: 0.3, exactness: 0.4),
            SearchField(
                "columns", noun: "column",
                sources: [.neighbours(type: "HAS_COLUMN", direction: .outgoing, property: "name")],
                weight: 1.5, lengthPenalty: 0.4, exactness: 0.3),
            SearchField(
                "description",
                sources: [
                    .property("description"), .property("definition"), .property("formula"),
                    .property("condition"), .property("question"),
                ], style: .prose, weight: 1),
            SearchField(
                "dataset", sources: [.property("dataset_name")], style: .prose, weight: 1,
                lengthPenalty: 0.3),
            SearchField(
                "samples", noun: "value", sources: [.property("sample_values")], style: .values,
                weight: 0.7, lengthPenalty: 0.5),
            SearchField(
                "tags", noun: "related to",
                sources: [
                    .neighbours(type: "RELATED_TO", direction: .outgoing, property: "name"),
                    .property("domain"),
                ], style: .prose, weight: 0.7, lengthPenalty: 0.3),
        ],
        labelWeights: [
            "Dataset": 1.1, "Column": 0.85, "QualityRule": 0.6, "Tag": 0.6, "Job": 0.7,
        ]
    ).splittingCompounds()

    /// Datasets alone, each with all that its columns say, to find the tables for a question.
    ///
    /// Apart from the catalog's index, so that what makes a word rare is the number of datasets.
    public static let datasets = {
        let column = FieldStep("HAS_COLUMN", .outgoing)
        let term = FieldStep("MAPS_TO", .outgoing)
        var definition = SearchDefinition(
            target: .nodes(labels: ["Dataset"]),
            fields: [
                SearchField("name", weight: 4, lengthPenalty: 0.4),
                SearchField(
                    "synonyms", noun: "synonym",
                    sources: [
                        .property("synonyms"), .path([term], property: "term"),
                        .path([term], property: "synonyms"),
                    ], weight: 2.5, lengthPenalty: 0.3, exactness: 0.7),
                SearchField(
                    "columns", noun: "column", sources: [.path([column], property: "name")],
                    weight: 1.5, lengthPenalty: 0.4, exactness: 0.2),
                SearchField(
                    "terms", noun: "term",
                    sources: [
                        .path([column, term], property: "term"),
                        .path([column, term], property: "synonyms"),
                    ], weight: 1.2, lengthPenalty: 0.4, exactness: 0.2),
                SearchField("description", style: .prose, weight: 1.5, lengthPenalty: 0.5),
                SearchField(
                    "meanings", noun: "column description",
                    sources: [.path([column], property: "description")], style: .prose,
                    weight: 0.7, lengthPenalty: 0.5),
                SearchField(
                    "samples", noun: "value",
                    sources: [.path([column], property: "sample_values")], style: .values,
                    weight: 0.6, lengthPenalty: 0.5),
                SearchField(
                    "tags", noun: "related to",
                    sources: [
                        .path([FieldStep("RELATED_TO", .outgoing)], property: "name"),
                        .property("domain"),
                    ], style: .prose, weight: 0.7, lengthPenalty: 0.3),
            ])
        definition.guesses = true
        return definition.splittingCompounds()
    }()

    private func splittingCompounds() -> SearchDefinition {
        var result = self
        result.splitsCompounds = true
        return result
    }
}

/// A company's catalog as plain arrays: what the graph is loaded from, and what its answers are
/// checked against.
///
/// Everything is named by its place in its array.
struct Enterprise {
    struct Term {
        let name: String
        let definition: String
        let synonyms: [String]
        let domain: String
        let steward: String
    }

    struct Dataset {
        let name: String
        let type: String
        let layer: String
        let description: String
        let owner: String
        let rowCount: Int
        let sizeBytes: Int
        let freshness: String
        let qualityScore: Double
        let popularity: Int
        /// The measured quality, a node of its own.
        let score: Double
        let columns: Range<Int>
        let roles: [Int]
    }

    /// A column, its name in parts so that a million of them are small.
    struct Column {
        let dataset: Int32
        let name: ColumnName
        let isNullable: Bool
        let isPersonal: Bool
        let distinctCount: Int32
        let nullPercentage: Double
    }

    struct Rule {
        let dataset: Int
        let type: String
        let condition: String
        let threshold: Double
        let severity: String
    }

    struct User {
        let name: String
        let roles: [Int]
    }

    /// A column's term.
    struct Mapping {
        let column: Int
        let term: Int
        let confidence: Double
    }

    var terms: [Term] = []
    var roles: [String] = []
    var users: [User] = []
    var datasets: [Dataset] = []
    var columns: [Column] = []
    var rules: [Rule] = []
    /// In the order of columns.
    var mappings: [Mapping] = []
    /// For each dataset those it is derived from, ascending.
    var upstream: [[Int32]] = []
    /// For each column those it is derived from, ascending.
    var columnUpstream = Links()

    var nodeCount: Int {
        terms.count + roles.count + users.count + 2 * datasets.count + columns.count + rules.count
    }

    var relationshipCount: Int {
        let access =
            users.reduce(0) { $0 + $1.roles.count }
            + datasets.reduce(0) { $0 + $1.roles.count }
        return access + columns.count + mappings.count + datasets.count + rules.count
            + upstream.reduce(0) { $0 + $1.count } + columnUpstream.targets.count
    }
}

/// The name of a column, as places in the vocabulary.
struct ColumnName: Hashable {
    let prefix: UInt8
    let entity: UInt8
    let attribute: UInt8
    let suffix: UInt8

    var attributeInfo: Vocabulary.Attribute { Vocabulary.attributes[Int(attribute)] }

    var text: String {
        Vocabulary.prefixes[Int(prefix)] + Vocabulary.entities[Int(entity)] + "_"
            + attributeInfo.name + Vocabulary.suffixes[Int(suffix)]
    }
}

/// For each of many things a few others, in two flat arrays.
struct Links {
    private(set) var starts: [Int32] = [0]
    private(set) var targets: [Int32] = []

    /// What the next thing is linked to.
    mutating func append(_ links: [Int32]) {
        targets += links
        starts.append(Int32(targets.count))
    }

    subscript(thing: Int) -> ArraySlice<Int32> {
        targets[Int(starts[thing])..<Int(starts[thing + 1])]
    }
}

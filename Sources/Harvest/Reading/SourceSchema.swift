/// What a database was found to hold.
public struct SourceSchema: Hashable, Sendable {
    /// Tables and views that could be read, by name.
    public var tables: [SourceTable] = []

    /// Foreign keys, declared or inferred.
    public var references: [SourceReference] = []

    /// What was left out, and why.
    public var skipped: [Skipped] = []

    /// What could be harvested only in part, in sentences.
    public var warnings: [String] = []

    /// A table or view that was left out.
    public struct Skipped: Hashable, Sendable {
        /// The table's name.
        public let table: String
        /// Why, as a sentence.
        public let reason: String
    }
}

/// A table or view of a source.
public struct SourceTable: Hashable, Sendable {
    /// The name in the database.
    public var name: String
    /// Whether it is a view.
    public var isView: Bool
    /// The columns in order, generated ones too.
    public var columns: [SourceColumn]
    /// The columns that identify a row: declared, or a unique index, or found to be unique.
    public var primaryKey: [String]
    /// The column sets of unique indexes.
    public var uniqueKeys: [[String]]
    /// Rows; `nil` when they were not counted.
    public var rowCount: Int64?
    /// Whether the profile is of the first rows only.
    public var isSampled = false
    /// The column that places a row in time.
    public var timeColumn: String?
    /// Whether rows record events, rather than describe things.
    public var isFact = false

    func column(_ name: String) -> SourceColumn? { columns.first { $0.name == name } }
}

/// A column of a source.
public struct SourceColumn: Hashable, Sendable {
    /// The name in the database.
    public var name: String
    /// The type as declared; empty when there is none.
    public var declaredType: String
    /// The type that its values have, in catalog spelling.
    public var dataType: String
    /// Position in the table, from 1.
    public var ordinal: Int
    /// Whether a value may be missing, as declared.
    public var isNullable: Bool
    /// Whether it is computed from others.
    public var isGenerated: Bool
    /// What its values are like; `nil` when it was not measured.
    public var profile: ColumnProfile?
    /// `email`, `phone` or `name` when it says that of a person.
    public var personal: String?
}

/// What the values of a column are like.
public struct ColumnProfile: Hashable, Sendable {
    /// Values that are not null.
    public var count: Int64 = 0
    /// Different values.
    public var distinctCount: Int64 = 0
    /// Missing values of a hundred.
    public var nullPercentage: Double = 0
    /// The smallest value, as text.
    public var minimum: String?
    /// The largest value, as text.
    public var maximum: String?
    /// Values as text, the most frequent first; all of them when there are few.
    public var values: [String] = []
    /// How many values were stored as what.
    var storage = Storage()

    struct Storage: Hashable, Sendable {
        var integers: Int64 = 0
        var reals: Int64 = 0
        var blobs: Int64 = 0
        /// Texts, of which some may be dates or timestamps in ISO form.
        var texts: Int64 = 0
        var dates: Int64 = 0
        var timestamps: Int64 = 0
    }
}

/// A foreign key: each row of the columns is found in the target's.
public struct SourceReference: Hashable, Sendable {
    /// The table that refers.
    public var table: String
    /// Its columns, in the key's order.
    public var columns: [String]
    /// The table that is referred to.
    public var targetTable: String
    /// Its columns, as many.
    public var targetColumns: [String]
    /// How sure it is, 0…1; declared ones are certain.
    public var confidence: Double
    /// Whether the database declares it.
    public var isDeclared: Bool
    /// Why it was inferred.
    public var evidence: String?
}

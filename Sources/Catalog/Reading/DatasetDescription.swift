/// A dataset with its columns, as the catalog knows it.
public struct DatasetDescription: Hashable, Sendable {
    /// The full name: `bronze.orders`.
    public let name: String
    /// `table`, `view` or `file`.
    public let type: String?
    /// `bronze`, `silver` or `gold`.
    public let layer: String?
    /// `fact` or `dimension`.
    public let kind: String?
    /// What a row is.
    public let description: String?
    /// Identifier of the user or team that answers for it.
    public let owner: String?
    /// How often it is renewed.
    public let freshness: String?
    /// How often it is promised to be renewed.
    public let freshnessSLA: String?
    /// Rows when last measured.
    public let rowCount: Int64?
    /// Bytes when last measured.
    public let sizeBytes: Int64?
    /// How often it was used.
    public let usageCount: Int64?
    /// The newest quality score, 0…1.
    public let qualityScore: Double?
    /// The columns that identify a row.
    public let primaryKey: [String]
    /// The column that places a row in time.
    public let timeColumn: String?
    /// Names of the domains that it belongs to.
    public let domains: [String]
    /// What it is filed under.
    public let tags: [String]
    /// Roles of which a user must hold one to see it; empty for everyone.
    public let requiredRoles: [String]
    /// Its columns, in order.
    public let columns: [ColumnDescription]
}

/// A column, as the catalog knows it.
public struct ColumnDescription: Hashable, Sendable {
    /// The name, unique within the dataset.
    public let name: String
    /// The SQL type.
    public let dataType: String?
    /// What it holds.
    public let description: String?
    /// The position in the dataset, from 1.
    public let ordinal: Int64?
    /// Whether a value may be missing.
    public let isNullable: Bool?
    /// Whether it is part of the dataset's key.
    public let isPrimaryKey: Bool
    /// Whether it says something about a person.
    public let isPII: Bool
    /// What it says about a person: `email`, `phone`, `name`.
    public let piiType: String?
    /// What one is of.
    public let unit: String?
    /// A few values as text.
    public let sampleValues: [String]
    /// How many different values there are.
    public let distinctCount: Int64?
    /// How many of a hundred values are missing.
    public let nullPercentage: Double?
    /// Full names of the columns that its values are found in.
    public let references: [String]
    /// Keys of the business terms that it holds.
    public let terms: [String]
}

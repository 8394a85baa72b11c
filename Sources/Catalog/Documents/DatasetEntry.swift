/// A dataset with its columns, as a catalog file describes it.
public struct DatasetEntry: Hashable, Sendable {
    /// The full name: `bronze.orders`.
    public var name: String
    /// `table`, `view` or `file`.
    public var type: String?
    /// `bronze`, `silver` or `gold`.
    public var layer: String?
    /// `fact` or `dimension`.
    public var kind: String?
    /// What a row is.
    public var description: String?
    /// Identifier of the user or team that answers for it.
    public var owner: String?
    /// Name of the domain that it belongs to.
    public var domain: String?
    /// Name of the source that holds it.
    public var source: String?
    /// How often it is renewed.
    public var freshness: String?
    /// How often it is promised to be renewed; as `freshness` when it is not said.
    public var freshnessSLA: String?
    /// Quality, 0…1.
    public var qualityScore: Double?
    /// How often it is used.
    public var usageCount: Int64?
    /// Rows.
    public var rowCount: Int64?
    /// Bytes.
    public var sizeBytes: Int64?
    /// The columns that identify a row.
    public var primaryKey: [String]?
    /// The column that places a row in time.
    public var timeColumn: String?
    /// Only users with one of these roles see it; empty for everyone.
    public var requiredRoles: [String]
    /// What it is filed under.
    public var tags: [String]
    /// Its columns, in order.
    public var columns: [ColumnEntry]
}

/// A column, as a catalog file describes it.
public struct ColumnEntry: Hashable, Sendable {
    /// The name, unique within the dataset.
    public var name: String
    /// The SQL type.
    public var type: String?
    /// What it holds.
    public var description: String?
    /// What one is of: USD, seconds.
    public var unit: String?
    /// Whether a value may be missing.
    public var isNullable: Bool?
    /// The kind of personal data, if it holds any: `email`, `phone`, `name`.
    public var piiType: String?
    /// The column that each value is found in: `bronze.customers.customer_id`.
    public var references: String?
    /// How many different values there are.
    public var distinctCount: Int64?
    /// How many of a hundred values are missing.
    public var nullPercentage: Double?
    /// A few values.
    public var sampleValues: [String]?
}

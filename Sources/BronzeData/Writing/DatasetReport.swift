/// A deliberate flaw of a dataset, with the exact number of rows that have it.
public struct KnownDefect: Sendable, Hashable {
    /// What is wrong.
    public enum Kind: String, Sendable, Hashable {
        /// Rows that repeat another row in every column.
        case duplicateRows = "duplicate_rows"
        /// Values that are missing.
        case nullValues = "null_values"
        /// Amounts below zero.
        case negativeValues = "negative_values"
    }

    public let kind: Kind
    /// The column that has it; the key for duplicates.
    public let column: String
    /// How many rows have it; for duplicates, the superfluous ones.
    public let rowCount: Int
}

/// What was written for one dataset.
public struct DatasetReport: Sendable {
    struct ColumnFigures: Sendable {
        let column: BronzeDataset.Column
        let nullCount: Int
        let distinctCount: Int
        let distribution: ColumnSummary.Distribution?
    }

    /// The dataset.
    public let dataset: BronzeDataset
    /// Rows in the file, duplicates included.
    public let rowCount: Int
    /// Bytes of the CSV file.
    public let sizeInBytes: Int
    let columns: [ColumnFigures]
    /// The deliberate flaws.
    public let defects: [KnownDefect]
}

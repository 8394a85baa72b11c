public import SQLSyntax

/// A logical query bound to datasets and turned into SQL, with its account of itself.
public struct CompiledQuery: Hashable, Sendable {
    public var sql: SQLQuery
    /// The columns of the result, in order.
    public var outputs: [OutputColumn]
    /// The datasets read, facts first, with the columns read of each.
    public var datasets: [UsedDataset]
    public var joins: [UsedJoin]
    /// What was taken for granted in choosing datasets and conditions.
    public var assumptions: [String]
    /// How each column came about, in sentences.
    public var explanation: [String]
    /// The lowest confidence of the mappings used.
    public var confidence: Double
    public var grain: TimeGrain?
    public var timeRange: TimeRange?

    /// The names of the columns that identify a row: time, then the dimensions' keys.
    public var keyColumns: [String] { outputs.filter(\.isKey).map(\.name) }
}

/// A column of a result.
public struct OutputColumn: Hashable, Sendable {
    /// What a column is for.
    public enum Role: String, Hashable, Sendable {
        case time
        case dimension
        /// An aggregate, or a sum or difference of aggregates.
        case measure
        /// A quotient of aggregates, which cannot be added up further.
        case ratio
    }

    public var name: String
    public var type: SQLType
    public var role: Role
    /// Whether the column is part of what identifies a row.
    public var isKey: Bool
    /// The business term it holds.
    public var term: String?
    /// The columns it is computed from.
    public var sources: [ColumnReference]
    /// How it is computed, over the columns of the datasets: `SUM(clicks)`.
    public var formula: String
    /// What it means.
    public var description: String
    public var isNullable: Bool
    public var lowerBound: Double?
    public var upperBound: Double?
    public var unit: String?
}

/// A dataset a query reads.
public struct UsedDataset: Hashable, Sendable {
    public var name: String
    /// Whether its rows are aggregated; otherwise it only describes them.
    public var isFact: Bool
    /// The columns read, in the dataset's own order.
    public var columns: [String]
}

/// A join of a query.
public struct UsedJoin: Hashable, Sendable {
    public var left: ColumnReference
    public var right: ColumnReference
    public var kind: SQLJoin.Kind
    /// Why it is there: "to reach category".
    public var reason: String
}

/// Why a logical query cannot be answered from the datasets there are.
public enum BindingError: Error, Hashable, Sendable {
    /// The query asks for no metric.
    case nothingToCompute
    /// No usable column holds the measure.
    case unmapped(measure: String)
    /// The metric's dataset has no way to the field; `reachable` are metrics' fields that work.
    case unreachable(field: String, dataset: String, metric: String, alternatives: [String])
    /// The metric's dataset does not say when its rows happened.
    case noTime(dataset: String, metric: String)

    /// The error as a question back to the asker.
    public var message: String {
        switch self {
        case .nothingToCompute: "Which metric should I compute?"
        case .unmapped(let measure):
            "No column is mapped to “\(measure)”, so it cannot be computed yet. What should I use "
                + "instead?"
        case .unreachable(let field, let dataset, let metric, _):
            "“\(metric)” comes from \(dataset), which has no “\(field)” and no reference to a "
                + "dataset that has it. What should I group or filter by instead?"
        case .noTime(let dataset, let metric):
            "“\(metric)” comes from \(dataset), which has no time column. Shall I compute it over "
                + "all time?"
        }
    }

    /// Answers to choose from.
    public var choices: [String] {
        switch self {
        case .unreachable(_, _, _, let alternatives): alternatives
        case .noTime: ["over all time"]
        case .nothingToCompute, .unmapped: []
        }
    }
}

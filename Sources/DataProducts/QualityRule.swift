/// A condition on a product's rows, with the code that tests it and what the test found.
public struct QualityRule: Sendable, Hashable {
    /// What a rule is about.
    public enum Kind: String, Sendable, Hashable {
        case completeness
        case uniqueness
        case validity
        case integrity
        case accuracy
        case consistency
        case timeliness
        case statistical
    }

    /// How bad it is when rows break the rule.
    public enum Severity: String, Sendable, Hashable {
        case error
        case warning
    }

    /// Where a rule comes from.
    public enum Origin: String, Sendable, Hashable {
        case schema
        case graph
        case business
        case model
    }

    /// What running the test found.
    public struct Outcome: Sendable, Hashable {
        /// How a test ended.
        public enum Status: String, Sendable, Hashable {
            case passed
            case failed
            case notRun = "not_run"
        }

        public var status: Status
        public var failedRows: Int
        public var checkedRows: Int

        /// Why a test was not run.
        public var note: String?

        /// Creates an outcome.
        public init(status: Status, failedRows: Int, checkedRows: Int, note: String? = nil) {
            self.status = status
            self.failedRows = failedRows
            self.checkedRows = checkedRows
            self.note = note
        }
    }

    public var id: String
    public var kind: Kind

    /// The source that the rule is about; `nil` for the product itself.
    public var dataset: String?

    /// The column it is about; `nil` for rules about rows or the whole table.
    public var column: String?

    /// What every row satisfies, in SQL; for rules about the whole table, a description in SQL.
    public var condition: String
    public var severity: Severity
    public var description: String
    public var origin: Origin

    /// The share of rows that must satisfy the condition, from 0 to 1.
    public var threshold: Double

    /// A query that selects the rows that break the rule; `{table}` stands for the product's table
    /// and `{today}` for the day on which the test runs.
    public var failingRows: String
    public var outcome: Outcome?

    /// Creates a rule.
    public init(
        id: String,
        kind: Kind,
        dataset: String? = nil,
        column: String?,
        condition: String,
        severity: Severity,
        description: String,
        origin: Origin,
        threshold: Double = 1,
        failingRows: String? = nil,
        outcome: Outcome? = nil
    ) {
        self.id = id
        self.kind = kind
        self.dataset = dataset
        self.column = column
        self.condition = condition
        self.severity = severity
        self.description = description
        self.origin = origin
        self.threshold = threshold
        // A row breaks a rule when the condition is false; unknown, as with NULL, is no breach.
        self.failingRows =
            failingRows
            ?? "SELECT *\nFROM \(dataset ?? "{table}")\nWHERE NOT (\(condition))"
        self.outcome = outcome
    }

    /// The test as dbt runs it.
    ///
    /// - Parameter model: The dbt model that stands for the product's table.
    /// - Returns: A singular test: a query whose rows are failures.
    public func dbtTest(model: String) -> String {
        test(on: "{{ ref('\(model)') }}")
    }

    /// The test as plain SQL.
    ///
    /// - Parameters:
    ///   - table: The name of the product's table in SQL.
    ///   - today: The day on which the test runs, as a SQL expression.
    /// - Returns: A query whose rows are failures.
    public func test(on table: String, today: String = "CURRENT_DATE") -> String {
        failingRows.replacing("{table}", with: table).replacing("{today}", with: today)
    }
}

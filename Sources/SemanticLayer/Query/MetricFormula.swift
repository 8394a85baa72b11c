/// A number aggregated from rows: what to aggregate, and how.
public struct Measure: Hashable, Sendable {
    /// What is aggregated.
    public enum Source: Hashable, Sendable {
        /// The columns mapped to a measure term.
        case term(String)
        /// A bare column.
        case column(ColumnReference)
        /// The identity of an entity term's things.
        case entity(String)
        /// The identity of a dataset's rows.
        case dataset(String)
    }

    public var source: Source
    public var aggregation: Aggregation

    public init(_ source: Source, _ aggregation: Aggregation) {
        self.source = source
        self.aggregation = aggregation
    }
}

/// A metric's arithmetic, expanded down to measures.
public indirect enum MetricFormula: Hashable, Sendable {
    /// The operations of a formula; division is in floating point and guarded against zero.
    public enum Operation: String, Hashable, Sendable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
    }

    case measure(Measure)
    /// A number in its written digits.
    case number(String)
    case negative(MetricFormula)
    case operation(Operation, MetricFormula, MetricFormula)
    /// A scalar function over formulas, such as `COALESCE`.
    case function(String, [MetricFormula])

    /// The measures the formula reads, each once, in order of appearance.
    public var measures: [Measure] {
        switch self {
        case .measure(let measure): [measure]
        case .number: []
        case .negative(let operand): operand.measures
        case .operation(_, let left, let right): Self.distinct(left.measures + right.measures)
        case .function(_, let arguments): Self.distinct(arguments.flatMap(\.measures))
        }
    }

    /// Whether a division between measures occurs, so that values cannot be added up further.
    public var isRatio: Bool {
        switch self {
        case .measure, .number: false
        case .negative(let operand): operand.isRatio
        case .operation(.divide, let left, let right):
            !right.measures.isEmpty || left.isRatio
        case .operation(_, let left, let right): left.isRatio || right.isRatio
        case .function(_, let arguments): arguments.contains(where: \.isRatio)
        }
    }

    private static func distinct(_ measures: [Measure]) -> [Measure] {
        var seen: Set<Measure> = []
        return measures.filter { seen.insert($0).inserted }
    }
}

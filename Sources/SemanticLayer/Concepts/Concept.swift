import SQLSyntax

/// Rows of a table that a glossary has a word for: those that satisfy a condition, with what
/// belongs to them.
///
/// A policy holder is a row of the table of roles whose code is `'PH'`; a loss payment is an amount
/// that also has a row in the table of payments. Questions use a concept like a table; in SQL it is
/// a common table expression.
struct Concept: Hashable, Sendable {
    /// A column computed for each row.
    struct Computed: Hashable, Sendable {
        var name: String
        /// Over the columns of the table; those of others carry their table's name.
        var expression: SQLExpression
        var type: SQLType
    }

    /// The name in SQL, different from those of all tables.
    var name: String
    /// The table whose rows they are.
    var base: String
    /// Tables that have a row for each.
    var through: [String]
    /// What holds for each row.
    var conditions: [SQLExpression]
    var computed: [Computed]
    /// The columns that tell one from another; several rows may share them.
    var key: [String]
    /// What people know one by.
    var display: [String]
    /// The business term it stands for.
    var term: String
}

/// A number with its own aggregation that a glossary has a word for.
struct ConceptMeasure: Hashable, Sendable {
    var aggregation: Aggregation
    var term: String
}

/// A metric's arithmetic, over aggregates of columns.
indirect enum ConceptFormula: Hashable, Sendable {
    case aggregate(RowQuery.Measure)
    case literal(SQLLiteral)
    case negative(ConceptFormula)
    case binary(SQLBinaryOperator, ConceptFormula, ConceptFormula)
    case ratio(ConceptFormula, ConceptFormula)
    case function(String, [ConceptFormula])

    /// The aggregates read, each once, in order of appearance.
    var measures: [RowQuery.Measure] {
        let all: [RowQuery.Measure] =
            switch self {
            case .aggregate(let measure): [measure]
            case .literal: []
            case .negative(let operand): operand.measures
            case .binary(_, let left, let right), .ratio(let left, let right):
                left.measures + right.measures
            case .function(_, let arguments): arguments.flatMap(\.measures)
            }
        var seen: Set<RowQuery.Measure> = []
        return all.filter { seen.insert($0).inserted }
    }

    /// The formula in SQL, with each aggregate as `value` says.
    ///
    /// What is missing counts as nothing in a sum, and makes a ratio unknown.
    func sql(_ value: (RowQuery.Measure) -> SQLExpression) -> SQLExpression {
        switch self {
        case .aggregate(let measure): return value(measure)
        case .literal(let literal): return .literal(literal)
        case .negative(let operand): return .negative(operand.sql(value))
        case .ratio(let left, let right): return .ratio(left.sql(value), right.sql(value))
        case .function(let name, let arguments):
            return .function(name, arguments.map { $0.sql(value) })
        case .binary(let sign, let left, let right) where sign == .add || sign == .subtract:
            let parts = measures.map(value)
            let sum = SQLExpression.binary(sign, left.orZero(value), right.orZero(value))
            guard parts.count > 1 else { return sum }
            // A sum of nothing but what is missing is missing itself.
            return .conditional(
                [
                    SQLBranch(
                        when: .isNull(.function("COALESCE", parts), negated: true), then: sum)
                ], otherwise: nil)
        case .binary(let sign, let left, let right):
            return .binary(sign, left.sql(value), right.sql(value))
        }
    }

    private func orZero(_ value: (RowQuery.Measure) -> SQLExpression) -> SQLExpression {
        switch self {
        case .aggregate: .function("COALESCE", [sql(value), .integer(0)])
        case .binary(let sign, let left, let right) where sign == .add || sign == .subtract:
            .binary(sign, left.orZero(value), right.orZero(value))
        default: sql(value)
        }
    }
}

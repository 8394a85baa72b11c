import SQLSyntax

/// The aggregates of one fact, with the conditions of their terms applied.
///
/// What all measures of the fact require goes into `WHERE`; what only some require stays inside
/// their aggregates.
struct MeasureSQL {
    /// The conjuncts every measure of the fact requires, over bare columns.
    private(set) var shared: [SQLExpression] = []
    /// The conjuncts that are left to each measure.
    private(set) var own: [Measure: [SQLExpression]] = [:]
    private(set) var assumptions: [String] = []

    /// Divides the measures' conditions; those on a column in `filtered` give way to the
    /// question's own filter, which is one of `tests`.
    init(
        _ bindings: [MeasureBinding],
        filtered: Set<String>,
        tests: [SQLExpression],
        model: SemanticModel
    ) {
        var remaining: [Measure: [SQLExpression]] = [:]
        for binding in bindings {
            var kept: [SQLExpression] = []
            for condition in binding.conditions {
                let columns = Set(condition.columns.map(\.name))
                guard columns.count == 1, columns.isSubset(of: filtered),
                    condition.columns.allSatisfy({ $0.table == nil })
                else {
                    kept.append(condition)
                    continue
                }
                if tests.contains(condition) { continue }
                let name = model.name(of: binding.measure).replacing("_", with: " ")
                let text = SQLPrinter(.sqlite).text(of: condition)
                assumptions.append("\(name) usually requires \(text); your filter replaces that.")
            }
            remaining[binding.measure] = kept
        }
        if let first = bindings.first, let conditions = remaining[first.measure] {
            shared = conditions.filter { condition in
                remaining.values.allSatisfy { $0.contains(condition) }
            }
        }
        own = remaining.mapValues { list in list.filter { !shared.contains($0) } }
    }

    /// The aggregate of a measure in a fact.
    func call(_ binding: MeasureBinding, in plan: inout FactPlan) -> SQLExpression {
        let value = plan.own(binding.expression)
        let filter = SQLExpression.all((own[binding.measure] ?? []).map { plan.own($0) })
        return binding.measure.aggregation.call(of: value, filter: filter)
    }
}

extension MeasureBinding {
    /// The type of the aggregate.
    var resultType: SQLType {
        switch measure.aggregation {
        case .count, .countDistinct: .bigInteger
        case .average: .double
        case .minimum, .maximum: type
        case .sum:
            switch type {
            case .integer, .bigInteger, .boolean: .bigInteger
            case .decimal(let precision, let scale):
                .decimal(precision: max(18, precision), scale: scale)
            default: .double
            }
        }
    }

    /// Whether a group can be without a value.
    ///
    /// A filtered sum is 0 without rows; in a result without groups there may be no row at all.
    func canBeNull(filtered: Bool, grouped: Bool) -> Bool {
        switch measure.aggregation {
        case .count, .countDistinct: false
        case .sum: isNullable || !grouped
        case .average, .minimum, .maximum: isNullable || filtered || !grouped
        }
    }
}

extension MetricFormula {
    /// The type of the formula's value, given those of its measures.
    func type(_ measure: (Measure) -> SQLType) -> SQLType {
        switch self {
        case .measure(let leaf): return measure(leaf)
        case .number(let digits): return digits.contains(".") ? .double : .bigInteger
        case .negative(let operand): return operand.type(measure)
        case .operation(.divide, _, _): return .double
        case .operation(_, let left, let right):
            return Self.common(left.type(measure), right.type(measure))
        case .function(let name, let arguments):
            guard name != "ROUND", let first = arguments.first else { return .double }
            return arguments.dropFirst().reduce(first.type(measure)) {
                Self.common($0, $1.type(measure))
            }
        }
    }

    private static func common(_ left: SQLType, _ right: SQLType) -> SQLType {
        switch (left, right) {
        case (.decimal(let p, let s), .decimal(let q, let t)):
            .decimal(precision: max(p, q), scale: max(s, t))
        case (.decimal, .integer), (.decimal, .bigInteger): left
        case (.integer, .decimal), (.bigInteger, .decimal): right
        case (.integer, .integer), (.bigInteger, .bigInteger), (.integer, .bigInteger),
            (.bigInteger, .integer):
            .bigInteger
        default: .double
        }
    }
}

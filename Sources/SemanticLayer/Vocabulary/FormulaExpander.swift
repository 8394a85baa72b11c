import SQLSyntax

/// Expands the formulas of metric terms down to measures, once for the whole vocabulary.
struct FormulaExpander {
    let terms: [String: Vocabulary.Term]
    /// The terms with a usable mapping.
    let mapped: Set<String>
    private(set) var issues: [VocabularyIssue] = []
    private var finished: [String: MetricFormula?] = [:]
    private var open: [String] = []

    init(terms: [String: Vocabulary.Term], mapped: Set<String>) {
        self.terms = terms
        self.mapped = mapped
    }

    /// The formula of every measure, metric and entity that has one.
    mutating func expandAll() -> [String: MetricFormula] {
        var result: [String: MetricFormula] = [:]
        for name in terms.keys.sorted() {
            if let formula = formula(of: name) { result[name] = formula }
        }
        return result
    }

    private mutating func formula(of name: String) -> MetricFormula? {
        if let known = finished[name] { return known }
        guard let term = terms[name] else { return nil }
        // For a measure the mapping wins, the formula only describes it. For a metric the formula
        // wins: a ratio that is stored somewhere cannot be added up.
        let measure = mapped.contains(name) ? measure(of: term) : nil
        if let measure, term.kind != .metric || term.formula == nil {
            finished[name] = .measure(measure)
            return .measure(measure)
        }
        guard let text = term.formula else { return nil }
        guard !open.contains(name), open.count < 32 else {
            report(term, "The formula refers to itself.")
            return nil
        }
        open.append(name)
        defer { open.removeLast() }
        do {
            let parsed = try ExpressionParser.parse(text, allowsAggregates: true)
            let formula = try convert(parsed)
            finished[name] = formula
            return formula
        } catch {
            report(term, error.description)
            finished[name] = .some(nil)
            return nil
        }
    }

    private mutating func report(_ term: Vocabulary.Term, _ message: String) {
        let issue = VocabularyIssue(.term(term.name), message)
        if !issues.contains(issue) { issues.append(issue) }
    }

    private func measure(of term: Vocabulary.Term) -> Measure? {
        switch term.kind {
        case .measure, .metric: Measure(.term(term.name), term.aggregation ?? .sum)
        case .entity: Measure(.entity(term.name), .countDistinct)
        case .dimension: nil
        }
    }

    private mutating func convert(
        _ expression: SQLExpression
    ) throws(ExpressionError) -> MetricFormula {
        switch expression {
        case .literal(.integer(let value)): return .number(String(value))
        case .literal(.decimal(let digits)): return .number(digits)
        case .column(let column): return try reference(column)
        case .negative(let operand): return .negative(try convert(operand))
        case .ratio(let left, let right):
            return .operation(.divide, try convert(left), try convert(right))
        case .binary(let sign, let left, let right):
            guard let operation = Self.operations[sign] else {
                throw ExpressionError("A formula computes a number; this compares", at: 0)
            }
            return .operation(operation, try convert(left), try convert(right))
        case .function(let name, let arguments):
            var converted: [MetricFormula] = []
            for argument in arguments { converted.append(try convert(argument)) }
            return .function(name, converted)
        case .aggregate(let call): return try aggregate(call)
        default:
            throw ExpressionError("A formula may only compute with terms and numbers", at: 0)
        }
    }

    private static let operations: [SQLBinaryOperator: MetricFormula.Operation] = [
        .add: .add, .subtract: .subtract, .multiply: .multiply,
    ]

    private mutating func reference(_ column: SQLColumn) throws(ExpressionError) -> MetricFormula {
        let name = column.name.lowercased()
        guard terms[name] != nil else {
            throw ExpressionError("There is no term `\(column.name)`", at: 0)
        }
        guard !open.contains(name) else {
            throw ExpressionError("The formula refers to itself through `\(column.name)`", at: 0)
        }
        guard let formula = formula(of: name) else {
            throw ExpressionError("`\(column.name)` has no mapping and no formula", at: 0)
        }
        return formula
    }

    /// Converts `sum(clicks)`: the measure of that term under another aggregation.
    private func aggregate(_ call: SQLAggregate) throws(ExpressionError) -> MetricFormula {
        guard case .column(let column) = call.argument,
            let term = terms[column.name.lowercased()],
            mapped.contains(column.name.lowercased())
        else { throw ExpressionError("An aggregate in a formula takes one mapped term", at: 0) }
        let aggregation: Aggregation =
            switch call.function {
            case .count: call.isDistinct ? .countDistinct : .count
            case .sum: .sum
            case .average: .average
            case .minimum: .minimum
            case .maximum: .maximum
            }
        let source: Measure.Source =
            term.kind == .entity ? .entity(term.name) : .term(term.name)
        return .measure(Measure(source, aggregation))
    }
}

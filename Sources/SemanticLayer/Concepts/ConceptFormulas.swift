import SQLSyntax

/// Expands the formulas of metrics down to aggregates of columns.
///
/// A formula speaks of terms, `total_losses / premium`, and of aggregates over terms or columns,
/// `sum(claim_amount.amount) / nullif(sum(premium), 0)`.
struct ConceptFormulas {
    private let terms: [String: Vocabulary.Term]
    private let datasets: [String: Vocabulary.Dataset]
    private let set: ConceptSet
    private var finished: [String: ConceptFormula] = [:]
    private var open: [String] = []
    private var issues: [VocabularyIssue] = []
    /// The columns of measures, by term.
    private let columns: [String: ColumnReference]

    init(
        terms: [String: Vocabulary.Term], datasets: [String: Vocabulary.Dataset], set: ConceptSet
    ) {
        self.terms = terms
        self.datasets = datasets
        self.set = set
        var columns: [String: ColumnReference] = [:]
        for (column, measure) in set.measures.sorted(by: { $0.key < $1.key }) {
            let name = measure.term.lowercased()
            if columns[name] == nil { columns[name] = column }
        }
        self.columns = columns
    }

    /// The formulas of all metrics that can be computed, and what is wrong with the others.
    func build() -> (formulas: [String: ConceptFormula], issues: [VocabularyIssue]) {
        var copy = self
        for (name, term) in terms.sorted(by: { $0.key < $1.key })
        where term.kind == .metric && term.formula != nil {
            do {
                copy.finished[name] = try copy.formula(of: name)
            } catch {
                copy.issues.append(VocabularyIssue(.term(term.name), error.description))
            }
        }
        return (copy.finished, copy.issues)
    }

    private mutating func formula(of name: String) throws(ExpressionError) -> ConceptFormula {
        if let known = finished[name] { return known }
        if let column = columns[name], let measure = set.measures[column] {
            return .aggregate(.aggregate(measure.aggregation, column))
        }
        guard let term = terms[name] else { throw ExpressionError("There is no `\(name)`", at: 0) }
        if term.kind == .entity, let table = table(of: term) { return .aggregate(.count(table)) }
        guard let text = term.formula else {
            throw ExpressionError("`\(name)` has neither a mapping nor a formula", at: 0)
        }
        guard !open.contains(name), open.count < 32 else {
            throw ExpressionError("The formula refers to itself through `\(name)`", at: 0)
        }
        open.append(name)
        defer { open.removeLast() }
        let parsed = try ExpressionParser.parse(text, allowsAggregates: true)
        let formula = try convert(parsed)
        finished[name] = formula
        return formula
    }

    /// The table or concept of an entity.
    private func table(of term: Vocabulary.Term) -> String? {
        set.phrases[ConceptSet.stems(of: term.name)]?.tables.first?.name
    }

    private mutating func convert(
        _ expression: SQLExpression
    ) throws(ExpressionError) -> ConceptFormula {
        switch expression {
        case .literal(let literal): return .literal(literal)
        case .column(let column):
            guard terms[column.name.lowercased()] != nil, column.table == nil else {
                return .aggregate(.aggregate(.sum, try reference(column)))
            }
            return try formula(of: column.name.lowercased())
        case .negative(let operand): return .negative(try convert(operand))
        case .ratio(let left, let right): return .ratio(try convert(left), try convert(right))
        case .binary(let sign, let left, let right)
        where [.add, .subtract, .multiply].contains(sign):
            return .binary(sign, try convert(left), try convert(right))
        case .function(let name, let arguments):
            var converted: [ConceptFormula] = []
            for argument in arguments { converted.append(try convert(argument)) }
            return .function(name, converted)
        case .aggregate(let call): return try aggregate(call)
        default:
            throw ExpressionError("A formula computes with terms, aggregates and numbers", at: 0)
        }
    }

    private mutating func aggregate(
        _ call: SQLAggregate
    ) throws(ExpressionError) -> ConceptFormula {
        guard case .column(let column) = call.argument else {
            throw ExpressionError(
                "An aggregate in a formula takes one term or column; define a measure with an "
                    + "`expression` for more", at: 0)
        }
        let aggregation: Aggregation =
            switch call.function {
            case .count: call.isDistinct ? .countDistinct : .count
            case .sum: .sum
            case .average: .average
            case .minimum: .minimum
            case .maximum: .maximum
            }
        let name = column.name.lowercased()
        if column.table == nil, let term = terms[name] {
            if let own = columns[name] { return .aggregate(.aggregate(aggregation, own)) }
            if term.kind == .entity, let table = table(of: term) {
                return .aggregate(.count(table))
            }
            throw ExpressionError("`\(name)` is not mapped to a column", at: 0)
        }
        let reference = try reference(column)
        return .aggregate(
            aggregation == .countDistinct
                ? .countDistinct(reference) : .aggregate(aggregation, reference))
    }

    /// The column that a name with its table, or a name that only one table has, speaks of.
    private func reference(_ column: SQLColumn) throws(ExpressionError) -> ColumnReference {
        let table = column.table?.split(separator: ".").last?.lowercased()
        let found = datasets.values.filter { dataset in
            let isNamed = table.map { $0 == dataset.shortName.lowercased() } ?? true
            return isNamed && dataset.column(inAnyCase: column.name) != nil
        }
        guard let only = found.first, found.count == 1,
            let name = only.column(inAnyCase: column.name)?.name
        else {
            let known = terms.keys + datasets.values.flatMap { $0.columns.map(\.name) }
            let name = (column.table.map { $0 + "." } ?? "") + column.name
            throw ExpressionError(
                found.isEmpty
                    ? "There is no term and no column `\(name)`"
                        + NearNames.hint(column.name, among: known)
                    : "Several tables have a column `\(name)`; put the table before it", at: 0)
        }
        return ColumnReference(only.name, name)
    }
}

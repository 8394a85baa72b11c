import CypherPlanning
import CypherSyntax
import PropertyGraph

/// A property compared with an operand that is the same for all nodes of the scan.
///
/// Numbers of the same type, truth values and texts for equality are compared in their page's
/// own layout, without making cells; all else as `ComparisonExpression` does.
///
/// - Complexity: about 0.6 ns for each row in a dense page, else 5 ns and more.
final class ComparisonTest: ColumnTest {
    private let comparison: ComparisonOperator
    private let key: KeySymbol
    private let expression: CompiledExpression
    private let context: ExecutionContext
    private var input: (batch: Batch, row: Int)?
    /// The operand, computed when the first row is met.
    private var operand: Cell?
    /// For texts in order: what was said of each code, for this operand.
    private var answers = CodeAnswers()

    init(
        _ comparison: ComparisonOperator, _ key: KeySymbol, _ operand: CompiledExpression,
        _ context: ExecutionContext
    ) {
        self.comparison = comparison
        self.key = key
        expression = operand
        self.context = context
    }

    override func open(_ batch: Batch, _ row: Int) {
        input = (batch, row)
        if expression.isInvariant, operand != nil { return }
        operand = nil
        answers = CodeAnswers()
    }

    private func currentOperand() throws(CypherError) -> Cell {
        if let operand { return operand }
        guard let input else { return .null }
        let cell = try expression.cell(input.row, input.batch, context)
        operand = cell
        return cell
    }

    override func test(
        _ table: TableView, page: Int, among rows: RowMask
    ) throws(CypherError) -> RowTruth {
        let operand = try currentOperand()
        guard !operand.isNull, let page = context.page(page, of: key, in: table) else {
            return RowTruth()
        }
        let present = rows & page.presentRows
        if let yes = flat(page, operand, present) { return RowTruth(yes: yes, no: present - yes) }
        var truth = RowTruth()
        if case .codes(let codes) = page.layout, operand.tag == .string || operand.tag == .heap {
            for row in present {
                let code = codes[row]
                let answer = answers.answer(for: code) {
                    compare(.string(code: code), with: operand)
                }
                truth.note(answer, row)
            }
        } else {
            for row in present { truth.note(compare(page.cell(row), with: operand), row) }
        }
        return truth
    }

    private func compare(_ cell: Cell, with operand: Cell) -> Cell {
        ComparisonExpression.compare(comparison, cell, operand, context)
    }

    /// The rows for which the comparison holds, where it cannot be null; else nil.
    private func flat(_ page: PropertyPage, _ operand: Cell, _ rows: RowMask) -> RowMask? {
        switch page.layout {
        case .integers(let values) where operand.tag == .integer:
            return .rows(of: values, comparison.relation, operand.integerBits, among: rows)
        case .floats(let values):
            guard let number = operand.exactDouble else { return nil }
            return .rows(of: values, comparison.relation, number, among: rows)
        case .codes(let codes) where operand.tag == .string:
            guard comparison == .equal || comparison == .notEqual else { return nil }
            let equal = RowMask.rows(of: codes, equalTo: operand.code, among: rows)
            return comparison == .equal ? equal : rows - equal
        case .booleans(let words) where operand.tag == .boolean:
            guard comparison == .equal || comparison == .notEqual else { return nil }
            let truths = RowMask(words: SIMD4(words[0], words[1], words[2], words[3]))
            let isWanted = operand.isTrue == (comparison == .equal)
            return isWanted ? rows & truths : rows - truths
        default: return nil
        }
    }
}

extension Cell {
    /// A float, or an integer that a float holds exactly, so that comparing floats is exact.
    fileprivate var exactDouble: Double? {
        if tag == .float { return floatBits }
        guard tag == .integer, integerBits.magnitude <= 1 << 53 else { return nil }
        return Double(integerBits)
    }
}

extension ComparisonOperator {
    /// The relation between stored values.
    fileprivate var relation: ValueRelation {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        }
    }
}

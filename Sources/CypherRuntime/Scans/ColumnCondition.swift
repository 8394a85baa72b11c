import CypherPlanning
import CypherSyntax
import PropertyGraph

/// A condition on the nodes of a scan that can be decided from their columns, a page at a time.
///
/// It reads the scanned node's labels and properties only, each property by itself; what it
/// compares them with is the same for all nodes of the scan.
indirect enum ColumnCondition: Sendable {
    /// `n.key = operand` and its kin.
    case comparison(ComparisonOperator, KeySymbol, CompiledExpression)
    /// `n.key` as a truth value.
    case truth(KeySymbol)
    /// `n.key IS NULL`, or `IS NOT NULL`.
    case isNull(KeySymbol, isNegated: Bool)
    /// `n:Label`.
    case labels(CompiledLabels)
    /// Any predicate of one property, which it finds in the slot of a row of the given width.
    case predicate(KeySymbol, CompiledExpression, TextTest?, slot: Int, width: Int)
    case all([ColumnCondition])
    case any([ColumnCondition])
    case not(ColumnCondition)

    /// Whether it never fails, so that it may be asked about nodes that turn out not to count.
    var isTotal: Bool {
        switch self {
        case .comparison(_, _, let operand): operand.isTotal
        case .isNull, .labels: true
        case .truth, .predicate: false
        case .all(let parts), .any(let parts): parts.allSatisfy(\.isTotal)
        case .not(let part): part.isTotal
        }
    }

    /// The test for one execution.
    func test(_ context: ExecutionContext) -> ColumnTest {
        switch self {
        case .comparison(let comparison, let key, let operand):
            ComparisonTest(comparison, key, operand, context)
        case .truth(let key): TruthTest(key, context)
        case .isNull(let key, let isNegated): NullTest(key, isNegated: isNegated, context)
        case .labels(let labels): LabelTest(labels, context)
        case .predicate(let key, let predicate, let textTest, let slot, let width):
            PredicateTest(
                key, predicate, textTest: textTest, slot: slot, width: width, context)
        case .all(let parts):
            JunctionTest(parts.map { $0.test(context) }, isConjunction: true)
        case .any(let parts):
            JunctionTest(parts.map { $0.test(context) }, isConjunction: false)
        case .not(let part): NegationTest(part.test(context))
        }
    }
}

/// What a condition says of the rows of a page; rows in neither set are unknown.
struct RowTruth {
    var yes = RowMask()
    var no = RowMask()

    /// Notes an answer.
    @inline(__always)
    mutating func note(_ answer: Cell, _ row: Int) {
        if answer.isTrue { yes.insert(row) } else if answer.isFalse { no.insert(row) }
    }
}

/// A condition within one execution: what it compares with, and what it has learned.
class ColumnTest {
    /// Begins for an input row, which stays in place until the next call.
    func open(_ batch: Batch, _ row: Int) {}

    /// Decides the rows of a page that are asked for.
    func test(
        _ table: TableView, page: Int, among rows: RowMask
    ) throws(CypherError) -> RowTruth { RowTruth() }
}

/// `AND` or `OR`, three-valued; later parts are asked only about rows that earlier ones left open.
final class JunctionTest: ColumnTest {
    private let parts: [ColumnTest]
    private let isConjunction: Bool

    init(_ parts: [ColumnTest], isConjunction: Bool) {
        self.parts = parts
        self.isConjunction = isConjunction
    }

    override func open(_ batch: Batch, _ row: Int) {
        for part in parts { part.open(batch, row) }
    }

    override func test(
        _ table: TableView, page: Int, among rows: RowMask
    ) throws(CypherError) -> RowTruth {
        // Rows that no part has decided alone, and those for which all parts said the opposite.
        var open = rows
        var unanimous = rows
        for part in parts where !open.isEmpty {
            let truth = try part.test(table, page: page, among: open)
            open = open - (isConjunction ? truth.no : truth.yes)
            unanimous = unanimous & (isConjunction ? truth.yes : truth.no)
        }
        let decided = rows - open
        return isConjunction
            ? RowTruth(yes: unanimous, no: decided) : RowTruth(yes: decided, no: unanimous)
    }
}

/// `NOT`.
final class NegationTest: ColumnTest {
    private let part: ColumnTest

    init(_ part: ColumnTest) { self.part = part }

    override func open(_ batch: Batch, _ row: Int) { part.open(batch, row) }

    override func test(
        _ table: TableView, page: Int, among rows: RowMask
    ) throws(CypherError) -> RowTruth {
        let truth = try part.test(table, page: page, among: rows)
        return RowTruth(yes: truth.no, no: truth.yes)
    }
}

/// Labels, which all nodes of a table share.
final class LabelTest: ColumnTest {
    private let labels: CompiledLabels
    private let context: ExecutionContext

    init(_ labels: CompiledLabels, _ context: ExecutionContext) {
        self.labels = labels
        self.context = context
    }

    override func test(
        _ table: TableView, page: Int, among rows: RowMask
    ) throws(CypherError) -> RowTruth {
        labels.matches(table.labels, context) ? RowTruth(yes: rows) : RowTruth(no: rows)
    }
}

/// Whether there is a value.
final class NullTest: ColumnTest {
    private let key: KeySymbol
    private let isNegated: Bool
    private let context: ExecutionContext

    init(_ key: KeySymbol, isNegated: Bool, _ context: ExecutionContext) {
        self.key = key
        self.isNegated = isNegated
        self.context = context
    }

    override func test(
        _ table: TableView, page: Int, among rows: RowMask
    ) throws(CypherError) -> RowTruth {
        let present = context.page(page, of: key, in: table)?.presentRows ?? RowMask()
        let (with, without) = (rows & present, rows - present)
        return isNegated ? RowTruth(yes: with, no: without) : RowTruth(yes: without, no: with)
    }
}

/// A property that is a truth value itself.
final class TruthTest: ColumnTest {
    private let key: KeySymbol
    private let context: ExecutionContext

    init(_ key: KeySymbol, _ context: ExecutionContext) {
        self.key = key
        self.context = context
    }

    override func test(
        _ table: TableView, page: Int, among rows: RowMask
    ) throws(CypherError) -> RowTruth {
        guard let page = context.page(page, of: key, in: table) else { return RowTruth() }
        let present = rows & page.presentRows
        if case .booleans(let words) = page.layout {
            let truths = RowMask(words: SIMD4(words[0], words[1], words[2], words[3]))
            return RowTruth(yes: present & truths, no: present - truths)
        }
        var truth = RowTruth()
        for row in present {
            let cell = page.cell(row)
            if cell.tag != .boolean { _ = try JunctionExpression.checkNull(cell, context) }
            truth.note(cell, row)
        }
        return truth
    }
}

extension ExecutionContext {
    /// A page of a property's column.
    func page(_ index: Int, of key: KeySymbol, in table: TableView) -> PropertyPage? {
        symbols.key(key).flatMap { table.column($0) }?.page(index)
    }
}

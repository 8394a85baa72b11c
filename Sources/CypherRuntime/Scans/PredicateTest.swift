import CypherSyntax
import PropertyGraph

/// Any predicate of one property, evaluated over the values of a page at once.
///
/// In tables with many rows an interned text is tested once for each execution: a million names
/// are often a few thousand different ones.
///
/// - Complexity: the predicate once for each different text (or each row), and about 1.5 ns for
///   each row to look the answer up.
final class PredicateTest: ColumnTest {
    /// The fewest rows of a table for which answers are kept by code, at a byte for each code.
    private static let rowsForAnswers = 8_192

    private let key: KeySymbol
    private let predicate: CompiledExpression
    private let textTest: TextTest?
    private let slot: Int
    private let context: ExecutionContext
    /// The values to test, in the slot.
    private let values: Batch
    private var answers = CodeAnswers()
    private var answerForNull: Cell?
    /// The test of bytes, once it was needed; in it nil when it is of no use.
    private var prepared: TextTest.Prepared??
    /// The codes that are tested together.
    private var pending: [UInt32] = []

    init(
        _ key: KeySymbol, _ predicate: CompiledExpression, textTest: TextTest?, slot: Int,
        width: Int, _ context: ExecutionContext
    ) {
        self.textTest = textTest
        self.key = key
        self.predicate = predicate
        self.slot = slot
        self.context = context
        values = Batch(width: width, limit: 1)
    }

    override func test(
        _ table: TableView, page index: Int, among rows: RowMask
    ) throws(CypherError) -> RowTruth {
        guard let page = context.page(index, of: key, in: table) else {
            return try nulls(rows)
        }
        let present = rows & page.presentRows
        let keepsAnswers = table.liveCount >= Self.rowsForAnswers
        var truth: RowTruth
        if case .codes(let codes) = page.layout, keepsAnswers {
            truth = try lookUp(codes, present)
        } else if case .codes(let codes) = page.layout, !present.isEmpty,
            let answer = try testTexts(codes, present)
        {
            truth = answer
        } else {
            truth = try compute(page, present)
        }
        if present != rows {
            let rest = try nulls(rows - present)
            truth.yes = truth.yes | rest.yes
            truth.no = truth.no | rest.no
        }
        return truth
    }

    /// The answer for absent values.
    private func nulls(_ rows: RowMask) throws(CypherError) -> RowTruth {
        let answer: Cell
        if let answerForNull {
            answer = answerForNull
        } else {
            values.clear(limit: 1)
            values[slot, 0] = .null
            values.count = 1
            let mark = context.heap.mark
            answer = try predicate.cell(0, values, context)
            try check(answer)
            context.heap.reset(to: mark)
            answerForNull = answer
        }
        return answer.isTrue
            ? RowTruth(yes: rows) : answer.isFalse ? RowTruth(no: rows) : RowTruth()
    }

    private func check(_ answer: Cell) throws(CypherError) {
        if answer.tag != .boolean { _ = try JunctionExpression.checkNull(answer, context) }
    }

    private func compute(
        _ page: PropertyPage, _ rows: RowMask
    ) throws(CypherError) -> RowTruth {
        values.clear(limit: max(rows.count, 1))
        var count = 0
        for row in rows {
            values[slot, count] = page.cell(row)
            count += 1
        }
        values.count = count
        var truth = RowTruth()
        try evaluate { (answers) throws(CypherError) in
            var index = 0
            for row in rows {
                try check(answers[index])
                truth.note(answers[index], row)
                index += 1
            }
        }
        return truth
    }

    private func lookUp(
        _ codes: UnsafePointer<UInt32>, _ rows: RowMask
    ) throws(CypherError) -> RowTruth {
        pending.removeAll(keepingCapacity: true)
        var truth = answers.truth(of: codes, rows, unknown: &pending)
        if pending.isEmpty { return truth }
        if try !testPending() { try computePending() }
        pending.removeAll(keepingCapacity: true)
        truth = answers.truth(of: codes, rows, unknown: &pending)
        return truth
    }

    private func currentTextTest() throws(CypherError) -> TextTest.Prepared? {
        if let prepared { return prepared }
        let fresh = try textTest?.prepared(context)
        prepared = .some(fresh)
        return fresh
    }

    /// Tests the bytes of texts; nil when they do not tell.
    private func testTexts(
        _ codes: UnsafePointer<UInt32>, _ rows: RowMask
    ) throws(CypherError) -> RowTruth? {
        guard let test = try currentTextTest() else { return nil }
        var yes = RowMask()
        for row in rows {
            guard let answer = test.test(context.graph.utf8(of: codes[row])) else { return nil }
            if answer { yes.insert(row) }
        }
        return RowTruth(yes: yes, no: rows - yes)
    }

    /// Notes the answers for the pending codes from their bytes; false when they do not tell.
    private func testPending() throws(CypherError) -> Bool {
        guard let test = try currentTextTest() else { return false }
        for code in pending {
            guard let answer = test.test(context.graph.utf8(of: code)) else { return false }
            answers.note(.boolean(answer), for: code)
        }
        return true
    }

    private func computePending() throws(CypherError) {
        values.clear(limit: pending.count)
        let cells = values.column(slot)
        for (index, code) in pending.enumerated() { cells[index] = .string(code: code) }
        values.count = pending.count
        try evaluate { (results) throws(CypherError) in
            for (index, code) in pending.enumerated() {
                try check(results[index])
                answers.note(results[index], for: code)
            }
        }
    }

    /// Evaluates the predicate over the values and passes on what it says.
    private func evaluate(
        _ use: (UnsafeMutablePointer<Cell>) throws(CypherError) -> Void
    ) throws(CypherError) {
        let mark = context.heap.mark
        let column = context.borrowColumn()
        try predicate.evaluate(values, context, into: column)
        try use(column)
        context.returnColumn()
        context.heap.reset(to: mark)
    }
}

/// What a predicate said of interned texts, by their codes: one byte for each code up to the
/// highest met.
struct CodeAnswers {
    // The lowest bit says that the answer is a truth value.
    private static let no: UInt8 = 0b001
    private static let yes: UInt8 = 0b011
    private static let null: UInt8 = 0b100
    private static let asked: UInt8 = 0b1000

    private var bytes: [UInt8] = []

    /// The answer for a code, asked for when it is met for the first time.
    @inline(__always)
    mutating func answer<Failure: Error>(
        for code: UInt32, _ ask: () throws(Failure) -> Cell
    ) throws(Failure) -> Cell {
        if Int(code) < bytes.count {
            switch bytes[Int(code)] {
            case Self.no: return .boolean(false)
            case Self.yes: return .boolean(true)
            case Self.null: return .null
            default: break
            }
        }
        let answer = try ask()
        note(answer, for: code)
        return answer
    }

    /// Notes an answer.
    mutating func note(_ answer: Cell, for code: UInt32) {
        makeRoom(for: code)
        bytes[Int(code)] = answer.isTrue ? Self.yes : answer.isFalse ? Self.no : Self.null
    }

    /// The answers for the codes of a page's rows; the codes not met before are added to
    /// `unknown`, each once, and have to be noted next.
    mutating func truth(
        of codes: UnsafePointer<UInt32>, _ rows: RowMask, unknown: inout [UInt32]
    ) -> RowTruth {
        var truth = RowTruth()
        for word in 0..<4 where rows.words[word] != 0 {
            let start = codes + word &* 64
            let wanted = rows.words[word]
            if wanted == .max, let yes = plainAnswers(start) {
                truth.yes.words[word] = yes
                truth.no.words[word] = ~yes
                continue
            }
            var rest = wanted
            while rest != 0 {
                let bit = rest.trailingZeroBitCount
                let place: UInt64 = 1 &<< UInt64(truncatingIfNeeded: bit)
                rest &= rest &- 1
                let code = start[bit]
                makeRoom(for: code)
                let answer = bytes[Int(code)]
                if answer == Self.yes { truth.yes.words[word] |= place }
                if answer == Self.no { truth.no.words[word] |= place }
                if answer == 0 {
                    bytes[Int(code)] = Self.asked
                    unknown.append(code)
                }
            }
        }
        return truth
    }

    /// The answers for 64 codes as bits; nil when one of them is not known or not a truth value.
    @inline(__always)
    private func plainAnswers(_ codes: UnsafePointer<UInt32>) -> UInt64? {
        bytes.withUnsafeBufferPointer { bytes in
            var yes: UInt64 = 0
            var plain: UInt8 = 1
            for octet in 0..<8 {
                var bits: UInt64 = 0
                for index in 0..<8 {
                    let code = Int(codes[octet &* 8 &+ index])
                    guard code < bytes.count else { return nil }
                    let answer = bytes[code]
                    plain &= answer
                    bits |= UInt64(answer >> 1 & 1) &<< UInt64(truncatingIfNeeded: index)
                }
                yes |= bits &<< UInt64(truncatingIfNeeded: octet &* 8)
            }
            return plain == 1 ? yes : nil
        }
    }

    /// Notes that a code was met; answers whether it is the first time.
    @inline(__always)
    mutating func meet(_ code: UInt32) -> Bool {
        makeRoom(for: code)
        if bytes[Int(code)] != 0 { return false }
        bytes[Int(code)] = Self.asked
        return true
    }

    private mutating func makeRoom(for code: UInt32) {
        guard Int(code) >= bytes.count else { return }
        let room = max(Int(code) + 1, bytes.count * 2, 4_096)
        bytes.append(contentsOf: repeatElement(0, count: room - bytes.count))
    }
}

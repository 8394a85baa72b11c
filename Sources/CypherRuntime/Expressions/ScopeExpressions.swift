import CypherPlanning
import CypherSyntax
import PropertyGraph

/// `[element IN list WHERE predicate | result]`; null for null.
final class ListComprehensionExpression: CompiledExpression, @unchecked Sendable {
    private let element: Int
    private let list: CompiledExpression
    private let predicate: CompiledExpression?
    private let result: CompiledExpression?

    init(
        element: Int,
        list: CompiledExpression,
        predicate: CompiledExpression?,
        result: CompiledExpression?
    ) {
        self.element = element
        self.list = list
        self.predicate = predicate
        self.result = result
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        guard let (members, shape) = try list.list(row, batch, context) else { return .null }
        var values: [Value] = []
        var collected = ValueShape.empty
        values.reserveCapacity(predicate == nil ? members.count : 0)
        let mark = context.heap.mark
        for member in members {
            try context.tick(8)
            batch[element, row] = try context.cell(member, shape.element)
            if let predicate, !(try predicate.cell(row, batch, context).isTrue) {
                context.heap.reset(to: mark)
                continue
            }
            if let result {
                let cell = try result.cell(row, batch, context)
                let value = context.value(cell)
                collected.hold(ValueShape(cell, value))
                values.append(value)
            } else {
                values.append(member)
            }
            context.heap.reset(to: mark)
        }
        return try context.cell(.list(values), result == nil ? shape : collected)
    }
}

extension CompiledExpression {
    /// The list this expression yields for a row and a bound on its shape; nil for null.
    ///
    /// A value that is not a list counts as a list of one, as for `UNWIND`; where the text shows
    /// that there is no list, the binder has refused it.
    final func list(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> (members: [Value], shape: ValueShape)? {
        try members(of: cell(row, batch, context), context)
    }

    /// The members of a list that this expression has yielded, as `list` gives them.
    final func members(
        of cell: Cell, _ context: ExecutionContext
    ) throws(CypherError) -> (members: [Value], shape: ValueShape)? {
        if cell.isNull { return nil }
        let value = context.value(cell)
        let shape = ValueShape(cell, value)
        if case .list(let members) = value { return (members, shape) }
        var single = ValueShape.empty
        single.hold(shape)
        return ([value], single)
    }
}

/// `all`, `any`, `none` and `single` over a list, three-valued.
final class QuantifierExpression: CompiledExpression, @unchecked Sendable {
    private let kind: BoundQuantifier.Kind
    private let element: Int
    private let list: CompiledExpression
    private let predicate: CompiledExpression
    /// The predicate on the bytes of texts, if it can be decided so.
    private let textTest: TextTest?

    init(
        _ kind: BoundQuantifier.Kind,
        element: Int,
        list: CompiledExpression,
        predicate: CompiledExpression,
        textTest: TextTest?
    ) {
        self.textTest = textTest
        self.kind = kind
        self.element = element
        self.list = list
        self.predicate = predicate
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        try cell(row, batch, context, text: try textTest?.prepared(context))
    }

    override func evaluate(
        _ batch: Batch, _ context: ExecutionContext, into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        guard batch.count > 0 else { return }
        let text = try textTest?.prepared(context)
        for row in 0..<batch.count {
            output[row] = try cell(row, batch, context, text: text)
        }
    }

    private func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext, text: TextTest.Prepared?
    ) throws(CypherError) -> Cell {
        let cell = try list.cell(row, batch, context)
        if let text, cell.tag == .stored, let answer = overTexts(cell, text, context) {
            return answer
        }
        guard let (members, shape) = try list.members(of: cell, context) else { return .null }
        let mark = context.heap.mark
        var trues = 0
        var nulls = 0
        for member in members {
            try context.tick(8)
            batch[element, row] = try context.cell(member, shape.element)
            let answer = try predicate.cell(row, batch, context)
            if answer.isTrue {
                trues += 1
            } else if !answer.isFalse {
                _ = try JunctionExpression.checkNull(answer, context)
                nulls += 1
            }
            context.heap.reset(to: mark)
            if let early = decided(answer, trues) { return .boolean(early) }
        }
        return conclusion(trues, nulls)
    }

    /// The answer for a stored list of texts, which is not made a value; nil when something in
    /// it is no text or the test does not know.
    private func overTexts(
        _ list: Cell, _ text: TextTest.Prepared, _ context: ExecutionContext
    ) -> Cell? {
        var trues = 0
        var early: Bool?
        let isKnown = context.graph.forEachText(inList: list.code) { bytes in
            guard let answer = text.test(bytes) else { return false }
            if answer { trues += 1 }
            early = early ?? decided(.boolean(answer), trues)
            return true
        }
        guard isKnown else { return nil }
        return early.map(Cell.boolean) ?? conclusion(trues, 0)
    }

    /// The result that no further element can change, if there is one.
    private func decided(_ answer: Cell, _ trues: Int) -> Bool? {
        switch kind {
        case .all: answer.isFalse ? false : nil
        case .any: answer.isTrue ? true : nil
        case .none: answer.isTrue ? false : nil
        case .single: trues > 1 ? false : nil
        }
    }

    private func conclusion(_ trues: Int, _ nulls: Int) -> Cell {
        if nulls > 0 { return .null }
        switch kind {
        case .all, .none: return .boolean(true)
        case .any: return .boolean(false)
        case .single: return .boolean(trues == 1)
        }
    }
}

/// `reduce(accumulator = initial, element IN list | result)`; null for null.
final class ReduceExpression: CompiledExpression, @unchecked Sendable {
    private let accumulator: Int
    private let initial: CompiledExpression
    private let element: Int
    private let list: CompiledExpression
    private let result: CompiledExpression

    init(
        accumulator: Int,
        initial: CompiledExpression,
        element: Int,
        list: CompiledExpression,
        result: CompiledExpression
    ) {
        self.accumulator = accumulator
        self.initial = initial
        self.element = element
        self.list = list
        self.result = result
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        guard let (members, shape) = try list.list(row, batch, context) else { return .null }
        let mark = context.heap.mark
        var cell = try initial.cell(row, batch, context)
        for member in members {
            try context.tick(8)
            // What the step before left on the heap goes, apart from its result.
            let value = context.value(cell)
            let reached = ValueShape(cell, value)
            context.heap.reset(to: mark)
            batch[accumulator, row] = try context.cell(value, reached)
            batch[element, row] = try context.cell(member, shape.element)
            cell = try result.cell(row, batch, context)
        }
        let value = context.value(cell)
        context.heap.reset(to: mark)
        return try context.cell(value, ValueShape(cell, value))
    }
}

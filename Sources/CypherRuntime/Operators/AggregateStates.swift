import CypherSyntax
import PropertyGraph

/// What an aggregation computes.
enum AggregateKind: Sendable {
    /// `count(*)`.
    case countRows
    case count
    case sum
    case average
    case minimum
    case maximum
    case collect
    /// Any other: over values, by the library alone.
    case library
}

/// One aggregation, compiled.
struct CompiledAggregation: Sendable {
    let slot: Int
    let kind: AggregateKind
    let argument: CompiledExpression?
    let parameters: [CompiledExpression]
    let isDistinct: Bool
    /// Makes the library's accumulator, for values that are not plain numbers.
    let makeAccumulator: FunctionDescriptor.AccumulatorFactory
    let span: SourceSpan?
}

/// Sums numbers without detours: integers exactly, floats with little rounding error.
struct NumberSum {
    var count: Int64 = 0
    /// The integers since the last carry, and those carried.
    private var recent: Int64 = 0
    private var carried: Int128 = 0
    private var floats = CompensatedSum()
    private var hasFloats = false

    @inline(__always)
    mutating func add(_ cell: Cell) -> Bool {
        if cell.tag == .integer {
            let (sum, overflow) = recent.addingReportingOverflow(cell.integerBits)
            if overflow {
                carried &+= Int128(recent)
                recent = cell.integerBits
            } else {
                recent = sum
            }
        } else if cell.tag == .float {
            floats.add(cell.floatBits)
            hasFloats = true
        } else {
            return false
        }
        count &+= 1
        return true
    }

    private var integers: Int128 { carried &+ Int128(recent) }

    private var total: Double {
        var sum = floats
        sum.add(Double(integers))
        return sum.value
    }

    func sum() throws(CypherError) -> Cell {
        if hasFloats { return .float(total) }
        guard let sum = Int64(exactly: integers) else { throw .integerOverflow }
        return .integer(sum)
    }

    func average() -> Cell {
        count == 0 ? .null : .float(total / Double(count))
    }
}

/// The states of one aggregation, one for each group.
///
/// A whole batch is added in one loop. Numbers and comparisons stay in cells; what is no number
/// in a sum goes to the library's accumulator, which knows durations and errors.
struct AggregateStates {
    let aggregation: CompiledAggregation
    private var counts: [Int64] = []
    private var sums: [NumberSum] = []
    private var extremes: [Cell] = []
    private var lists: [GrowingList] = []
    private var accumulators: [(any Accumulator)?] = []
    private var seen: [GroupTable] = []
    /// Whether all rows belong to one group.
    private let isSingle: Bool
    /// Texts that the extreme of the only group was compared with.
    private var compared = CodeAnswers()

    init(_ aggregation: CompiledAggregation, isSingle: Bool) {
        self.aggregation = aggregation
        self.isSingle = isSingle
    }

    /// Adds the state of a new group whose first row is given.
    mutating func addGroup(
        _ batch: Batch, _ row: Int, _ context: ExecutionContext
    ) throws(CypherError) {
        try context.heap.reserve(bytes: aggregation.isDistinct ? 512 : 128)
        if aggregation.isDistinct { seen.append(GroupTable(width: 1)) }
        switch aggregation.kind {
        case .countRows, .count: counts.append(0)
        case .sum, .average:
            sums.append(NumberSum())
            accumulators.append(nil)
        case .minimum, .maximum: extremes.append(.null)
        case .collect: lists.append(GrowingList())
        case .library: accumulators.append(try accumulator(batch, row, context))
        }
    }

    private func accumulator(
        _ batch: Batch, _ row: Int, _ context: ExecutionContext
    ) throws(CypherError) -> any Accumulator {
        var values: [Value] = []
        for parameter in aggregation.parameters {
            values.append(try parameter.value(row, batch, context))
        }
        return try aggregation.makeAccumulator(values)
    }

    /// Adds the rows of a batch, each to its group.
    mutating func add(
        _ batch: Batch, groups: UnsafePointer<Int32>, _ context: ExecutionContext
    ) throws(CypherError) {
        guard let argument = aggregation.argument else {
            countRows(batch.count, groups)
            return
        }
        let column = context.borrowColumn()
        let mark = context.heap.mark
        try argument.evaluate(batch, context, into: column)
        if aggregation.isDistinct { try dropSeen(column, batch.count, groups, context) }
        do throws(CypherError) {
            try add(column, batch.count, groups, context)
        } catch {
            throw error.located(aggregation.span)
        }
        if !keepsCells { context.heap.reset(to: mark) }
        context.returnColumn()
    }

    /// Whether cells of the argument stay in the state, so that what they stand for must live on.
    private var keepsCells: Bool {
        aggregation.isDistinct || aggregation.kind == .minimum || aggregation.kind == .maximum
    }

    /// Makes the values null that their groups have seen before.
    private mutating func dropSeen(
        _ column: UnsafeMutablePointer<Cell>,
        _ count: Int,
        _ groups: UnsafePointer<Int32>,
        _ context: ExecutionContext
    ) throws(CypherError) {
        let columns = [column]
        for row in 0..<count where !column[row].isNull {
            let group = Int(groups[row])
            if !(try seen[group].group(of: columns, row, context).isNew) { column[row] = .null }
        }
    }

    private mutating func add(
        _ column: UnsafeMutablePointer<Cell>,
        _ count: Int,
        _ groups: UnsafePointer<Int32>,
        _ context: ExecutionContext
    ) throws(CypherError) {
        switch aggregation.kind {
        case .countRows, .count:
            for row in 0..<count where !column[row].isNull { counts[Int(groups[row])] &+= 1 }
        case .sum, .average:
            var row = addNumbers(column, from: 0, to: count, groups)
            while row < count {
                try addOther(context.value(column[row]), to: Int(groups[row]))
                row = addNumbers(column, from: row + 1, to: count, groups)
            }
        case .minimum: addExtremes(column, count, groups, sign: -1, context)
        case .maximum: addExtremes(column, count, groups, sign: 1, context)
        case .collect:
            var size = 0
            for row in 0..<count where !column[row].isNull {
                let value = context.value(column[row])
                size &+= value.shallowSize
                lists[Int(groups[row])].append(value)
            }
            try context.heap.reserve(bytes: size)
        case .library:
            var size = 0
            for row in 0..<count where !column[row].isNull {
                let group = Int(groups[row])
                size &+= accumulators[group]?.bytesKeptOfEach ?? 0
                try accumulators[group]?.add(context.value(column[row]))
            }
            try context.heap.reserve(bytes: size)
        }
    }

    private mutating func countRows(_ count: Int, _ groups: UnsafePointer<Int32>) {
        if isSingle {
            counts[0] &+= Int64(count)
            return
        }
        counts.withUnsafeMutableBufferPointer { counts in
            for row in 0..<count { counts[Int(groups[row])] &+= 1 }
        }
    }

    /// Adds numbers and passes over nulls, up to the first row with anything else, which is
    /// returned; the end when there is none.
    private mutating func addNumbers(
        _ column: UnsafeMutablePointer<Cell>, from start: Int, to end: Int,
        _ groups: UnsafePointer<Int32>
    ) -> Int {
        if isSingle {
            var sum = sums[0]
            defer { sums[0] = sum }
            for row in start..<end where !column[row].isNull && !sum.add(column[row]) {
                return row
            }
            return end
        }
        return sums.withUnsafeMutableBufferPointer { sums in
            for row in start..<end where !column[row].isNull {
                if !sums[Int(groups[row])].add(column[row]) { return row }
            }
            return end
        }
    }

    private mutating func addExtremes(
        _ column: UnsafeMutablePointer<Cell>,
        _ count: Int,
        _ groups: UnsafePointer<Int32>,
        sign: Int,
        _ context: ExecutionContext
    ) {
        // A text that was compared once cannot be better later.
        let skipsCompared = isSingle && count >= TextAnswers.threshold
        for row in 0..<count where !column[row].isNull {
            let group = Int(groups[row])
            if column[row].isIdentical(to: extremes[group]) { continue }
            if skipsCompared, column[row].tag == .string,
                !compared.meet(column[row].code)
            {
                continue
            }
            let isBetter =
                extremes[group].isNull
                || CellComparison.order(column[row], extremes[group], context) * sign > 0
            if isBetter { extremes[group] = column[row] }
        }
    }

    /// Adds a duration to a sum, or whatever the library makes of the value.
    private mutating func addOther(_ value: Value, to group: Int) throws(CypherError) {
        if accumulators[group] == nil { accumulators[group] = try aggregation.makeAccumulator([]) }
        try accumulators[group]?.add(value)
    }

    /// The result of a group.
    func result(of group: Int, _ context: ExecutionContext) throws(CypherError) -> Cell {
        switch aggregation.kind {
        case .countRows, .count: return .integer(counts[group])
        case .sum, .average:
            if var accumulator = accumulators[group] {
                // Numbers among durations are for the library to refuse.
                if sums[group].count > 0 { try accumulator.add(.integer(0)) }
                return try context.cell(try accumulator.result())
            }
            return aggregation.kind == .sum ? try sums[group].sum() : sums[group].average()
        case .minimum, .maximum: return extremes[group]
        case .collect:
            return try context.cell(.list(try lists[group].list(checking: context.checkTime)))
        case .library:
            let check = { () throws(CypherError) in try context.checkTime() }
            return try context.cell(try accumulators[group]?.result(checking: check) ?? .null)
        }
    }
}

import CypherPlanning
import CypherSyntax
import PropertyGraph

/// The bounds of an index seek with their expressions compiled.
enum SeekBounds: Sendable {
    struct Bound: Sendable {
        let value: CompiledExpression
        let isInclusive: Bool
    }

    case equal([CompiledExpression])
    case any(in: CompiledExpression)
    case range(equal: [CompiledExpression], lower: Bound?, upper: Bound?)
    case prefix(CompiledExpression)
    case contains(CompiledExpression)
    case suffix(CompiledExpression)
    case exists
}

/// What one input row asks of an index.
struct SeekRequest {
    struct Range {
        var lower: IndexBound?
        var upper: IndexBound?
    }

    /// Values of the first keys; the key after them may have a condition.
    var equal: [Value] = []
    /// The alternatives of `IN`, without nulls and duplicates.
    var alternatives: [Value]?
    var range: Range?
    var text: (StringPredicate, String)?
    /// Whether nothing can be found, because an operand is null or of a wrong type.
    var isEmpty = false
}

/// The nodes of one label whose indexed properties have given values.
///
/// Served by the index where there is one that can answer; otherwise by the label's nodes, checked
/// one by one, so that a plan made under another schema still answers rightly.
final class IndexedNodes: NodeFinder {
    private let label: LabelSymbol
    private let keys: [KeySymbol]
    private let bounds: SeekBounds
    private var cursor: NodeCursor?
    private var request = SeekRequest()
    private var pending: ArraySlice<Value> = []
    private var index: IndexID?
    private var isChecking = false

    init(label: LabelSymbol, keys: [KeySymbol], bounds: SeekBounds) {
        self.label = label
        self.keys = keys
        self.bounds = bounds
    }

    func open(_ batch: Batch, _ row: Int, _ context: ExecutionContext) throws(CypherError) {
        cursor = nil
        pending = []
        if try openOnCell(batch, row, context) { return }
        request = try makeRequest(batch, row, context)
        guard !request.isEmpty, let label = context.symbols.label(label) else { return }
        let keys = self.keys.compactMap { context.symbols.key($0) }
        guard keys.count == self.keys.count else { return }
        index = context.graph.index(on: label, keys: keys)
        if keys.count > 1, let found = index, context.graph.keys(of: found) != keys { index = nil }
        seek(label, context)
    }

    /// Opens the common seek, equality of one key with a value that fits in a cell, without making
    /// a value of it; answers whether that was possible.
    private func openOnCell(
        _ batch: Batch, _ row: Int, _ context: ExecutionContext
    ) throws(CypherError) -> Bool {
        guard case .equal(let values) = bounds, values.count == 1, let value = values.first,
            let key = keys.first.flatMap({ context.symbols.key($0) }),
            let label = context.symbols.label(label),
            let index = context.graph.index(on: label, keys: [key])
        else { return false }
        let cell = try value.cell(row, batch, context)
        switch cell.tag {
        case .boolean, .integer, .float, .string, .date, .localTime: break
        default: return false
        }
        isChecking = false
        cursor = context.graph.seek(index, equal: cell)
        return true
    }

    private func seek(_ label: LabelID, _ context: ExecutionContext) {
        isChecking = true
        guard let index else {
            cursor = context.graph.nodes(labelled: label)
            return
        }
        if let alternatives = request.alternatives, keys.count == 1 {
            pending = alternatives[...]
            openAlternative(context)
        } else if request.equal.count == keys.count {
            isChecking = !request.equal.allSatisfy(\.isExactInIndexes)
            cursor = context.graph.seek(index, equal: request.equal)
        } else if !request.equal.isEmpty {
            cursor = context.graph.seek(index, equal: request.equal)
        } else if request.equal.isEmpty, let range = request.range, keys.count == 1 {
            isChecking =
                !(range.lower?.value.isExactInIndexes ?? true)
                || !(range.upper?.value.isExactInIndexes ?? true)
            cursor = context.graph.seek(index, from: range.lower, to: range.upper)
        } else if request.equal.isEmpty, keys.count == 1, let (predicate, text) = request.text {
            isChecking = false
            cursor =
                predicate == .startsWith
                ? context.graph.seek(index, prefix: text)
                : context.graph.seek(index, part: text, onlyAtEnd: predicate == .endsWith)
        } else {
            cursor = context.graph.nodes(labelled: label)
        }
    }

    private func openAlternative(_ context: ExecutionContext) {
        guard let index, let value = pending.popFirst() else {
            cursor = nil
            return
        }
        isChecking = !value.isExactInIndexes
        cursor = context.graph.seek(index, equal: [value])
    }

    func next(
        into buffer: UnsafeMutableBufferPointer<NodeID>, _ context: ExecutionContext
    ) throws(CypherError) -> Int {
        while cursor != nil {
            let found = cursor?.next(into: buffer) ?? 0
            if found == 0 {
                openAlternative(context)
                continue
            }
            if !isChecking { return found }
            var kept = 0
            for place in 0..<found {
                try context.tick()
                if matches(buffer[place], context) {
                    buffer[kept] = buffer[place]
                    kept += 1
                }
            }
            if kept > 0 { return kept }
        }
        return 0
    }

    // MARK: Checking one node

    private func matches(_ node: NodeID, _ context: ExecutionContext) -> Bool {
        for (key, value) in zip(keys, request.equal) {
            let cell = self.cell(key, node, context)
            if !CellComparison.equal(cell, value, context).isTrue { return false }
        }
        guard let key = keys.dropFirst(request.equal.count).first else { return true }
        let cell = cell(key, node, context)
        if cell.isNull { return false }
        if let alternatives = request.alternatives {
            return alternatives.contains { CellComparison.equal(cell, $0, context).isTrue }
        }
        if let range = request.range { return isWithin(range, cell, context) }
        guard let (predicate, part) = request.text else { return true }
        guard let text = context.string(cell) else { return false }
        switch predicate {
        case .startsWith: return text.utf8.starts(with: part.utf8)
        case .endsWith: return text.utf8.reversed().starts(with: part.utf8.reversed())
        case .contains: return part.isEmpty || text.utf8.contains(part.utf8)
        case .matches: return false
        }
    }

    private func cell(_ key: KeySymbol, _ node: NodeID, _ context: ExecutionContext) -> Cell {
        guard let key = context.symbols.key(key) else { return .null }
        return context.graph.cell(of: key, on: node)
    }

    private func isWithin(
        _ range: SeekRequest.Range, _ cell: Cell, _ context: ExecutionContext
    ) -> Bool {
        let value = context.value(cell)
        if let lower = range.lower {
            let isIn = CellComparison.less(lower.value, value, orEqual: lower.isInclusive)
            if isIn != true { return false }
        }
        if let upper = range.upper {
            let isIn = CellComparison.less(value, upper.value, orEqual: upper.isInclusive)
            if isIn != true { return false }
        }
        return true
    }

    // MARK: What a row asks

    private func makeRequest(
        _ batch: Batch, _ row: Int, _ context: ExecutionContext
    ) throws(CypherError) -> SeekRequest {
        var request = SeekRequest()
        switch bounds {
        case .equal(let values):
            try take(values, &request, batch, row, context)
        case .any(let list):
            guard case .list(let members) = try list.value(row, batch, context) else {
                request.isEmpty = true
                break
            }
            var seen: Set<Value> = []
            request.alternatives = members.filter { member in
                if case .null = member { return false }
                return seen.insert(member.normalized).inserted
            }
        case .range(let values, let lower, let upper):
            try take(values, &request, batch, row, context)
            request.range = SeekRequest.Range(
                lower: try bound(lower, &request, batch, row, context),
                upper: try bound(upper, &request, batch, row, context))
        case .prefix(let part):
            try takeText(.startsWith, part, &request, batch, row, context)
        case .contains(let part):
            try takeText(.contains, part, &request, batch, row, context)
        case .suffix(let part):
            try takeText(.endsWith, part, &request, batch, row, context)
        case .exists:
            break
        }
        return request
    }

    private func take(
        _ values: [CompiledExpression], _ request: inout SeekRequest,
        _ batch: Batch, _ row: Int, _ context: ExecutionContext
    ) throws(CypherError) {
        for expression in values {
            let value = try expression.value(row, batch, context)
            if case .null = value { request.isEmpty = true }
            request.equal.append(value)
        }
    }

    private func bound(
        _ bound: SeekBounds.Bound?, _ request: inout SeekRequest,
        _ batch: Batch, _ row: Int, _ context: ExecutionContext
    ) throws(CypherError) -> IndexBound? {
        guard let bound else { return nil }
        let value = try bound.value.value(row, batch, context)
        if case .null = value { request.isEmpty = true }
        return IndexBound(value, isInclusive: bound.isInclusive)
    }

    private func takeText(
        _ predicate: StringPredicate, _ part: CompiledExpression, _ request: inout SeekRequest,
        _ batch: Batch, _ row: Int, _ context: ExecutionContext
    ) throws(CypherError) {
        guard case .string(let text) = try part.value(row, batch, context) else {
            request.isEmpty = true
            return
        }
        request.text = (predicate, text)
    }
}

extension Value {
    /// Whether an index answers for this value exactly, so that nodes need no further check.
    fileprivate var isExactInIndexes: Bool {
        switch self {
        case .boolean, .integer, .float, .string, .date, .localTime: true
        default: false
        }
    }

    /// The same number as an integer where it is one, so that `1` and `1.0` are one alternative.
    fileprivate var normalized: Value {
        guard case .float(let number) = self, let integer = Int64(exactly: number) else {
            return self
        }
        return .integer(integer)
    }
}

extension String.UTF8View {
    /// Whether another text's bytes occur among these.
    fileprivate func contains(_ part: String.UTF8View) -> Bool {
        var rest = self[...]
        while rest.count >= part.count {
            if rest.starts(with: part) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}

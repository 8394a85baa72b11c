import CypherSyntax
import PropertyGraph

/// What a `MERGE` does besides looking for its pattern.
struct CompiledMerge: Sendable {
    let create: [CompiledCreate]
    let onCreate: [CompiledMutation]
    let onMatch: [CompiledMutation]
    let required: [CompiledExpression]
}

/// `MERGE`: the rows of a pattern, which is created when there is none.
///
/// All matches of a row are found before the first is changed; each input row sees what the rows
/// before it wrote.
final class MergeSource: RowSource {
    private let context: ExecutionContext
    private let inner: InnerRun
    private let merge: CompiledMerge
    private let outerSlots: [Int]
    private var input: InputRows
    private var rows: RowStore
    private var position = 0
    private let work: Batch

    init(
        _ input: any RowSource,
        inner: InnerRun,
        merge: CompiledMerge,
        outerSlots: [Int],
        innerSlots: [Int],
        context: ExecutionContext
    ) {
        self.context = context
        self.inner = inner
        self.merge = merge
        self.outerSlots = outerSlots
        self.input = InputRows(input, width: context.plan.width)
        rows = RowStore(slots: outerSlots + innerSlots)
        work = Batch(width: context.plan.width, limit: 1)
        work.count = 1
    }

    func restart() {
        input.restart()
        rows.removeAll(context)
        position = 0
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while !batch.isFull {
            if position < rows.count {
                rows.copy(position, into: batch, at: batch.count)
                batch.count += 1
                position += 1
                continue
            }
            guard try input.advance() else { break }
            try context.tick(16)
            rows.removeAll(context)
            position = 0
            try run()
        }
        return batch.count > 0
    }

    private func run() throws(CypherError) {
        for expression in merge.required {
            let value = try expression.value(input.row, input.batch, context)
            guard case .map(let map) = value else { continue }
            if map.values.contains(where: \.isNull) { throw .nullInMerge() }
        }
        inner.start(input.batch, input.row)
        while try inner.next() {
            let found = inner.batch
            for slot in outerSlots {
                let cell = input.batch[slot, input.row]
                found.column(slot).update(repeating: cell, count: found.count)
            }
            try rows.append(found, context)
        }
        if rows.count > 0 {
            if !merge.onMatch.isEmpty { try changeMatches() }
        } else {
            try create()
        }
    }

    private func changeMatches() throws(CypherError) {
        for row in 0..<rows.count {
            rows.copy(row, into: work, at: 0)
            try context.mutate(merge.onMatch, work, 0)
        }
    }

    private func create() throws(CypherError) {
        work.copy(outerSlots, from: input.batch, row: input.row, to: 0)
        try context.create(merge.create, work, 0)
        try context.mutate(merge.onCreate, work, 0)
        try rows.append(work, context)
    }
}

extension CypherError {
    fileprivate static func nullInMerge() -> CypherError {
        CypherError(
            .semanticError, at: .runtime, detail: "MergeReadOwnWrites",
            message: "MERGE cannot look for a property that is null.",
            hint: "Filter rows whose value is null before MERGE.")
    }
}

import CypherSyntax
import PropertyGraph

/// One row for each group of rows with equivalent keys, in the order the groups appeared; without
/// keys exactly one row.
final class AggregateSource: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource
    private let keys: [(slot: Int, expression: CompiledExpression)]
    private let aggregations: [CompiledAggregation]
    private var table: GroupTable
    private var states: [AggregateStates] = []
    private var groupCount = 0
    private var position: Int?
    // Owned: freed in deinit; the group of each row of the batch at hand.
    private let groups: UnsafeMutablePointer<Int32>

    init(
        _ input: any RowSource,
        keys: [(slot: Int, expression: CompiledExpression)],
        aggregations: [CompiledAggregation],
        context: ExecutionContext
    ) {
        self.context = context
        self.input = input
        self.keys = keys
        self.aggregations = aggregations
        table = GroupTable(width: keys.count)
        groups = .allocate(capacity: Batch.maximum)
    }

    deinit { groups.deallocate() }

    func restart() {
        input.restart()
        position = nil
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        if position == nil {
            try collect()
            position = 0
        }
        let start = position ?? 0
        let count = min(batch.limit, groupCount - start)
        guard count > 0 else { return false }
        for (index, key) in keys.enumerated() {
            let column = batch.column(key.slot)
            for row in 0..<count { column[row] = table.key(index, of: start + row) }
        }
        for state in states {
            let column = batch.column(state.aggregation.slot)
            for row in 0..<count { column[row] = try state.result(of: start + row, context) }
        }
        batch.count = count
        position = start + count
        return true
    }

    private func collect() throws(CypherError) {
        table = GroupTable(width: keys.count)
        states = aggregations.map { AggregateStates($0, isSingle: keys.isEmpty) }
        groupCount = 0
        let rows = Batch(width: context.plan.width)
        if keys.isEmpty {
            groups.update(repeating: 0, count: Batch.maximum)
            try addOnlyGroup(rows)
        }
        while try input.next(into: rows) {
            try context.tick(rows.count)
            if !keys.isEmpty { try findGroups(rows) }
            for index in states.indices { try states[index].add(rows, groups: groups, context) }
            rows.clearGrowing()
        }
    }

    /// The one group without keys exists even when there are no rows.
    private func addOnlyGroup(_ rows: Batch) throws(CypherError) {
        rows.count = 1
        for index in states.indices { try states[index].addGroup(rows, 0, context) }
        rows.count = 0
        groupCount = 1
    }

    private func findGroups(_ rows: Batch) throws(CypherError) {
        var columns: [UnsafeMutablePointer<Cell>] = []
        for key in keys {
            let column = context.borrowColumn()
            try key.expression.evaluate(rows, context, into: column)
            columns.append(column)
        }
        // Taken out of the object for the loop, which spares a check of exclusive access per row.
        var table = GroupTable(width: 0)
        swap(&table, &self.table)
        defer { swap(&table, &self.table) }
        try table.findGroups(of: columns, rows: rows.count, into: groups, context) {
            (row) throws(CypherError) in
            groupCount += 1
            for index in states.indices { try states[index].addGroup(rows, row, context) }
        }
        for _ in keys { context.returnColumn() }
    }
}

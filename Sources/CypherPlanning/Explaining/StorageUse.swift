/// How often an operator asks the graph for something, as far as its rows tell.
///
/// One access is a node or relationship that is found, an index or a neighbourhood that is opened,
/// a property or label that is looked at, or a change. Measuring costs a query nothing besides
/// counting rows. The price: an expression counts as evaluated whole, though `AND` and `CASE` may
/// stop early, and what a search visits without yielding a row of it does not count.
public struct StorageUse: Hashable, Sendable {
    /// The accesses for each row that comes in.
    public var perInputRow = 0
    /// The accesses for each row that goes out.
    public var perRow = 0

    /// The accesses for a number of rows.
    public func accesses(inputRows: Int, rows: Int) -> Int {
        let before = perInputRow.multipliedReportingOverflow(by: inputRows)
        let after = perRow.multipliedReportingOverflow(by: rows)
        let sum = before.partialValue.addingReportingOverflow(after.partialValue)
        return before.overflow || after.overflow || sum.overflow ? .max : sum.partialValue
    }
}

extension LogicalPlan {
    /// The operator's accesses, without those of its inputs.
    var storageUse: StorageUse {
        let reads = expressions.reduce(0) { $0 + $1.storageReads }
        switch self {
        case .allNodesScan, .labelScan, .nodeIndexSeek, .nodeByID, .relationshipScan,
            .relationshipByID, .expand:
            return StorageUse(perInputRow: 1 + reads, perRow: 1)
        case .varExpand, .shortestPath:
            return StorageUse(perInputRow: 1, perRow: 1 + reads)
        case .relationshipEnds, .storedCount:
            return StorageUse(perInputRow: 1 + reads)
        case .create(_, let commands):
            return StorageUse(perInputRow: commands.count + reads)
        case .mutate(_, let mutations):
            return StorageUse(perInputRow: mutations.count + reads)
        case .delete(_, let targets, _):
            return StorageUse(perInputRow: targets.count + reads)
        default:
            return StorageUse(perInputRow: reads)
        }
    }
}

extension BoundExpression {
    /// How often the expression looks at the graph when it is evaluated whole.
    fileprivate var storageReads: Int {
        let below = children.reduce(0) { $0 + $1.storageReads }
        switch self {
        case .property, .hasLabels, .degree: return below + 1
        case .mapProjection(_, let items): return below + items.count
        default: return below
        }
    }
}

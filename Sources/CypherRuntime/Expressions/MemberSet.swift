import CypherSyntax
import PropertyGraph

/// The members of a list that is the same for all rows, for `x IN list`.
///
/// A list is looked through member by member at first. When that has been done a few times, its
/// members go into a table, so that `x IN $names` costs one look for each row, however many names
/// there are.
final class MemberSet {
    /// A list with fewer members is always looked through.
    private static let fewMembers = 16
    /// How many rows look through the list before a table is made.
    private static let patience = 4

    private enum State {
        case waiting(rows: Int)
        case table(GroupTable, hasNull: Bool)
        /// Some member is no plain value.
        case impossible
    }

    private var state = State.waiting(rows: 0)

    /// Whether a value is among the members, as Cypher's `IN` says; nil to look through the list.
    ///
    /// - Throws: `limitExceeded` when the table does not fit into the budget.
    func answer(
        for element: Cell, among members: [Value], _ context: ExecutionContext
    ) throws(CypherError) -> Cell? {
        if case .waiting(let rows) = state {
            guard members.count >= Self.fewMembers, rows >= Self.patience else {
                state = .waiting(rows: rows + 1)
                return nil
            }
            state = try Self.table(of: members, context)
        }
        guard case .table(let table, let hasNull) = state, isPlain(element, context) else {
            return nil
        }
        if table.contains(element, context) { return .boolean(true) }
        return hasNull ? .null : .boolean(false)
    }

    private static func table(
        of members: [Value], _ context: ExecutionContext
    ) throws(CypherError) -> State {
        var table = GroupTable(width: 1)
        var hasNull = false
        let column = context.borrowColumn()
        defer { context.returnColumn() }
        for member in members {
            try context.tick()
            switch member {
            case .null: hasNull = true
            case .float(let number) where number.isNaN: break  // Equal to nothing.
            case .boolean, .integer, .float, .string, .node, .relationship:
                column[0] = try context.pin(member)
                _ = try table.group(of: [column], 0, context)
            default: return .impossible
            }
        }
        return .table(table, hasNull: hasNull)
    }

    private func isPlain(_ cell: Cell, _ context: ExecutionContext) -> Bool {
        switch cell.tag {
        case .boolean, .integer, .string, .node, .relationship: true
        case .float: !cell.floatBits.isNaN
        case .heap: if case .string = context.heap[cell] { true } else { false }
        default: false
        }
    }
}

extension ExecutionContext {
    /// The members of an invariant list, by the list's place.
    func memberSet(_ place: Int) -> MemberSet {
        if let known = memberSets[place] { return known }
        let fresh = MemberSet()
        memberSets[place] = fresh
        return fresh
    }
}

import CypherRuntime
import CypherSyntax
import PropertyGraph

/// Counts what the rows of an answer take where they are kept until the statement ends.
///
/// The bytes count toward the query's memory budget, with everything else that it holds.
struct AnswerMeter {
    private let slots: [Int]
    /// The bytes that the rows' sink was last known to hold.
    private var known = 0
    private static let step = 256 << 10

    init(slots: [Int]) { self.slots = slots }

    /// Checks before a row is handed on that what it holds beside texts and numbers, which may be
    /// much more than it takes here because parts are shared, fits into the budget when it is
    /// written out.
    ///
    /// - Throws: `limitExceeded` when it does not.
    func check(_ row: Int, of execution: Execution) throws(CypherError) {
        let batch = execution.batch
        for slot in slots {
            let cell = batch[slot, row]
            guard cell.tag == .heap || cell.tag == .stored else { continue }
            try execution.context.heap.ensure(
                bytes: execution.context.value(cell).bytesWhenWalked)
        }
    }

    /// Counts what a sink holds by now.
    ///
    /// - Throws: `limitExceeded` when it does not fit into the budget.
    mutating func note(_ bytes: Int, _ context: ExecutionContext) throws(CypherError) {
        if bytes < known { context.heap.release(bytes: known &- bytes) }
        guard bytes < known || bytes &- known > Self.step else { return }
        if bytes > known { try context.heap.reserve(bytes: bytes &- known) }
        known = bytes
    }

    /// Counts the rows fetched last.
    ///
    /// - Throws: `limitExceeded` when they do not fit into the budget.
    func count(_ execution: Execution) throws(CypherError) {
        let (context, batch) = (execution.context, execution.batch)
        guard batch.count > 0, !slots.isEmpty else { return }
        var bytes = batch.count &* (40 &+ slots.count &* 24)
        for slot in slots {
            for row in 0..<batch.count {
                let cell = batch[slot, row]
                switch cell.tag {
                case .string: bytes &+= context.withUTF8(cell) { $0.count } ?? 0
                case .heap, .stored: bytes &+= context.value(cell).bytesWhenWalked
                default: break
                }
            }
            try context.heap.reserve(bytes: bytes)
            bytes = 0
        }
    }
}

extension Value {
    /// About how many bytes the value takes when nothing of it is shared.
    fileprivate var bytesWhenWalked: Int {
        switch self {
        case .list(let elements):
            elements.reduce(shallowSize) { size, element in
                size &+ (element.isPlain ? 0 : element.bytesWhenWalked)
            }
        case .map(let entries):
            entries.reduce(shallowSize) { size, entry in
                size &+ entry.key.utf8.count
                    &+ (entry.value.isPlain ? 0 : entry.value.bytesWhenWalked)
            }
        default: shallowSize
        }
    }

    /// Whether the value takes no room besides its place.
    private var isPlain: Bool {
        switch self {
        case .string, .list, .map, .path: false
        default: true
        }
    }
}

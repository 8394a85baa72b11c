internal import PropertyGraph

/// What a plan reads and writes of the graph, in kinds.
struct Footprint {
    /// Whether operators are open on nodes or relationships while rows stream.
    var hasCursors = false
    /// Whether expressions read properties, labels or patterns.
    var readsValues = false
    /// Whether anything is created, changed or deleted.
    var writes = false
    /// Whether anything is changed or deleted, or created depending on what there is.
    var changes = false

    init() {}

    /// The footprint of all operators of a plan.
    init(of plan: LogicalPlan) {
        plan.visit { plan in add(plan) }
    }

    private mutating func add(_ plan: LogicalPlan) {
        switch plan {
        case .allNodesScan, .labelScan, .nodeIndexSeek, .nodeByID, .relationshipScan,
            .relationshipByID, .relationshipEnds, .expand, .varExpand, .shortestPath,
            .repeatPattern, .storedCount, .show:
            hasCursors = true
        case .create: writes = true
        case .merge, .mutate, .delete:
            writes = true
            changes = true
        case .callProcedure(_, let call):
            hasCursors = true
            if call.signature.effect != .reads {
                writes = true
                changes = true
            }
        default: break
        }
        if case .merge = plan { readsValues = true }
        guard !readsValues else { return }
        readsValues = plan.expressions.contains { expression in
            expression.contains { part in part.readsGraph }
        }
    }
}

/// Remembers what streams below the end of a plan, to tell where rows must be gathered first.
///
/// Cypher's clauses take effect one after the other: a MATCH must not see what a later CREATE
/// writes, nor a RETURN less than what all rows of an earlier SET wrote. Rows however stream
/// through all operators, so where one side writes what the other may see, an `eager` gathers all
/// rows between them. The test is coarse on purpose.
struct BarrierTracker {
    private var below = Footprint()

    /// Whether something below still writes.
    var hasWrites: Bool { below.writes }

    /// Whether all rows must be gathered before operators of a footprint.
    func needsSeparation(before next: Footprint) -> Bool {
        if next.writes, below.hasCursors || below.readsValues { return true }
        if next.changes, below.writes { return true }
        return below.writes && (next.hasCursors || next.readsValues)
    }

    /// Notes operators put on top.
    mutating func add(_ next: Footprint) {
        below.hasCursors = below.hasCursors || next.hasCursors
        below.readsValues = below.readsValues || next.readsValues
        below.writes = below.writes || next.writes
        below.changes = below.changes || next.changes
    }

    /// Notes that everything below is done before the next row comes.
    mutating func close() {
        below = Footprint()
    }
}

extension BoundExpression {
    /// Whether this expression itself, its children apart, can depend on the state of the graph.
    fileprivate var readsGraph: Bool {
        switch self {
        case .property, .element, .hasLabels, .degree, .mapProjection, .function, .exists, .count,
            .collect:
            true
        default: false
        }
    }
}

extension LogicalPlan {
    /// Whether the plan, given one outer row, can be seen to yield at most one row.
    ///
    /// Then its operators and those above never run interleaved.
    var yieldsAtMostOneRow: Bool {
        var plan = self
        while true {
            switch plan {
            case .argument: return true
            case .nodeIndexSeek(let input, let seek):
                guard seek.isUnique, case .equal = seek.bounds else { return false }
                plan = input
            case .nodeByID(let input, let look):
                guard !look.isList else { return false }
                plan = input
            case .aggregate(let input, let aggregate):
                if aggregate.keys.isEmpty { return true }
                plan = input
            case .limit(let input, .literal(.integer(let count))):
                if count <= 1 { return true }
                plan = input
            case .filter(let input, _), .project(let input, _), .distinct(let input, _),
                .sort(let input, _), .skip(let input, _), .limit(let input, _),
                .top(let input, _, _), .eager(let input), .create(let input, _),
                .mutate(let input, _), .delete(let input, _, _),
                .foreach(let input, _, _, _), .semiApply(let input, _, _),
                .storedCount(let input, _):
                plan = input
            default: return false
            }
        }
    }
}

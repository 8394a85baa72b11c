internal import CypherSyntax

/// Finds partners of a scan by hash instead of comparing every pair.
///
///     filter(a.x = b.y AND p)          filter(a.x = b.y AND p)
///          |                                    |
///     labelScan(b:B)            →      hashJoin(b.y = a.x)
///          |                            /              \
///          a                     labelScan(b:B)         a
///                                      |
///                                  argument
///
/// The scanned side fills the table, so the rows keep the order of `a`. The filter stays and
/// judges what the join proposes, so the join may take keys for equal that differ as values.
struct JoinByHash: RewriteRule {
    func rewrite(_ plan: LogicalPlan, _ slots: inout SlotAllocator) -> LogicalPlan {
        plan.rewritten(joined)
    }

    private func joined(_ plan: LogicalPlan) -> LogicalPlan {
        guard case .filter(let scan, let predicate) = plan,
            let (input, table, node) = independent(scan), !input.yieldsAtMostOneRow,
            // What the input writes, the scan has to see, and it has to be written in any case.
            input.effect(returnsRows: true) == .reads
        else { return plan }
        let written = input.writtenSlots
        var join = HashJoin(leftKeys: [], rightKeys: [])
        for case .comparison(.equal, let first, let second) in predicate.conjuncts {
            for (own, other) in [(first, second), (second, first)] {
                let reads = other.readSlots
                guard own.readSlots == [node], !reads.isEmpty, reads.isSubset(of: written),
                    own.isDeterministic, other.isDeterministic
                else { continue }
                join.leftKeys.append(own)
                join.rightKeys.append(other)
                break
            }
        }
        guard !join.leftKeys.isEmpty else { return plan }
        return .filter(.hashJoin(table, input, join), predicate)
    }

    /// A scan that reads nothing of its input: the input, the scan on its own, and its node.
    private func independent(
        _ plan: LogicalPlan
    ) -> (input: LogicalPlan, table: LogicalPlan, node: Slot)? {
        switch plan {
        case .allNodesScan(let input, let node):
            return (input, .allNodesScan(.argument, node: node), node)
        case .labelScan(let input, let node, let labels):
            return (input, .labelScan(.argument, node: node, labels: labels), node)
        default: return nil
        }
    }
}

internal import CypherSyntax

/// Finds partners of an independent part of a pattern by hash instead of comparing every pair.
///
///     filter(a.x = c.y AND p)          filter(a.x = c.y AND p)
///          |                                    |
///     expand(b)-->(c)           →      hashJoin(c.y = a.x)
///          |                            /              \
///     labelScan(b:B)             expand(b)-->(c)        a
///          |                            |
///          a                     labelScan(b:B)
///                                       |
///                                   argument
///
/// The independent part is run once, and fills the table, so the rows keep the order of `a`. The
/// filter stays and judges what the join proposes, so the join may take keys for equal that differ
/// as values.
struct JoinByHash: RewriteRule {
    func rewrite(_ plan: LogicalPlan, _ slots: inout SlotAllocator) -> LogicalPlan {
        plan.rewritten(joined)
    }

    private func joined(_ plan: LogicalPlan) -> LogicalPlan {
        guard case .filter(let below, let predicate) = plan, let part = IndependentPart(below),
            !part.input.yieldsAtMostOneRow,
            // What the input writes, the part has to see, and it has to be written in any case.
            part.input.effect(returnsRows: true) == .reads
        else { return plan }
        let written = part.input.writtenSlots
        var join = HashJoin(leftKeys: [], rightKeys: [])
        for case .comparison(.equal, let first, let second) in predicate.conjuncts {
            for (own, other) in [(first, second), (second, first)] {
                let (mine, theirs) = (own.readSlots, other.readSlots)
                guard !mine.isEmpty, mine.isSubset(of: part.slots), !theirs.isEmpty,
                    theirs.isSubset(of: written), own.isDeterministic, other.isDeterministic
                else { continue }
                join.leftKeys.append(own)
                join.rightKeys.append(other)
                break
            }
        }
        guard !join.leftKeys.isEmpty else { return plan }
        return .filter(.hashJoin(part.plan, part.input, join), predicate)
    }
}

/// The last operators of a chain, from a scan on, that read nothing of what comes before them.
private struct IndependentPart {
    /// What comes before.
    let input: LogicalPlan
    /// The operators on their own.
    let plan: LogicalPlan
    /// The slots they write.
    let slots: Set<Slot>

    init?(_ plan: LogicalPlan) {
        switch plan {
        case .allNodesScan(let input, let node):
            self.init(input, .allNodesScan(.argument, node: node), [node])
        case .labelScan(let input, let node, let labels):
            self.init(input, .labelScan(.argument, node: node, labels: labels), [node])
        case .filter(let below, let predicate):
            guard let part = IndependentPart(below), predicate.isDeterministic,
                predicate.readSlots.isSubset(of: part.slots)
            else { return nil }
            self.init(part.input, .filter(part.plan, predicate), part.slots)
        case .expand(let below, let expand):
            guard let part = IndependentPart(below), part.slots.contains(expand.from),
                expand.mode == .all || part.slots.contains(expand.to),
                part.slots.isSuperset(of: expand.excluding)
            else { return nil }
            let slots = part.slots.union([expand.relationship, expand.to])
            self.init(part.input, .expand(part.plan, expand), slots)
        default: return nil
        }
    }

    private init(_ input: LogicalPlan, _ plan: LogicalPlan, _ slots: Set<Slot>) {
        self.input = input
        self.plan = plan
        self.slots = slots
    }
}

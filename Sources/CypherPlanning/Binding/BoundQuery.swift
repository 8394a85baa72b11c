internal import CypherSyntax
internal import PropertyGraph

/// A query whose names are resolved: what the planner plans.
struct BoundQuery {
    /// The parts of a `UNION`, one when there is none.
    var branches: [BoundBranch]
    /// Whether equal rows of several branches are all kept.
    var keepsDuplicates: Bool
    /// The columns of the answer; without any, the query returns nothing.
    var columns: [ResultColumn]
    /// Whether it ends in `RETURN`, or in a standalone call.
    var returnsRows: Bool
}

/// A sequence of bound clauses.
struct BoundBranch {
    var clauses: [BoundClause]
    /// The slots of the branch's own columns, in the order of `BoundQuery.columns`.
    var results: [Slot]
}

/// A clause whose names are resolved.
indirect enum BoundClause {
    case match(BoundMatch)
    case unwind(list: BoundExpression, element: Slot)
    case project(BoundWith)
    case call(CallProcedure, predicate: BoundExpression?)
    case subquery(BoundSubquery)
    case create([CreateCommand], paths: [BoundProjection])
    case merge(BoundMerge)
    case mutate([Mutation])
    case delete([BoundExpression], detach: Bool)
    case foreach(list: BoundExpression, element: Slot, clauses: [BoundClause])
    case show(Show)
}

/// `MATCH` as a graph of slots.
struct BoundMatch {
    /// Whether a row without a match is kept, with nulls.
    var isOptional = false
    /// The nodes, bound before or not, each once.
    var nodes: [Slot] = []
    /// The relationships, and chains of them.
    var relationships: [PatternRelationship] = []
    /// Searches for shortest paths.
    var shortestPaths: [PatternShortestPath] = []
    /// The named paths.
    var paths: [BoundProjection] = []
    /// Everything that must hold, labels and inline properties included, as conjuncts.
    var predicates: [BoundExpression] = []
    /// The slots that the match binds and nothing before it did.
    var introduced: [Slot] = []
    /// Which of the paths that match are meant, when not all.
    var selection: PathSelection?

    mutating func add(node: Slot) {
        if !nodes.contains(node) { nodes.append(node) }
    }

    /// Adds a predicate of the clause's `WHERE`: when paths are selected, it is applied to those
    /// selected, unless it holds for all paths between two ends alike.
    mutating func addOutside(_ predicate: BoundExpression) {
        guard let selection else { return add(predicate) }
        let inside = Set(introduced).union(paths.map(\.slot))
            .subtracting([selection.paths.start, selection.paths.end])
        for part in predicate.conjuncts {
            if part.isDeterministic, part.readSlots.isDisjoint(with: inside) {
                add(part)
            } else {
                self.selection?.predicates.append(part)
            }
        }
    }

    /// Adds a predicate, split at its conjunctions.
    mutating func add(_ predicate: BoundExpression) {
        predicates += predicate.conjuncts
    }
}

/// A relationship of a pattern.
struct PatternRelationship {
    /// The slot of the relationship, or of the list of them.
    var slot: Slot
    /// The node on the left.
    var left: Slot
    /// The node on the right.
    var right: Slot
    /// The direction, seen from the left.
    var direction: Direction
    /// The types, any of which is right; empty for all types.
    var types: [String]
    /// The bounds of a variable-length relationship.
    var length: PatternLength?
    /// What every relationship of a chain fulfils.
    var stepPredicate: StepPredicate?
    /// The MATCH it belongs to: relationships of one group are pairwise different.
    var group: Int
    /// The pattern that is repeated here instead of a relationship.
    var repetition: PatternRepetition?

    /// The slots of the lists that a repeated pattern's variables are.
    var lists: [Slot] { repetition?.variables.map(\.list) ?? [] }
}

/// A pattern that is repeated between two nodes.
struct PatternRepetition {
    /// One repetition.
    var match: BoundMatch
    /// The node at its left end.
    var start: Slot
    /// The node at its right end.
    var end: Slot
    /// Its relationships, left to right.
    var relationships: [Slot]
    /// Its variables with the slots of their lists.
    var variables: [RepeatPattern.Variable]

    /// What has to have values before a repetition: what it reads and does not bind itself.
    var imports: Set<Slot> {
        var slots = Set(match.nodes)
        for predicate in match.predicates { slots.formUnion(predicate.readSlots) }
        for inner in match.relationships {
            if let repetition = inner.repetition { slots.formUnion(repetition.imports) }
        }
        return slots.subtracting(match.introduced).subtracting([start, end])
    }
}

/// Which of the paths that match a pattern are meant: `SHORTEST …` and its kin.
struct PathSelection {
    /// The paths to count, the ends of each, and how many are wanted.
    var paths: SelectPaths
    /// The length of a path.
    var length: BoundExpression
    /// What must hold of the paths selected: the clause's `WHERE`.
    var predicates: [BoundExpression] = []
}

/// The slots along a path.
struct PathElements {
    var nodes: [Slot] = []
    var steps: [PathConstruction.Step] = []
}

/// The bounds of a variable-length relationship.
struct PatternLength: Hashable {
    var minimum: Int
    var maximum: Int?
}

/// `shortestPath(…)` or `allShortestPaths(…)` of a MATCH.
struct PatternShortestPath {
    var relationship: PatternRelationship
    var path: Slot?
    var isAll: Bool
    /// Whether a path from a node to itself is sought like any other.
    var findsCycles = false
}

/// `WITH` or `RETURN`.
struct BoundWith {
    /// The grouping, when the projection aggregates.
    var aggregate: Aggregate?
    /// Slots to compute, after grouping.
    var items: [BoundProjection]
    /// The slots of the columns, in order; the only ones visible afterwards.
    var kept: [Slot]
    var isDistinct: Bool
    var order: [SortKey]
    var skip: BoundExpression?
    var limit: BoundExpression?
    var predicate: BoundExpression?
}

/// `MERGE`.
struct BoundMerge {
    var pattern: BoundMatch
    var create: [CreateCommand]
    var onCreate: [Mutation]
    var onMatch: [Mutation]
    var requiredProperties: [BoundExpression]
    var paths: [BoundProjection]
}

/// `CALL { … }`.
struct BoundSubquery {
    var query: BoundQuery
    var isOptional: Bool
    var batches: SubqueryBatches?
}

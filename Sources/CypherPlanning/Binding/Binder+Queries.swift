internal import CypherSyntax
internal import PropertyGraph

/// Where a query stands, as far as this decides how it may end.
enum QueryPosition {
    /// The whole statement.
    case statement
    /// Inside `CALL { … }`.
    case call
    /// Inside `EXISTS { … }` or `COUNT { … }`: the result is not read.
    case existence
    /// Inside `COLLECT { … }`.
    case collection
}

/// A column of a bound query.
struct BoundColumn {
    var name: String
    var variable: Variable
}

/// The state of binding one branch.
struct BranchBinding {
    var scope: Scope
    var clauses: [BoundClause] = []
    /// The columns once RETURN, or a standalone call, has been met.
    var columns: [BoundColumn]?
    /// Whether a subquery may be run in transactions of its own.
    var allowsTransactions = false
    /// Whether a clause so far changes the graph.
    var hasWritten = false
}

extension Binder {
    /// Binds a query.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - scope: The variables it sees.
    ///   - position: Where it stands.
    /// - Returns: The query with the columns it yields, whose slots are those of the query.
    /// - Throws: What is wrong with the query.
    mutating func query(
        _ query: Query,
        in scope: Scope,
        _ position: QueryPosition
    ) throws(CypherError) -> (query: BoundQuery, columns: [BoundColumn]) {
        var branches: [BranchBinding] = []
        for branch in query.branches {
            branches.append(try self.branch(branch, in: scope, position, of: query))
        }
        let first = branches.first?.columns
        guard branches.count > 1, let first else {
            let bound = branches.map { branch in
                let results = (branch.columns ?? []).map(\.variable.slot)
                return BoundBranch(clauses: branch.clauses, results: results)
            }
            return (Self.boundQuery(bound, query, first), first ?? [])
        }
        return try union(branches, first, query)
    }

    private static func boundQuery(
        _ branches: [BoundBranch],
        _ query: Query,
        _ columns: [BoundColumn]?
    ) -> BoundQuery {
        BoundQuery(
            branches: branches,
            keepsDuplicates: query.keepsDuplicates,
            columns: (columns ?? []).map { column in
                ResultColumn(name: column.name, slot: column.variable.slot)
            },
            returnsRows: columns != nil
        )
    }

    /// Gives the branches common columns.
    private mutating func union(
        _ branches: [BranchBinding],
        _ first: [BoundColumn],
        _ query: Query
    ) throws(CypherError) -> (query: BoundQuery, columns: [BoundColumn]) {
        var types = first.map(\.variable.type)
        var bound: [BoundBranch] = []
        for branch in branches {
            var results: [Slot] = []
            let columns = branch.columns ?? []
            for (index, column) in first.enumerated() {
                guard columns.count == first.count,
                    let own = columns.first(where: { own in own.name == column.name })
                else {
                    throw BindingError.syntax(
                        "DifferentColumnsInUnion",
                        "All parts of a UNION must return columns of the same names.",
                        at: query.span
                    )
                }
                results.append(own.variable.slot)
                types[index] = types[index].union(own.variable.type)
            }
            bound.append(BoundBranch(clauses: branch.clauses, results: results))
        }
        var columns: [BoundColumn] = []
        for (column, type) in zip(first, types) {
            let slot = slots.allocate(column.name, holding: type)
            columns.append(
                BoundColumn(name: column.name, variable: Variable(slot: slot, type: type))
            )
        }
        return (Self.boundQuery(bound, query, columns), columns)
    }

    private mutating func branch(
        _ branch: SingleQuery,
        in scope: Scope,
        _ position: QueryPosition,
        of query: Query
    ) throws(CypherError) -> BranchBinding {
        var binding = BranchBinding(scope: scope)
        binding.allowsTransactions = position == .statement && query.branches.count == 1
        if scope.isImporting {
            if case .with = branch.clauses.first {
                binding.scope.isImporting = false
            } else {
                binding.scope = Scope()
            }
        }
        let isAlone = branch.clauses.count == 1 && query.branches.count == 1
        for (index, clause) in branch.clauses.enumerated() {
            if case .call(let call) = clause, isAlone, position == .statement {
                try standaloneCall(call, &binding)
                continue
            }
            let isLast = index == branch.clauses.count - 1
            try self.clause(clause, isLast: isLast, &binding)
            if case .subquery(let call) = clause, call.transactions != nil { continue }
            binding.hasWritten = binding.hasWritten || clause.isUpdating
        }
        guard let last = branch.clauses.last else { return binding }
        try checkEnd(last, binding, position)
        if query.branches.count > 1, binding.columns == nil, position == .statement {
            let returns = query.branches.contains { branch in branch.returnClause != nil }
            guard !returns else {
                throw BindingError.syntax(
                    "DifferentColumnsInUnion",
                    "All parts of a UNION must return columns of the same names.",
                    at: branch.span
                )
            }
        }
        return binding
    }

    /// Reports a query that ends where it cannot.
    private func checkEnd(
        _ last: Clause,
        _ binding: BranchBinding,
        _ position: QueryPosition
    ) throws(CypherError) {
        let isReturned = binding.columns != nil
        guard !isReturned, position != .existence else { return }
        if position != .collection, last.canEndQuery { return }
        if position != .collection, case .call(let call) = last,
            callables.procedure(named: call.name.text)?.results.isEmpty == true
        {
            return
        }
        throw CypherError(
            .syntaxError,
            detail: "InvalidClauseComposition",
            message: "A query cannot end with \(last.keyword).",
            span: last.span,
            hint: "End it with RETURN or with a clause that changes the graph."
        )
    }
}

extension Clause {
    /// Whether a query without result may end here.
    fileprivate var canEndQuery: Bool {
        switch self {
        case .create, .merge, .set, .remove, .delete, .foreach, .returning, .finish: true
        case .subquery(let call): call.query.branches.allSatisfy { $0.returnClause == nil }
        case .match, .unwind, .with, .call: false
        }
    }

    /// The keyword that begins the clause.
    var keyword: String {
        switch self {
        case .match: "MATCH"
        case .unwind: "UNWIND"
        case .with: "WITH"
        case .returning: "RETURN"
        case .call, .subquery: "CALL"
        case .create: "CREATE"
        case .merge: "MERGE"
        case .set: "SET"
        case .remove: "REMOVE"
        case .delete: "DELETE"
        case .foreach: "FOREACH"
        case .finish: "FINISH"
        }
    }
}

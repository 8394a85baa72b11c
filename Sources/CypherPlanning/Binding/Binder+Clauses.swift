internal import CypherSyntax
internal import PropertyGraph

extension Binder {
    /// Binds a clause and adds it to its branch.
    mutating func clause(
        _ clause: Clause,
        isLast: Bool,
        _ binding: inout BranchBinding
    ) throws(CypherError) {
        if case .create = clause {} else { try count(2, at: clause.span) }
        switch clause {
        case .match(let clause): try match(clause, &binding)
        case .unwind(let clause): try unwind(clause, &binding)
        case .with(let clause):
            let (bound, columns) = try project(
                clause.projection,
                where: clause.predicate,
                isReturn: false,
                binding.scope
            )
            binding.clauses.append(.project(bound))
            binding.scope = binding.scope.narrowed(to: Self.variables(columns))
        case .returning(let clause):
            let (bound, columns) = try project(
                clause.projection,
                where: nil,
                isReturn: true,
                binding.scope
            )
            binding.clauses.append(.project(bound))
            binding.columns = columns
        case .call(let call): try self.call(call, &binding)
        case .subquery(let call): try subquery(call, &binding)
        case .create(let clause): try create(clause, &binding)
        case .merge(let clause): try merge(clause, &binding)
        case .set(let clause): try set(clause, &binding)
        case .remove(let clause): try remove(clause, &binding)
        case .delete(let clause): try delete(clause, &binding)
        case .foreach(let clause): try foreach(clause, &binding)
        case .finish: break
        }
    }

    private static func variables(_ columns: [BoundColumn]) -> [String: Variable] {
        columns.reduce(into: [:]) { variables, column in
            variables[column.name] = column.variable
        }
    }

    private mutating func match(
        _ clause: MatchClause,
        _ binding: inout BranchBinding
    ) throws(CypherError) {
        let mark = slots.slots.count
        var match = try match(
            clause.patterns,
            where: clause.predicate,
            &binding.scope,
            repeatsElements: clause.repeatsElements
        )
        match.isOptional = clause.isOptional
        if clause.isOptional { slots.markNullable(since: mark) }
        binding.clauses.append(.match(match))
    }

    private mutating func unwind(
        _ clause: UnwindClause,
        _ binding: inout BranchBinding
    ) throws(CypherError) {
        let list = try value(clause.list, in: binding.scope)
        let type: StaticType =
            list.type.types == .list ? StaticType(types: list.type.elements) : .any
        let slot = try introduce(clause.variable, type, &binding.scope)
        binding.clauses.append(.unwind(list: list.expression, element: slot))
    }

    /// A new variable of a clause; a name that is bound already is an error.
    mutating func introduce(
        _ name: Name,
        _ type: StaticType,
        _ scope: inout Scope
    ) throws(CypherError) -> Slot {
        guard scope.variables[name.text] == nil else {
            throw BindingError.alreadyBound(name.text, at: name.span)
        }
        let slot = slots.allocate(name.text, holding: type)
        scope.add(name.text, Variable(slot: slot, type: type))
        return slot
    }

    // MARK: CALL { … }

    private mutating func subquery(
        _ call: SubqueryCall,
        _ binding: inout BranchBinding
    ) throws(CypherError) {
        let (query, imported) = try imports(of: call, binding.scope)
        let (bound, columns) = try self.query(query, in: imported, .call)
        if bound.returnsRows {
            for column in columns {
                guard binding.scope.variables[column.name] == nil else {
                    throw BindingError.alreadyBound(column.name, at: call.span)
                }
                binding.scope.add(column.name, column.variable)
            }
        }
        let batches = try batches(of: call, &binding)
        let subquery = BoundSubquery(
            query: bound,
            isOptional: call.isOptional,
            batches: batches
        )
        binding.clauses.append(.subquery(subquery))
    }

    /// How a subquery's rows are committed in batches, if they are.
    private mutating func batches(
        of call: SubqueryCall,
        _ binding: inout BranchBinding
    ) throws(CypherError) -> SubqueryBatches? {
        guard let batches = call.transactions else { return nil }
        let problem: String? =
            if !binding.allowsTransactions {
                "CALL { … } IN TRANSACTIONS cannot stand inside another subquery or a UNION."
            } else if binding.hasWritten {
                "CALL { … } IN TRANSACTIONS cannot stand after a clause that writes."
            } else {
                nil
            }
        if let problem {
            throw BindingError.syntax("InvalidTransactionBatches", problem, at: call.span)
        }
        return SubqueryBatches(
            size: try rowCount(batches.size, "IN TRANSACTIONS OF"),
            reaction: batches.reaction,
            status: try batches.status.map { name throws(CypherError) in
                try introduce(name, .map, &binding.scope)
            }
        )
    }

    /// The subquery and the variables it sees from outside.
    private func imports(
        of call: SubqueryCall,
        _ scope: Scope
    ) throws(CypherError) -> (query: Query, scope: Scope) {
        switch call.imports {
        case .all: return (call.query, scope.enclosing)
        case .variables(let names):
            var variables: [String: Variable] = [:]
            for name in names {
                guard let variable = scope.variables[name.text] else {
                    throw BindingError.undefined(name.text, at: name.span, in: scope)
                }
                variables[name.text] = variable
            }
            return (call.query, Scope(variables: variables, outer: variables))
        case .leadingWith:
            // Each branch sees the outer variables in its first WITH only, so a branch without one
            // starts from nothing; the branches' own first clause narrows the rest.
            return (call.query, Scope(variables: scope.variables, isImporting: true))
        }
    }
}

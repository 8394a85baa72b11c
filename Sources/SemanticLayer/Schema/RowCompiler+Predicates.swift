import SQLSyntax

/// Conditions in SQL.
extension RowCompiler {
    mutating func predicates(
        _ conditions: [RowQuery.Condition],
        _ scope: inout RowScope
    ) throws(BindingError) -> [SQLExpression] {
        var result: [SQLExpression] = []
        // Conditions on the same table with many rows must hold for one and the same row.
        var shared: [(table: String, conditions: [RowQuery.Condition])] = []
        for condition in conditions {
            if let column = condition.column, !scope.isJoined(column.dataset),
                fansOut(scope.root, column.dataset)
            {
                let key = firstFanOut(scope.root, column.dataset) ?? column.dataset
                if let index = shared.firstIndex(where: {
                    firstFanOut(scope.root, $0.table) == key
                }) {
                    shared[index].conditions.append(condition)
                    let isFarther =
                        (graph.distance(scope.root, column.dataset) ?? 0)
                        > (graph.distance(scope.root, shared[index].table) ?? 0)
                    if isFarther { shared[index].table = column.dataset }
                } else {
                    shared.append((column.dataset, [condition]))
                }
                continue
            }
            // A table that only has to exist is implied by a condition on it or beyond it.
            if case .exists(let table, let inner, false) = condition, inner.isEmpty,
                conditions.contains(where: { isImplied(table, by: $0, from: scope.root) })
            {
                continue
            }
            result.append(try predicate(condition, &scope))
        }
        for (table, list) in shared {
            result.append(try exists(table, list, isNegated: false, &scope))
        }
        return result
    }

    private func isImplied(
        _ table: String,
        by condition: RowQuery.Condition,
        from root: String
    ) -> Bool {
        let target: String?
        switch condition {
        case .counted(let other, let sign, _) where sign == .greater || sign == .greaterOrEqual:
            target = other
        case .exists(let other, let inner, false): target = inner.isEmpty ? nil : other
        default: target = condition.column?.dataset
        }
        guard let target else { return false }
        if target == table { return true }
        return graph.path(from: root, to: target, preferring: query.words)?.steps
            .contains { $0.to.dataset == table } ?? false
    }

    private func fansOut(_ root: String, _ table: String) -> Bool {
        firstFanOut(root, table) != nil
    }

    private func firstFanOut(_ root: String, _ table: String) -> String? {
        graph.path(from: root, to: table, preferring: query.words)?.steps
            .first(where: \.isFanOut)?.to.dataset
    }

    private mutating func predicate(
        _ condition: RowQuery.Condition,
        _ scope: inout RowScope
    ) throws(BindingError) -> SQLExpression {
        switch condition {
        case .compare(let column, let sign, let value):
            return .binary(sign, try scope.column(column), .literal(value))
        case .isIn(let column, let values, let isNegated):
            let field = try scope.column(column)
            if values.count == 1, let value = values.first {
                return .binary(isNegated ? .notEqual : .equal, field, .literal(value))
            }
            return .isIn(field, values.map(SQLExpression.literal), negated: isNegated)
        case .between(let column, let low, let high, let isNegated):
            return .between(
                try scope.column(column), .literal(low), .literal(high), negated: isNegated)
        case .like(let column, let pattern, let isNegated):
            return .like(try scope.column(column), .string(pattern), negated: isNegated)
        case .isNull(let column, let isNegated):
            return .isNull(try scope.column(column), negated: isNegated)
        case .during(let column, let range): return try during(column, range, &scope)
        case .versus(let column, let sign, let function):
            let call: SQLAggregate.Function =
                function == .maximum ? .maximum : function == .minimum ? .minimum : .average
            let inner = SQLSelect(
                [SQLSelectItem(.aggregate(SQLAggregate(call, .column(column.name))))],
                from: SQLTable(named: column.dataset)
            )
            return .binary(sign, try scope.column(column), .subquery(SQLQuery(select: inner)))
        case .exists(let table, let inner, let isNegated):
            return try exists(table, inner, isNegated: isNegated, &scope)
        case .selfExists(let column, let isNegated):
            return try selfExists(column, isNegated, &scope)
        case .counted(let table, let sign, let count):
            return try counted(table, sign, count, &scope)
        case .either(let list):
            var parts: [SQLExpression] = []
            for part in list {
                let inner = try predicates([part], &scope)
                if let all = SQLExpression.all(inner) { parts.append(all) }
            }
            guard let first = parts.first else { return .literal(.boolean(true)) }
            return parts.dropFirst().reduce(first) { .binary(.or, $0, $1) }
        }
    }

    private func during(
        _ column: ColumnReference,
        _ range: TimeRange,
        _ scope: inout RowScope
    ) throws(BindingError) -> SQLExpression {
        let value = try scope.column(column)
        var parts: [SQLExpression] = []
        if let start = range.start {
            parts.append(.binary(.greaterOrEqual, value, .literal(.date(start.description))))
        }
        if let end = range.end {
            parts.append(.binary(.less, value, .literal(.date(end.description))))
        }
        return SQLExpression.all(parts) ?? .isNull(value, negated: true)
    }

    /// The subject whose rows must exist elsewhere: the query's, when the scope can reach it.
    private func holder(_ scope: RowScope) -> String {
        guard scope.root != query.subject, scope.root == self.scope.root,
            graph.path(from: scope.root, to: query.subject) != nil
        else { return scope.root }
        return query.subject
    }

    /// Membership of the subject's key in the rows that satisfy the conditions.
    private mutating func exists(
        _ table: String,
        _ conditions: [RowQuery.Condition],
        isNegated: Bool,
        _ scope: inout RowScope
    ) throws(BindingError) -> SQLExpression {
        let home = table == holder(scope) ? scope.root : holder(scope)
        guard let path = graph.path(from: home, to: table, preferring: query.words) else {
            throw .unreachable(field: table, dataset: home, metric: home, alternatives: [])
        }
        if path.isAmbiguous { confidence *= 0.85 }
        guard let first = path.steps.first else {
            return SQLExpression.all(try predicates(conditions, &scope)) ?? .literal(.boolean(true))
        }
        let outer = try scope.column(first.from)
        if conditions.isEmpty, path.steps.count == 1, !first.isFanOut {
            return .isNull(outer, negated: !isNegated)
        }
        var inner = RowScope(first.to.dataset, graph: graph, words: query.words)
        let key = try inner.column(first.to)
        if path.steps.count > 1 { _ = try inner.join(table) }
        var filters = try predicates(conditions, &inner)
        let isOptional = graph.datasets[first.to.dataset]?.column(first.to.name)?.isNullable == true
        if isNegated, isOptional { filters.append(.isNull(key, negated: true)) }
        note(inner)
        let select = SQLSelect(
            [SQLSelectItem(key)], from: inner.table, joins: inner.joins, filters: filters)
        return .isInQuery(outer, SQLQuery(select: select), negated: isNegated)
    }

    private mutating func note(_ scope: RowScope) {
        for table in scope.aliases.keys {
            extraDatasets[table, default: []]
                .formUnion(scope.columns.filter { $0.dataset == table }.map(\.name))
        }
    }

    private mutating func selfExists(
        _ column: ColumnReference,
        _ isNegated: Bool,
        _ scope: inout RowScope
    ) throws(BindingError) -> SQLExpression {
        guard let step = graph.selfReferences[column.dataset]?.first(where: { $0.from == column })
        else { throw .nothingToCompute }
        let inner = SQLSelect(
            [SQLSelectItem(.column(column.name))],
            from: SQLTable(named: column.dataset),
            filters: [.isNull(.column(column.name), negated: true)]
        )
        return .isInQuery(
            try scope.column(step.to), SQLQuery(select: inner), negated: isNegated)
    }

    private mutating func counted(
        _ table: String,
        _ sign: SQLBinaryOperator,
        _ count: Int64,
        _ scope: inout RowScope
    ) throws(BindingError) -> SQLExpression {
        let home = table == holder(scope) ? scope.root : holder(scope)
        guard let path = graph.path(from: home, to: table, preferring: query.words),
            let first = path.steps.first
        else {
            throw .unreachable(field: table, dataset: home, metric: home, alternatives: [])
        }
        if path.isAmbiguous { confidence *= 0.85 }
        let outer = try scope.column(first.from)
        var inner = RowScope(first.to.dataset, graph: graph, words: query.words)
        let key = try inner.column(first.to)
        var number = SQLAggregate(.count, .star)
        if path.steps.count > 1 {
            let alias = try inner.join(table)
            if let own = graph.key(of: table) {
                number = SQLAggregate(.count, .column(own.name, of: alias), distinct: true)
            }
        }
        note(inner)
        let select = SQLSelect(
            [SQLSelectItem(key)],
            from: inner.table,
            joins: inner.joins,
            groups: [key],
            groupFilters: [.binary(sign, .aggregate(number), .integer(count))]
        )
        return .isInQuery(outer, SQLQuery(select: select), negated: false)
    }
}

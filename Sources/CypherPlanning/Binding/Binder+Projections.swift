internal import CypherSyntax
internal import PropertyGraph

/// An item of WITH or RETURN.
private struct Item {
    var name: String
    var expression: Expression
    var isAggregating: Bool
}

/// A bound projection before its order and limits.
private struct BoundItems {
    var columns: [BoundColumn] = []
    var computed: [BoundProjection] = []
    var aggregate: Aggregate?
    var collector: AggregateCollector?
}

extension Binder {
    /// Binds the projection of WITH or RETURN.
    mutating func project(
        _ projection: CypherSyntax.Projection,
        where predicate: Expression?,
        isReturn: Bool,
        _ scope: Scope
    ) throws(CypherError) -> (BoundWith, [BoundColumn]) {
        let items = try self.items(projection, isReturn: isReturn, scope)
        let isAggregating = items.contains(where: \.isAggregating)
        var bound = isAggregating ? try grouped(items, scope) : try plain(items, scope)
        let later = laterScope(items, bound, projection, scope)
        var keys: [SortKey] = []
        for item in projection.order {
            let key = try sortKey(item.expression, items, bound, later, scope)
            keys.append(SortKey(key, isAscending: !item.isDescending))
        }
        if let collector = bound.collector {
            bound.aggregate?.aggregations = collector.aggregations.map(\.aggregation)
        }
        var filter: BoundExpression?
        if let predicate { filter = try self.predicate(predicate, in: later) }
        var kept: [Slot] = []
        for column in bound.columns where !kept.contains(column.variable.slot) {
            kept.append(column.variable.slot)
        }
        let with = BoundWith(
            aggregate: bound.aggregate,
            items: bound.computed,
            kept: kept,
            isDistinct: projection.isDistinct,
            order: keys,
            skip: try rowCount(projection.skip, "SKIP"),
            limit: try rowCount(projection.limit, "LIMIT"),
            predicate: filter
        )
        return (with, bound.columns)
    }

    // MARK: Items

    private func items(
        _ projection: CypherSyntax.Projection,
        isReturn: Bool,
        _ scope: Scope
    ) throws(CypherError) -> [Item] {
        var items: [Item] = []
        if projection.includesAll {
            guard !scope.names.isEmpty || !isReturn else {
                throw BindingError.syntax(
                    "NoVariablesInScope",
                    "`RETURN *` needs at least one variable in scope.",
                    at: projection.span
                )
            }
            items = scope.names.map { name in
                let variable = Expression(.variable(name), span: projection.span)
                return Item(name: name, expression: variable, isAggregating: false)
            }
        }
        for item in projection.items {
            if !isReturn, item.alias == nil {
                guard case .variable = item.expression.kind else {
                    throw BindingError.syntax(
                        "NoExpressionAlias",
                        "An expression in WITH needs a name: `\(item.text) AS name`.",
                        at: item.span
                    )
                }
            }
            guard !items.contains(where: { known in known.name == item.name }) else {
                throw BindingError.syntax(
                    "ColumnNameConflict",
                    "Two columns are named `\(item.name)`.",
                    at: item.span
                )
            }
            items.append(
                Item(
                    name: item.name,
                    expression: item.expression,
                    isAggregating: aggregates(item.expression)
                )
            )
        }
        return items
    }

    /// Whether an expression contains an aggregate outside of subqueries.
    private func aggregates(_ expression: Expression) -> Bool {
        expression.contains { part in
            switch part.kind {
            case .countAll: true
            case .call(let call): callables.function(named: call.name.text)?.isAggregate ?? false
            default: false
            }
        }
    }

    /// A slot for an item: the one that has its value already, or a new one to compute.
    private mutating func slot(
        _ item: Item,
        _ value: TypedExpression,
        _ computed: inout [BoundProjection]
    ) -> Variable {
        if let slot = value.expression.asSlot {
            slots.name(slot, item.name)
            return Variable(slot: slot, type: value.type)
        }
        let slot = slots.allocate(item.name, holding: value.type)
        computed.append(BoundProjection(slot, value.expression))
        return Variable(slot: slot, type: value.type)
    }

    private mutating func plain(
        _ items: [Item],
        _ scope: Scope
    ) throws(CypherError) -> BoundItems {
        var bound = BoundItems()
        for item in items {
            let value = try self.value(item.expression, in: scope)
            let variable = slot(item, value, &bound.computed)
            bound.columns.append(BoundColumn(name: item.name, variable: variable))
        }
        return bound
    }

    /// Groups by the items that do not aggregate.
    private mutating func grouped(
        _ items: [Item],
        _ scope: Scope
    ) throws(CypherError) -> BoundItems {
        let collector = AggregateCollector(input: scope)
        var after = Scope(variables: scope.outer, outer: scope.outer)
        after.grouped = Set(scope.variables.keys).subtracting(scope.outer.keys)
        var keys: [BoundProjection] = []
        var columns: [String: Variable] = [:]
        for item in items where !item.isAggregating {
            let value = try self.value(item.expression, in: scope)
            var computed: [BoundProjection] = []
            let variable = slot(item, value, &computed)
            let key = BoundProjection(variable.slot, value.expression)
            if !keys.contains(where: { known in known.slot == key.slot }) { keys.append(key) }
            columns[item.name] = variable
            if case .variable(let name) = item.expression.kind {
                after.variables[name] = variable
                after.grouped.remove(name)
            } else if item.expression.isVariableOrProperty {
                after.computed.append((item.expression, variable))
            }
        }
        for item in items where item.isAggregating {
            for name in projectedVariables(item.expression) {
                guard let variable = scope.variables[name], after.grouped.contains(name) else {
                    continue
                }
                keys.append(BoundProjection(variable.slot, .slot(variable.slot)))
                after.variables[name] = variable
                after.grouped.remove(name)
            }
        }
        var bound = BoundItems(collector: collector)
        let context = ExpressionContext(after, aggregates: .collected(collector))
        for item in items where item.isAggregating {
            let value = try bind(item.expression, context)
            columns[item.name] = slot(item, value, &bound.computed)
        }
        bound.columns = items.compactMap { item in
            columns[item.name].map { variable in BoundColumn(name: item.name, variable: variable) }
        }
        bound.aggregate = Aggregate(keys: keys, aggregations: [])
        return bound
    }

    /// The variables of map projections outside of aggregates, by which rows are grouped as well:
    /// `n {.name, parts: collect(m)}` is a map for each `n`.
    private func projectedVariables(_ expression: Expression) -> [String] {
        if case .call(let call) = expression.kind,
            callables.function(named: call.name.text)?.isAggregate == true
        {
            return []
        }
        let inner = expression.children.flatMap(projectedVariables)
        guard case .mapProjection(let projection) = expression.kind else { return inner }
        return [projection.variable.text] + inner
    }

    // MARK: ORDER BY, SKIP, LIMIT

    /// What `ORDER BY` and the `WHERE` after WITH see.
    ///
    /// The columns, and expressions written as one of the items; unless rows were grouped or made
    /// distinct, the variables before the projection as well.
    private func laterScope(
        _ items: [Item],
        _ bound: BoundItems,
        _ projection: CypherSyntax.Projection,
        _ scope: Scope
    ) -> Scope {
        let columns = bound.columns.reduce(into: [String: Variable]()) { columns, column in
            columns[column.name] = column.variable
        }
        let isNarrow = projection.isDistinct || bound.aggregate != nil
        var later = scope.narrowed(to: columns)
        if !isNarrow {
            later.variables = scope.variables.merging(columns) { _, new in new }
        }
        for (item, column) in zip(items, bound.columns) {
            let isShadowed = item.expression.freeVariables.contains { name in
                guard let column = columns[name] else { return false }
                return column.slot != scope.variables[name]?.slot
            }
            if !isShadowed { later.computed.append((item.expression, column.variable)) }
        }
        return later
    }

    private mutating func sortKey(
        _ expression: Expression,
        _ items: [Item],
        _ bound: BoundItems,
        _ later: Scope,
        _ scope: Scope
    ) throws(CypherError) -> BoundExpression {
        guard aggregates(expression), let collector = bound.collector else {
            return try value(expression, in: later).expression
        }
        var inner = later
        inner.computed.removeAll { entry in !entry.expression.isVariableOrProperty }
        inner.grouped = Set(scope.variables.keys).subtracting(later.variables.keys)
        collector.isSealed = true
        let context = ExpressionContext(inner, aggregates: .collected(collector))
        return try bind(expression, context).expression
    }

    /// Binds the number of rows after SKIP or LIMIT.
    mutating func rowCount(
        _ count: Expression?,
        _ keyword: String
    ) throws(CypherError) -> BoundExpression? {
        guard let count else { return nil }
        guard count.freeVariables.isEmpty else {
            throw BindingError.syntax(
                "NonConstantExpression",
                "\(keyword) must be the same for all rows, so it cannot read variables.",
                at: count.span
            )
        }
        let value = try self.value(count, in: Scope())
        switch value.expression {
        case .literal(.integer(let number)):
            guard number < 0 else { break }
            throw BindingError.syntax(
                "NegativeIntegerArgument",
                "\(keyword) cannot be negative.",
                at: count.span
            )
        default:
            let isNull = value.expression.literalValue?.isNull == true
            guard isNull || value.type.excludes(.integer) else { break }
            throw BindingError.invalidArgument(
                value.type,
                wanted: .integer,
                by: keyword,
                at: count.span
            )
        }
        return value.expression
    }
}

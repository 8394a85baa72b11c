import SQLSyntax

extension RowQuery {
    /// The query with the columns of a concept's table read from the concept, where only that
    /// is spoken of; a concept that nothing else reads becomes a condition.
    func lifted(_ graph: SchemaGraph) -> RowQuery {
        var used: [String] = []
        func use(_ table: String) { if !used.contains(table) { used.append(table) } }
        var shown: Set<String> = []
        shown.formUnion(items.compactMap(\.home))
        for group in groups {
            switch group {
            case .table(let table): shown.insert(table)
            case .column(let column), .period(let column, _): shown.insert(column.dataset)
            }
        }
        for order in order {
            if case .measure(let measure) = order.key, let home = measure.home {
                shown.insert(home)
            }
        }
        use(subject)
        shown.sorted().forEach(use)
        var copy = self
        let plain = tablesThemselves
        for table in used {
            guard let concept = graph.concepts.concepts[table], !plain.contains(concept.base),
                used.filter({ graph.concepts.concepts[$0]?.base == concept.base }).count == 1
            else { continue }
            copy = copy.mapColumns { column in
                column.dataset == concept.base && graph.concepts.terms[column] == nil
                    ? ColumnReference(table, column.name) : column
            }
        }
        let isListed = items.contains(.everything)
        if graph.concepts.isConcept(subject), !shown.contains(subject), !isListed,
            !copy.items.contains(where: { $0.home == subject })
        {
            copy.conditions.append(.exists(subject, [], negated: false))
        }
        copy.settleRepeating(graph)
        return copy
    }

    /// Things that several rows stand for are listed once, and counted for by themselves.
    private mutating func settleRepeating(_ graph: SchemaGraph) {
        func isRepeating(_ table: String?) -> Bool {
            table.map { graph.concepts.isRepeating($0, in: graph.datasets) } ?? false
        }
        if isRepeating(subject), !items.contains(where: \.isMeasure) {
            for case .counted(let table, let sign, let count) in conditions {
                groupConditions.append(
                    RowQuery.GroupCondition(
                        measure: .count(table), comparison: sign, value: .integer(count)))
                if groups.isEmpty { groups = [.table(subject)] }
            }
            conditions.removeAll { if case .counted = $0 { true } else { false } }
        }
        if groups.isEmpty, !items.contains(where: \.isMeasure), limit == nil,
            isRepeating(subject) || items.contains(where: { isRepeating($0.home) })
        {
            isDistinct = true
        }
    }

    /// The tables that the query speaks of as such, not only by their columns.
    private var tablesThemselves: Set<String> {
        var result: Set<String> = [subject]
        for case .table(let table) in groups { result.insert(table) }
        for item in items {
            if case .measure(.count(let table)) = item { result.insert(table) }
        }
        for condition in conditions {
            switch condition {
            case .exists(let table, _, _), .counted(let table, _, _): result.insert(table)
            default: break
            }
        }
        return result
    }

    /// The query with every column replaced.
    private func mapColumns(_ map: (ColumnReference) -> ColumnReference) -> RowQuery {
        var copy = self
        copy.items = items.map { item in
            switch item {
            case .column(let column): .column(map(column))
            case .measure(let measure): .measure(measure.mapColumns(map))
            case .role(let key, let column): .role(key: map(key), column)
            case .period(let column, let unit): .period(map(column), unit)
            case .everything: .everything
            }
        }
        copy.conditions = conditions.map { $0.mapColumns(map) }
        func mapGroup(_ group: Group) -> Group {
            switch group {
            case .table: group
            case .column(let column): .column(map(column))
            case .period(let column, let unit): .period(map(column), unit)
            }
        }
        copy.groups = groups.map(mapGroup)
        copy.best = best.map(mapGroup)
        for index in copy.groupConditions.indices {
            copy.groupConditions[index].measure =
                copy.groupConditions[index].measure.mapColumns(map)
        }
        for index in copy.order.indices {
            switch copy.order[index].key {
            case .column(let column): copy.order[index].key = .column(map(column))
            case .measure(let measure):
                copy.order[index].key = .measure(measure.mapColumns(map))
            }
        }
        return copy
    }
}

extension RowQuery.Measure {
    fileprivate func mapColumns(_ map: (ColumnReference) -> ColumnReference) -> Self {
        switch self {
        case .countDistinct(let column): .countDistinct(map(column))
        case .aggregate(let function, let column): .aggregate(function, map(column))
        case .count, .aggregateOfCounts, .share, .metric: self
        }
    }
}

extension RowQuery.Condition {
    fileprivate func mapColumns(_ map: (ColumnReference) -> ColumnReference) -> Self {
        switch self {
        case .compare(let column, let sign, let value): .compare(map(column), sign, value)
        case .isIn(let column, let values, let negated):
            .isIn(map(column), values, negated: negated)
        case .between(let column, let low, let high, let negated):
            .between(map(column), low, high, negated: negated)
        case .like(let column, let pattern, let negated):
            .like(map(column), pattern, negated: negated)
        case .isNull(let column, let negated): .isNull(map(column), negated: negated)
        case .during(let column, let range): .during(map(column), range)
        case .versus(let column, let sign, let function): .versus(map(column), sign, function)
        case .either(let list): .either(list.map { $0.mapColumns(map) })
        case .exists, .selfExists, .counted, .over, .shared: self
        }
    }
}

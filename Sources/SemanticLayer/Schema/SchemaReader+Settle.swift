import SQLSyntax

/// Settles what is left open at the end and puts the query together.
extension SchemaReader {
    mutating func settle() {
        settleAggregates()
        if let pending = comparison {
            comparison = nil
            if let column = lastColumn, let segment = pending.segment {
                compare(column, pending.sign, segment)
            } else {
                doubt(0.3)
            }
        }
        if let pending = superlative {
            superlative = nil
            if let adjective = pending.adjective {
                let before = order.count
                orderBy(adjective, pending.isDescending)
                if order.count == before { doubt(0.3) }
            } else {
                doubt(0.3)
            }
        }
        if isCounting { settleCount() }
        if common != nil { doubt(0.3) }
        if isNegated || isNone { doubt(0.3) }
        if number != nil { doubt(0.7) }
        settleRank()
        if let direction = pendingDirection {
            if let last = order.indices.last {
                order[last].isDescending = direction
            } else if case .thing(let thing, let owner)? = outputs.first(where: \.isSomething) {
                orderBy(thing, owner)
            } else if let table = current {
                orderBy(table: table)
            }
        }
        judgeUnknown()
    }

    private mutating func settleAggregates() {
        guard !aggregates.isEmpty else { return }
        if let last = lastAggregated {
            for function in aggregates {
                outputs.append(.aggregate(function, last.thing, owner: last.owner))
            }
        } else {
            doubt(0.2)
        }
        aggregates = []
    }

    private mutating func settleCount() {
        isCounting = false
        guard let table = subject, !outputs.contains(where: \.isMeasure) else {
            return doubt(0.3)
        }
        outputs.append(.count(table))
    }

    private mutating func settleRank() {
        guard let rank else { return }
        if limit == nil { limit = rank.count ?? 1 }
        if order.isEmpty { doubt(rank.isDescending ? 0.6 : 0.4) }
    }

    private mutating func judgeUnknown() {
        for segment in unknown {
            let word = segment.words.first ?? ""
            if SchemaWords.isRelation(word) {
                confidence *= 0.96
            } else {
                doubt(0.6, "“\(segmenter.text(segment.tokens))” was left out of account.")
            }
        }
    }

    // MARK: The query

    /// The query read; `nil` when nothing was asked for.
    mutating func query() -> RowQuery? {
        var items: [RowQuery.Item] = []
        var shown: [String] = []
        for output in outputs {
            switch output {
            case .table(let table): shown.append(table)
            default: if let item = item(output) { add(item, &items) }
            }
        }
        let hasMeasure = items.contains(where: \.isMeasure)
        if hasMeasure, groups.isEmpty { groupBySelected(items, shown) }
        if !hasMeasure, !groups.isEmpty, !isRankedByMeasure, groupConditions.isEmpty {
            items =
                groups.flatMap(self.items)
                + items.filter { !groups.flatMap(self.items).contains($0) }
            groups = []
            confidence *= 0.85
        }
        if !hasMeasure {
            for table in shown where items.isEmpty || table != subject {
                items += self.items(.table(table))
            }
        }
        if !groups.isEmpty, !items.contains(where: { !$0.isMeasure }) {
            items = groups.flatMap(self.items) + items
        }
        guard !items.isEmpty else { return nil }
        guard let home = home(of: items) else { return nil }
        var query = RowQuery(subject: home)
        query.items = items
        query.isDistinct = isDistinct
        if hasMeasure, groups.isEmpty { settleRankedCondition() }
        query.order = order
        query.limit = limit
        gatherAbsent(home)
        query.conditions = conditions
        query.groups = groups
        query.groupConditions = groupConditions
        query.words = Set(segments.flatMap(\.words))
        return query
    }

    /// "the number of concerts in the largest stadium": the ranking picks rows of another table.
    private mutating func settleRankedCondition() {
        guard limit == 1, let first = order.first, case .column(let column) = first.key else {
            if !order.isEmpty { doubt(0.5) }
            return
        }
        conditions.append(.versus(column, .equal, first.isDescending ? .maximum : .minimum))
        order = []
        limit = nil
        confidence *= 0.9
    }

    /// "without a concert in 2014": what follows an absent table says which of its rows.
    private mutating func gatherAbsent(_ home: String) {
        guard
            let index = conditions.firstIndex(where: {
                if case .exists(_, let inner, true) = $0 { inner.isEmpty } else { false }
            }), case .exists(let table, _, _) = conditions[index]
        else { return }
        var inner: [RowQuery.Condition] = []
        var kept = Array(conditions[...index])
        for condition in conditions[(index + 1)...] {
            let isInside = condition.column.map { column in
                column.dataset == table && table != home
                    || (graph.path(from: home, to: column.dataset)?.steps ?? [])
                        .contains { $0.to.dataset == table }
            }
            if isInside == true { inner.append(condition) } else { kept.append(condition) }
        }
        kept[index] = .exists(table, inner, negated: true)
        conditions = kept
    }

    private var isRankedByMeasure: Bool {
        order.contains { if case .measure = $0.key { true } else { false } }
    }

    private func add(_ item: RowQuery.Item, _ items: inout [RowQuery.Item]) {
        if !items.contains(item) { items.append(item) }
    }

    private func home(of items: [RowQuery.Item]) -> String? {
        if let subject { return subject }
        for item in items {
            switch item {
            case .column(let column): return column.dataset
            case .measure(.count(let table)): return table
            case .measure(.countDistinct(let column)), .measure(.aggregate(_, let column)):
                return column.dataset
            default: continue
            }
        }
        return anchor
    }

    private mutating func item(_ output: Output) -> RowQuery.Item? {
        switch output {
        case .table: return nil
        case .thing(let thing, let owner):
            return column(thing, owner: owner).map(RowQuery.Item.column)
        case .count(let table): return .measure(.count(table))
        case .countDistinct(let thing, let owner):
            return column(thing, owner: owner).map { .measure(.countDistinct($0)) }
        case .aggregate(let function, let thing, let owner):
            guard let column = column(thing, owner: owner) else { return nil }
            if !isNumber(column), function == .average || function == .sum { confidence *= 0.5 }
            return .measure(.aggregate(function, column))
        case .aggregateOfCounts(let function, let table):
            return .measure(.aggregateOfCounts(function, counted: table))
        case .share: return .measure(.share)
        }
    }

    /// "the country and number of customers": numbers beside columns are per column.
    private mutating func groupBySelected(_ items: [RowQuery.Item], _ shown: [String]) {
        var columns: [ColumnReference] = []
        for item in items { if case .column(let column) = item { columns.append(column) } }
        if let first = columns.first, columns.allSatisfy({ $0.dataset == first.dataset }),
            graph.display(of: first.dataset).contains(first)
        {
            groups = [.table(first.dataset)]
        } else {
            groups = columns.map(RowQuery.Group.column)
        }
        if columns.isEmpty, let table = shown.first {
            let isOwn = items.contains { $0.home == table }
            if !isOwn { groups = [.table(table)] }
        }
    }

    private func items(_ group: RowQuery.Group) -> [RowQuery.Item] {
        switch group {
        case .column(let column): [.column(column)]
        case .table(let table): items(table)
        case .period: []
        }
    }

    private func items(_ table: String) -> [RowQuery.Item] {
        let display = graph.display(of: table)
        if !display.isEmpty { return display.map(RowQuery.Item.column) }
        if groups.isEmpty, !isRankedByMeasure, table == subject { return [.everything] }
        return graph.key(of: table).map { [.column($0)] } ?? [.everything]
    }
}

extension RowQuery.Item {
    var isMeasure: Bool { if case .measure = self { true } else { false } }

    /// The table the item is of.
    var home: String? {
        switch self {
        case .column(let column): column.dataset
        case .everything: nil
        case .measure(let measure): measure.home
        }
    }
}

extension RowQuery.Measure {
    /// The table whose rows are aggregated.
    var home: String? {
        switch self {
        case .count(let table), .aggregateOfCounts(_, let table): table
        case .countDistinct(let column), .aggregate(_, let column): column.dataset
        case .share: nil
        }
    }
}

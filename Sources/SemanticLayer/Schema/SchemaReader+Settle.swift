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
        // "… without duplicates" at the end.
        if isDistinctNext { isDistinct = true }
        settleBoth()
        if common != nil { doubt(0.3) }
        if isNegated || isNone { settleNegation() }
        if number != nil { doubt(0.7) }
        settleRank()
        if let direction = pendingDirection {
            if let last = order.indices.last {
                order[last].isDescending = direction
            } else if let key = lastMeasure() {
                order.append(RowQuery.Order(key: key, isDescending: direction))
            } else if case .thing(let thing, let owner)? = outputs.last(where: \.isSomething) {
                orderBy(thing, owner)
            } else if let table = current {
                orderBy(table: table)
            }
        }
        judgeUnknown()
        judgeConditions()
        judgeLength()
    }

    /// The more a question says, the more of it can be misread: beyond 20 words, as measured, nearly
    /// every second answer that nothing else speaks against is wrong.
    private mutating func judgeLength() {
        let count = segmenter.tokens.count { $0.kind != .symbol }
        if count >= 20 { confidence *= 0.75 } else if count >= 16 { confidence *= 0.94 }
    }

    /// Lowers the confidence where the query, though it could be put together, says little.
    private mutating func judgeConditions() {
        var plain: Set<ColumnReference> = []
        var negated: Set<ColumnReference> = []
        for condition in conditions {
            guard case .isIn(let column, _, let isAway) = condition else { continue }
            if isAway { negated.insert(column) } else { plain.insert(column) }
        }
        // No row of another table with the value, or a row with another value?
        if negated.contains(where: { $0.dataset != subject }), outputs.allSatisfy(\.isSomething) {
            doubt(0.7)
        }
        // A value that is asked for excludes the others anyway.
        if !plain.isDisjoint(with: negated) { doubt(0.5) }
        // Which of several conditions the share is of is not told apart.
        let isShare = outputs.contains { if case .share = $0 { true } else { false } }
        if isShare, conditions.count > 1 { doubt(0.6) }
        let names: Set<String> = ["name", "title", "first", "last", "surname"]
        let isWho = segmenter.tokens.first?.text == "who"
        let isNamed = outputs.contains { output in
            switch output {
            case .thing(let thing, let owner):
                best(thing, owner: owner).map { found in
                    graph.words(of: found.0.reference).contains(where: names.contains)
                } ?? false
            case .table(let table): !graph.display(of: table).isEmpty
            case .role: true
            default: false
            }
        }
        if isWho, !isNamed { doubt(0.6) }
    }

    /// The last number asked for, to order by.
    mutating func lastMeasure() -> RowQuery.Order.Key? {
        guard let output = outputs.last(where: \.isMeasure),
            case .measure(let measure)? = item(output)
        else { return nil }
        return .measure(measure)
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

    /// "Which cities have both a venue opened before 1930 and one opened after": no single row does.
    private mutating func settleBoth() {
        guard isBoth, conditions.count == 2, groups.isEmpty, order.isEmpty else { return }
        var columns: [ColumnReference] = []
        for output in outputs {
            guard case .thing(let thing, let owner) = output,
                let column = best(thing, owner: owner)?.0.reference
            else { return }
            columns.append(column)
        }
        guard columns.count == 1, let shown = columns.first,
            graph.key(of: shown.dataset) != shown,
            conditions.allSatisfy({ $0.column?.dataset == shown.dataset })
        else { return }
        conditions = conditions.map { .shared(shown, [$0]) }
        isDistinct = true
    }

    /// "Which courses have never been used?": without rows in the only table that refers to them.
    private mutating func settleNegation() {
        guard let subject, !unknown.isEmpty else { return doubt(0.3) }
        let children = graph.datasets.keys.sorted().filter { name in
            graph.path(from: subject, to: name)?.steps.map(\.isFanOut) == [true]
        }
        guard children.count == 1, let child = children.first else { return doubt(0.3) }
        (isNegated, isNone) = (false, false)
        add(.exists(child, [], negated: true))
        doubt(0.9, "It is taken to be about \(child).")
    }

    private mutating func settleCount() {
        isCounting = false
        // "Show the name and the count": the number asked for before.
        if outputs.contains(where: \.isMeasure) { return }
        if case .measure(let ranked)? = order.first?.key {
            outputs.append(.measure(ranked))
            return
        }
        guard let table = subject else { return doubt(0.3) }
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
            let isVerb = word.hasSuffix("ed") || word.hasSuffix("ing")
            if SchemaWords.isRelation(word) || isBusinessRelation(word) {
                confidence *= 0.96
            } else if isVerb {
                doubt(0.85, "“\(segmenter.text(segment.tokens))” was left out of account.")
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
            case .role(let key, let thing): for item in roleItems(key, thing) { add(item, &items) }
            default: if let item = item(output) { add(item, &items) }
            }
        }
        let hasMeasure = items.contains(where: \.isMeasure)
        if hasMeasure, !groupByConcepts(&items, shown), groups.isEmpty {
            groupBySelected(items, shown)
        }
        groupByRoles(items)
        var best: [RowQuery.Group] = []
        if !hasMeasure, !groups.isEmpty, !isRankedByMeasure, groupConditions.isEmpty {
            if order.count == 1, limit != nil { best = groups }
            items =
                groups.flatMap(self.items)
                + items.filter { !groups.flatMap(self.items).contains($0) }
            groups = []
            confidence *= 0.85
        }
        if !hasMeasure {
            for table in shown where items.isEmpty || table != subject || isShownAnyway {
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
        query.best = best
        gatherAbsent(home)
        dropImplied()
        query.conditions = conditions
        query.groups = groups
        query.groupConditions = groupConditions
        query.words = Set(segments.flatMap(\.words).flatMap(SchemaWords.forms))
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
                    || column.dataset != home
                        && (graph.path(from: home, to: table)?.steps ?? [])
                            .contains { $0.to.dataset == column.dataset }
                    || (graph.path(from: home, to: column.dataset)?.steps ?? [])
                        .contains { $0.to.dataset == table }
            }
            if isInside == true { inner.append(condition) } else { kept.append(condition) }
        }
        kept[index] = .exists(table, inner, negated: true)
        conditions = kept
    }

    /// A table that must have no such row need not have any: "never worked a night shift".
    private mutating func dropImplied() {
        let absent = conditions.compactMap { condition -> String? in
            if case .exists(let table, _, true) = condition { table } else { nil }
        }
        conditions.removeAll { condition in
            guard case .exists(let table, let inner, false) = condition, inner.isEmpty else {
                return false
            }
            return absent.contains { other in
                other == table || graph.distance(table, other) == 1
            }
        }
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
            case .column(let column), .role(let column, _), .period(let column, _):
                return column.dataset
            case .measure(.count(let table)): return table
            case .measure(.countDistinct(let column)), .measure(.aggregate(_, let column)),
                .measure(.metric(let column)):
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
            return column(thing, owner: owner).map(glossaryItem)
        case .count(let table): return .measure(.count(table))
        case .countDistinct(let thing, let owner):
            return column(thing, owner: owner).map { .measure(countOf($0)) }
        case .aggregate(let function, let thing, let owner):
            guard let column = column(thing, owner: owner) else { return nil }
            if graph.concepts.metrics[column] != nil {
                // The average of a ratio of sums is not one that its formula gives.
                if function != .sum { doubt(0.3) }
                return .measure(.metric(column))
            }
            if !isNumber(column), function == .average || function == .sum { confidence *= 0.5 }
            return .measure(.aggregate(function, column))
        case .aggregateOfCounts(let function, let table):
            return .measure(.aggregateOfCounts(function, counted: table))
        case .share: return .measure(.share)
        case .role: return nil
        case .period(let column, let unit): return .period(column, unit)
        case .measure(let measure): return .measure(measure)
        }
    }

    /// Numbers beside the name of an owner are per owner.
    private mutating func groupByRoles(_ items: [RowQuery.Item]) {
        guard items.contains(where: \.isMeasure) || isRankedByMeasure else { return }
        for item in items { if case .role(let key, _) = item { addGroup(.column(key)) } }
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

    /// What is shown of the row that a foreign key leads to.
    private mutating func roleItems(
        _ key: ColumnReference, _ thing: SchemaThing?
    ) -> [RowQuery.Item] {
        guard let target = graph.step(over: key)?.to.dataset else { return [.column(key)] }
        if let thing,
            let column = thing.columns.first(where: { $0.reference.dataset == target })
        {
            return [.role(key: key, column.reference)]
        }
        let display = graph.display(of: target)
        if display.isEmpty { return [.column(key)] }
        return display.map { .role(key: key, $0) }
    }

    func items(_ group: RowQuery.Group) -> [RowQuery.Item] {
        switch group {
        case .column(let column): [.column(column)]
        case .table(let table): items(table)
        case .period(let column, let unit): [.period(column, unit)]
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
        case .column(let column), .period(let column, _): column.dataset
        case .role(let key, _): key.dataset
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
        case .countDistinct(let column), .aggregate(_, let column), .metric(let column):
            column.dataset
        case .share: nil
        }
    }
}

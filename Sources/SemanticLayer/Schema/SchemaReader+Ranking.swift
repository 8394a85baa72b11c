import SQLSyntax

/// Superlatives, orders and comparisons of counts.
extension SchemaReader {
    /// "with the most albums": the things in question by their number of rows.
    mutating func rankByCount(of table: String, _ isDescending: Bool) {
        mention(table)
        // "the largest … table" with nothing asked for yet names the subject.
        if mode == .head, subject == nil, !outputs.contains(where: \.isSomething) {
            subject = table
            outputs.append(.table(table))
            superlative = Superlative(isDescending: isDescending, adjective: nil)
            return
        }
        groupForRanking()
        order.append(
            RowQuery.Order(key: .measure(.count(table)), isDescending: isDescending))
        limit = limit ?? 1
    }

    /// Groups by what is asked for, so that it can be ranked by a number.
    private mutating func groupForRanking() {
        guard groups.isEmpty else { return }
        if let subject {
            groups = [.table(subject)]
            return
        }
        for output in outputs {
            if case .thing(let thing, let owner) = output, let found = best(thing, owner: owner) {
                addGroup(.column(found.0.reference))
            }
        }
    }

    /// "most common genre": the group with the most rows.
    mutating func rankByFrequency(_ group: RowQuery.Group, _ isDescending: Bool) {
        addGroup(group)
        let counted: String?
        switch group {
        case .column(let column): counted = column.dataset
        case .table(let table):
            counted = anchor == table ? nil : anchor
        // Of which rows is said later: "the most common genre of tracks".
        case .period(let column, _): counted = column.dataset
        }
        guard let table = counted ?? laterTable(than: group) else { return doubt(0.4) }
        order.append(
            RowQuery.Order(key: .measure(.count(table)), isDescending: isDescending))
        limit = limit ?? rank?.count ?? 1
    }

    private func laterTable(than group: RowQuery.Group) -> String? {
        for segment in segments[min(position, segments.count)...] where segment.kind == .thing {
            if isTable(segment.thing), let table = table(segment.thing), .table(table) != group {
                return table
            }
        }
        guard case .table(let table) = group else { return nil }
        let near = graph.datasets.keys.sorted().filter { name in
            graph.path(from: table, to: name)?.steps.map(\.isFanOut) == [true]
        }
        return near.count == 1 ? near.first : nil
    }

    /// "with the highest total": rows by a column, or groups by its sum.
    mutating func rankBy(_ thing: SchemaThing, _ owner: String?, _ superlative: Superlative) {
        // "For each department, the highest salary" asks for a number of each group.
        if !groups.isEmpty, mode == .head, limit == nil,
            !outputs.contains(where: \.isMeasure)
        {
            outputs.append(
                .aggregate(superlative.isDescending ? .maximum : .minimum, thing, owner: owner))
            return
        }
        // "What is the highest total?" asks for the number itself.
        if mode == .head, subject == nil, !outputs.contains(where: \.isSomething),
            owner == nil
                || ownerIsAhead, limit == nil, !superlative.isCount,
            let found = best(thing, owner: owner)?.0.reference, isNumber(found)
        {
            outputs.append(
                .aggregate(superlative.isDescending ? .maximum : .minimum, thing, owner: owner))
            lastAggregated = (thing, owner)
            return
        }
        guard let column = column(thing, owner: owner) else { return doubt(0.3) }
        var isDescending = superlative.isDescending
        if let adjective = superlative.adjective,
            let hint = adjective.hints.first(where: {
                SchemaWords.words(of: column.name).contains($0.word)
            })
        {
            isDescending = superlative.isDescending == hint.isRising
        } else if superlative.adjective?.hints.first?.isRising == false {
            isDescending.toggle()
        }
        if mode == .head, !outputs.contains(where: \.isSomething), subject == nil {
            outputs.append(.thing(thing, owner: owner))
        }
        addRanking(by: column, isDescending)
    }

    /// "with the highest average length": groups by an aggregate.
    mutating func rankBy(
        _ function: Aggregation,
        _ thing: SchemaThing,
        _ owner: String?,
        _ isDescending: Bool
    ) {
        guard let column = column(thing, owner: owner) else { return doubt(0.3) }
        groupForRanking()
        order.append(
            RowQuery.Order(
                key: .measure(.aggregate(function, column)), isDescending: isDescending))
        limit = limit ?? 1
    }

    private var ownerIsAhead: Bool { keyword(position) == .preposition }

    func isNumber(_ column: ColumnReference) -> Bool {
        graph.type(of: column)?.isNumeric == true
    }

    private mutating func addRanking(by column: ColumnReference, _ isDescending: Bool) {
        limit = limit ?? 1
        if let subject, let path = graph.path(from: subject, to: column.dataset)?.steps,
            path.contains(where: \.isFanOut), isNumber(column)
        {
            groupForRanking()
            order.append(
                RowQuery.Order(
                    key: .measure(.aggregate(.sum, column)), isDescending: isDescending))
            confidence *= 0.85
            return
        }
        if !isNumber(column), graph.type(of: column)?.isTemporal != true {
            // Numbers kept as text compare by letters.
            confidence *= 0.8
        }
        order.append(RowQuery.Order(key: .column(column), isDescending: isDescending))
    }

    // MARK: Orders

    mutating func addOrder(_ key: RowQuery.Order.Key) {
        let isDescending = pendingDirection ?? rank?.isDescending ?? false
        order.append(RowQuery.Order(key: key, isDescending: isDescending))
        pendingDirection = nil
    }

    mutating func orderBy(_ thing: SchemaThing, _ owner: String?) {
        guard let column = column(thing, owner: owner) else { return doubt(0.5) }
        if let rank { limit = limit ?? rank.count ?? 1 }
        if let subject, isNumber(column), limit != nil || rank != nil,
            let path = graph.path(from: subject, to: column.dataset)?.steps,
            path.contains(where: \.isFanOut)
        {
            groupForRanking()
            addOrder(.measure(.aggregate(.sum, column)))
            return
        }
        addOrder(.column(column))
    }

    mutating func orderBy(table: String) {
        if let column = graph.display(of: table).first {
            addOrder(.column(column))
        } else {
            doubt(0.6)
        }
    }

    mutating func orderByCount(of table: String) {
        if groups.isEmpty { groupForRanking() }
        addOrder(.measure(.count(table)))
    }

    // MARK: Counts compared

    /// "with more than 100 tracks".
    mutating func count(_ table: String, _ sign: SQLBinaryOperator, _ number: SchemaSegment) {
        guard case .integer(let value)? = plainNumber(number) else { return doubt(0.3) }
        if sign == .less || sign == .lessOrEqual { confidence *= 0.9 }
        // "countries with more than 5 customers", "more than 3 for each": a condition on groups.
        let groupsByColumn = subject == nil || subject == table
        if groupsByColumn {
            groupForRanking()
            groupConditions.append(
                RowQuery.GroupCondition(
                    measure: .count(table), comparison: sign, value: .integer(value)))
        } else if !groups.isEmpty, isGrouped(by: subject) == false {
            groupConditions.append(
                RowQuery.GroupCondition(
                    measure: .count(table), comparison: sign, value: .integer(value)))
        } else {
            add(.counted(table, sign, value))
        }
        mode = .condition
    }

    private func isGrouped(by table: String?) -> Bool {
        groups.contains { $0 == table.map(RowQuery.Group.table) }
    }
}

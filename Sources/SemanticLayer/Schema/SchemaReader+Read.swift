import SQLSyntax

/// The main loop: what each phrase does.
extension SchemaReader {
    mutating func read() {
        while let segment = next {
            position += 1
            read(segment)
            isFresh = segment.kind == .keyword(.stop) || isFresh && segment.kind.isKeyword
        }
        settle()
    }

    private mutating func read(_ segment: SchemaSegment) {
        switch segment.kind {
        case .thing: readThing(segment)
        case .keyword(let keyword): read(keyword, segment)
        case .number, .time, .quoted, .proper: readLiteral(segment)
        case .unknown: readUnknown(segment)
        }
    }

    private mutating func read(_ keyword: SchemaKeyword, _ segment: SchemaSegment) {
        switch keyword {
        case .count:
            if mode == .ordering, next?.kind != .thing, let key = lastMeasure() {
                addOrder(key)
                break
            }
            countPhrase = segmenter.text(segment.tokens).lowercased()
            if superlative != nil { superlative?.isCount = true } else { isCounting = true }
        case .aggregate(let function): readAggregate(function, segment)
        case .distinct: isDistinctNext = true
        case .superlative(let isDescending, let adjective):
            readSuperlative(isDescending, adjective, segment)
        case .common(let isDescending): common = isDescending
        case .rank(let isDescending):
            rank = (isDescending, nil)
            if case .number = next?.kind {
                let count = takeInteger()
                rank?.count = count
            }
        case .compare(let sign, let adjective): readComparison(sign, adjective)
        case .orCompare: break
        case .between: readBetween()
        case .negation: isNegated.toggle()
        case .none: isNone = true
        case .group:
            mode = .grouping
            isAfterBy = false
        case .by:
            isAfterBy = true
        case .sort:
            mode = .ordering
        case .order(let isDescending): readDirection(isDescending)
        case .alphabetical(let isDescending):
            readDirection(isDescending)
            if !namesOrderNext { addAlphabetical(isDescending) }
        case .and: isOr = false
        case .or: isOr = true
        case .comma:
            if mode == .grouping, !groups.isEmpty { mode = .head }
        case .preposition: break
        case .with, .named: readWith(keyword)
        case .which: break
        case .both: isBoth = true
        case .contains, .starts, .ends: readPattern(keyword, on: nil)
        case .share: outputs.append(.share)
        case .their: mode = mode == .ordering ? .ordering : .head
        case .stop:
            if mode == .ordering || mode == .grouping { break }
            if subject != nil || !outputs.isEmpty { mode = .head }
        case .noise: break
        }
    }

    private mutating func readWith(_ keyword: SchemaKeyword) {
        if mode == .head, outputs.isEmpty, subject == nil, anchor == nil { return }
        if mode != .ordering, subject != nil || !outputs.isEmpty || keyword == .named {
            mode = .condition
        } else if mode == .grouping {
            mode = .condition
        }
        guard keyword == .named, let table = lastTable ?? current else { return }
        // "with the title": of a column called so, if there is one.
        let says = segment(position - 1)?.words.contains("title") == true ? "title" : "name"
        let titled = graph.datasets[table]?.columns.first {
            graph.words(of: ColumnReference(table, $0.name)) == [says]
        }
        guard
            let column = titled.map({ ColumnReference(table, $0.name) })
                ?? graph.display(of: table).first
        else { return }
        if let value = next?.thing.values.first(where: { $0.column == column }) {
            position += 1
            return add(.isIn(column, [value.literal], negated: false))
        }
        guard let text = takeText() else { return }
        add(.isIn(column, [.string(text)], negated: false))
    }

    // MARK: Aggregates

    private mutating func readAggregate(_ function: Aggregation, _ segment: SchemaSegment) {
        if comparison != nil, comparison?.segment == nil {
            readVersus(function)
            return
        }
        // "sorted by the total": the number asked for before.
        if mode == .ordering, next?.kind != .thing, let key = lastMeasure() {
            return addOrder(key)
        }
        if superlative != nil {
            let names = next.map { $0.kind == .thing && !$0.thing.columns.isEmpty } ?? false
            if !names, segment.thing.columnQuality >= 0.9 {
                var named = segment
                named.kind = .thing
                readThing(named)
            } else {
                aggregates.append(function)
            }
            return
        }
        // "total of" is a phrase of its own, but may begin with a column's name.
        let name =
            segment.thing.isEmpty
            ? segmenter.lexicon.thing(Array(segment.words.prefix(1))) ?? SchemaThing()
            : segment.thing
        if let table = tableAhead,
            name.columns.contains(where: { $0.reference.dataset == table && $0.quality >= 0.9 })
        {
            var named = segment
            named.kind = .thing
            named.thing = name
            if aggregates.isEmpty { aggregates = [function] }
            readThing(named)
            return
        }
        let after = next
        var hasColumn = after.map { $0.kind == .thing && $0.thing.columnQuality > 0.5 } ?? false
        if case .keyword(.preposition) = after?.kind {
            let second = self.segment(position + 1)
            hasColumn =
                second.map {
                    $0.kind == .thing && $0.thing.columnQuality > $0.thing.tableQuality
                } ?? false
        }
        if function == .sum, keyword(position) == .count { return }
        if !hasColumn, segment.thing.columnQuality >= 0.9,
            keyword(position) != .count, !isJoint(after)
        {
            var named = segment
            named.kind = .thing
            if mode == .head, aggregates.isEmpty { aggregates = [function] }
            readThing(named)
            return
        }
        aggregates.append(function)
        if mode == .condition || mode == .grouping, outputs.isEmpty || !groups.isEmpty {
            mode = .head
        }
    }

    /// The table in "total of all invoices".
    private var tableAhead: String? {
        let isOf = segment(position - 1)?.words.last == "of"
        guard isOf || keyword(position) == .preposition,
            let after = segment(isOf ? position : position + 1), after.kind == .thing,
            isTable(after.thing)
        else { return nil }
        return table(after.thing)
    }

    private func isJoint(_ segment: SchemaSegment?) -> Bool {
        segment?.kind == .keyword(.and) || segment?.kind == .keyword(.comma)
    }

    /// Reads "above the average price": the column follows, or is the one spoken of.
    private mutating func readVersus(_ function: Aggregation) {
        guard let comparison else { return }
        self.comparison = nil
        while keyword(position) == .preposition { position += 1 }
        var target: ColumnReference?
        var sign = comparison.sign
        if let after = next, after.kind == .thing, !after.thing.columns.isEmpty,
            !isTable(after.thing) || keyword(position + 1) == .preposition
        {
            position += 1
            target = column(after.thing)
        } else if let adjective = comparison.adjective,
            let found = column(for: adjective, in: current)
        {
            target = found.column
            if !found.isRising { sign = sign.mirrored }
        } else {
            target = lastColumn
        }
        guard let target, isNumber(target) else { return doubt(0.3) }
        // The tables after it only say over which rows the average is taken.
        while case .keyword(.preposition) = next?.kind { position += 1 }
        if let after = next, after.kind == .thing, isTable(after.thing) { position += 1 }
        add(.versus(target, sign, function))
        mode = .condition
    }

    // MARK: Ranking

    private mutating func readSuperlative(
        _ isDescending: Bool,
        _ adjective: SchemaAdjective?,
        _ segment: SchemaSegment
    ) {
        if mode == .ordering, let last = order.last {
            guard !hasDirection else { return }
            hasDirection = true
            var direction = isDescending
            if case .column(let column) = last.key, let adjective {
                let words = graph.words(of: column)
                let hint = adjective.hints.first { words.contains($0.word) }
                direction = hint.map { isDescending == $0.isRising } ?? isDescending
            }
            order[order.count - 1].isDescending = direction
            return
        }
        if readsOrder(adjective, isDescending) { return }
        let isCount = segment.words.last == "of" || ["fewest"].contains(segment.words.last ?? "")
        superlative = Superlative(
            isDescending: isDescending, adjective: adjective, isCount: isCount,
            isMost: ["most", "least", "fewest"].contains(segment.words.last ?? ""))
        if let count = takeIntegerIfPresent() { limit = count }
        if case .number(let digits)? = number?.kind, let count = Int(digits), count > 0 {
            limit = count
            number = nil
        }
        if let rank { limit = rank.count ?? limit }
        if rank != nil { rank = nil }
        guard let adjective else { return }
        // "Who is the oldest": nothing that it could stand before follows.
        let after = next?.kind
        let isLast: Bool
        switch after {
        case .thing, .keyword(.aggregate), .keyword(.count): isLast = false
        default: isLast = true
        }
        if isLast { orderBy(adjective, isDescending) }
    }

    /// Reads "from the oldest to the youngest", "starting with the oldest" and "cheapest first",
    /// which put rows in order without leaving any out.
    private mutating func readsOrder(
        _ adjective: SchemaAdjective?, _ isDescending: Bool
    ) -> Bool {
        let isStart = keyword(position - 2) == .starts
        var isRange = false
        if keyword(position) == .preposition, case .superlative? = keyword(position + 1) {
            isRange = true
        }
        // "from the oldest club to the newest"
        if keyword(position + 1) == .preposition, case .superlative? = keyword(position + 2),
            segment(position)?.kind == .thing
        {
            position += 1
            isRange = true
        }
        let isFirst =
            keyword(position) == .rank(descending: true) && segment(position + 1)?.kind != .thing
            && segment(position)?.words == ["first"] && !outputs.isEmpty
        guard isStart || isRange || isFirst else { return false }
        position += isRange ? 2 : isFirst ? 1 : 0
        if let adjective, let found = column(for: adjective, in: current) {
            order.append(
                RowQuery.Order(
                    key: .column(found.column), isDescending: isDescending == found.isRising))
        } else {
            pendingDirection = isDescending
        }
        return true
    }

    mutating func orderBy(_ adjective: SchemaAdjective, _ isDescending: Bool) {
        guard let found = column(for: adjective, in: current) else { return }
        superlative = nil
        let direction = isDescending == found.isRising
        order.append(RowQuery.Order(key: .column(found.column), isDescending: direction))
        limit = limit ?? 1
        confidence *= 0.95
    }

    mutating func takeInteger() -> Int? {
        guard case .number(let digits) = next?.kind, let value = Int(digits), value > 0,
            value <= 100_000
        else { return nil }
        position += 1
        return value
    }

    private mutating func takeIntegerIfPresent() -> Int? {
        if case .number = next?.kind { takeInteger() } else { nil }
    }

    private mutating func readDirection(_ isDescending: Bool) {
        if segment(position - 1)?.words.contains("chronological") == true, order.isEmpty,
            let column = current.flatMap({ graph.dates(of: [$0]).first })
        {
            order.append(RowQuery.Order(key: .column(column), isDescending: isDescending))
            return
        }
        if let last = order.indices.last, mode == .ordering, !namesOrderNext {
            order[last].isDescending = isDescending
        } else {
            pendingDirection = isDescending
            mode = .ordering
        }
    }

    /// Whether what to order by follows.
    private var namesOrderNext: Bool {
        var index = position
        while let keyword = keyword(index),
            [.preposition, .by, .noise, .their, .sort].contains(keyword)
        {
            index += 1
        }
        return segment(index)?.kind == .thing || keyword(index) == .count
    }

    private mutating func addAlphabetical(_ isDescending: Bool) {
        if order.isEmpty, let table = current, let column = graph.display(of: table).first {
            order.append(RowQuery.Order(key: .column(column), isDescending: isDescending))
        }
        pendingDirection = nil
    }

    // MARK: The rest

    private mutating func readUnknown(_ segment: SchemaSegment) {
        let word = segment.words.first ?? segmenter.text(segment.tokens).lowercased()
        let managing = ["manage", "supervise", "manager", "supervisor", "report", "reporting"]
        if let table = current, let loop = graph.selfReferences[table]?.first,
            managing.contains(word)
                || SchemaWords.forms(of: word).contains(where: managing.contains),
            mode == .condition || isNegated || isNone
        {
            readSelfReference(loop.from)
            return
        }
        if groupByPeriod(word) { return }
        if let unit = SQLDateUnit(rawValue: word), readPeriod(unit) { return }
        // "lent the most times"
        if word == "time" || word == "occasion", let pending = superlative,
            pending.adjective == nil, let table = lastTable
        {
            superlative = nil
            return rankByCount(of: table, pending.isDescending)
        }
        // "more seats than the average room"
        if let sign = ["more": SQLBinaryOperator.greater, "fewer": .less, "less": .less][word],
            let thing = next, thing.kind == .thing, !thing.thing.columns.isEmpty,
            case .keyword(.aggregate(let function))? = self.segment(position + 1)?.kind,
            let column = column(thing.thing)
        {
            position += 2
            lastColumn = column
            comparison = Comparison(sign: sign, adjective: nil, segment: nil)
            return readVersus(function)
        }
        unknown.append(segment)
    }

    /// Reads "by year" and "for each month" of the only date.
    mutating func readPeriod(_ unit: SQLDateUnit) -> Bool {
        // "for each order year": not each order.
        var homes = [lastTable, current].compactMap { $0 }
        var isGrouping = mode == .grouping || isAfterBy || keyword(position - 2) == .by
        if case .table(let table)? = groups.last, let before = segment(position - 2),
            before.kind == .thing, before.thing.tables.contains(where: { $0.name == table })
        {
            groups.removeLast()
            homes = [table]
            isGrouping = true
        }
        guard isGrouping, let column = graph.dates(of: homes).first else { return false }
        isAfterBy = false
        addGroup(.period(column, unit))
        outputs.insert(.period(column, unit), at: 0)
        mode = .head
        confidence *= 0.95
        return true
    }

    /// Reads "do not manage anyone": whether other rows of the table point here.
    mutating func readSelfReference(_ column: ColumnReference) {
        let isNegated = self.isNegated || isNone
        self.isNegated = false
        isNone = false
        add(.selfExists(column, negated: isNegated))
        // "anyone", "any other employee"
        while let after = next {
            if case .unknown = after.kind {
                position += 1
                continue
            }
            if after.kind == .thing, table(after.thing) == column.dataset { position += 1 }
            break
        }
    }
}

extension SQLBinaryOperator {
    /// The comparison with its sides exchanged.
    var mirrored: SQLBinaryOperator {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        default: self
        }
    }
}

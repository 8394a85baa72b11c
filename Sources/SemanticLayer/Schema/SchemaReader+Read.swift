import SQLSyntax

/// The main loop: what each phrase does.
extension SchemaReader {
    mutating func read() {
        while let segment = next {
            position += 1
            read(segment)
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
        guard keyword == .named, let text = takeText(), let table = lastTable ?? current,
            let column = graph.display(of: table).first
        else { return }
        add(.isIn(column, [.string(text)], negated: false))
    }

    // MARK: Aggregates

    private mutating func readAggregate(_ function: Aggregation, _ segment: SchemaSegment) {
        if comparison != nil, comparison?.segment == nil {
            readVersus(function)
            return
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
        guard let target else { return doubt(0.3) }
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
                let words = SchemaWords.words(of: column.name)
                let hint = adjective.hints.first { words.contains($0.word) }
                direction = hint.map { isDescending == $0.isRising } ?? isDescending
            }
            order[order.count - 1].isDescending = direction
            return
        }
        let isCount = segment.words.last == "of" || ["fewest"].contains(segment.words.last ?? "")
        superlative = Superlative(
            isDescending: isDescending, adjective: adjective, isCount: isCount)
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
        unknown.append(segment)
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

import SQLSyntax

/// What the name of a table, column or value does where it stands.
extension SchemaReader {
    mutating func readThing(_ segment: SchemaSegment) {
        if isValue(segment) {
            readValue(segment)
            return
        }
        if segment.isGuess { confidence *= 0.85 }
        let thing = segment.thing
        // "artist name", "customers' emails": the table before says whose column it is.
        if isTable(thing), let table = table(thing), let after = next, after.kind == .thing,
            !isValue(after), keyword(position) == nil,
            let owned = after.thing.columns.first(where: {
                $0.reference.dataset == table && $0.quality >= 0.6
            }), owned.quality >= after.thing.tableQuality - 0.1
        {
            position += 1
            if mode == .head, subject == nil, superlative == nil, !isCounting { subject = table }
            mention(table)
            note(segment, .dataset(table))
            read(after, owner: table)
            return
        }
        if isTable(thing), let table = table(thing) {
            note(segment, .dataset(table))
            if asksForColumn(thing, segment) {
                read(segment, owner: nil)
            } else {
                read(table, segment)
            }
            return
        }
        read(segment, owner: nil)
    }

    /// Whether the phrase is a value of some column rather than a name.
    private func isValue(_ segment: SchemaSegment) -> Bool {
        guard !segment.thing.values.isEmpty else { return false }
        if segment.thing.tables.isEmpty, segment.thing.columns.isEmpty { return true }
        let quality = max(segment.thing.tableQuality, segment.thing.columnQuality)
        if quality >= 0.9 { return false }
        if segment.isPlural { return false }
        return quality < 0.75 || isCapitalised(segment)
    }

    func isCapitalised(_ segment: SchemaSegment) -> Bool {
        let text = segmenter.text(segment.tokens)
        return segment.tokens.lowerBound > 0 && text.first?.isUppercase == true
    }

    /// A name that is a table's and a column's, used like a column: "whose genre is …".
    private func asksForColumn(_ thing: SchemaThing, _ segment: SchemaSegment) -> Bool {
        guard let column = best(thing)?.0, column.quality >= 0.9 else { return false }
        if !aggregates.isEmpty, !isCounting { return true }
        guard mode == .condition, superlative == nil, !isNone else { return false }
        return startsPredicate(on: column.reference)
    }

    // MARK: Tables

    private mutating func read(_ table: String, _ segment: SchemaSegment) {
        if readPendings(table, segment) { return }
        // A value of it follows: "the genre Rock", "artist 'Queen'".
        if readNamedRow(of: table) { return }
        switch mode {
        case .grouping:
            addGroup(.table(table))
            mention(table)
            mode = mode == .grouping && keyword(position) == .and ? .grouping : .head
        case .ordering:
            orderBy(table: table)
        case .head, .condition:
            readMention(of: table, segment)
        }
    }

    /// Applies what was said before the table: a count, a comparison, a superlative.
    private mutating func readPendings(_ table: String, _ segment: SchemaSegment) -> Bool {
        if let comparison, let number = comparison.segment {
            self.comparison = nil
            if let column = countColumn(segment.thing) {
                compare(column, comparison.sign, number)
                return true
            }
            count(table, comparison.sign, number)
            mention(table)
            return true
        }
        if let number, mode == .condition, table != subject {
            self.number = nil
            count(table, .equal, number)
            return true
        }
        if isNone || isNegated, table != current, current != nil {
            isNone = false
            isNegated = false
            add(.exists(table, [], negated: true))
            lastTable = table
            mode = .condition
            return true
        }
        if let superlative, superlative.adjective == nil || superlative.isCount {
            self.superlative = nil
            if let column = countColumn(segment.thing) {
                order.append(
                    RowQuery.Order(key: .column(column), isDescending: superlative.isDescending))
                limit = limit ?? 1
                return true
            }
            rankByCount(of: table, superlative.isDescending)
            return true
        }
        if let common {
            self.common = nil
            if mode == .head, subject == nil, outputs.isEmpty {
                outputs.append(.table(table))
                subject = table
            }
            rankByFrequency(.table(table), common)
            return true
        }
        if isCounting {
            isCounting = false
            isDistinctNext = false
            if mode == .ordering {
                orderByCount(of: table)
            } else if let function = aggregates.first {
                aggregates = []
                outputs.append(.aggregateOfCounts(function, table))
            } else {
                outputs.append(.count(table))
                if subject == nil, groups.isEmpty { subject = table }
            }
            mention(table)
            return true
        }
        return false
    }

    /// The column of the subject that already counts a thing: `num_employees`.
    private func countColumn(_ thing: SchemaThing) -> ColumnReference? {
        guard let subject else { return nil }
        return thing.columns.first { column in
            guard column.reference.dataset == subject, isNumber(column.reference) else {
                return false
            }
            let words = SchemaWords.words(of: column.reference.name)
            return words.contains("number") || words.contains("count") || words.first == "total"
        }?.reference
    }

    private mutating func readMention(of table: String, _ segment: SchemaSegment) {
        if mode == .head {
            if subject == nil {
                subject = table
                if !outputs.contains(where: \.isSomething), aggregates.isEmpty {
                    outputs.append(.table(table))
                }
                adopt(table)
            } else if table != subject, outputs.count == 1, case .table = outputs.first,
                keyword(position - 2) == .their
            {
                outputs.append(.table(table))
            } else if table != subject, isJoined(position - 2) {
                outputs.append(.table(table))
            }
        } else if table != subject {
            let isPlain = !tables.contains(table)
            mention(table)
            if isPlain, !hasConditionAhead { add(.exists(table, [], negated: false)) }
        }
        mention(table)
        if let superlative, let adjective = superlative.adjective {
            if column(for: adjective, in: table) != nil, subject == table {
                orderBy(adjective, superlative.isDescending)
            }
        }
        if let rank, subject == table {
            limit = rank.count ?? limit ?? 1
        }
        if isDistinctNext {
            isDistinct = true
            isDistinctNext = false
        }
        if let number, subject == table, limit == nil, case .number(let digits) = number.kind {
            limit = Int(digits)
            self.number = nil
        }
    }

    private func isJoined(_ index: Int) -> Bool {
        keyword(index) == .and || keyword(index) == .comma
    }

    /// Whether a value or comparison comes later, which a table just named may belong to.
    private var hasConditionAhead: Bool {
        segments[min(position, segments.count)...].contains { segment in
            switch segment.kind {
            case .quoted, .proper, .time, .number: true
            case .thing: isValue(segment)
            case .keyword(.compare), .keyword(.contains), .keyword(.starts): true
            default: false
            }
        }
    }

    /// Outputs named before their table belong to it: "names and emails of customers".
    private mutating func adopt(_ table: String) {
        for index in outputs.indices {
            guard case .thing(let thing, nil) = outputs[index],
                thing.columns.contains(where: {
                    $0.reference.dataset == table && $0.quality >= 0.5
                })
            else { continue }
            outputs[index] = .thing(thing, owner: table)
        }
    }

    // MARK: Columns

    private mutating func read(_ segment: SchemaSegment, owner: String?) {
        let thing = segment.thing
        guard !thing.columns.isEmpty else {
            // Only a weak name of a table.
            if let table = table(thing) {
                confidence *= 0.75
                read(table, segment)
            }
            return
        }
        if readSelf(thing, owner, segment) { return }
        if isLink(thing, owner) { return }
        let owner = owner ?? ownerAhead(thing)
        if readPendings(thing, owner, segment) { return }
        switch mode {
        case .grouping:
            guard let column = column(thing, owner: owner) else { return }
            note(segment, .column(column))
            addGroup(.column(column))
            mode = keyword(position) == .and ? .grouping : .head
        case .ordering: orderBy(thing, owner)
        case .condition:
            guard let column = column(thing, owner: owner) else { return }
            note(segment, .column(column))
            lastColumn = column
            if readPredicate(on: column) { return }
            // "which country has …" and "with their email" only name an output.
            if keyword(position - 2) == .with, graph.isNullable(column), next == nil {
                confidence *= 0.95
                add(.isNull(column, negated: true))
                return
            }
            if isJoined(position - 2), conditions.isEmpty == false { confidence *= 0.85 }
            confidence *= 0.7
        case .head: readHead(segment, owner)
        }
    }

    /// Reads "do not manage anyone" and "have no manager", said with a column's word.
    private mutating func readSelf(
        _ thing: SchemaThing,
        _ owner: String?,
        _ segment: SchemaSegment
    ) -> Bool {
        guard isNone || isNegated, let column = best(thing, owner: owner)?.0.reference,
            graph.selfReferences[column.dataset]?.contains(where: { $0.from == column }) == true
        else { return false }
        let word = segment.words.last ?? ""
        if isNone, !["manage", "supervise", "report"].contains(word) {
            isNone = false
            isNegated = false
            add(.isNull(column, negated: false))
        } else {
            readSelfReference(column)
        }
        return true
    }

    /// A verb that is part of a foreign key's name only relates its tables: "each employee
    /// supports".
    private func isLink(_ thing: SchemaThing, _ owner: String?) -> Bool {
        guard let found = best(thing, owner: owner)?.0, found.quality < 0.9, aggregates.isEmpty,
            superlative == nil, common == nil, comparison == nil, mode != .ordering, !isNone
        else { return false }
        return graph.foreignKeys.contains(found.reference)
    }

    /// The table in "name of the genre", looked up ahead without being read.
    private func ownerAhead(_ thing: SchemaThing) -> String? {
        guard keyword(position) == .preposition, let after = segment(position + 1),
            after.kind == .thing, isTable(after.thing), let table = table(after.thing),
            thing.columns.contains(where: { $0.reference.dataset == table && $0.quality >= 0.5 })
        else { return nil }
        return table
    }

    private mutating func readHead(_ segment: SchemaSegment, _ owner: String?) {
        let thing = segment.thing
        if isAfterBy {
            isAfterBy = false
            if outputs.contains(where: \.isMeasure) || !aggregates.isEmpty {
                if let column = column(thing, owner: owner) { addGroup(.column(column)) }
                return
            }
            if rank != nil || limit != nil {
                orderBy(thing, owner)
                return
            }
        }
        if let column = best(thing, owner: owner)?.0.reference {
            note(segment, .column(column))
            // "capacity greater than 100" needs no "with".
            nameSubject(column)
            if startsPredicate(on: column) {
                if subject == nil || !outputs.contains(where: { _ in true }) {
                    outputs.append(.thing(thing, owner: owner))
                }
                if readPredicate(on: column) { return }
            }
            lastColumn = column
        }
        if isDistinctNext {
            isDistinct = true
            isDistinctNext = false
        }
        outputs.append(.thing(thing, owner: owner))
    }

    /// A column named with its table's own words says what the question is about.
    private mutating func nameSubject(_ column: ColumnReference) {
        guard subject == nil, mode == .head, let dataset = graph.datasets[column.dataset],
            !graph.foreignKeys.contains(column)
        else { return }
        let words = SchemaWords.words(of: column.name)
        if SchemaWords.words(of: dataset.shortName).allSatisfy(words.contains) {
            subject = column.dataset
            mention(column.dataset)
        }
    }

    private mutating func readPendings(
        _ thing: SchemaThing,
        _ owner: String?,
        _ segment: SchemaSegment
    ) -> Bool {
        if let pending = comparison, let number = pending.segment {
            comparison = nil
            compare(thing, owner, pending.sign, number)
            return true
        }
        if isNone, let column = column(thing, owner: owner) {
            isNone = false
            if let loop = graph.selfReferences[column.dataset]?.first, loop.from == column {
                add(.isNull(column, negated: false))
            } else {
                add(.isNull(column, negated: false))
            }
            return true
        }
        if let common, let column = column(thing, owner: owner) {
            self.common = nil
            if mode == .head, !outputs.contains(where: \.isSomething) {
                outputs.append(.thing(thing, owner: owner))
            }
            rankByFrequency(.column(column), common)
            return true
        }
        if isCounting, superlative == nil {
            isCounting = false
            isDistinctNext = false
            if mode == .ordering {
                orderBy(thing, owner)
            } else {
                outputs.append(.countDistinct(thing, owner: owner))
            }
            return true
        }
        if let superlative {
            self.superlative = nil
            if let function = aggregates.first {
                aggregates = []
                rankBy(function, thing, owner, superlative.isDescending)
                return true
            }
            rankBy(thing, owner, superlative)
            return true
        }
        if !aggregates.isEmpty {
            let functions = aggregates
            aggregates = []
            if mode == .ordering, let function = functions.first {
                if let column = column(thing, owner: owner) {
                    addOrder(.measure(.aggregate(function, column)))
                }
                return true
            }
            for function in functions {
                outputs.append(.aggregate(function, thing, owner: owner))
            }
            lastAggregated = (thing, owner)
            mode = .head
            return true
        }
        return false
    }

    mutating func addGroup(_ group: RowQuery.Group) {
        if !groups.contains(group) { groups.append(group) }
    }
}

extension SchemaReader.Output {
    /// Whether the output is a column or number, not only the table itself.
    var isSomething: Bool {
        if case .table = self { false } else { true }
    }

    var isMeasure: Bool {
        switch self {
        case .count, .countDistinct, .aggregate, .aggregateOfCounts, .share: true
        case .thing, .table: false
        }
    }
}

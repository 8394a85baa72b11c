import SQLSyntax

/// What the name of a table, column or value does where it stands.
extension SchemaReader {
    mutating func readThing(_ segment: SchemaSegment) {
        if isValue(segment) {
            if saysMoment(segment) { return }
            readValue(segment)
            return
        }
        if segment.isGuess { confidence *= 0.85 }
        let thing = segment.thing
        // "artist name", "customers' emails": the table before says whose column it is.
        if isTable(thing), let table = table(thing), let after = next, after.kind == .thing,
            after.tokens.lowerBound == segment.tokens.upperBound, !isValue(after),
            keyword(position) == nil,
            !(best(after.thing, owner: table).map {
                startsPredicate(on: $0.0.reference, at: position + 1)
            } ?? false),
            let owned = after.thing.columns.first(where: {
                $0.reference.dataset == table && $0.quality >= 0.6
            }), owned.quality >= after.thing.tableQuality - 0.1
        {
            position += 1
            if mode == .head, subject == nil, superlative == nil, !isCounting,
                anchor == nil || anchor == table
            {
                subject = table
            }
            mention(table)
            note(segment, .dataset(table))
            read(after, owner: table)
            return
        }
        if isTable(thing), let table = table(thing), readAmount(of: table, segment) { return }
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

    /// Reads "the highest invoice total", where the column's name is otherwise a word for sums.
    mutating func readAmount(of table: String, _ segment: SchemaSegment) -> Bool {
        guard superlative != nil || !aggregates.isEmpty, case .keyword(.aggregate)? = next?.kind,
            let after = next,
            after.thing.columns.contains(where: {
                $0.reference.dataset == table && $0.quality >= 0.9
            })
        else { return false }
        position += 1
        mention(table)
        note(segment, .dataset(table))
        var named = after
        named.kind = .thing
        read(named, owner: table)
        return true
    }

    /// Whether the phrase is a value of some column rather than a name.
    func isValue(_ segment: SchemaSegment) -> Bool {
        guard !segment.thing.values.isEmpty else { return false }
        if segment.thing.tables.isEmpty, segment.thing.columns.isEmpty { return true }
        if segment.thing.values.contains(where: \.isFlag) {
            return mode != .grouping && mode != .ordering && !isAfterBy
                && segment.thing.tableQuality < 0.75 && !isTold(segment)
        }
        let quality = max(segment.thing.tableQuality, segment.thing.columnQuality)
        if quality >= 0.9 { return false }
        if segment.isPlural { return false }
        return quality < 0.75 || isCapitalised(segment)
    }

    /// Whether the flag itself is asked for: "the name and active status of".
    func isTold(_ segment: SchemaSegment) -> Bool {
        guard let column = segment.thing.values.first?.column else { return false }
        return startsPredicate(on: column, at: next == segment ? position + 1 : position)
    }

    func isCapitalised(_ segment: SchemaSegment) -> Bool {
        let text = segmenter.text(segment.tokens)
        return segment.tokens.lowerBound > 0 && text.first?.isUppercase == true
    }

    /// A name that is a table's and a column's, used like a column: "whose genre is …".
    func asksForColumn(_ thing: SchemaThing, _ segment: SchemaSegment) -> Bool {
        guard let column = best(thing)?.0, column.quality >= 0.9 else { return false }
        if !aggregates.isEmpty, !isCounting { return true }
        guard mode == .condition, superlative == nil, !isNone else { return false }
        return startsPredicate(on: column.reference)
    }

    // MARK: Tables

    mutating func read(_ table: String, _ segment: SchemaSegment) {
        if readPendings(table, segment) { return }
        if readGlossary(table) { return }
        // A value of it follows: "the genre Rock", "artist 'Queen'".
        if readNamedRow(of: table) { return }
        switch mode {
        case .grouping:
            // "the average number of bags per turnaround": one row each.
            if case .aggregate(.average, let thing, let owner)? = outputs.last,
                best(thing, owner: owner)?.0.reference.dataset == table
            {
                mode = .head
                break
            }
            addGroup(.table(table))
            mention(table)
            // "the name of each apiary and the name of its owner" goes on listing.
            let goesOn =
                keyword(position) == .and
                && (outputs.contains(where: \.isMeasure)
                    || self.segment(position + 1).map { isTable($0.thing) } ?? false)
            mode = goesOn ? .grouping : .head
        case .ordering:
            orderBy(table: table)
        case .head, .condition:
            readMention(of: table, segment)
        }
    }

    /// Applies what was said before the table: a count, a comparison, a superlative.
    mutating func readPendings(_ table: String, _ segment: SchemaSegment) -> Bool {
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
            if !nestAbsence(of: table) { add(.exists(table, [], negated: true)) }
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
            } else if table == subject, case .measure(let ranked)? = order.first?.key {
                // "Which runner has the most results, and how many does that runner have?"
                outputs.append(.measure(ranked))
            } else {
                outputs.append(.count(table))
                if subject == nil, groups.isEmpty, anchor == nil || anchor == table {
                    subject = table
                }
            }
            mention(table)
            return true
        }
        return false
    }

    /// The column of the subject that already counts a thing: `num_employees`.
    func countColumn(_ thing: SchemaThing) -> ColumnReference? {
        guard let subject else { return nil }
        return thing.columns.first { column in
            guard column.reference.dataset == subject, isNumber(column.reference) else {
                return false
            }
            let words = graph.words(of: column.reference)
            return words.contains("number") || words.contains("count") || words.first == "total"
        }?.reference
    }

    mutating func readMention(of table: String, _ segment: SchemaSegment) {
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
            if isPlain, !hasConditionAhead || graph.concepts.isConcept(table) {
                add(.exists(table, [], negated: false))
            }
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

    func isJoined(_ index: Int) -> Bool {
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
    mutating func adopt(_ table: String) {
        for index in outputs.indices {
            guard case .thing(let thing, nil) = outputs[index],
                thing.columns.contains(where: {
                    $0.reference.dataset == table && $0.quality >= 0.5
                })
            else { continue }
            outputs[index] = .thing(thing, owner: table)
        }
    }
}

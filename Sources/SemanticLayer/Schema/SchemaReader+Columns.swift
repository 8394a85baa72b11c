import SQLSyntax

/// What the name of a column does where it stands.
extension SchemaReader {
    mutating func read(_ segment: SchemaSegment, owner: String?) {
        let thing = segment.thing
        guard !thing.columns.isEmpty else {
            // Only a weak name of a table.
            if let table = table(thing) {
                confidence *= 0.75
                read(table, segment)
            }
            return
        }
        if readGlossary(segment, owner) { return }
        if readSelf(thing, owner, segment) { return }
        if readRole(thing, owner, segment) { return }
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
    mutating func readSelf(
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
    func isLink(_ thing: SchemaThing, _ owner: String?) -> Bool {
        guard let found = best(thing, owner: owner)?.0, found.quality < 0.9, aggregates.isEmpty,
            superlative == nil, common == nil, comparison == nil, mode != .ordering, !isNone
        else { return false }
        return graph.foreignKeys.contains(found.reference)
    }

    /// The table in "name of the genre", looked up ahead without being read.
    func ownerAhead(_ thing: SchemaThing) -> String? {
        guard keyword(position) == .preposition, let after = segment(position + 1),
            after.kind == .thing, isTable(after.thing), let table = table(after.thing),
            thing.columns.contains(where: { $0.reference.dataset == table && $0.quality >= 0.5 })
        else { return nil }
        return table
    }

    mutating func readHead(_ segment: SchemaSegment, _ owner: String?) {
        let thing = segment.thing
        if isSkipped(segment, owner) || readSecondGroup(segment, owner) { return }
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
                if outputs.isEmpty {
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
        if asksForSum(thing, owner) {
            outputs.append(.aggregate(.sum, thing, owner: owner))
            return
        }
        outputs.append(.thing(thing, owner: owner))
    }

    /// Whether a column is only mentioned, and neither shown nor asked about.
    mutating func isSkipped(_ segment: SchemaSegment, _ owner: String?) -> Bool {
        let thing = segment.thing
        let found = best(thing, owner: owner)?.0.reference
        // "Show the name and the number": the number asked for before.
        if segment.words.count == 1, ["number", "total", "count"].contains(segment.words[0]),
            outputs.contains(where: \.isMeasure)
        {
            return true
        }
        // "the North building": the value came first.
        if let last = conditions.last?.column, last == found,
            let before = self.segment(position - 2), isValue(before)
        {
            return true
        }
        guard let factor = doubtOfSkipping(segment, found) else { return false }
        doubt(factor)
        return true
    }

    /// How sure it is that a column is better left out; `nil` when it is not.
    func doubtOfSkipping(_ segment: SchemaSegment, _ found: ColumnReference?) -> Double? {
        let thing = segment.thing
        let isWeak = thing.columnQuality < 0.75
        let startsCondition = found.map { startsPredicate(on: $0) } ?? false
        // "the titles of the documents written": the verb of a column that nobody asked to see.
        if !outputs.isEmpty || subject != nil, !isJoined(position - 2), !isFresh,
            segment.words.count == 1, let word = segment.words.first, isParticiple(word),
            let found, !graph.words(of: found).contains(word), !startsCondition
        {
            return 0.75
        }
        let isOf = keyword(position - 2) == .preposition
        if outputs.last?.isMeasure == true {
            // "How many languages do they speak at home": a number was asked for, nothing else.
            if !isJoined(position - 2), !isAfterBy, !isFresh, keyword(position - 2) != .their,
                !startsCondition
            {
                return isWeak ? 0.95 : 0.85
            }
            // "kilograms of honey": what is measured, where it is only part of a name.
            if isOf, isWeak, thing.tableQuality < 0.5, self.segment(position - 3)?.kind == .thing {
                return 0.95
            }
        }
        // "release year of the song", of `song_release_year`.
        guard case .thing(let before, let home)? = outputs.last, isOf, isWeak,
            thing.tableQuality < 0.5, let column = best(before, owner: home)?.0.reference,
            segment.words.allSatisfy(graph.words(of: column).contains)
        else { return nil }
        return 1
    }

    /// Reads "by return flag and line status": the second group.
    mutating func readSecondGroup(_ segment: SchemaSegment, _ owner: String?) -> Bool {
        guard isJoined(position - 2), case .column(let grouped)? = groups.last,
            let before = self.segment(position - 3), before.kind == .thing,
            before.thing.columns.contains(where: { $0.reference == grouped }),
            outputs.contains(where: \.isMeasure),
            let column = column(segment.thing, owner: owner)
        else { return false }
        addGroup(.column(column))
        return true
    }

    /// "What is the total cost of the visits …": one sum, though a column is called so.
    func asksForSum(_ thing: SchemaThing, _ owner: String?) -> Bool {
        guard outputs.isEmpty, groups.isEmpty, keyword(position) == .preposition,
            keyword(0) == .which, let first = segments.first,
            segmenter.text(first.tokens).lowercased() == "what is",
            let column = best(thing, owner: owner)?.0.reference, isAmount(column),
            graph.words(of: column).first == "total",
            let after = self.segment(position + 1), after.kind == .thing, isTable(after.thing)
        else { return false }
        return after.isPlural
    }

    func isParticiple(_ word: String) -> Bool {
        word.hasSuffix("ed") || word.hasSuffix("en") || SchemaWords.isRelation(word)
    }

    /// A column named with its table's own words says what the question is about.
    mutating func nameSubject(_ column: ColumnReference) {
        guard subject == nil, mode == .head, let dataset = graph.datasets[column.dataset],
            !graph.foreignKeys.contains(column), !graph.concepts.isConcept(column.dataset)
        else { return }
        let words = graph.words(of: column)
        if graph.names.words(ofTable: dataset.name).allSatisfy(words.contains) {
            subject = column.dataset
            mention(column.dataset)
        }
    }

    mutating func readPendings(
        _ thing: SchemaThing,
        _ owner: String?,
        _ segment: SchemaSegment
    ) -> Bool {
        if readPendingNumber(thing, owner) { return true }
        if isNone, let column = column(thing, owner: owner) {
            isNone = false
            add(.isNull(column, negated: false))
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
            readCounted(thing, owner, segment)
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
        guard !aggregates.isEmpty else { return false }
        let functions = aggregates
        aggregates = []
        if mode == .ordering, let function = functions.first {
            if let column = column(thing, owner: owner) {
                addOrder(.measure(.aggregate(function, column)))
            }
            return true
        }
        for function in functions { outputs.append(.aggregate(function, thing, owner: owner)) }
        lastAggregated = (thing, owner)
        mode = .head
        return true
    }

    /// Applies a number that was said before its column.
    mutating func readPendingNumber(_ thing: SchemaThing, _ owner: String?) -> Bool {
        if let pending = comparison, let number = pending.segment {
            comparison = nil
            compare(thing, owner, pending.sign, number)
            return true
        }
        // "with a single page", "on the second floor"
        guard let number,
            mode == .condition || number.words == ["ordinal"] || !outputs.isEmpty,
            self.segment(position - 2) == number,
            let column = best(thing, owner: owner)?.0, column.quality >= 0.6,
            isNumber(column.reference),
            !isKeyColumn(column.reference.dataset, column.reference.name)
        else { return false }
        self.number = nil
        compare(column.reference, .equal, number)
        return true
    }

    /// Reads "how many" of a column: amounts are added up, other values counted.
    mutating func readCounted(
        _ thing: SchemaThing, _ owner: String?, _ segment: SchemaSegment
    ) {
        isCounting = false
        if mode == .ordering {
            isDistinctNext = false
            return orderBy(thing, owner)
        }
        guard !isDistinctNext, let column = best(thing, owner: owner)?.0,
            isAmount(column.reference), column.quality >= 0.6
        else {
            isDistinctNext = false
            outputs.append(.countDistinct(thing, owner: owner))
            return
        }
        if isListed {
            outputs.append(.thing(thing, owner: owner))
            return
        }
        let functions = aggregates.isEmpty ? [.sum] : aggregates
        aggregates = []
        for function in functions { outputs.append(.aggregate(function, thing, owner: owner)) }
        note(segment, .column(column.reference))
        nameSubject(column.reference)
    }

    /// Whether "number of" stands in a list of what to show of each row: "title and number of pages".
    private var isListed: Bool {
        guard aggregates.isEmpty, countPhrase == "number of" || countPhrase == "the number of"
        else {
            return false
        }
        let isBeside = outputs.contains { if case .thing = $0 { true } else { false } }
        let isRanked = segments[min(position, segments.count)...].contains { segment in
            if case .keyword(.superlative) = segment.kind { true } else { false }
        }
        return isBeside && groups.isEmpty || isRanked
    }

    /// Whether a column holds amounts that can be added up, and no keys, years or codes.
    func isAmount(_ column: ColumnReference) -> Bool {
        guard isNumber(column), !isKeyColumn(column.dataset, column.name), !isTemporal(column)
        else {
            return false
        }
        let words = graph.words(of: column)
        return !words.contains { Self.labels.contains($0) }
    }

    /// Words of numbers that only name or order things.
    static let labels: Set<String> = [
        "id", "code", "number", "year", "month", "day", "zip", "postal", "phone", "version", "rank",
        "position", "level", "grade", "age", "rating", "floor", "round", "season", "line", "key",
    ]

    mutating func addGroup(_ group: RowQuery.Group) {
        if narrowsGroup(group) { return }
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
        case .count, .countDistinct, .aggregate, .aggregateOfCounts, .share, .measure: true
        case .thing, .table, .role, .period: false
        }
    }
}

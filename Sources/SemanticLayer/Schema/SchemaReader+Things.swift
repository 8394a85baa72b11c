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
    private mutating func readAmount(of table: String, _ segment: SchemaSegment) -> Bool {
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
    private func isValue(_ segment: SchemaSegment) -> Bool {
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
    private func isTold(_ segment: SchemaSegment) -> Bool {
        guard let column = segment.thing.values.first?.column else { return false }
        return startsPredicate(on: column, at: next == segment ? position + 1 : position)
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
    private func countColumn(_ thing: SchemaThing) -> ColumnReference? {
        guard let subject else { return nil }
        return thing.columns.first { column in
            guard column.reference.dataset == subject, isNumber(column.reference) else {
                return false
            }
            let words = graph.words(of: column.reference)
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

    /// Reads "its owner's name", "the name of the owner" and "its author": a foreign key that says
    /// in what role another row stands here.
    private mutating func readRole(
        _ thing: SchemaThing, _ owner: String?, _ segment: SchemaSegment
    ) -> Bool {
        if isNone || isNegated, let key = role(thing, owner), let current,
            graph.step(over: key)?.to.dataset == current, key.dataset != current
        {
            // "are not homeroom teachers of any class"
            (isNone, isNegated) = (false, false)
            add(.exists(key.dataset, [], negated: true))
            mode = .condition
            return true
        }
        guard mode == .head || mode == .grouping, !isCounting, aggregates.isEmpty,
            superlative == nil, comparison == nil, !isNone, !isNegated,
            let key = role(thing, owner)
        else { return false }
        let target = graph.step(over: key)?.to.dataset
        // "written by Jane Austen": the verb of the author.
        let isVerb = segment.words.last.map { !graph.words(of: key).contains($0) } ?? false
        let place = keyword(position) == .by ? position + 1 : position
        if isVerb || place > position || segment.words.last == "by",
            let target, let after = self.segment(place),
            readAgent(key, target, after, isBy: place > position || segment.words.last == "by")
        {
            return true
        }
        if isVerb { return true }
        if mode == .head, outputs.last?.isMeasure == true, !isJoined(position - 2), !isAfterBy,
            !isFresh, self.segment(position - 2)?.words.first != "and"
        {
            doubt(0.7)
            return true
        }
        func belongs(_ thing: SchemaThing) -> Bool {
            thing.columns.contains { $0.reference.dataset == target && $0.quality >= 0.7 }
        }
        note(segment, .column(key))
        if mode == .grouping {
            addGroup(.column(key))
            outputs.append(.role(key, nil))
            mode = .head
            if let after = next, after.kind == .thing, belongs(after.thing), !isTable(after.thing) {
                position += 1
            }
            return true
        }
        // "name of the owner": the column came first.
        if isOwned(position - 2), case .thing(let thing, _)? = outputs.last, belongs(thing) {
            outputs[outputs.count - 1] = .role(key, thing)
        } else if let after = next, after.kind == .thing, belongs(after.thing),
            !isTable(after.thing) || after.thing.columnQuality > after.thing.tableQuality
        {
            position += 1
            let isKnown = outputs.contains { if case .role(key, nil) = $0 { true } else { false } }
            if isKnown {
                outputs.removeAll { if case .role(key, nil) = $0 { true } else { false } }
            }
            outputs.append(.role(key, after.thing))
        } else {
            outputs.append(.role(key, nil))
        }
        if subject == nil { nameSubject(of: key.dataset) }
        return true
    }

    /// Reads the name after "written by": of the row that the key leads to.
    private mutating func readAgent(
        _ key: ColumnReference, _ target: String, _ after: SchemaSegment, isBy: Bool
    ) -> Bool {
        guard isBy else { return false }
        let display = graph.display(of: target)
        var inner: [RowQuery.Condition] = []
        if let value = after.thing.values.first(where: { $0.column.dataset == target }) {
            inner = [.isIn(value.column, [value.literal], negated: false)]
        } else {
            switch after.kind {
            case .proper(let text), .quoted(let text):
                let parts = text.split(separator: " ").map(String.init)
                let columns = display.count == parts.count ? display : Array(display.prefix(1))
                let values = display.count == parts.count ? parts : [text]
                inner = zip(columns, values).map { .isIn($0, [.string($1)], negated: false) }
            default: break
            }
        }
        guard !inner.isEmpty else { return false }
        position += keyword(position) == .by ? 2 : 1
        add(.over(key, inner))
        mode = .condition
        return true
    }

    private mutating func nameSubject(of table: String) {
        guard anchor == nil || anchor == table else { return }
        subject = table
        mention(table)
    }

    /// Whether "of" stands there, perhaps before "its".
    private func isOwned(_ index: Int) -> Bool {
        if keyword(index) == .preposition { return true }
        return keyword(index) == .their && keyword(index - 1) == .preposition
    }

    /// The foreign key that a word names as a role: not by the name or key of the table it leads to.
    private func role(_ thing: SchemaThing, _ owner: String?) -> ColumnReference? {
        guard thing.tableQuality < 0.75, let found = best(thing, owner: owner)?.0,
            graph.foreignKeys.contains(found.reference), found.quality >= 0.6,
            let target = graph.step(over: found.reference)?.to.dataset
        else { return nil }
        let own = Set(graph.names.words(ofTable: target))
        let words = graph.words(of: found.reference).filter { !Self.keyWords.contains($0) }
        return words.allSatisfy(own.contains) ? nil : found.reference
    }

    private static let keyWords: Set<String> = ["id", "key", "number", "code", "by"]

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
        // "Show the name and the number": the number asked for before.
        if segment.words.count == 1, ["number", "total", "count"].contains(segment.words[0]),
            outputs.contains(where: \.isMeasure)
        {
            return
        }
        // "the titles of the documents written": the verb of a column that nobody asked to see.
        if !outputs.isEmpty || subject != nil, !isJoined(position - 2), !isFresh,
            segment.words.count == 1, let word = segment.words.first, isParticiple(word),
            let column = best(thing, owner: owner)?.0.reference,
            !graph.words(of: column).contains(word), !startsPredicate(on: column)
        {
            return doubt(0.75)
        }
        // "the North building": the value came first.
        if let last = conditions.last?.column, last == best(thing, owner: owner)?.0.reference,
            let before = self.segment(position - 2), isValue(before)
        {
            return
        }
        // "How many languages do they speak at home": a number was asked for, and nothing else.
        if outputs.last?.isMeasure == true, !isJoined(position - 2), !isAfterBy, !isFresh,
            keyword(position - 2) != .their, !startsPredicate(at: thing, owner)
        {
            return doubt(thing.columnQuality < 0.75 ? 0.95 : 0.85)
        }
        // "by return flag and line status": a second group.
        if isJoined(position - 2), case .column(let grouped)? = groups.last,
            let before = self.segment(position - 3), before.kind == .thing,
            before.thing.columns.contains(where: { $0.reference == grouped }),
            outputs.contains(where: \.isMeasure),
            let column = column(thing, owner: owner)
        {
            addGroup(.column(column))
            return
        }
        // "kilograms of honey": what is measured, where it is only part of a name.
        if keyword(position - 2) == .preposition, outputs.last?.isMeasure == true,
            thing.columnQuality < 0.75, thing.tableQuality < 0.5, position >= 3,
            self.segment(position - 3)?.kind == .thing
        {
            return doubt(0.95)
        }
        if let last = outputs.last, case .thing(let before, let home) = last,
            keyword(position - 2) == .preposition, thing.columnQuality < 0.75,
            thing.tableQuality < 0.5, let column = best(before, owner: home)?.0.reference,
            segment.words.allSatisfy(graph.words(of: column).contains)
        {
            // "release year of the song", of `song_release_year`.
            return
        }
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

    /// "What is the total cost of the visits …": one sum, though a column is called so.
    private func asksForSum(_ thing: SchemaThing, _ owner: String?) -> Bool {
        guard outputs.isEmpty, groups.isEmpty, keyword(position) == .preposition,
            keyword(0) == .which, let first = segments.first,
            segmenter.text(first.tokens).lowercased() == "what is",
            let column = best(thing, owner: owner)?.0.reference, isAmount(column),
            graph.words(of: column).first == "total",
            let after = self.segment(position + 1), after.kind == .thing, isTable(after.thing)
        else { return false }
        return after.isPlural
    }

    private func isParticiple(_ word: String) -> Bool {
        word.hasSuffix("ed") || word.hasSuffix("en") || SchemaWords.isRelation(word)
    }

    private func startsPredicate(at thing: SchemaThing, _ owner: String?) -> Bool {
        best(thing, owner: owner).map { startsPredicate(on: $0.0.reference) } ?? false
    }

    /// A column named with its table's own words says what the question is about.
    private mutating func nameSubject(_ column: ColumnReference) {
        guard subject == nil, mode == .head, let dataset = graph.datasets[column.dataset],
            !graph.foreignKeys.contains(column), !graph.concepts.isConcept(column.dataset)
        else { return }
        let words = graph.words(of: column)
        if graph.names.words(ofTable: dataset.name).allSatisfy(words.contains) {
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
        // "with a single page", "on the second floor"
        if let number, mode == .condition || number.words == ["ordinal"] || outputs.count > 0,
            position >= 2, self.segment(position - 2) == number,
            let column = best(thing, owner: owner)?.0, column.quality >= 0.6,
            isNumber(column.reference),
            !isKeyColumn(column.reference.dataset, column.reference.name)
        {
            self.number = nil
            compare(column.reference, .equal, number)
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
        if isCounting, superlative == nil, mode != .ordering, !isDistinctNext,
            let column = best(thing, owner: owner)?.0, isAmount(column.reference),
            column.quality >= 0.6
        {
            isCounting = false
            if isListed {
                outputs.append(.thing(thing, owner: owner))
                return true
            }
            let functions = aggregates.isEmpty ? [.sum] : aggregates
            aggregates = []
            for function in functions {
                outputs.append(.aggregate(function, thing, owner: owner))
            }
            note(segment, .column(column.reference))
            nameSubject(column.reference)
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
    private static let labels: Set<String> = [
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

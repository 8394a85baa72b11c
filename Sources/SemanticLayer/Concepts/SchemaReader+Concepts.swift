import SQLSyntax

/// What a glossary changes in the reading of a question.
extension SchemaReader {
    /// Reads a column where it names an output or a group, though the place is one for conditions:
    /// "how many claims have been placed by policy number".
    mutating func readGlossary(_ segment: SchemaSegment, _ owner: String?) -> Bool {
        let thing = segment.thing
        guard !graph.concepts.isEmpty, let found = best(thing, owner: owner)?.0 else {
            return false
        }
        // "which policy holder pays", though some column's name holds the verb.
        if found.quality < 0.9, thing.tables.isEmpty,
            segment.words.allSatisfy(SchemaWords.isRelation)
        {
            confidence *= 0.97
            return true
        }
        let column = found.reference
        // "the total amount of premiums"
        if segment.words == ["amount"], graph.concepts.measures[column] == nil,
            keyword(position) == .preposition, let after = self.segment(position + 1),
            after.kind == .thing, let other = best(after.thing)?.0.reference,
            rankedMeasure(other) != nil || graph.concepts.measures[other] != nil
        {
            return true
        }
        if !aggregates.isEmpty, mode == .condition, graph.concepts.measures[column] != nil,
            startsPredicate(on: column)
        {
            comparedBy = aggregates.last
            aggregates = []
            return readPredicate(on: column)
        }
        // "the commercial line of business": the value has said it.
        if column == lastColumn, let before = self.segment(position - 2), before.kind == .thing,
            before.thing.values.contains(where: { $0.column == column })
        {
            return true
        }
        // "of policy number 5001"
        if mode == .head, keyword(position - 2) == .preposition, let after = next,
            case .number = after.kind, !outputs.isEmpty || isCounting || !aggregates.isEmpty,
            graph.concepts.measures[column] == nil, number == nil
        {
            position += 1
            compare(column, .equal, after)
            return true
        }
        if isNone || isNegated || asksForExistence, graph.concepts.measures[column] != nil {
            let isAbsent = isNone || isNegated
            (isNone, isNegated) = (false, false)
            add(.exists(column.dataset, [], negated: isAbsent))
            mode = .condition
            return true
        }
        guard mode == .condition, aggregates.isEmpty, comparison == nil, superlative == nil,
            common == nil, !isNone, !isNegated, !isCounting, number == nil,
            !startsPredicate(on: column)
        else { return false }
        if isAfterBy, outputs.contains(where: \.isMeasure) || namesMeasure {
            isAfterBy = false
            addGroup(.column(column))
            mode = .head
            return true
        }
        guard subject != nil || !outputs.isEmpty else { return false }
        outputs.append(.thing(thing, owner: owner))
        lastColumn = column
        return true
    }

    /// "claims that have loss payments": what follows must be there, and is not to be shown.
    private var asksForExistence: Bool {
        guard mode == .condition, aggregates.isEmpty, comparison == nil, superlative == nil,
            let before = segment(position - 2), before.kind == .keyword(.with),
            let first = segmenter.tokens[before.tokens].first?.text
        else { return false }
        return ["that", "which", "who", "having"].contains(first)
    }

    /// Reads a table that is a group, one more output, or known by a number.
    mutating func readGlossary(_ table: String) -> Bool {
        guard !graph.concepts.isEmpty else { return false }
        if groupByTable(table) || readNumbered(table) { return true }
        // "… and the agent who sold it", "with its coverages"
        let before = keyword(position - 2)
        let isListed = before == .and || before == .comma
        guard subject != nil || !outputs.isEmpty || !groups.isEmpty, table != subject,
            mode == .head && before == .their
                || mode == .condition && isListed && namesMeasure
                || mode == .head && isListed && (namesMeasure || !groups.isEmpty)
                || mode != .ordering && before == .with && isGroupListed,
            superlative == nil, comparison == nil, !isNone, !isNegated, number == nil
        else { return false }
        outputs.append(.table(table))
        mention(table)
        mode = .head
        return true
    }

    /// "each agent with the policy holders": only things of each are asked for so far.
    private var isGroupListed: Bool {
        !groups.isEmpty && !namesMeasure && !outputs.contains(where: \.isMeasure)
    }

    /// "agent 201": a row by the number that people know it by.
    private mutating func readNumbered(_ table: String) -> Bool {
        guard mode != .grouping, mode != .ordering, let after = next, case .number = after.kind,
            after.tokens.count == 1, number == nil, comparison == nil,
            let column = graph.display(of: table).first ?? graph.key(of: table)
        else { return false }
        if case .orCompare? = keyword(position + 1) { return false }
        position += 1
        if subject == nil, outputs.isEmpty { subject = table }
        mention(table)
        compare(column, .equal, after)
        return true
    }

    /// "each policy holder by policy holder id": the column says what the group is shown by.
    mutating func narrowsGroup(_ group: RowQuery.Group) -> Bool {
        guard !graph.concepts.isEmpty, case .column(let column) = group else { return false }
        let table = column.dataset
        guard let index = groups.firstIndex(of: .table(table)),
            graph.key(of: table) == column || graph.display(of: table).contains(column)
        else { return false }
        groups[index] = group
        return true
    }

    /// Groups by a table named after "by": "total losses by policy holder".
    private mutating func groupByTable(_ table: String) -> Bool {
        guard isAfterBy, outputs.contains(where: \.isMeasure) || namesMeasure else {
            return false
        }
        isAfterBy = false
        addGroup(.table(table))
        mention(table)
        let isJoined = keyword(position) == .and || keyword(position) == .comma
        mode = isJoined ? .grouping : .head
        return true
    }

    /// Whether a word only ties the glossary's things together: "claims caused by a storm".
    func isBusinessRelation(_ word: String) -> Bool {
        guard !graph.concepts.isEmpty else { return false }
        let forms = SchemaWords.forms(of: word)
        return Self.businessRelations.contains(where: forms.contains)
    }

    private static let businessRelations = SchemaWords.list(
        "cause incur file handle insure cover underwrite involve affect hit manage assign pertain")

    /// Whether a measure of the glossary is among what is to be shown.
    var namesMeasure: Bool {
        outputs.contains { output in
            guard case .thing(let thing, let owner) = output,
                let column = best(thing, owner: owner)?.0.reference
            else { return false }
            return graph.concepts.measures[column] != nil || graph.concepts.metrics[column] != nil
        }
    }

    /// What a column of the glossary ranks or bounds the things in question by: a metric, or a
    /// measure of rows of another table.
    func rankedMeasure(_ column: ColumnReference) -> RowQuery.Measure? {
        if graph.concepts.metrics[column] != nil { return .metric(column) }
        guard let measure = graph.concepts.measures[column], column.dataset != subject else {
            return nil
        }
        return .aggregate(measure.aggregation, column)
    }

    /// Orders the things in question by a measure or metric.
    mutating func orderByGlossary(_ column: ColumnReference) -> Bool {
        guard subject != nil || !groups.isEmpty, let measure = rankedMeasure(column) else {
            return false
        }
        if let rank { limit = limit ?? rank.count ?? 1 }
        groupForRanking()
        addOrder(.measure(measure))
        return true
    }

    /// Keeps the things whose measure or metric satisfies a comparison.
    mutating func compareGlossary(
        _ column: ColumnReference, _ sign: SQLBinaryOperator, _ segment: SchemaSegment
    ) -> Bool {
        defer { comparedBy = nil }
        guard subject != nil || !groups.isEmpty, var measure = rankedMeasure(column) else {
            return false
        }
        if let comparedBy, case .aggregate(_, let own) = measure {
            measure = .aggregate(comparedBy, own)
        }
        guard let value = literal(segment, for: column) else { return false }
        groupForRanking()
        groupConditions.append(
            RowQuery.GroupCondition(measure: measure, comparison: sign, value: value))
        return true
    }

    /// "agents who sold policies with no claims": what is missing belongs to the table before.
    mutating func nestAbsence(of table: String) -> Bool {
        guard !graph.concepts.isEmpty, let home = lastTable, home != current, home != table,
            let before = segment(position - 3), before.kind == .thing,
            self.table(before.thing) == home
        else { return false }
        conditions.removeAll { $0 == .exists(home, [], negated: false) }
        conditions.append(.exists(home, [.exists(table, [], negated: true)], negated: false))
        return true
    }

    /// "coverages … and their limits": the things are shown beside what they have.
    var isShownAnyway: Bool {
        !graph.concepts.isEmpty && segments.contains { $0.kind == .keyword(.their) }
    }

    /// Groups by the year or month of what is computed: "total premium by year".
    mutating func groupByPeriod(_ word: String) -> Bool {
        guard !graph.concepts.isEmpty, isAfterBy || mode == .grouping,
            let unit = SQLDateUnit(rawValue: word), ConceptSet.periods[unit] != nil
        else { return false }
        var home = lastTable ?? current
        for case .thing(let thing, let owner) in outputs {
            if let column = best(thing, owner: owner)?.0.reference, namesMeasure {
                home = column.dataset
            }
        }
        for case .aggregate(_, let thing, let owner) in outputs {
            home = best(thing, owner: owner)?.0.reference.dataset ?? home
        }
        guard let home else { return false }
        let columns = temporalColumns(of: home)
        let usual = graph.datasets[home]?.timeColumn.map { ColumnReference(home, $0) }
        guard let column = hintedTime(columns) ?? usual ?? columns.first else { return false }
        if columns.count > 1 { doubt(0.9, "The \(word) is that of \(column.name).") }
        isAfterBy = false
        addGroup(.column(ColumnReference(home, ConceptSet.name(of: unit, column.name))))
        mode = .head
        return true
    }

    /// Whether a value only says which date a period is about: "policies that expired in 2022".
    mutating func saysMoment(_ segment: SchemaSegment) -> Bool {
        guard !graph.concepts.isEmpty else { return false }
        var index = position
        while let word = keyword(index) {
            switch word {
            case .preposition, .compare, .between: index += 1
            default: return false
            }
        }
        guard index > position, case .time? = self.segment(index)?.kind else { return false }
        for table in [lastTable, current].compactMap({ $0 }) {
            let columns = temporalColumns(of: table)
            position += 1
            defer { position -= 1 }
            if hintedTime(columns) != nil { return true }
        }
        return false
    }

    /// The date that a word before the period speaks of: "policies that expire in 2023".
    mutating func hintedTime(_ columns: [ColumnReference]) -> ColumnReference? {
        guard !graph.concepts.isEmpty, columns.count > 1 else { return nil }
        for index in [position - 2, position - 3, position - 4] {
            guard let before = segment(index), let word = before.words.last, word.count >= 4
            else { continue }
            for column in columns {
                let name = graph.concepts.terms[column] ?? column.name
                let isNamed = SchemaWords.words(of: name).contains { other in
                    other.count >= 4
                        && zip(other, word).prefix(while: { $0 == $1 }).count
                            >= max(4, min(other.count, word.count) - 2)
                }
                guard isNamed else { continue }
                unknown.removeAll { $0.tokens == before.tokens }
                return column
            }
        }
        return nil
    }

    /// A column as an item: a measure of the glossary by its own aggregation.
    func glossaryItem(_ column: ColumnReference) -> RowQuery.Item {
        if graph.concepts.metrics[column] != nil { return .measure(.metric(column)) }
        guard let measure = graph.concepts.measures[column] else { return .column(column) }
        return .measure(.aggregate(measure.aggregation, column))
    }

    /// The number of different values, or of the rows of a measure.
    func countOf(_ column: ColumnReference) -> RowQuery.Measure {
        graph.concepts.measures[column] != nil && graph.concepts.isConcept(column.dataset)
            ? .count(column.dataset) : .countDistinct(column)
    }

    /// Groups measures of the glossary by everything else that is shown: "policy holders, their
    /// policies and the premium".
    mutating func groupByConcepts(_ items: inout [RowQuery.Item], _ shown: [String]) -> Bool {
        guard !graph.concepts.isEmpty else { return false }
        let isOwn = items.contains { item in
            guard case .measure(let measure) = item, let column = measure.column else {
                return false
            }
            return graph.concepts.measures[column] != nil || graph.concepts.metrics[column] != nil
        }
        guard isOwn || !groups.isEmpty && !shown.isEmpty else { return false }
        let named = Set(items.compactMap { $0.isMeasure ? nil : $0.home })
        for table in shown { addGroup(.table(table)) }
        for case .column(let column) in items { addGroup(.column(column)) }
        var dimensions: [RowQuery.Item] = []
        for group in groups {
            // A table of which columns are shown anyway is not shown by its name as well.
            if case .table(let table) = group, shown.contains(table), named.contains(table) {
                continue
            }
            for item in self.items(group) where !dimensions.contains(item) {
                dimensions.append(item)
            }
        }
        items = dimensions + items.filter { $0.isMeasure }
        return !groups.isEmpty
    }
}

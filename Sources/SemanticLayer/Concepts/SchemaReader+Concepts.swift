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

    /// Groups by a table named after "by": "total losses by policy holder".
    mutating func groupByTable(_ table: String) -> Bool {
        guard isAfterBy, !graph.concepts.isEmpty,
            outputs.contains(where: \.isMeasure) || namesMeasure
        else { return false }
        isAfterBy = false
        addGroup(.table(table))
        mention(table)
        let isJoined = keyword(position) == .and || keyword(position) == .comma
        mode = isJoined ? .grouping : .head
        return true
    }

    /// Whether a measure of the glossary is among what is to be shown.
    var namesMeasure: Bool {
        outputs.contains { output in
            guard case .thing(let thing, let owner) = output,
                let column = best(thing, owner: owner)?.0.reference
            else { return false }
            return graph.concepts.measures[column] != nil || graph.concepts.metrics[column] != nil
        }
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

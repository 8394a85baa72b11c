import SQLSyntax

/// What a glossary changes in the reading of a question.
extension SchemaReader {
    /// Reads a column where it names an output or a group, though the place is one for conditions:
    /// "how many claims have been placed by policy number".
    mutating func readGlossary(_ thing: SchemaThing, _ owner: String?) -> Bool {
        guard !graph.concepts.isEmpty, mode == .condition, aggregates.isEmpty, comparison == nil,
            superlative == nil, common == nil, !isNone, !isNegated, !isCounting, number == nil,
            let column = best(thing, owner: owner)?.0.reference,
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
    mutating func groupByConcepts(_ items: [RowQuery.Item], _ shown: [String]) -> Bool {
        guard !graph.concepts.isEmpty else { return false }
        let isOwn = items.contains { item in
            guard case .measure(let measure) = item, let column = measure.column else {
                return false
            }
            return graph.concepts.measures[column] != nil || graph.concepts.metrics[column] != nil
        }
        guard isOwn else { return false }
        var result: [RowQuery.Group] = shown.map { .table($0) }
        for case .column(let column) in items { result.append(.column(column)) }
        groups = result
        return !result.isEmpty
    }
}

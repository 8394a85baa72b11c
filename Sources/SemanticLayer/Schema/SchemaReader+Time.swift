import SQLSyntax

/// Periods: the column that one is about, and what it asks of it.
extension SchemaReader {
    /// The column a period is about: the only one of the nearest table.
    mutating func timeColumn() -> ColumnReference? {
        if let column = lastColumn, isTemporal(column), mode == .condition { return column }
        var homes: [String] = []
        for table in [lastTable, current].compactMap({ $0 }) + tables.reversed()
        where !homes.contains(table) { homes.append(table) }
        for home in homes {
            let found = temporalColumns(of: home)
            if let hinted = hintedTime(found) { return hinted }
            if found.count > 1 { doubt(0.75) }
            if let first = found.first { return first }
        }
        guard let home = current else { return nil }
        let near = graph.datasets.keys.sorted().filter { graph.distance(home, $0) == 1 }
            .flatMap(temporalColumns)
        confidence *= near.count == 1 ? 0.85 : 0.6
        return near.first
    }

    func temporalColumns(of table: String) -> [ColumnReference] {
        (graph.datasets[table]?.columns ?? []).map { ColumnReference(table, $0.name) }
            .filter(isTemporal)
    }

    /// The period, open at one side when "or later" follows.
    mutating func opened(_ range: TimeRange) -> TimeRange {
        guard case .orCompare(let sign)? = keyword(position) else { return range }
        position += 1
        return sign == .greaterOrEqual
            ? TimeRange(start: range.start, end: nil) : TimeRange(start: nil, end: range.end)
    }

    func isTemporal(_ column: ColumnReference) -> Bool {
        if graph.type(of: column)?.isTemporal == true { return true }
        let words = graph.words(of: column)
        return words.contains("year") || words.contains("date")
    }

    /// A period as a condition: of dates, or of years kept as numbers.
    func during(
        _ column: ColumnReference,
        _ range: TimeRange,
        _ segment: SchemaSegment
    ) -> RowQuery.Condition {
        guard
            graph.type(of: column)?.isNumeric == true
                || graph.words(of: column).contains("year")
        else { return .during(column, range) }
        let isText = graph.type(of: column)?.isNumeric != true
        func literal(_ year: Int) -> SQLLiteral {
            isText ? .string(String(year)) : .integer(Int64(year))
        }
        let first = range.start.map { $0.components.year }
        let last = range.end.map {
            CalendarDate(daysSinceEpoch: $0.daysSinceEpoch - 1).components.year
        }
        switch (first, last) {
        case (let first?, let last?):
            return first == last
                ? .compare(column, .equal, literal(first))
                : .between(column, literal(first), literal(last), negated: false)
        case (let first?, nil): return .compare(column, .greaterOrEqual, literal(first))
        case (nil, let last?): return .compare(column, .lessOrEqual, literal(last))
        case (nil, nil): return .isNull(column, negated: true)
        }
    }
}

import SQLSyntax

/// Conditions: values, comparisons, patterns and periods.
extension SchemaReader {
    /// Adds a condition, turned around after "not" and joined to the last one after "or".
    mutating func add(_ condition: RowQuery.Condition) {
        var condition = condition
        if isNegated, let column = condition.column, let home = current,
            graph.path(from: home, to: column.dataset)?.steps.contains(where: \.isFanOut) == true
        {
            // "but not in 2023": no such row, rather than one that is otherwise.
            isNegated = false
            condition = .exists(column.dataset, [condition], negated: true)
        }
        if isNegated {
            condition = condition.negated
            isNegated = false
        }
        lastColumn = condition.column ?? lastColumn
        let isOr = self.isOr
        self.isOr = false
        if isBoth, case .isIn(let column, let values, false) = condition, values.count == 1,
            column.dataset != current
        {
            conditions.append(.exists(column.dataset, [condition], negated: false))
            return
        }
        guard let last = conditions.last else {
            conditions.append(condition)
            return
        }
        if isBoth, current == condition.column?.dataset {
            conditions.append(condition)
            return
        }
        if case .isIn(let column, let old, let negated) = last,
            case .isIn(let other, let new, let otherNegated) = condition, column == other,
            negated == otherNegated, !old.contains(where: new.contains)
        {
            conditions[conditions.count - 1] = .isIn(column, old + new, negated: negated)
        } else if isOr {
            if case .either(let list) = last {
                conditions[conditions.count - 1] = .either(list + [condition])
            } else {
                conditions[conditions.count - 1] = .either([last, condition])
            }
        } else if last != condition {
            conditions.append(condition)
        }
    }

    // MARK: Values

    mutating func readValue(_ segment: SchemaSegment) {
        let values = segment.thing.values
        let homes = values.compactMap { value -> (Double, SchemaThing.Value)? in
            let table = value.column.dataset
            guard let home = current else { return (0, value) }
            guard let distance = graph.distance(home, table) else { return nil }
            var score = -0.3 * Double(distance)
            if value.column == lastColumn { score += 0.5 }
            if table == lastTable { score += 0.35 }
            if tables.contains(table) { score += 0.1 }
            if graph.display(of: table).contains(value.column) { score += 0.05 }
            // "How many albums does Queen have": it has them, so it is none.
            if table == home, keyword(position) == .with, self.segment(position + 1) == nil {
                score -= 1
            }
            return (score, value)
        }.sorted { ($1.0, $0.1.column) < ($0.0, $1.1.column) }
        guard let best = homes.first else { return doubt(0.4) }
        if let second = homes.dropFirst().first, best.0 - second.0 < 0.04,
            second.1.column != best.1.column
        {
            doubt(
                second.1.column.dataset == best.1.column.dataset ? 0.75 : 0.85,
                "“\(segmenter.text(segment.tokens))” is taken for a \(best.1.column.name) of "
                    + "\(best.1.column.dataset).")
        }
        if case .string(let text) = best.1.literal {
            note(segment, .value(best.1.column, text))
        }
        isAfterBy = false
        if isNone {
            isNone = false
            isNegated = true
        }
        add(isAway(best.1.column, [best.1.literal]))
        // "Rock tracks" still names what to show.
        if mode != .head || subject != nil { mode = mode == .ordering ? .ordering : .condition }
    }

    /// A negated value of another table means: no such row.
    private mutating func isAway(
        _ column: ColumnReference,
        _ values: [SQLLiteral]
    ) -> RowQuery.Condition {
        let plain = RowQuery.Condition.isIn(column, values, negated: false)
        guard isNegated, let home = current,
            let path = graph.path(from: home, to: column.dataset)?.steps,
            path.contains(where: \.isFanOut)
        else { return plain }
        return .exists(column.dataset, [plain], negated: false)
    }

    /// Reads the name of a row right after its table: "artist 'Queen'".
    mutating func readNamedRow(of table: String) -> Bool {
        guard let after = next, let text = properText(after) else { return false }
        guard let column = graph.display(of: table).first else { return false }
        position += 1
        if subject == nil, mode == .head, !outputs.contains(where: \.isSomething), !isCounting {
            subject = table
            outputs.append(.table(table))
        }
        mention(table)
        confidence *= 0.9
        add(name: text, column, of: table)
        return true
    }

    /// Adds a condition on the name of a row; two words may be first and last name.
    private mutating func add(name text: String, _ column: ColumnReference, of table: String) {
        let parts = text.split(separator: " ").map(String.init)
        let display = graph.display(of: table)
        guard display.count == 2, parts.count == 2, !isNegated, display.first == column else {
            add(isAway(column, [.string(text)]))
            return
        }
        for (column, part) in zip(display, parts) {
            add(.isIn(column, [.string(part)], negated: false))
        }
    }

    private func properText(_ segment: SchemaSegment) -> String? {
        switch segment.kind {
        case .quoted(let text), .proper(let text): text
        default: nil
        }
    }

    mutating func readLiteral(_ segment: SchemaSegment) {
        if comparison != nil, comparison?.segment == nil {
            finishComparison(segment)
            return
        }
        switch segment.kind {
        case .number: readNumber(segment)
        case .time(let range):
            guard let column = timeColumn() else { return doubt(0.4) }
            isAfterBy = false
            add(during(column, opened(range), segment))
        case .quoted(let text), .proper(let text): readName(text, segment)
        default: break
        }
    }

    private mutating func readNumber(_ segment: SchemaSegment) {
        // "2 or more albums": the comparison stands behind.
        if case .orCompare(let sign)? = keyword(position) {
            position += 1
            if let column = lastColumn, next?.kind != .thing {
                if let value = literal(segment, for: column) {
                    add(.compare(column, sign, value))
                }
                return
            }
            comparison = Comparison(sign: sign, adjective: nil, segment: segment)
            return
        }
        if let column = takeColumnBefore() {
            compare(column, .equal, segment)
            return
        }
        number = segment
    }

    /// The column named right before a number, after what is to be shown: "names … on floor 1".
    private mutating func takeColumnBefore() -> ColumnReference? {
        guard comparison == nil, superlative == nil, outputs.count > 1,
            case .thing(let thing, let owner)? = outputs.last,
            let before = segment(position - 2), before.kind == .thing, before.thing == thing,
            thing.columnQuality >= 0.9, thing.tableQuality < 0.9,
            next.map({ $0.kind != .thing }) ?? true,
            let (found, _) = best(thing, owner: owner),
            graph.type(of: found.reference)?.isNumeric == true
        else { return nil }
        outputs.removeLast()
        return column(thing, owner: owner)
    }

    /// A name that no profile knows: of the column spoken of, or of the last table.
    private mutating func readName(_ text: String, _ segment: SchemaSegment) {
        isAfterBy = false
        if let column = lastColumn, mode == .condition, graph.type(of: column)?.isNumeric != true,
            case .isIn(let other, _, _)? = conditions.last, other == column
        {
            add(.isIn(column, [.string(text)], negated: false))
            return
        }
        let home = lastTable ?? current
        var column = home.flatMap { graph.display(of: $0).first }
        // "How many albums does Queen have": a row of another table, most likely its owner.
        if let known = current, home == known, !(keyword(position - 2) == .named) {
            let parents = graph.datasets.keys.sorted().filter { name in
                graph.path(from: known, to: name)?.steps.map(\.isFanOut) == [false]
                    && !graph.display(of: name).isEmpty
            }
            if parents.count == 1, let parent = parents.first {
                column = graph.display(of: parent).first
            }
            confidence *= 0.75
        }
        guard let column else { return doubt(0.4) }
        doubt(0.8, "“\(text)” is taken for a \(column.name) of \(column.dataset).")
        add(name: text, column, of: column.dataset)
        if mode == .head, subject != nil { mode = .condition }
    }

    // MARK: Numbers

    /// The number a segment is, without a column to say what it means.
    func plainNumber(_ segment: SchemaSegment) -> SQLLiteral? {
        let digits: String
        switch segment.kind {
        case .number(let text): digits = text
        case .time: digits = segment.words.last ?? ""
        default: return nil
        }
        if let whole = Int64(digits) { return .integer(whole) }
        let isDecimal = digits.allSatisfy { $0.isNumber || $0 == "." } && !digits.isEmpty
        return isDecimal ? .decimal(digits) : nil
    }

    /// The value a segment is for a column, units taken into account.
    mutating func literal(_ segment: SchemaSegment, for column: ColumnReference) -> SQLLiteral? {
        switch segment.kind {
        case .quoted(let text), .proper(let text): return .string(text)
        default: break
        }
        guard let plain = plainNumber(segment) else { return nil }
        let unit = takeUnit()
        let words = graph.words(of: column)
        guard let unit, case .integer(let value) = plain, abs(value) < 1_000_000_000_000 else {
            return plain
        }
        let factors: [String: Int64] =
            words.contains("millisecond")
            ? ["second": 1_000, "minute": 60_000, "hour": 3_600_000]
            : words.contains("second")
                ? ["minute": 60, "hour": 3_600]
                : words.contains("minute")
                    ? ["hour": 60]
                    : words.contains("byte") ? ["kb": 1_000, "mb": 1_000_000] : [:]
        return .integer(value * (factors[unit] ?? 1))
    }

    /// Steps over a unit: "minutes", "dollars", "years old".
    private mutating func takeUnit() -> String? {
        let units: Set<String> = [
            "second", "minute", "hour", "day", "kb", "mb", "dollar", "euro", "pound", "mile", "km",
            "meter", "kilometer", "feet", "foot", "inch", "percent", "kg", "year", "usd", "point",
            "unit", "million",
        ]
        guard let after = next, after.tokens.count == 1 else { return nil }
        let word = SchemaWords.stem(segmenter.text(after.tokens))
        guard units.contains(word), after.kind != .keyword(.group) else { return nil }
        if after.kind == .thing, after.thing.columnQuality >= 0.9 { return nil }
        position += 1
        if case .unknown("old")? = next?.kind { position += 1 }
        return word
    }

    // MARK: Comparisons

    mutating func readComparison(_ sign: SQLBinaryOperator, _ adjective: SchemaAdjective?) {
        var sign = sign
        if isNegated {
            sign = sign.opposite
            isNegated = false
        }
        comparison = Comparison(sign: sign, adjective: adjective, segment: nil)
    }

    /// A comparison whose number has come: its column is said by an adjective, before, or after.
    private mutating func finishComparison(_ segment: SchemaSegment) {
        guard let pending = comparison else { return }
        comparison = nil
        if let adjective = pending.adjective,
            let found = column(for: adjective, in: current) ?? column(for: adjective, in: lastTable)
        {
            confidence *= 0.97
            compare(found.column, found.isRising ? pending.sign : pending.sign.mirrored, segment)
            return
        }
        // "more than 100 tracks": the thing follows.
        if let after = next, after.kind == .thing, !after.thing.isEmpty,
            !after.thing.tables.isEmpty || !after.thing.columns.isEmpty
        {
            comparison = Comparison(sign: pending.sign, adjective: nil, segment: segment)
            return
        }
        if case .time = segment.kind, isLoneYear(segment) == false || lastColumn == nil {
            guard let column = timeColumn() else { return doubt(0.4) }
            compare(column, pending.sign, segment)
            return
        }
        // "admitted more than twice"
        if isTimes(segment), let table = lastTable, table != subject {
            count(table, pending.sign, segment)
        } else if let column = lastColumn {
            compare(column, pending.sign, segment)
        } else if case .time = segment.kind, let column = timeColumn() {
            compare(column, pending.sign, segment)
        } else {
            doubt(0.3)
        }
    }

    /// Whether the number counts occasions: "twice", "three times".
    private mutating func isTimes(_ segment: SchemaSegment) -> Bool {
        if ["once", "twice", "thrice"].contains(segment.words.first ?? "") { return true }
        guard let after = next, ["time", "occasion"].contains(after.words.first ?? "") else {
            return false
        }
        position += 1
        return true
    }

    private func isLoneYear(_ segment: SchemaSegment) -> Bool { segment.tokens.count == 1 }

    mutating func compare(
        _ thing: SchemaThing,
        _ owner: String?,
        _ sign: SQLBinaryOperator,
        _ segment: SchemaSegment
    ) {
        guard let column = column(thing, owner: owner) else { return doubt(0.4) }
        compare(column, sign, segment)
    }

    mutating func compare(
        _ column: ColumnReference,
        _ sign: SQLBinaryOperator,
        _ segment: SchemaSegment
    ) {
        mode = .condition
        if compareGlossary(column, sign, segment) { return }
        if case .time(let range) = segment.kind, isTemporal(column) {
            let bounds: TimeRange
            switch sign {
            case .greater: bounds = TimeRange(start: range.end, end: nil)
            case .greaterOrEqual: bounds = TimeRange(start: range.start, end: nil)
            case .less: bounds = TimeRange(start: nil, end: range.start)
            case .lessOrEqual: bounds = TimeRange(start: nil, end: range.end)
            default: bounds = range
            }
            add(during(column, bounds, segment))
            return
        }
        if isWord(column), sign != .equal, sign != .notEqual, plainNumber(segment) != nil {
            guard let other = otherAmount(in: column.dataset) else { return doubt(0.4) }
            doubt(0.8, "“\(segmenter.text(segment.tokens))” is taken for a \(other.name).")
            return compare(other, sign, segment)
        }
        guard let value = literal(segment, for: column) else { return doubt(0.3) }
        let isText = graph.type(of: column).map { !$0.isNumeric && !$0.isTemporal } ?? false
        if isText, sign != .equal, sign != .notEqual { confidence *= 0.7 }
        if case .orCompare(let other)? = keyword(position) {
            position += 1
            add(.compare(column, other, value))
        } else {
            add(.compare(column, sign, value))
        }
    }

    private func isWord(_ column: ColumnReference) -> Bool {
        guard let type = graph.type(of: column), !type.isNumeric, !type.isTemporal else {
            return false
        }
        return !isTemporal(column)
    }

    /// The column of numbers that follows, or the only one of the table: a text is not compared
    /// with a number.
    private mutating func otherAmount(in table: String) -> ColumnReference? {
        var index = position
        while let after = segment(index), index < position + 4 {
            if after.kind == .thing, let found = best(after.thing)?.0.reference, isNumber(found) {
                position = index + 1
                return found
            }
            index += 1
        }
        let amounts = (graph.datasets[table]?.columns ?? [])
            .map { ColumnReference(table, $0.name) }.filter(isAmount)
        return amounts.count == 1 ? amounts.first : nil
    }

    mutating func readBetween() {
        guard let (low, high) = takePair() else { return doubt(0.4) }
        if let column = lastColumn, isWord(column), plainNumber(low) != nil,
            let other = otherAmount(in: column.dataset)
        {
            return between(other, low, high)
        }
        if let column = lastColumn, !isDateColumnNeeded(low, column) {
            between(column, low, high)
        } else if case .time = low.kind, let column = timeColumn() {
            between(column, low, high)
        } else {
            doubt(0.3)
        }
    }

    private func isDateColumnNeeded(_ segment: SchemaSegment, _ column: ColumnReference) -> Bool {
        if case .time = segment.kind {
            !isTemporal(column) && graph.type(of: column)?.isNumeric != true
        } else {
            false
        }
    }

    private mutating func takePair() -> (SchemaSegment, SchemaSegment)? {
        guard let low = next, plainNumber(low) != nil || isTime(low) else { return nil }
        guard keyword(position + 1) == .and || keyword(position + 1) == .preposition,
            let high = segment(position + 2), plainNumber(high) != nil || isTime(high)
        else { return nil }
        position += 3
        return (low, high)
    }

    private func isTime(_ segment: SchemaSegment) -> Bool {
        if case .time = segment.kind { true } else { false }
    }

    private mutating func between(
        _ column: ColumnReference,
        _ low: SchemaSegment,
        _ high: SchemaSegment
    ) {
        if case .time(let first) = low.kind, case .time(let last) = high.kind, isTemporal(column) {
            add(during(column, TimeRange(start: first.start, end: last.end), low))
            return
        }
        guard let highValue = literal(high, for: column), let lowValue = plainNumber(low) else {
            return doubt(0.3)
        }
        add(.between(column, lowValue, highValue, negated: false))
    }
}

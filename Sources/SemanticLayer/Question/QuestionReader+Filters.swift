import SQLSyntax

/// Values, comparisons and quoted texts.
extension QuestionReader {
    // MARK: Values

    /// Reads a known value as a filter; `false` when the phrase is meant otherwise.
    mutating func readAsValue(_ segment: Segment, _ readings: Readings) -> Bool {
        guard !readings.values.isEmpty else { return false }
        let isNothingElse =
            readings.metric == nil && readings.entity == nil && readings.dimension == nil
        let beside = fieldBeside(segment, readings)
        guard isNothingElse || beside != nil || isNegated || describesNext(segment, readings)
        else { return false }
        let word = tokens[segment.tokens.lowerBound].stem
        if beside == nil, QuestionWords.isWeakValue(word), segment.tokens.count == 1,
            narrowed(readings.values).count == readings.values.count
        {
            unknown.append((segment, false))
            return true
        }
        if mode == .grouping, !hasGrouped, beside == nil {
            ask(
                "“\(text(of: segment))” is a value, not something to group by. Which field do you "
                    + "mean?",
                readings.values.map { $0.column.name }
            )
            return true
        }
        var values =
            beside.map { field in
                readings.values.filter { value in isColumn(value.column, of: field) }
            } ?? narrowed(readings.values)
        if values.isEmpty { values = readings.values }
        addValueFilter(values, segment)
        endGroupForValue()
        if let next = upcoming(), let field = self.readings(of: next).dimension,
            next.tokens.lowerBound == segment.tokens.upperBound,
            values.contains(where: { isColumn($0.column, of: field) })
        {
            // The region of "the West region" is no dimension.
            advance()
        }
        return true
    }

    /// The field named right before or after a value that can hold it.
    private func fieldBeside(_ segment: Segment, _ readings: Readings) -> Dimension? {
        guard let next = upcoming(), next.tokens.lowerBound == segment.tokens.upperBound,
            let field = self.readings(of: next).dimension,
            readings.values.contains(where: { isColumn($0.column, of: field) })
        else { return nil }
        return field
    }

    private func isColumn(_ column: ColumnReference, of field: Dimension) -> Bool {
        if let within = field.within, within != column.dataset { return false }
        return field.sources.contains { source in
            model.columns(of: source).contains { $0.column == column }
        }
    }

    /// Whether the phrase is a value of the thing named right after it: the email of "email
    /// campaigns".
    private func describesNext(_ segment: Segment, _ readings: Readings) -> Bool {
        guard readings.metric == nil, mode != .grouping || hasGrouped, let next = upcoming(),
            next.tokens.lowerBound == segment.tokens.upperBound,
            let home = self.readings(of: next).entity?.home
        else { return false }
        return readings.values.contains { $0.column.dataset == home }
    }

    /// The values in the dataset of the thing named next: the active of "active campaigns".
    private func narrowed(
        _ values: [(column: ColumnReference, value: SQLLiteral)]
    ) -> [(column: ColumnReference, value: SQLLiteral)] {
        var homes: [String] = []
        if let following = upcoming().map({ readings(of: $0) }) {
            homes = following.entity?.home.map { [$0] } ?? []
            if let term = following.metric?.term {
                homes += model.mappings(of: term).map(\.column.dataset)
            }
        }
        let near = values.filter { homes.contains($0.column.dataset) }
        if !near.isEmpty { return near }
        // "how many campaigns are active": the thing was named before.
        let counted = query.metrics.flatMap(\.formula.measures).flatMap { measure in
            model.bindings(of: measure).prefix(1).map(\.column.dataset)
        }
        let before = values.filter { counted.contains($0.column.dataset) }
        return before.isEmpty ? values : before
    }

    private mutating func addValueFilter(
        _ values: [(column: ColumnReference, value: SQLLiteral)],
        _ segment: Segment
    ) {
        guard let first = values.first else { return }
        note(segment, .value(first.column, text(of: segment)))
        // "active" may be a text in one column and a truth in another; one filter is for one.
        let alike = values.filter { $0.value == first.value }
        let field = Dimension(alike.map { .column($0.column) })
        add(Filter(field, .isIn([first.value], negated: isNegated)))
        if let next = upcoming(), case .keyword(.separator(_)) = next.kind { return }
        isNegated = false
    }

    /// Adds a filter; further values of the same field join the earlier ones.
    mutating func add(_ filter: Filter) {
        guard case .isIn(let values, let negated) = filter.test else {
            query.filters.append(filter)
            return
        }
        for index in query.filters.indices {
            let known = query.filters[index]
            guard case .isIn(let earlier, negated) = known.test else { continue }
            let common = known.field.sources.filter(filter.field.sources.contains)
            guard !common.isEmpty, known.field.within == filter.field.within else { continue }
            query.filters[index].field.sources = common
            let added = values.filter { !earlier.contains($0) }
            query.filters[index].test = .isIn(earlier + added, negated: negated)
            return
        }
        query.filters.append(filter)
    }

    // MARK: Comparisons

    /// Reads "region = 'North'", "revenue over 1000" and "status completed".
    mutating func readComparison(of segment: Segment, _ readings: Readings) -> Bool {
        guard let next = upcoming() else { return false }
        switch next.kind {
        case .keyword(.compare(let sign)):
            return compare(segment, readings, sign)
        case .keyword(.between):
            return compareBetween(segment, readings)
        case .keyword(.negation):
            guard let field = readings.dimension, mode == .metrics || hasGrouped else {
                return false
            }
            return readValues(of: field, from: 1, negated: true)
        case .keyword(.colon), .keyword(.noise):
            guard let field = readings.dimension, readings.metric == nil, mode != .grouping else {
                return false
            }
            return readValues(of: field, from: 1, negated: isNegated)
        case .known, .quoted:
            guard let field = readings.dimension, readings.metric == nil,
                mode != .grouping || hasGrouped || next.kind == .quoted(text(of: next))
            else { return false }
            return readValues(of: field, from: 0, negated: isNegated)
        default: return false
        }
    }

    /// Reads the values of a field, listed with commas and "or".
    private mutating func readValues(
        of field: Dimension,
        from ahead: Int,
        negated: Bool
    ) -> Bool {
        var index = ahead
        if case .keyword(.preposition) = upcoming(index)?.kind { index += 1 }
        guard let first = upcoming(index), var literals = literal(first, for: field).map({ [$0] })
        else { return false }
        note(first, meaning(of: field, first))
        for _ in 0...index { advance() }
        while case .keyword(.separator(_)) = upcoming()?.kind, let next = upcoming(1),
            let literal = literal(next, for: field)
        {
            advance()
            advance()
            note(next, meaning(of: field, next))
            literals.append(literal)
        }
        isNegated = false
        add(Filter(field, .isIn(literals, negated: negated)))
        return true
    }

    private func meaning(of field: Dimension, _ segment: Segment) -> Resolution.Meaning {
        model.firstColumn(of: field).map { .value($0, text(of: segment)) } ?? .relation("value")
    }

    /// The constant a segment is for a field: a known value, or any quoted text.
    private func literal(_ segment: Segment, for field: Dimension) -> SQLLiteral? {
        switch segment.kind {
        case .quoted(let text):
            let known = field.sources.flatMap { model.columns(of: $0) }
                .flatMap { model.datasets[$0.column.dataset]?.column($0.column.name)?.values ?? [] }
            return .string(known.first { $0.lowercased() == text.lowercased() } ?? text)
        case .known:
            return readings(of: segment).values.first { isColumn($0.column, of: field) }?.value
        default: return nil
        }
    }

    private mutating func compare(
        _ segment: Segment,
        _ readings: Readings,
        _ sign: SQLBinaryOperator
    ) -> Bool {
        if case .number(let digits, let isPercent) = upcoming(1)?.kind {
            guard let metric = readings.metric else {
                guard let field = readings.dimension else { return false }
                return readComparison(of: field, sign)
            }
            let number = Self.number(digits, isPercent)
            advance()
            advance()
            addGroupFilter(metric, .compares(sign, number), segment)
            return true
        }
        guard let field = readings.dimension else { return false }
        return readComparison(of: field, sign)
    }

    /// Reads the sign and value that follow a field.
    mutating func readComparison(of field: Dimension, _ sign: SQLBinaryOperator) -> Bool {
        if sign == .equal || sign == .notEqual,
            readValues(of: field, from: 1, negated: (sign == .notEqual) != isNegated)
        {
            return true
        }
        guard case .number(let digits, let isPercent) = upcoming(1)?.kind else { return false }
        advance()
        advance()
        add(Filter(field, .compares(sign, Self.number(digits, isPercent))))
        return true
    }

    private mutating func compareBetween(_ segment: Segment, _ readings: Readings) -> Bool {
        guard case .number(let low, let lowPercent) = upcoming(1)?.kind,
            case .keyword(.separator(_)) = upcoming(2)?.kind,
            case .number(let high, let highPercent) = upcoming(3)?.kind
        else { return false }
        let test = Filter.Test.between(
            Self.number(low, lowPercent),
            Self.number(high, highPercent)
        )
        for _ in 0..<4 { advance() }
        if let metric = readings.metric {
            addGroupFilter(metric, test, segment)
        } else if let field = readings.dimension {
            add(Filter(field, test))
        }
        return true
    }

    private mutating func addGroupFilter(
        _ metric: Metric,
        _ test: Filter.Test,
        _ segment: Segment
    ) {
        let metric = aggregated(metric)
        add(metric, segment)
        query.groupFilters.append(MetricFilter(metric, test))
    }

    /// A number as a constant; a percentage as a fraction.
    static func number(_ digits: String, _ isPercent: Bool) -> SQLLiteral {
        guard isPercent else { return Int64(digits).map { .integer($0) } ?? .decimal(digits) }
        return .decimal(hundredth(of: digits))
    }

    /// The digits with the point moved two places to the left.
    private static func hundredth(of digits: String) -> String {
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        let whole = String(parts.first ?? "0")
        let padded = String(repeating: "0", count: max(0, 3 - whole.utf8.count)) + whole
        let split = padded.index(padded.endIndex, offsetBy: -2)
        return padded[..<split] + "." + padded[split...] + (parts.count > 1 ? parts[1] : "")
    }

    /// Reads a comparison without a field before it: "at least 5 orders".
    mutating func readLooseComparison(_ segment: Segment) {
        guard case .keyword(.compare(let sign)) = segment.kind,
            case .number(let digits, let isPercent) = upcoming()?.kind
        else {
            if case .keyword(.between) = segment.kind { unknown.append((segment, false)) }
            return
        }
        guard let next = upcoming(1), case .known = next.kind else {
            // "sales over 1000 …": the field was the last metric.
            guard let metric = query.metrics.last else { return }
            advance()
            query.groupFilters.append(
                MetricFilter(metric, .compares(sign, Self.number(digits, isPercent)))
            )
            return
        }
        let readings = readings(of: next)
        advance()
        advance()
        let number = Self.number(digits, isPercent)
        if let metric = readings.metric ?? readings.entity.map({ model.count(of: $0) }) {
            addGroupFilter(metric, .compares(sign, number), next)
        } else if let field = readings.dimension {
            add(Filter(field, .compares(sign, number)))
        }
    }

    /// Reads a quoted text without a field before it: a known value, else a question.
    mutating func readQuoted(_ segment: Segment) {
        guard case .quoted(let text) = segment.kind else { return }
        let entries = model.lexicon.entries(for: Tokenizer.stems(of: text))
        let values = Readings(entries, model: model, hints: query.hints).values
        if values.isEmpty {
            unknown.append((segment, false))
        } else {
            addValueFilter(values, segment)
        }
    }
}

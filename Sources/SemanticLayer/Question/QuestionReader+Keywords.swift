import SQLSyntax

/// The words that give a question its structure.
extension QuestionReader {
    mutating func read(_ keyword: Keyword, _ segment: Segment) {
        switch keyword {
        case .group: startGroup()
        case .aggregate(let function):
            aggregation = function
            leaveGroup()
        case .count: readCount(segment)
        case .distinct: isDistinct = true
        case .rank(let isDescending): startRank(descending: isDescending, segment)
        case .superlative(let isDescending): startSuperlative(descending: isDescending, segment)
        case .negation:
            isNegated = true
            endGroupForValue()
            note(segment, .relation("not"))
        case .compare, .between: readLooseComparison(segment)
        case .separator(let isComma): readSeparator(isComma)
        case .colon, .with: leaveGroup()
        case .preposition:
            if mode == .grouping, !hasGrouped { break }
            mode = .metrics
            isAfterPreposition = true
        case .sort:
            mode = .ordering
            note(segment, .relation("order"))
        case .order(let isDescending): readDirection(isDescending, segment)
        case .limit: readLimit(segment)
        case .which: readWhich()
        case .unsupported:
            let phrase = text(of: segment)
            ask("“\(phrase)” is not something I can compute yet. Shall I leave it out?")
        case .overTime:
            if query.grain == nil {
                set(.month, segment)
                assume("No period was named; the rows are monthly.")
            }
        case .noise: break
        }
    }

    /// After a value nothing more is grouped by; a thing named with it is only its noun.
    mutating func endGroupForValue() {
        guard mode == .grouping, hasGrouped else { return }
        mode = .metrics
        isAfterPreposition = true
    }

    /// Reads "number of", or the count of "customer count".
    private mutating func readCount(_ segment: Segment) {
        let before = segments[..<max(0, position - 1)].last
        if segment.tokens.count == 1, case .known = before?.kind, lastCounted != nil,
            before?.tokens.upperBound == segment.tokens.lowerBound
        {
            lastCounted?.isExplicit = true
            return
        }
        guard text(of: segment).lowercased() != "volume" else {
            unknown.append((segment, false))
            return
        }
        isCounting = true
        leaveGroup()
    }

    private mutating func leaveGroup() {
        mode = .metrics
        isAfterPreposition = false
        isAfterComma = false
    }

    private mutating func startGroup() {
        mode = .grouping
        hasGrouped = false
        isAfterComma = false
        isAfterPreposition = false
    }

    private mutating func readSeparator(_ isComma: Bool) {
        if isComma {
            isAfterComma = true
            isNegated = false
        }
        isAfterPreposition = false
        // "by region, and with …" and "by region and average …" change the mode themselves.
    }

    /// Reads "top 10 …" up to its number.
    private mutating func startRank(descending isDescending: Bool, _ segment: Segment) {
        rank = Rank(count: takeNumber(), isDescending: isDescending)
        note(segment, .limit(rank?.count ?? model.settings.defaultLimit))
        mode = .metrics
    }

    /// Takes the number that comes next, when one does.
    private mutating func takeNumber() -> Int? {
        guard case .number(let digits, false) = upcoming()?.kind, let number = Int(digits),
            (1...1_000_000).contains(number)
        else { return nil }
        advance()
        return number
    }

    private mutating func startSuperlative(descending isDescending: Bool, _ segment: Segment) {
        note(segment, .relation(isDescending ? "most" : "least"))
        if let count = takeNumber() {
            // "highest 5 products by revenue"
            rank = Rank(count: count, isDescending: isDescending)
            return
        }
        superlative = isDescending
        if mode == .grouping, hasGrouped { mode = .metrics }
    }

    private mutating func readDirection(_ isDescending: Bool, _ segment: Segment) {
        note(segment, .relation(isDescending ? "descending" : "ascending"))
        if query.order.isEmpty, let metric = query.metrics.last {
            query.order.append(Order(.metric(metric.name), descending: isDescending))
        } else if let last = query.order.indices.last {
            query.order[last].isDescending = isDescending
        }
    }

    private mutating func readLimit(_ segment: Segment) {
        guard let count = takeNumber() else { return }
        query.limit = RowLimit(count)
        note(segment, .limit(count))
        if let next = upcoming(), text(of: next).lowercased().hasPrefix("row") { advance() }
    }

    private mutating func readWhich() {
        guard let next = upcoming() else { return }
        if case .unit(let grain) = next.kind {
            advance()
            set(grain, next)
            asksForOne = !isPlural(next)
            return
        }
        let readings = readings(of: next)
        guard readings.dimension != nil || readings.entity != nil, readings.metric == nil else {
            return
        }
        advance()
        add(readings, next)
        asksForOne = !isPlural(next)
    }

    // MARK: Numbers and unknown words

    mutating func readNumber(_ digits: String, _ isPercent: Bool, _ segment: Segment) {
        // "5 highest" and "10 best products" put the number first.
        if let next = upcoming(), let count = Int(digits), (1...1_000_000).contains(count) {
            switch next.kind {
            case .keyword(.superlative(let isDescending)), .keyword(.rank(let isDescending)):
                advance()
                rank = Rank(count: count, isDescending: isDescending)
                note(segment, .limit(count))
                return
            case .unknown where text(of: next).lowercased().hasPrefix("row"):
                advance()
                query.limit = RowLimit(count)
                note(segment, .limit(count))
                return
            default: break
            }
        }
        unknown.append((segment, false))
    }

    mutating func readUnknown(_ segment: Segment) {
        unknown.append((segment, isTolerable(segment)))
    }

    /// Whether the question can be answered without the word.
    ///
    /// A word before "report" only names the report, and one at the very start is a verb, unless
    /// the question goes on as if it were a metric. Any other unknown word may restrict or ask for
    /// something, and dropping it would answer another question.
    private func isTolerable(_ segment: Segment) -> Bool {
        var ahead = 0
        while ahead < 4, let next = upcoming(ahead) {
            if next.kind == .product { return true }
            guard next.kind == .unknown else { break }
            ahead += 1
        }
        let isFirst = !segments[..<max(0, position - 1)].contains { $0.kind != .noise }
        guard isFirst, let next = upcoming() else { return false }
        if case .known = next.kind { return readings(of: next).metric != nil }
        if case .grain = next.kind { return true }
        return false
    }
}

/// Finds phrases of time in a question's tokens: "last quarter", "since March 2024", "2024".
struct TimePhraseReader {
    let tokens: [Token]
    let today: CalendarDate

    /// A phrase found: its range of days, its number of tokens, and what had to be assumed.
    struct Match {
        var range: TimeRange
        var length: Int
        var assumption: String?
    }

    /// The phrase that starts at a token, with its preposition.
    func match(at start: Int) -> Match? {
        guard let first = word(start) else { return bare(at: start) }
        switch first {
        case "between": return pair(at: start + 1, joints: ["and", "to"])?.lengthened(by: 1)
        case "from", "starting":
            let skipped = first == "starting" && word(start + 1) == "from" ? 2 : 1
            if let both = pair(at: start + skipped, joints: ["to", "until", "till", "through"]) {
                return both.lengthened(by: skipped)
            }
            return open(at: start + skipped)?.lengthened(by: skipped)
        case "since": return open(at: start + 1)?.lengthened(by: 1)
        case "after":
            return moment(at: skippingThe(start + 1)).map { found in
                let range = TimeRange(start: found.range.end, end: nil)
                return Match(
                    range: range,
                    length: skippingThe(start + 1) - start + found.length,
                    assumption: found.assumption
                )
            }
        case "before", "until", "till", "through":
            return moment(at: skippingThe(start + 1)).map { found in
                let end = first == "before" ? found.range.start : found.range.end
                return Match(
                    range: TimeRange(start: nil, end: end),
                    length: skippingThe(start + 1) - start + found.length,
                    assumption: found.assumption
                )
            }
        case "in", "during", "for", "over", "within", "throughout", "on", "of", "the", "year":
            let inner = skippingThe(start + 1)
            let isYearWord = first == "year"
            guard let found = isYearWord ? year(at: inner) : self.bare(at: inner) else {
                return isYearWord ? bare(at: start) : nil
            }
            return found.lengthened(by: inner - start)
        default: return bare(at: start)
        }
    }

    // MARK: Tokens

    private func word(_ index: Int) -> String? {
        guard index >= 0, index < tokens.count, tokens[index].kind == .word else { return nil }
        return tokens[index].text
    }

    private func integer(_ index: Int) -> Int? {
        guard index >= 0, index < tokens.count else { return nil }
        if case .number(let digits, false) = tokens[index].kind { return Int(digits) }
        return word(index).flatMap { NumberWords.values[$0] }
    }

    private func skippingThe(_ index: Int) -> Int {
        var index = index
        while let word = word(index), ["the", "year", "month", "quarter", "of"].contains(word) {
            // "the quarter to date" and "the year 2024" differ.
            guard word == "the" || word == "of" || year(at: index + 1) != nil else { break }
            index += 1
        }
        return index
    }

    // MARK: Phrases

    private func bare(at start: Int) -> Match? {
        if let relative = relative(at: start) { return relative }
        if let both = pair(at: start, joints: ["to", "through", "until"]) { return both }
        return moment(at: start)
    }

    private func pair(at start: Int, joints: Set<String>) -> Match? {
        guard let first = moment(at: skippingThe(start)) else { return nil }
        let joint = skippingThe(start) + first.length
        let isJoint =
            word(joint).map(joints.contains) ?? (joint < tokens.count && isDash(joint))
        let next = skippingThe(joint + 1)
        guard isJoint, let second = moment(at: next) else { return nil }
        guard first.assumption != nil, second.assumption == nil, let from = first.range.start,
            let until = second.range.start
        else {
            return Match(
                range: TimeRange(start: first.range.start, end: second.range.end),
                length: next + second.length - start,
                assumption: first.assumption ?? second.assumption
            )
        }
        // "from January to March 2024": the year at the end holds for both.
        let years = from.components.year - until.components.year
        let sameYear = from.start(of: .month, offset: -12 * years)
        let early = sameYear <= until ? sameYear : sameYear.start(of: .month, offset: -12)
        return Match(
            range: TimeRange(start: early, end: second.range.end),
            length: next + second.length - start
        )
    }

    private func isDash(_ index: Int) -> Bool {
        guard index < tokens.count else { return false }
        return tokens[index].kind == .symbol && tokens[index].text == "-"
    }

    private func open(at start: Int) -> Match? {
        let inner = skippingThe(start)
        guard var found = relative(at: inner) ?? moment(at: inner) else { return nil }
        found.range.end = nil
        return found.lengthened(by: inner - start)
    }

    /// Reads "last quarter", "past 6 weeks", "this year", "year to date", "ytd".
    private func relative(at start: Int) -> Match? {
        guard let first = word(start) else { return nil }
        if let grain = Self.toDate[first] { return toDate(grain, length: 1) }
        if let grain = TimeUnits.grain(of: first), word(start + 1) == "to",
            word(start + 2) == "date"
        {
            return toDate(grain, length: 3)
        }
        if ["this", "current"].contains(first),
            let grain = word(start + 1).flatMap(TimeUnits.grain)
        {
            return Match(range: TimeRange(grain, containing: today), length: 2)
        }
        guard ["last", "past", "previous", "prior", "trailing", "recent"].contains(first) else {
            return nil
        }
        var index = start + 1
        if let extra = word(index), ["full", "complete", "calendar"].contains(extra) { index += 1 }
        if let grain = word(index).flatMap(TimeUnits.grain) {
            let range = TimeRange(grain, containing: today, offset: -1)
            return Match(range: range, length: index + 1 - start)
        }
        guard let count = integer(index), (1...10_000).contains(count) else { return nil }
        index += 1
        if let extra = word(index), ["full", "complete", "calendar"].contains(extra) { index += 1 }
        guard let grain = word(index).flatMap(TimeUnits.grain), grain != .hour else { return nil }
        let range = TimeRange(
            start: today.start(of: grain, offset: -count),
            end: today.start(of: grain)
        )
        return Match(
            range: range,
            length: index + 1 - start,
            assumption: "“last \(count) \(grain.rawValue)s” counts complete \(grain.rawValue)s: "
                + "\(range)."
        )
    }

    private static let toDate: [String: TimeGrain] = [
        "ytd": .year, "qtd": .quarter, "mtd": .month, "wtd": .week,
    ]

    private func toDate(_ grain: TimeGrain, length: Int) -> Match {
        let end = today.start(of: .day, offset: 1)
        return Match(
            range: TimeRange(start: today.start(of: grain), end: end),
            length: length
        )
    }
}

extension TimePhraseReader.Match {
    fileprivate func lengthened(by count: Int) -> Self {
        var copy = self
        copy.length += count
        return copy
    }
}

/// The points in time a phrase may name.
extension TimePhraseReader {
    /// Reads a day, month, quarter, half or year; the range is the whole of it.
    private func moment(at start: Int) -> Match? {
        guard start >= 0, start < tokens.count else { return nil }
        if case .date(let day) = tokens[start].kind {
            return Match(range: TimeRange(.day, containing: day), length: 1)
        }
        switch word(start) {
        case "today", "now": return Match(range: TimeRange(.day, containing: today), length: 1)
        case "yesterday":
            return Match(range: TimeRange(.day, containing: today, offset: -1), length: 1)
        case "tomorrow":
            return Match(range: TimeRange(.day, containing: today, offset: 1), length: 1)
        default: break
        }
        return yearAndMonth(at: start) ?? part(at: start) ?? month(at: start) ?? dayAndMonth(start)
            ?? year(at: start)
    }

    /// Reads a year of four digits, perhaps with a quarter behind it: `2024`, `2024 Q3`.
    private func year(at start: Int) -> Match? {
        guard start < tokens.count, tokens[start].text.utf8.count == 4,
            let year = integer(start), (1_900...2_100).contains(year),
            let day = CalendarDate(year: year, month: 1, day: 1)
        else { return nil }
        if let (months, offset) = word(start + 1).flatMap(Self.part),
            let range = Self.range(year, months, offset)
        {
            return Match(range: range, length: 2)
        }
        return Match(range: TimeRange(.year, containing: day), length: 1)
    }

    /// Reads `2024-03`.
    private func yearAndMonth(at start: Int) -> Match? {
        guard start + 2 < tokens.count, isDash(start + 1), let year = integer(start),
            (1_900...2_100).contains(year), let month = integer(start + 2),
            tokens[start + 2].text.utf8.count == 2,
            tokens[start].span.upperBound == tokens[start + 1].span.lowerBound,
            let day = CalendarDate(year: year, month: month, day: 1)
        else { return nil }
        return Match(range: TimeRange(.month, containing: day), length: 3)
    }

    /// The months of `q3` or `h1`: how many, and after how many of the year.
    private static func part(_ word: String) -> (months: Int, offset: Int)? {
        guard word.utf8.count == 2, let number = word.last.flatMap({ Int(String($0)) }) else {
            return nil
        }
        switch word.first {
        case "q" where (1...4).contains(number): return (3, (number - 1) * 3)
        case "h" where (1...2).contains(number): return (6, (number - 1) * 6)
        default: return nil
        }
    }

    private static func range(_ year: Int, _ months: Int, _ offset: Int) -> TimeRange? {
        guard let start = CalendarDate(year: year, month: offset + 1, day: 1) else { return nil }
        return TimeRange(start: start, end: start.start(of: .month, offset: months))
    }

    /// Reads `Q3 2024`, "third quarter of 2024", "first half of 2024"; without a year the latest.
    private func part(at start: Int) -> Match? {
        var index = start
        let months: Int
        let offset: Int
        if let found = word(start).flatMap(Self.part) {
            (months, offset) = found
            index += 1
        } else if let ordinal = word(start).flatMap({ NumberWords.ordinals[$0] }) {
            switch word(start + 1) {
            case "quarter" where ordinal <= 4: (months, offset) = (3, (ordinal - 1) * 3)
            case "half" where ordinal <= 2: (months, offset) = (6, (ordinal - 1) * 6)
            default: return nil
            }
            index += 2
        } else if word(start) == "quarter", let number = integer(start + 1),
            (1...4).contains(number)
        {
            (months, offset) = (3, (number - 1) * 3)
            index += 2
        } else {
            return nil
        }
        if word(index) == "of" || word(index) == "in" { index += 1 }
        if let year = integer(index), (1_900...2_100).contains(year) {
            return Self.range(year, months, offset)
                .map { Match(range: $0, length: index + 1 - start) }
        }
        let length = index - start - (word(index - 1) == "of" || word(index - 1) == "in" ? 1 : 0)
        let year = today.components.year
        guard let latest = Self.range(year, months, offset), let first = latest.start else {
            return nil
        }
        let range = first <= today ? latest : Self.range(year - 1, months, offset) ?? latest
        return Match(
            range: range,
            length: length,
            assumption: "No year was given; the latest one is \(range)."
        )
    }

    /// Reads "March 2025", "March 5, 2025" and "March".
    private func month(at start: Int) -> Match? {
        guard let name = word(start), let month = NumberWords.months[name] else { return nil }
        var index = start + 1
        var day: Int?
        if let number = integer(index), (1...31).contains(number), !isWord(index) {
            day = number
            index += 1
            if let ending = word(index), ["st", "nd", "rd", "th"].contains(ending) { index += 1 }
        }
        var after = index
        if after < tokens.count, tokens[after].text == "," { after += 1 }
        if word(after) == "of" { after += 1 }
        if let year = integer(after), (1_900...2_100).contains(year) {
            return named(year, month, day).map { Match(range: $0, length: after + 1 - start) }
        }
        // A lone "may" or "march" is more often a verb.
        if ["may", "march", "mar"].contains(name), day == nil,
            !["in", "during", "since", "for", "last", "until", "from", "before", "after", "to"]
                .contains(word(start - 1) ?? "")
        {
            return nil
        }
        let (thisYear, thisMonth, _) = today.components
        let year = month <= thisMonth ? thisYear : thisYear - 1
        return named(year, month, day).map { range in
            Match(
                range: range,
                length: index - start,
                assumption: "No year was given; the latest one is \(range)."
            )
        }
    }

    private func isWord(_ index: Int) -> Bool { word(index) != nil }

    /// Reads "5 March 2025".
    private func dayAndMonth(_ start: Int) -> Match? {
        guard let day = integer(start), (1...31).contains(day), !isWord(start) else { return nil }
        var index = start + 1
        if let ending = word(index), ["st", "nd", "rd", "th"].contains(ending) { index += 1 }
        if word(index) == "of" { index += 1 }
        guard let month = word(index).flatMap({ NumberWords.months[$0] }),
            let year = integer(index + 1), (1_900...2_100).contains(year)
        else { return nil }
        return named(year, month, day).map { Match(range: $0, length: index + 2 - start) }
    }

    private func named(_ year: Int, _ month: Int, _ day: Int?) -> TimeRange? {
        CalendarDate(year: year, month: month, day: day ?? 1)
            .map { TimeRange(day == nil ? .month : .day, containing: $0) }
    }
}

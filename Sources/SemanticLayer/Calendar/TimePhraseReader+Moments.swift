/// The points in time a phrase may name.
extension TimePhraseReader {
    /// Reads a day, month, quarter, half or year; the range is the whole of it.
    func moment(at start: Int) -> Match? {
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
    func year(at start: Int) -> Match? {
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

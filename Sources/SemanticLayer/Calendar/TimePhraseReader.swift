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

    func word(_ index: Int) -> String? {
        guard index >= 0, index < tokens.count, tokens[index].kind == .word else { return nil }
        return tokens[index].text
    }

    func integer(_ index: Int) -> Int? {
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

    func isDash(_ index: Int) -> Bool {
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

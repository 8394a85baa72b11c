import PropertyGraph

/// Turns a question into a plan for one index.
struct QueryPlanner {
    let index: SearchIndex
    let options: SearchOptions
    /// Names of properties that can be filtered by.
    let isProperty: (String) -> Bool
    private var plan = QueryPlan()

    private static let wordLimit = 40

    init(
        _ index: SearchIndex, _ options: SearchOptions, isProperty: @escaping (String) -> Bool
    ) {
        self.index = index
        self.options = options
        self.isProperty = isProperty
    }

    /// The plan for a question.
    mutating func plan(_ query: SearchQuery) -> QueryPlan {
        plan.types = options.types.map { $0.lowercased() }
        plan.filters = options.properties.sorted { $0.key < $1.key }.map {
            PropertyFilter(
                name: $0.key, value: $0.value.lowercased(), isExcluded: false, isFirm: true)
        }
        let items = query.items.compactMap { filter($0) }
        let free = items.filter { !$0.isPhrase && $0.occurrence == .wanted && $0.field == nil }
        let isQuestion = free.count > 1
        plan.isSentence = isSentence(free)
        let onlyStops = free.allSatisfy { StopWords.all.contains(word(of: $0)) }
        var starts: [(item: SearchQuery.Item, words: Range<Int>)] = []
        for (number, given) in items.enumerated() {
            var item = given
            // In a sentence quotes mark values, which no document need have.
            if plan.isSentence, item.isPhrase, item.occurrence == .wanted, item.field == nil {
                item.isPhrase = false
            }
            let isStop =
                StopWords.all.contains(word(of: item))
                || plan.isSentence && StopWords.sentence.contains(word(of: item))
            if isQuestion, !onlyStops, isStop, !item.isPhrase, item.occurrence == .wanted,
                item.field == nil
            {
                continue
            }
            let begin = plan.words.count
            add(item, isLast: number == items.count - 1)
            starts.append((item, begin..<plan.words.count))
        }
        joinNeighbours(starts.filter { !$0.item.isPhrase && $0.words.count == 1 }.map(\.words))
        if plan.isSentence { addAcronyms(items) }
        addNames(query.literal, starts)
        if plan.words.allSatisfy({ $0.occurrence == .excluded }) { plan.words = [] }
        return plan
    }

    /// Whether it reads as a sentence rather than as a few words to look for.
    private func isSentence(_ free: [SearchQuery.Item]) -> Bool {
        guard index.definition.guesses, free.count > 2 else { return false }
        let stops = free.filter { StopWords.all.contains(word(of: $0)) }
        return free.count > 4 || !stops.isEmpty || free.last?.text.hasSuffix("?") == true
    }

    /// The item's text without what punctuation surrounds it, lower-case.
    private func word(of item: SearchQuery.Item) -> String {
        let text = item.text.lowercased()
        guard let start = text.firstIndex(where: { $0.isLetter || $0.isNumber }),
            let end = text.lastIndex(where: { $0.isLetter || $0.isNumber })
        else { return text }
        return String(text[start...end])
    }

    /// Takes an item that is a filter; answers it if it is to be sought.
    private mutating func filter(_ item: SearchQuery.Item) -> SearchQuery.Item? {
        guard let field = item.field else { return item }
        let name = field.lowercased()
        if mask(name) != nil { return item }
        let isExcluded = item.occurrence == .excluded
        let value = item.text.lowercased()
        if name == "type" || name == "label" {
            if isExcluded { plan.excludedTypes.append(value) } else { plan.types.append(value) }
            return nil
        }
        let property = name == "pii" ? "is_pii" : name
        if isProperty(property) {
            plan.filters.append(
                PropertyFilter(name: property, value: value, isExcluded: isExcluded))
            return nil
        }
        var plain = item
        plain.text = field + ":" + item.text
        plain.field = nil
        return plain
    }

    /// The bits of the fields of a name; singular will do.
    private func mask(_ name: String) -> UInt64? {
        var bits: UInt64 = 0
        for (number, field) in index.definition.fields.enumerated() {
            let names = [field.name, field.noun].map { $0.lowercased() }
            if names.contains(name) { bits |= 1 << UInt64(number) }
        }
        return bits == 0 ? nil : bits
    }

    private func fields(_ item: SearchQuery.Item) -> UInt64 {
        item.field.flatMap { mask($0.lowercased()) } ?? .max
    }

    // MARK: Words

    private mutating func add(_ item: SearchQuery.Item, isLast: Bool) {
        var last = -1
        let tokens = Tokenizer.words(in: item.text).filter { token in
            defer { last = token.position }
            return token.position != last
        }
        let fields = fields(item)
        var occurrence = item.occurrence
        if item.isPhrase, tokens.count > 1 {
            plan.phrases.append(
                PhraseClause(
                    stems: tokens.map { Stemmer.stem($0.word) }, fields: fields,
                    isExcluded: occurrence == .excluded))
            // The words of an excluded phrase may occur elsewhere.
            if occurrence == .excluded { return }
        }
        if item.isPhrase, occurrence == .wanted { occurrence = .demanded }
        for (number, token) in tokens.enumerated() where plan.words.count < Self.wordLimit {
            let ends = number == tokens.count - 1
            let completes = item.isPrefix || (options.completesLastWord && isLast)
            var expander = WordExpander(index)
            expander.completes = ends && completes && !item.isPhrase
            expander.typos =
                item.typos ?? (options.toleratesTypos && !item.isPhrase ? nil : 0)
            expander.alwaysTypos = item.typos != nil
            let pieces =
                item.isPhrase || expander.isKnown(token.word) || expander.completes
                ? [] : expander.pieces(of: token.word)
            for word in pieces.isEmpty ? [token.word] : pieces {
                let variants =
                    item.isPhrase ? expander.forms(of: word) : expander.variants(of: word)
                plan.words.append(
                    WordClause(
                        word: word, variants: variants, occurrence: occurrence, fields: fields,
                        rarity: rarity(variants) * emphasis(word)))
            }
        }
    }

    /// What a word of a sentence counts; those that say what to do with data count less.
    private func emphasis(_ word: String) -> Double {
        plan.isSentence && StopWords.weak.contains(word) ? 0.35 : 1
    }

    /// Lets initials of words in a row stand for them (`sis`, student information system).
    private mutating func addAcronyms(_ items: [SearchQuery.Item]) {
        let initials = plan.words.map { $0.word.first.map(String.init) ?? "" }
        for start in plan.words.indices {
            for count in 3...5 where start + count <= initials.count {
                let acronym = initials[start..<(start + count)].joined()
                guard let list = index.words[acronym], !WordList.contains(acronym) else { continue }
                for place in start..<(start + count) {
                    plan.words[place].variants.append(
                        Variant(word: acronym, list: list, weight: 0.4, kind: .abbreviation))
                }
            }
        }
    }

    /// How much a word says; one that occurs nowhere counts as if it were rare.
    private func rarity(_ variants: [Variant]) -> Double {
        let documents = Double(max(index.documentCount, 1))
        let occurrences = variants.reduce(0) { $0 + ($1.kind <= .joined ? $1.list.count : 0) }
        let nearest = variants.map(\.list.count).max() ?? 1
        let found = min(Double(occurrences > 0 ? occurrences : nearest), documents)
        return logarithm(1 + (documents - found + 0.5) / (found + 0.5))
    }

    /// Lets two words in a row also be found as one.
    private mutating func joinNeighbours(_ singles: [Range<Int>]) {
        for (first, second) in zip(singles, singles.dropFirst()) {
            let (left, right) = (first.lowerBound, second.lowerBound)
            guard right == left + 1 else { continue }
            let joined = plan.words[left].word + plan.words[right].word
            guard let list = index.words[joined] else { continue }
            for place in [left, right] {
                plan.words[place].variants.append(
                    Variant(word: joined, list: list, weight: 0.9, kind: .joined))
            }
        }
    }

    // MARK: Names

    private mutating func addNames(
        _ literal: String, _ starts: [(item: SearchQuery.Item, words: Range<Int>)]
    ) {
        // More than words and lesser names together can reach.
        let bound = max(plan.bound, 1) * 10
        addName(literal, .max, bound)
        if starts.count == 1, let only = starts.first {
            addName(only.item.text, fields(only.item), bound)
            if only.words.count == 1, only.item.occurrence != .excluded {
                addForms(of: plan.words[only.words].map(\.word), bound * 0.95)
            }
            return
        }
        for (item, words) in starts where item.occurrence != .excluded {
            let part = plan.words[words].reduce(0) { $0 + $1.rarity * (QueryPlan.saturation + 1) }
            addName(word(of: item), fields(item), part)
            if index.definition.guesses { addForms(of: plan.words[words].map(\.word), part * 0.9) }
        }
        guard index.definition.guesses else { return }
        for (first, second) in zip(starts, starts.dropFirst())
        where first.words.upperBound == second.words.lowerBound {
            let words = plan.words[first.words.lowerBound..<second.words.upperBound]
            let part = words.reduce(0) { $0 + $1.rarity * (QueryPlan.saturation + 1) }
            addForms(of: words.map(\.word), part * 0.9)
        }
    }

    /// Adds names that are these words with the last in another form: one order, `orders`.
    private mutating func addForms(of words: [String], _ bonus: Double) {
        guard let last = words.last, words.count < 4 else { return }
        let beginning = words.dropLast().joined()
        for form in WordExpander(index).forms(of: last) {
            if words.count > 1 { addLoose("~" + beginning + form.word, .max, bonus) }
            if words.count > 1 || form.word != last {
                addLoose("=" + beginning + form.word, .max, bonus)
            }
        }
    }

    private mutating func addName(_ text: String, _ fields: UInt64, _ bonus: Double) {
        let trimmed = SearchQuery.trimmed(text)
        guard !trimmed.isEmpty, trimmed.utf8.count <= NameKey.longestName else { return }
        let exact = NameKey.exact(trimmed)
        if let list = index.words[exact] {
            plan.names.append(
                NameClause(key: exact, list: list, fields: fields, bonus: bonus))
        }
        let tokens = Tokenizer.words(in: trimmed)
        if let joined = NameKey.joined(tokens) {
            addLoose(joined, fields, bonus * 0.85)
            // The name may be written without any separator.
            addLoose("=" + joined.dropFirst(), fields, bonus * 0.85)
        } else if let only = tokens.first, tokens.count == 1 {
            addLoose("~" + only.word, fields, bonus * 0.85)
        }
    }

    private mutating func addLoose(_ key: String, _ fields: UInt64, _ bonus: Double) {
        guard let list = index.words[key] else { return }
        plan.names.append(NameClause(key: key, list: list, fields: fields, bonus: bonus))
    }
}

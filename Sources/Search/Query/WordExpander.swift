/// Finds what may stand for a word of a question.
struct WordExpander {
    let index: SearchIndex
    /// Whether the word may be only the beginning of one.
    var completes = false
    /// The typos allowed; nil for as many as the word's length allows.
    var typos: Int?
    /// Whether typos are looked for even if the word occurs.
    var alwaysTypos = false

    private static let variantLimit = 120
    private static let scanLimit = 500

    init(_ index: SearchIndex) {
        self.index = index
    }

    /// Everything that may stand for a word.
    func variants(of word: String) -> [Variant] {
        var result = forms(of: word)
        for alternative in index.definition.abbreviations.alternatives(to: word) {
            add(forms(of: alternative, weight: 0.75, kind: .abbreviation), to: &result)
        }
        if index.definition.splitsCompounds { add(compounds(of: word), to: &result) }
        if index.definition.guesses { add(guesses(for: word), to: &result) }
        if completes { add(beginnings(word, weight: 0.7), to: &result) }
        if result.isEmpty, word.utf8.count >= 3 { add(beginnings(word, weight: 0.6), to: &result) }
        let tolerance = typos ?? TypoSearch.tolerance(word)
        if tolerance > 0, result.isEmpty || alwaysTypos {
            var search = TypoSearch(word, limit: min(tolerance, 2))
            let found = search.matches(in: index.words).sorted { $0.distance < $1.distance }
            for match in found.prefix(Self.variantLimit) {
                guard let list = index.words[match.word] else { continue }
                let weight = match.distance == 1 ? 0.6 : 0.35
                add(
                    [Variant(word: match.word, list: list, weight: weight, kind: .typo)],
                    to: &result)
            }
        }
        return Array(result.prefix(Self.variantLimit))
    }

    /// A word and its other forms, as far as they occur.
    func forms(of word: String) -> [Variant] { forms(of: word, weight: 1, kind: .exact) }

    private func forms(of word: String, weight: Double, kind: MatchKind) -> [Variant] {
        var result: [Variant] = []
        if let list = index.words[word] {
            result.append(Variant(word: word, list: list, weight: weight, kind: kind))
        }
        let stem = Stemmer.stem(word)
        var others = index.stems[stem] ?? []
        if Stemmer.stem(stem) == stem { others.append(stem) }
        let formKind = kind == .exact ? MatchKind.stem : kind
        for other in others where other != word {
            guard let list = index.words[other] else { continue }
            result.append(
                Variant(word: other, list: list, weight: weight * 0.9, kind: formKind))
        }
        return result
    }

    /// Words that this one, or what it is short for or abbreviated by, is run together in.
    private func compounds(of word: String) -> [Variant] {
        let lexicon = index.lexicon.value(index.words, index.definition.abbreviations)
        if lexicon.compounds.isEmpty { return [] }
        var pieces: [(String, Double)] = [(word, 0.8)]
        for other in index.definition.abbreviations.alternatives(to: word) {
            pieces.append((other, 0.55))
        }
        if index.definition.guesses {
            pieces += Synonyms.of(word).map { ($0, 0.3) }
            pieces += lexicon.guesses(for: word).map { ($0.short, $0.weight * 0.7) }
        }
        var result: [Variant] = []
        for (piece, weight) in pieces {
            for compound in lexicon.compounds[Stemmer.stem(piece)] ?? [] {
                guard let list = index.words[compound] else { continue }
                add([Variant(word: compound, list: list, weight: weight, kind: .part)], to: &result)
            }
        }
        return result
    }

    /// What the word may be abbreviated by, or mean nearly.
    private func guesses(for word: String) -> [Variant] {
        let lexicon = index.lexicon.value(index.words, index.definition.abbreviations)
        var result: [Variant] = []
        for guess in lexicon.guesses(for: word) {
            guard let list = index.words[guess.short] else { continue }
            add(
                [
                    Variant(
                        word: guess.short, list: list, weight: guess.weight, kind: .abbreviation)
                ], to: &result)
        }
        for synonym in Synonyms.of(word) {
            add(forms(of: synonym, weight: 0.35, kind: .synonym), to: &result)
        }
        return result
    }

    /// Words that begin so, the most frequent first.
    private func beginnings(_ word: String, weight: Double) -> [Variant] {
        var found: [Variant] = []
        var scanned = 0
        index.words.walk(from: word) { key, list in
            scanned += 1
            guard key.hasPrefix(word), scanned <= Self.scanLimit else { return false }
            if key != word {
                found.append(Variant(word: key, list: list, weight: weight, kind: .prefix))
            }
            return true
        }
        found.sort { ($0.list.count, $1.word) > ($1.list.count, $0.word) }
        return Array(found.prefix(Self.variantLimit / 2))
    }

    private func add(_ more: [Variant], to result: inout [Variant]) {
        for variant in more where !result.contains(where: { $0.word == variant.word }) {
            result.append(variant)
        }
    }

    // MARK: Words run together

    /// Whether the word, a form of it or an abbreviation occurs.
    func isKnown(_ word: String) -> Bool {
        if !forms(of: word).isEmpty { return true }
        return index.definition.abbreviations.alternatives(to: word).contains {
            !forms(of: $0).isEmpty
        }
    }

    /// The fewest words that occur and make up this one run together; empty if there are none.
    func pieces(of word: String) -> [String] {
        let bytes = Array(word.utf8)
        guard (6...40).contains(bytes.count), bytes.allSatisfy({ $0 < 0x80 }) else { return [] }
        // For each place the last piece's beginning in the best way to get there.
        var best: [(count: Int, from: Int)?] = Array(repeating: nil, count: bytes.count + 1)
        best[0] = (0, 0)
        for end in 2...bytes.count {
            for start in stride(from: end - 2, through: max(0, end - 20), by: -1) {
                guard let before = best[start], before.count + 1 < best[end]?.count ?? 5 else {
                    continue
                }
                let piece = String(decoding: bytes[start..<end], as: UTF8.self)
                if isPiece(piece) { best[end] = (before.count + 1, start) }
            }
        }
        guard let whole = best[bytes.count], whole.count > 1 else { return [] }
        var result: [String] = []
        var end = bytes.count
        while end > 0, let step = best[end] {
            result.append(String(decoding: bytes[step.from..<end], as: UTF8.self))
            end = step.from
        }
        return result.reversed()
    }

    private func isPiece(_ piece: String) -> Bool {
        if index.definition.abbreviations.isShort(piece) { return isKnown(piece) }
        return piece.utf8.count >= 3 && !forms(of: piece).isEmpty
    }
}

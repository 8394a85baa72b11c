/// The names of a glossary's terms in the form that formulas and the graph use.
enum GlossaryNames {
    /// The key of a term: `Policy Holder` is `policy_holder`.
    static func key(of name: String) -> String {
        var key = ""
        for character in name.lowercased() {
            if character.isLetter || character.isNumber || character == "_" || character == "." {
                key.append(character)
            } else if !key.isEmpty, key.last != "_" {
                key.append("_")
            }
        }
        while key.last == "_" { key.removeLast() }
        return key.isEmpty ? name : key
    }

    /// Puts keys in the place of names and synonyms that formulas call terms by.
    static func settleFormulas(_ terms: inout [TermEntry]) {
        var names: [(words: [Substring], key: String)] = []
        for term in terms {
            for name in [term.name, term.term].compactMap({ $0 }) + (term.synonyms ?? []) {
                let words = Self.words(of: name.lowercased())
                if !words.isEmpty, name != term.term { names.append((words, term.term)) }
            }
        }
        names.sort { $0.words.count > $1.words.count }
        let keys = Set(terms.map(\.term))
        for index in terms.indices {
            guard let formula = terms[index].formula else { continue }
            let own = terms[index].term
            terms[index].formula = settled(formula, names.filter { $0.key != own }, keys)
        }
    }

    private static func settled(
        _ formula: String, _ names: [(words: [Substring], key: String)], _ keys: Set<String>
    ) -> String {
        var result = ""
        var rest = formula[...]
        while let first = rest.first {
            guard first.isLetter || first == "_" else {
                result.append(first)
                rest = rest.dropFirst()
                continue
            }
            let longest = names.lazy.compactMap { name in
                length(of: name.words, in: rest).map { (name.key, $0) }
            }.first
            let word = rest.prefix(while: Self.isNamePart)
            if let (key, length) = longest,
                length > word.count || !keys.contains(word.lowercased()),
                rest.dropFirst(length).first(where: { $0 != " " }) != "("
            {
                result += key
                rest = rest.dropFirst(length)
            } else {
                result += word
                rest = rest.dropFirst(word.count)
            }
        }
        return result
    }

    private static func isNamePart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_" || character == "."
    }

    private static func words(of text: String) -> [Substring] {
        text.split { $0 == " " || $0 == "_" }
    }

    /// How many characters the words take at the start of a text; `nil` when others stand there.
    private static func length(of words: [Substring], in text: Substring) -> Int? {
        var rest = text
        for (index, word) in words.enumerated() {
            if index > 0 { rest = rest.drop { $0 == " " || $0 == "_" } }
            guard rest.prefix(word.count).lowercased() == word else { return nil }
            rest = rest.dropFirst(word.count)
        }
        guard rest.first.map({ !isNamePart($0) }) ?? true else { return nil }
        return text.count - rest.count
    }
}

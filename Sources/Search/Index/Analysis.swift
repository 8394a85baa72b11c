/// What a text is found by.
struct Analysis {
    /// Words, with repetitions, and keys of whole names.
    var terms: [String]
    /// How many words there are.
    var length: Int

    /// Values of one property that are read; the rest does not count.
    static let valueLimit = 256

    /// Reads a text of a field.
    init(_ text: String, _ style: FieldStyle) {
        if style == .values, !text.contains(where: \.isLetter) {
            (terms, length) = ([], 0)
            return
        }
        let tokens = Tokenizer.words(in: text)
        terms = tokens.map(\.word)
        length = tokens.last.map { $0.position + 1 } ?? 0
        if style == .name { terms += NameKey.keys(of: text, tokens) }
    }
}

/// Keys of whole names; no word begins as they do.
enum NameKey {
    /// Longer texts are no names.
    static let longestName = 128

    /// A whole name as written but for case.
    static func exact(_ text: some StringProtocol) -> String { "=" + text.lowercased() }

    /// A name without what stands between its words.
    static func joined(_ tokens: [Token]) -> String? {
        var result = "~"
        var last = -1
        for token in tokens where token.position != last {
            result += token.word
            last = token.position
        }
        return last > 0 ? result : nil
    }

    /// All keys of a name: as a whole, its part after the last dot, and joined together.
    static func keys(of text: String, _ tokens: [Token]) -> [String] {
        guard !tokens.isEmpty, text.utf8.count <= longestName else { return [] }
        var result = [exact(text)]
        if let dot = text.lastIndex(of: "."), text.index(after: dot) < text.endIndex,
            !text.contains(" ")
        {
            let last = text[text.index(after: dot)...]
            result.append(exact(last))
            if let joined = joined(Tokenizer.words(in: String(last))) { result.append(joined) }
        }
        if let joined = joined(tokens) { result.append(joined) }
        return result
    }
}

/// A question as it was written, taken apart.
///
/// Words are sought separately; `"…"` is a phrase, `field:` before either confines it, `+` demands
/// and `-` excludes it, `word*` is a beginning, `word~` or `word~2` allows typos. `AND`, `OR` and
/// `NOT` between words work as one expects for two of them; there is no nesting. A backslash takes
/// the meaning from the character after it.
struct SearchQuery: Hashable {
    /// Whether something must be there.
    enum Occurrence: Hashable {
        case wanted
        case demanded
        case excluded
    }

    /// One word, name or phrase of the question.
    struct Item: Hashable {
        var text: String
        var field: String?
        var occurrence = Occurrence.wanted
        var isPhrase = false
        var isPrefix = false
        /// The typos allowed, if the question says so.
        var typos: Int?
    }

    /// The items in order.
    var items: [Item] = []
    /// The whole question.
    var literal: String

    /// Longer questions are cut.
    private static let longest = 2_000
    private static let itemLimit = 48

    init(_ text: String) {
        let cut = text.utf8.count > Self.longest ? String(text.prefix(Self.longest)) : text
        literal = Self.trimmed(cut)
        var reader = Reader(characters: Array(cut))
        var demandsNext = false
        var excludesNext = false
        while items.count < Self.itemLimit, var item = reader.next() {
            if !item.isPhrase, item.field == nil {
                switch item.text {
                case "AND", "&&":
                    if let last = items.indices.last, items[last].occurrence == .wanted {
                        items[last].occurrence = .demanded
                    }
                    demandsNext = true
                    continue
                case "OR", "||": continue
                case "NOT":
                    excludesNext = true
                    continue
                default: break
                }
            }
            if demandsNext, item.occurrence == .wanted { item.occurrence = .demanded }
            if excludesNext { item.occurrence = .excluded }
            (demandsNext, excludesNext) = (false, false)
            items.append(item)
        }
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        var rest = Substring(text)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}

extension SearchQuery {
    private struct Reader {
        let characters: [Character]
        var index = 0

        init(characters: [Character]) {
            self.characters = characters
        }

        private var current: Character? {
            index < characters.count ? characters[index] : nil
        }

        mutating func next() -> Item? {
            while let character = current, character.isWhitespace || "()".contains(character) {
                index += 1
            }
            guard current != nil else { return nil }
            var item = Item(text: "")
            readSign(&item)
            readField(&item)
            if let quote = current, quote == "\"" || (quote == "'" && closes(quote)) {
                readPhrase(quote, &item)
            } else {
                readWord(&item)
            }
            return item
        }

        private mutating func readSign(_ item: inout Item) {
            guard let sign = current, "+-!".contains(sign), index + 1 < characters.count,
                !characters[index + 1].isWhitespace, characters[index + 1] != sign
            else { return }
            item.occurrence = sign == "+" ? .demanded : .excluded
            index += 1
        }

        private mutating func readField(_ item: inout Item) {
            var end = index
            while end < characters.count,
                characters[end].isLetter || characters[end].isNumber || characters[end] == "_"
            {
                end += 1
            }
            guard end > index, end + 1 < characters.count, characters[end] == ":",
                !characters[end + 1].isWhitespace, characters[end + 1] != ":"
            else { return }
            item.field = String(characters[index..<end])
            index = end + 1
        }

        private func closes(_ quote: Character) -> Bool {
            characters[(index + 1)...].contains(quote)
        }

        private mutating func readPhrase(_ quote: Character, _ item: inout Item) {
            index += 1
            item.isPhrase = true
            while let character = current, character != quote {
                if character == "\\", index + 1 < characters.count { index += 1 }
                item.text.append(characters[index])
                index += 1
            }
            index += 1
        }

        private mutating func readWord(_ item: inout Item) {
            while let character = current, !character.isWhitespace {
                if character == "\\", index + 1 < characters.count {
                    index += 1
                    item.text.append(characters[index])
                    index += 1
                    continue
                }
                index += 1
                switch character {
                case "*": item.isPrefix = isAtEnd
                case "~" where isAtEnd || current?.isNumber ?? false:
                    item.typos = takeNumber() ?? 2
                case "^" where current?.isNumber ?? false: _ = takeNumber()
                case ")" where isAtEnd: break
                default: item.text.append(character)
                }
            }
        }

        private var isAtEnd: Bool { current.map { $0.isWhitespace || $0 == ")" } ?? true }

        private mutating func takeNumber() -> Int? {
            var text = ""
            while let character = current, character.isNumber || character == "." {
                text.append(character)
                index += 1
            }
            return Double(text).map { Int(min(max($0, 0), 2).rounded(.up)) }
        }
    }
}

/// A word, number, quoted text or sign of a question.
struct Token: Hashable {
    enum Kind: Hashable {
        case word
        /// A number; its digits without separators, and whether it was a percentage.
        case number(digits: String, isPercent: Bool)
        /// A day written `YYYY-MM-DD`.
        case date(CalendarDate)
        case quoted
        case symbol
    }

    var kind: Kind
    /// The text in lower case; for quoted text as written, without the quotes.
    var text: String
    /// The word without its plural ending.
    var stem: String
    /// The place in the question, in UTF-8 bytes.
    var span: Range<Int>
    /// Whether the word was written with a plural ending.
    var isPlural: Bool { kind == .word && stem != text }
}

/// Cuts a question into tokens.
///
/// `snake_case`, `camelCase` and hyphens end words; apostrophes stay inside them. Everything is
/// read as UTF-8 bytes; letters beyond ASCII belong to words.
struct Tokenizer {
    private let bytes: [UInt8]
    private var position = 0
    private var tokens: [Token] = []

    /// The tokens of a text, at most `limit`.
    static func tokens(of text: String, limit: Int = 1_000) -> [Token] {
        var tokenizer = Tokenizer(bytes: Array(text.utf8))
        while tokenizer.tokens.count < limit, tokenizer.step() {}
        return tokenizer.tokens
    }

    /// The stems of a text's words, as the lexicon keys them.
    static func stems(of text: String) -> [String] {
        tokens(of: text, limit: 40).filter { $0.kind != .symbol }.map(\.stem)
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private func byte(at index: Int) -> UInt8? {
        index >= 0 && index < bytes.count ? bytes[index] : nil
    }

    private static func isLower(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || byte >= 128
    }

    private static func isUpper(_ byte: UInt8) -> Bool { (65...90).contains(byte) }

    private static func isDigit(_ byte: UInt8?) -> Bool {
        byte.map { (48...57).contains($0) } ?? false
    }

    private static func isLetter(_ byte: UInt8?) -> Bool {
        byte.map { isLower($0) || isUpper($0) } ?? false
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// Reads one token; `false` at the end.
    private mutating func step() -> Bool {
        guard let first = byte(at: position) else { return false }
        if Self.isDigit(first) {
            number()
        } else if Self.isLetter(first) {
            word()
        } else if first == 34 || (first == 39 && !Self.isLetter(byte(at: position - 1))) {
            quoted(first)
        } else if first > 32, first != 95, !isJoint(first) {
            symbol(first)
        } else {
            position += 1
        }
        return true
    }

    private mutating func append(_ kind: Token.Kind, _ text: String, from start: Int) {
        let stem = kind == .word ? Stemmer.stem(text) : text.lowercased()
        tokens.append(Token(kind: kind, text: text, stem: stem, span: start..<position))
    }

    private mutating func word() {
        let start = position
        var content: [UInt8] = []
        while let next = byte(at: position) {
            if isApostrophe(at: position) {
                // `'s` and `s'` only mark possession.
                let isPossessive =
                    [115, 83].contains(byte(at: position + apostropheLength) ?? 0)
                    && !Self.isLetter(byte(at: position + apostropheLength + 1))
                if isPossessive {
                    position += apostropheLength + 1
                    break
                }
                guard Self.isLetter(byte(at: position + apostropheLength)) else { break }
                position += apostropheLength
                continue
            }
            guard Self.isLetter(next) || Self.isDigit(next) else { break }
            if position > start, isHump(at: position) { break }
            content.append(next)
            position += 1
        }
        append(.word, String(decoding: content, as: UTF8.self).lowercased(), from: start)
    }

    /// Whether the byte joins two words into one name: `click-through`, `bronze.orders`.
    private func isJoint(_ byte: UInt8) -> Bool {
        (byte == 45 || byte == 46) && Self.isLetter(self.byte(at: position - 1))
            && Self.isLetter(self.byte(at: position + 1))
    }

    /// Whether a capital starts a new word inside a camelCase one.
    private func isHump(at index: Int) -> Bool {
        guard let this = byte(at: index), Self.isUpper(this), let before = byte(at: index - 1)
        else { return false }
        if (97...122).contains(before) { return true }
        // `HTTPServer`: the capital before the small letter starts the word.
        return Self.isUpper(before) && byte(at: index + 1).map { (97...122).contains($0) } == true
            && byte(at: index + 2).map(Self.isLetter) == true
    }

    private func isApostrophe(at index: Int) -> Bool {
        byte(at: index) == 39
            || (byte(at: index) == 0xE2 && byte(at: index + 1) == 0x80
                && byte(at: index + 2) == 0x99)
    }

    private var apostropheLength: Int { byte(at: position) == 39 ? 1 : 3 }

    private mutating func number() {
        let start = position
        if let date = isoDate() {
            position += 10
            append(.date(date), text(start..<position), from: start)
            return
        }
        var digits: [UInt8] = []
        while let next = byte(at: position) {
            if Self.isDigit(next) {
                digits.append(next)
            } else if next == 46, Self.isDigit(byte(at: position + 1)), !digits.contains(46) {
                digits.append(46)
            } else if next == 44, isThousandsGroup(after: position) {
                // A separator; nothing to keep.
            } else {
                break
            }
            position += 1
        }
        guard digits.count <= 18 else {
            append(.symbol, text(start..<position), from: start)
            return
        }
        let plain = scaled(String(decoding: digits, as: UTF8.self))
        let isPercent = byte(at: position) == 37
        if isPercent { position += 1 }
        append(.number(digits: plain, isPercent: isPercent), plain, from: start)
    }

    /// Whether exactly three digits follow the comma at `index`.
    private func isThousandsGroup(after index: Int) -> Bool {
        (1...3).allSatisfy { Self.isDigit(byte(at: index + $0)) }
            && !Self.isDigit(byte(at: index + 4))
    }

    /// Applies the ending of `5k` or `2m`; other endings are left to be words of their own.
    private mutating func scaled(_ digits: String) -> String {
        guard let suffix = byte(at: position), !Self.isLetter(byte(at: position + 1)),
            !Self.isDigit(byte(at: position + 1)), !digits.contains("."), digits.count <= 9
        else { return digits }
        switch suffix {
        case 107, 75:
            position += 1
            return digits + "000"
        case 109, 77:
            position += 1
            return digits + "000000"
        default: return digits
        }
    }

    private func isoDate() -> CalendarDate? {
        guard position + 10 <= bytes.count, !Self.isDigit(byte(at: position + 10)) else {
            return nil
        }
        return CalendarDate(iso: text(position..<position + 10))
    }

    private mutating func quoted(_ quote: UInt8) {
        let start = position
        let limit = min(bytes.count, start + 200)
        guard start + 1 < limit,
            let end = bytes[(start + 1)..<limit].firstIndex(of: quote)
        else {
            position += 1
            return
        }
        position = end + 1
        append(.quoted, text(start + 1..<end), from: start)
    }

    private mutating func symbol(_ first: UInt8) {
        let start = position
        position += 1
        let pair = [first, byte(at: position) ?? 0]
        if [[60, 61], [62, 61], [60, 62], [33, 61], [61, 61]].contains(pair) { position += 1 }
        append(.symbol, text(start..<position), from: start)
    }
}

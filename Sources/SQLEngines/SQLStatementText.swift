/// A text that is one statement which only reads, judged by its tokens alone.
///
/// It keeps what must never reach an engine's command line from getting there: a second statement,
/// a dot command, a statement that writes. The engine's own locks remain the real fence.
struct SQLStatementText {
    /// The statement on one line but for line breaks inside quotes, without comments and `;`.
    let text: String

    /// Checks a text.
    ///
    /// - Parameter sql: What a person, a compiler or a model wrote.
    /// - Throws: `SQLEngineError.refused`.
    /// - Complexity: O(n).
    init(checking sql: String) throws(SQLEngineError) {
        guard sql.utf8.count <= 1 << 20 else {
            throw .refused(message: "The text is longer than a megabyte.")
        }
        var scanner = Scanner(bytes: Array(sql.utf8))
        try scanner.scan()
        guard let first = scanner.words.first else {
            throw .refused(message: "There is no statement in the text.")
        }
        guard ["SELECT", "WITH", "VALUES", "FROM"].contains(first) else {
            throw .refused(message: "A query begins with SELECT, WITH or VALUES, not \(first).")
        }
        let writing: Set = ["INSERT", "UPDATE", "DELETE", "MERGE"]
        if first == "WITH", let word = scanner.outerWords.first(where: writing.contains) {
            throw .refused(message: "Only reading is allowed, not \(word).")
        }
        text = String(decoding: scanner.output, as: UTF8.self)
    }

    private struct Scanner {
        let bytes: [UInt8]
        var position = 0
        var output: [UInt8] = []
        /// The words outside quotes, in capitals; only the first is kept.
        var words: [String] = []
        /// The words outside quotes and parentheses, in capitals.
        var outerWords: [String] = []
        var depth = 0
        var hasEnded = false

        init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        private func byte(after offset: Int) -> UInt8? {
            position + offset < bytes.count ? bytes[position + offset] : nil
        }

        mutating func scan() throws(SQLEngineError) {
            while let byte = byte(after: 0) {
                switch byte {
                case 0:
                    throw .refused(message: "The text contains a NUL byte.")
                case 0x09, 0x0A, 0x0D, 0x20:
                    output.append(0x20)
                    position += 1
                case UInt8(ascii: "-") where self.byte(after: 1) == byte:
                    skipLineComment()
                case UInt8(ascii: "/") where self.byte(after: 1) == UInt8(ascii: "*"):
                    try skipBlockComment()
                default:
                    try scanToken(byte)
                }
            }
        }

        private mutating func scanToken(_ byte: UInt8) throws(SQLEngineError) {
            guard !hasEnded else {
                throw .refused(message: "One statement is expected, but more text follows it.")
            }
            switch byte {
            case UInt8(ascii: ";"):
                hasEnded = true
                position += 1
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                try copyQuoted(byte)
            case UInt8(ascii: "$"):
                throw .refused(message: "Dollar signs are not allowed outside quotes.")
            case _ where Self.isWordByte(byte):
                try copyWord()
            default:
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                guard !output.allSatisfy({ $0 == 0x20 }) || byte == UInt8(ascii: "(") else {
                    throw .refused(message: "A query begins with SELECT, WITH or VALUES.")
                }
                output.append(byte)
                position += 1
            }
        }

        private mutating func copyWord() throws(SQLEngineError) {
            let start = position
            while let byte = byte(after: 0), Self.isWordByte(byte) { position += 1 }
            let word = bytes[start..<position]
            if byte(after: 0) == UInt8(ascii: "'"), word.count == 1,
                (word.first ?? 0) | 0x20 == 0x65
            {
                throw .refused(message: "Strings with backslash escapes are not allowed.")
            }
            output.append(contentsOf: word)
            let text = String(decoding: word, as: UTF8.self).uppercased()
            if words.isEmpty { words.append(text) }
            if depth == 0 { outerWords.append(text) }
        }

        private mutating func copyQuoted(_ quote: UInt8) throws(SQLEngineError) {
            output.append(quote)
            position += 1
            while let byte = byte(after: 0) {
                guard byte != 0 else { throw .refused(message: "The text contains a NUL byte.") }
                output.append(byte)
                position += 1
                // A doubled quote closes here and opens again at once, which copies it as it is.
                if byte == quote { return }
            }
            throw .refused(message: "A quote is not closed.")
        }

        private mutating func skipLineComment() {
            while let byte = byte(after: 0), byte != 0x0A { position += 1 }
            output.append(0x20)
        }

        private mutating func skipBlockComment() throws(SQLEngineError) {
            position += 2
            // Engines disagree on nested comments, so what one would read inside is refused.
            while let byte = byte(after: 0) {
                if byte == UInt8(ascii: "*"), self.byte(after: 1) == UInt8(ascii: "/") {
                    position += 2
                    output.append(0x20)
                    return
                }
                if byte == UInt8(ascii: "/"), self.byte(after: 1) == UInt8(ascii: "*") { break }
                position += 1
            }
            throw .refused(message: "A comment is not closed or contains another.")
        }

        private static func isWordByte(_ byte: UInt8) -> Bool {
            byte == 95 || byte >= 0x80 || (48...57).contains(byte) || (65...90).contains(byte)
                || (97...122).contains(byte)
        }
    }
}

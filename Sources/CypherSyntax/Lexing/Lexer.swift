/// Splits a query's bytes into tokens.
///
/// The lexer stops at the first error and leaves an `.invalid` token there, so that an earlier
/// mistake the parser finds is reported first. It pairs brackets on the way, which lets the
/// parser look past them at once.
struct Lexer {
    let bytes: [UInt8]
    private(set) var tokens: [Token] = []
    /// Why the `.invalid` token is invalid.
    private(set) var failure: CypherError?

    private let limits: ParserLimits
    private var position = 0
    private var openBrackets: [Int] = []
    private let keywords = KeywordTable.standard

    /// Reads all of `bytes`, which must be UTF-8.
    init(_ bytes: [UInt8], limits: ParserLimits) {
        self.bytes = bytes
        self.limits = limits
        tokens.reserveCapacity(min(bytes.count / 3 + 8, 1 << 16))
        do {
            try run()
        } catch {
            failure = error
            let place = error.span?.start ?? position
            append(.invalid, from: place, to: error.span?.end ?? place)
        }
        append(.end, from: bytes.count, to: bytes.count)
    }

    private mutating func run() throws(CypherError) {
        while try skipBlanks() {
            try token()
            guard tokens.count <= limits.tokens else {
                throw CypherError(
                    .limitExceeded,
                    detail: "QueryTooLong",
                    message: "The query has more than \(limits.tokens) tokens.",
                    span: SourceSpan(start: position, end: position),
                    hint: "Pass large data as parameters."
                )
            }
        }
    }

    // MARK: Bytes

    private func byte(at offset: Int) -> UInt8 {
        offset < bytes.count ? bytes[offset] : 0
    }

    /// The scalar that begins at `offset`, and the number of its bytes.
    private func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
        let first = byte(at: offset)
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var value = UInt32(first) & (length == 1 ? 0x7F : UInt32(0xFF) >> UInt32(length + 1))
        for index in 1..<length {
            value = value << 6 | UInt32(byte(at: offset + index) & 0x3F)
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    private mutating func append(
        _ kind: Token.Kind,
        from start: Int,
        to end: Int,
        keyword: Keyword = .none
    ) {
        tokens.append(
            Token(
                kind: kind,
                keyword: keyword,
                start: UInt32(clamping: start),
                end: UInt32(clamping: end)
            )
        )
    }

    // MARK: Blanks and comments

    /// Skips whitespace and comments; false at the end of the text.
    private mutating func skipBlanks() throws(CypherError) -> Bool {
        while position < bytes.count {
            let current = bytes[position]
            if current == 0x20 || (current >= 0x09 && current <= 0x0D) {
                position += 1
            } else if current == 0x2F, byte(at: position + 1) == 0x2F {
                skipLineComment()
            } else if current == 0x2F, byte(at: position + 1) == 0x2A {
                try skipBlockComment()
            } else if current >= 0x80 || (current >= 0x1C && current < 0x20) {
                let (scalar, length) = scalar(at: position)
                guard CharacterClass.isWhitespace(scalar) else { return true }
                position += length
            } else {
                return true
            }
        }
        return false
    }

    private mutating func skipLineComment() {
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D {
            position += 1
        }
    }

    private mutating func skipBlockComment() throws(CypherError) {
        let start = position
        position += 2
        while position < bytes.count {
            if bytes[position] == 0x2A, byte(at: position + 1) == 0x2F {
                position += 2
                return
            }
            position += 1
        }
        throw CypherError(
            .syntaxError,
            detail: "InvalidComment",
            message: "The comment is never closed.",
            span: SourceSpan(start: start, end: start + 2),
            hint: "Close it with `*/`."
        )
    }

    // MARK: Tokens

    private mutating func token() throws(CypherError) {
        let first = bytes[position]
        if CharacterClass.startsName(first) {
            word(from: position)
        } else if CharacterClass.isDigit(first)
            || (first == 0x2E && CharacterClass.isDigit(byte(at: position + 1)))
        {
            try number()
        } else if first == 0x27 || first == 0x22 {
            try string(closedBy: first)
        } else if first == 0x60 {
            try quotedName()
        } else if first >= 0x80 {
            try unicodeToken()
        } else {
            try symbol(first)
        }
    }

    private mutating func word(from start: Int) {
        var isASCII = true
        while position < bytes.count {
            let current = bytes[position]
            if current < 0x80 {
                guard CharacterClass.continuesName(current) else { break }
                position += 1
            } else {
                let (scalar, length) = scalar(at: position)
                guard CharacterClass.continuesName(scalar) else { break }
                isASCII = false
                position += length
            }
        }
        let keyword = isASCII ? keywords.keyword(in: bytes, from: start, to: position) : .none
        append(.word, from: start, to: position, keyword: keyword)
    }

    private mutating func unicodeToken() throws(CypherError) {
        let start = position
        let (scalar, length) = scalar(at: position)
        if CharacterClass.startsName(scalar) {
            word(from: start)
        } else if let kind = CharacterClass.arrowPart(scalar) {
            position += length
            append(kind, from: start, to: position)
        } else {
            throw invalidCharacter(scalar, length: length)
        }
    }

    private func invalidCharacter(_ scalar: Unicode.Scalar, length: Int) -> CypherError {
        let quotes: [Unicode.Scalar] = ["‘", "’", "“", "”", "«", "»", "´"]
        let code = String(scalar.value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
        return CypherError(
            .syntaxError,
            detail: scalar.isASCII ? "UnexpectedSyntax" : "InvalidUnicodeCharacter",
            message: "The character U+\(padded) has no place in a query.",
            span: SourceSpan(start: position, end: position + length),
            hint: quotes.contains(scalar) ? "Write strings between ' and '." : nil
        )
    }

    private mutating func string(closedBy quote: UInt8) throws(CypherError) {
        let start = position
        position += 1
        while position < bytes.count {
            let current = bytes[position]
            if current == quote {
                position += 1
                append(.string, from: start, to: position)
                return
            }
            position += current == 0x5C ? 2 : 1
        }
        throw unclosed("string", with: quote == 0x27 ? "'" : "\"", from: start)
    }

    private mutating func quotedName() throws(CypherError) {
        let start = position
        position += 1
        while position < bytes.count {
            guard bytes[position] == 0x60 else {
                position += 1
                continue
            }
            position += 1
            guard byte(at: position) == 0x60 else {
                append(.quotedName, from: start, to: position)
                return
            }
            position += 1
        }
        throw unclosed("name", with: "`", from: start)
    }

    private func unclosed(_ thing: String, with quote: String, from start: Int) -> CypherError {
        CypherError(
            .syntaxError,
            detail: "UnexpectedSyntax",
            message: "The \(thing) is never closed.",
            span: SourceSpan(start: start, end: start + 1),
            hint: "Close it with \(quote)."
        )
    }

    // MARK: Numbers

    /// `0x1F`, `0o17`, `12`, `1_000`, `1.5`, `.5`, `1e-3`; a letter or digit must not follow.
    private mutating func number() throws(CypherError) {
        let start = position
        var kind = Token.Kind.integer
        let prefix = byte(at: position + 1) | 0x20
        if bytes[position] == 0x30, prefix == 0x78 || prefix == 0x6F {
            position += 2
            skipWordCharacters()
        } else {
            skipDigits()
            if byte(at: position) == 0x2E, CharacterClass.isDigit(byte(at: position + 1)) {
                kind = .float
                position += 1
                skipDigits()
            }
            if byte(at: position) | 0x20 == 0x65, exponentFollows() {
                kind = .float
                position += 2
                skipDigits()
            }
            if CharacterClass.continuesName(byte(at: position)) {
                skipWordCharacters()
                throw NumberLiteral.invalid(span: SourceSpan(start: start, end: position))
            }
        }
        append(kind, from: start, to: position)
    }

    private func exponentFollows() -> Bool {
        let next = byte(at: position + 1)
        if CharacterClass.isDigit(next) { return true }
        return (next == 0x2B || next == 0x2D) && CharacterClass.isDigit(byte(at: position + 2))
    }

    private mutating func skipDigits() {
        while CharacterClass.isDigit(byte(at: position))
            || (byte(at: position) == 0x5F && CharacterClass.isDigit(byte(at: position + 1)))
        {
            position += 1
        }
    }

    private mutating func skipWordCharacters() {
        while CharacterClass.continuesName(byte(at: position)) { position += 1 }
    }

    // MARK: Symbols

    private mutating func symbol(_ first: UInt8) throws(CypherError) {
        let start = position
        let second = byte(at: position + 1)
        guard let (kind, length) = Self.symbol(first, second) else {
            throw invalidCharacter(Unicode.Scalar(first), length: 1)
        }
        position += length
        append(kind, from: start, to: position)
        try pairBrackets(kind)
    }

    private static func symbol(_ first: UInt8, _ second: UInt8) -> (Token.Kind, Int)? {
        switch first {
        case UInt8(ascii: "("): (.parenthesisOpen, 1)
        case UInt8(ascii: ")"): (.parenthesisClose, 1)
        case UInt8(ascii: "["): (.bracketOpen, 1)
        case UInt8(ascii: "]"): (.bracketClose, 1)
        case UInt8(ascii: "{"): (.braceOpen, 1)
        case UInt8(ascii: "}"): (.braceClose, 1)
        case UInt8(ascii: ","): (.comma, 1)
        case UInt8(ascii: ";"): (.semicolon, 1)
        case UInt8(ascii: "-"): (.minus, 1)
        case UInt8(ascii: "*"): (.star, 1)
        case UInt8(ascii: "/"): (.slash, 1)
        case UInt8(ascii: "%"): (.percent, 1)
        case UInt8(ascii: "^"): (.caret, 1)
        case UInt8(ascii: "$"): (.dollar, 1)
        case UInt8(ascii: "&"): (.ampersand, 1)
        case UInt8(ascii: "!"): (.exclamation, 1)
        case UInt8(ascii: ":"): second == UInt8(ascii: ":") ? (.doubleColon, 2) : (.colon, 1)
        case UInt8(ascii: "."): second == UInt8(ascii: ".") ? (.dotDot, 2) : (.dot, 1)
        case UInt8(ascii: "+"): second == UInt8(ascii: "=") ? (.plusEqual, 2) : (.plus, 1)
        case UInt8(ascii: "="): second == UInt8(ascii: "~") ? (.matches, 2) : (.equal, 1)
        case UInt8(ascii: "|"): second == UInt8(ascii: "|") ? (.doubleBar, 2) : (.bar, 1)
        case UInt8(ascii: ">"):
            second == UInt8(ascii: "=") ? (.greaterOrEqual, 2) : (.greater, 1)
        case UInt8(ascii: "<"):
            second == UInt8(ascii: "=")
                ? (.lessOrEqual, 2) : second == UInt8(ascii: ">") ? (.notEqual, 2) : (.less, 1)
        default: nil
        }
    }

    /// Notes which token closes an opening bracket, and bounds how deep brackets nest.
    private mutating func pairBrackets(_ kind: Token.Kind) throws(CypherError) {
        let opening: Token.Kind
        switch kind {
        case .parenthesisOpen, .bracketOpen, .braceOpen:
            openBrackets.append(tokens.count - 1)
            guard openBrackets.count <= limits.depth else {
                let span = tokens.removeLast().span
                throw ParserLimits.tooDeep(limits.depth, span: span)
            }
            return
        case .parenthesisClose: opening = .parenthesisOpen
        case .bracketClose: opening = .bracketOpen
        case .braceClose: opening = .braceOpen
        case .semicolon:
            openBrackets.removeAll(keepingCapacity: true)
            return
        default: return
        }
        guard let index = openBrackets.last, tokens[index].kind == opening else { return }
        openBrackets.removeLast()
        tokens[index].partner = UInt32(clamping: tokens.count - 1)
    }
}

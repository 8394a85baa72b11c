extension Parser {
    /// The next token.
    var current: Token { tokens[position] }

    /// The token `offset` places ahead, or the last one.
    func token(ahead offset: Int) -> Token {
        tokens[min(position + offset, tokens.count - 1)]
    }

    /// Takes the next token.
    @discardableResult
    mutating func advance() -> Token {
        let token = tokens[position]
        if position < tokens.count - 1 { position += 1 }
        return token
    }

    /// Whether the next token is of the kind; notes the expectation if not.
    mutating func at(_ kind: Token.Kind) -> Bool {
        if tokens[position].kind == kind { return true }
        if recordsExpectations { expect(kind.spelling) }
        return false
    }

    /// Whether the next token is the keyword; notes the expectation if not.
    mutating func at(_ keyword: Keyword) -> Bool {
        if tokens[position].keyword == keyword { return true }
        if recordsExpectations { expect(keyword.spelling) }
        return false
    }

    /// Whether the next two tokens are the keywords.
    mutating func at(_ first: Keyword, _ second: Keyword) -> Bool {
        if current.keyword == first, token(ahead: 1).keyword == second { return true }
        if recordsExpectations { expect("\(first.spelling) \(second.spelling)") }
        return false
    }

    /// Takes the next token if it is of the kind.
    mutating func accept(_ kind: Token.Kind) -> Bool {
        guard at(kind) else { return false }
        advance()
        return true
    }

    /// Takes the next token if it is the keyword.
    mutating func accept(_ keyword: Keyword) -> Bool {
        guard at(keyword) else { return false }
        advance()
        return true
    }

    /// Takes the next token, which must be of the kind.
    @discardableResult
    mutating func require(_ kind: Token.Kind) throws(CypherError) -> Token {
        guard at(kind) else { throw unexpected() }
        return advance()
    }

    /// Takes the next token, which must be the keyword.
    @discardableResult
    mutating func require(_ keyword: Keyword) throws(CypherError) -> Token {
        guard at(keyword) else { throw unexpected() }
        return advance()
    }

    /// The bytes of a token.
    func bytes(of token: Token) -> ArraySlice<UInt8> {
        bytes[Int(token.start)..<Int(token.end)]
    }

    /// The text of a span.
    func text(of span: SourceSpan) -> String {
        String(decoding: bytes[span.start..<min(span.end, bytes.count)], as: UTF8.self)
    }

    /// From `start` to the end of the last token taken.
    func span(from start: Token) -> SourceSpan {
        let last = position > 0 ? tokens[position - 1] : start
        return SourceSpan(start: Int(start.start), end: max(Int(start.start), Int(last.end)))
    }

    /// From `start` to the end of the last token taken.
    func span(from start: SourceSpan) -> SourceSpan {
        let last = position > 0 ? Int(tokens[position - 1].end) : start.end
        return SourceSpan(start: start.start, end: max(start.end, last))
    }

    // MARK: Names

    /// A name of any kind, including keywords.
    ///
    /// `SchemaName = SymbolicName | ReservedWord`
    mutating func name(_ description: String = "a name") throws(CypherError) -> Name {
        let token = current
        guard token.isName else {
            if recordsExpectations { expect(description) }
            throw missingName()
        }
        advance()
        return Name(text(ofName: token), span: token.span)
    }

    /// The error for a token that is no name; what looks like a bad number may be meant as one.
    private mutating func missingName() -> CypherError {
        let error = unexpected()
        guard error.detail == "InvalidNumberLiteral" else { return error }
        return failure(
            Self.unexpectedSyntax,
            "A name cannot begin with a digit.",
            at: error.span ?? current.span,
            hint: "Put it between backticks."
        )
    }

    /// The text of a name token, unescaped.
    func text(ofName token: Token) -> String {
        guard token.kind == .quotedName else {
            return String(decoding: bytes(of: token), as: UTF8.self)
        }
        return StringLiteral.name(bytes(of: token))
    }

    // Names = Name, { ',', Name }
    mutating func names(_ description: String) throws(CypherError) -> [Name] {
        var names = [try name(description)]
        while accept(.comma) { names.append(try name(description)) }
        return names
    }

    // QualifiedName = Name, { '.', Name }
    mutating func qualifiedName(_ description: String) throws(CypherError) -> QualifiedName {
        let start = current
        var parts = [try name(description)]
        while accept(.dot) { parts.append(try name()) }
        return QualifiedName(parts: parts, span: span(from: start))
    }

    // MARK: Nesting

    /// Runs `body` one level deeper, or several.
    mutating func nested<Result>(
        levels: Int = 1,
        _ body: (inout Parser) throws(CypherError) -> Result
    ) throws(CypherError) -> Result {
        try enter(levels: levels)
        let result = try body(&self)
        depth -= levels
        return result
    }

    /// Goes one level deeper, or several.
    mutating func enter(levels: Int = 1) throws(CypherError) {
        guard depth + levels <= limits.depth else {
            throw ParserLimits.tooDeep(limits.depth, span: current.span)
        }
        depth += levels
        try clock.tick()
    }

    /// Notes that the expression being read became one level higher.
    mutating func grow(at span: SourceSpan) throws(CypherError) {
        height += 1
        guard height <= limits.height else {
            throw ParserLimits.tooDeep(limits.height, span: span)
        }
    }
}

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
        at(first) && token(ahead: 1).keyword == second
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
            throw unexpected()
        }
        advance()
        return Name(try text(ofName: token), span: token.span)
    }

    /// The text of a name token, unescaped.
    func text(ofName token: Token) throws(CypherError) -> String {
        guard token.kind == .quotedName else {
            return String(decoding: bytes(of: token), as: UTF8.self)
        }
        let text = StringLiteral.name(bytes(of: token))
        guard !text.isEmpty else {
            throw failure("UnexpectedSyntax", "A name must not be empty.", at: token.span)
        }
        return text
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

    /// Runs `body` one level deeper.
    mutating func nested<Result>(
        _ body: (inout Parser) throws(CypherError) -> Result
    ) throws(CypherError) -> Result {
        try enter()
        let result = try body(&self)
        depth -= 1
        return result
    }

    /// Goes one level deeper.
    mutating func enter() throws(CypherError) {
        guard depth < limits.depth else {
            throw ParserLimits.tooDeep(limits.depth, span: current.span)
        }
        depth += 1
    }

    /// Notes that the expression being read became one level higher.
    mutating func grow(at span: SourceSpan) throws(CypherError) {
        height += 1
        guard height <= limits.depth else { throw ParserLimits.tooDeep(limits.depth, span: span) }
    }
}

extension Parser {
    static let unexpectedSyntax = "UnexpectedSyntax"

    /// The keywords that begin or continue a query, for suggestions.
    private static let guesses: [String] = [
        "MATCH", "OPTIONAL", "WHERE", "WITH", "RETURN", "ORDER", "SKIP", "LIMIT", "UNWIND",
        "UNION", "CALL", "YIELD", "CREATE", "MERGE", "SET", "REMOVE", "DELETE", "DETACH",
        "FOREACH", "DISTINCT", "EXPLAIN", "PROFILE", "SHOW", "DROP", "CASE", "WHEN", "THEN",
        "ELSE", "END", "STARTS", "CONTAINS", "ENDS", "REQUIRE", "CONSTRAINT", "INDEX", "FULLTEXT",
        "VECTOR", "OPTIONS", "EACH", "AND", "DESC", "NULL", "EXISTS", "UNIQUE",
    ]

    /// What to write instead of words of SQL.
    private static let foreignWords: [String: String] = [
        "SELECT": "Cypher reads with MATCH … RETURN ….",
        "INSERT": "Cypher adds nodes with CREATE, MERGE or INSERT.",
        "UPDATE": "Cypher changes nodes with MATCH … SET ….",
        "LIKE": "Use STARTS WITH, ENDS WITH, CONTAINS or =~.",
        "BETWEEN": "Write `1 <= x <= 9`.",
        "GROUP": "Grouping is implied by the expressions beside an aggregate.",
        "HAVING": "Use WITH … WHERE …, after the aggregate.",
        "JOIN": "Write the join as a pattern: `(a)-[:TYPE]->(b)`.",
        "FROM": "Cypher reads with MATCH … RETURN ….",
        "VALUES": "Cypher adds nodes with CREATE, rows of a list with UNWIND.",
    ]

    /// Notes that `item` could have stood at the current position.
    mutating func expect(_ item: String) {
        if position != expectationPosition {
            guard position > expectationPosition else { return }
            expectationPosition = position
            expectations.removeAll()
        }
        if !expectations.contains(item) { expectations.append(item) }
    }

    /// A compile-time syntax error.
    func failure(
        _ detail: String,
        _ message: String,
        at span: SourceSpan,
        hint: String? = nil
    ) -> CypherError {
        CypherError(.syntaxError, detail: detail, message: message, span: span, hint: hint)
    }

    /// The error for a token that cannot stand where it stands.
    mutating func unexpected(hint: String? = nil) -> CypherError {
        let token = current
        if token.kind == .invalid, let lexerFailure { return lexerFailure }
        let expected = position == expectationPosition ? expectations : []
        let message: String
        switch token.kind {
        case .end: message = "The query ends too early."
        case .string: message = "A string cannot stand here."
        default: message = "`\(shortText(of: token))` cannot stand here."
        }
        return CypherError(
            .syntaxError,
            detail: token.isForeignArrow ? "InvalidUnicodeCharacter" : Self.unexpectedSyntax,
            message: message,
            span: token.span,
            hint: hint ?? suggestion(for: token, expected: expected),
            expected: expected
        )
    }

    private func shortText(of token: Token) -> String {
        let span = SourceSpan(
            start: Int(token.start), end: min(Int(token.end), Int(token.start) + 40))
        let text = text(of: span)
        return span.end < Int(token.end) ? text + "…" : text
    }

    /// "Did you mean …?" for a word near a keyword: one that was expected here, or any other.
    private func suggestion(for token: Token, expected: [String]) -> String? {
        switch token.kind {
        case .word:
            if token.keyword == .order { return "ORDER is followed by BY." }
            guard token.keyword == .none else { return nil }
            let word = shortText(of: token)
            if let hint = Self.foreignWords[word.uppercased()] { return hint }
            let near =
                Spelling.nearest(to: word, among: expected.filter(Self.isKeyword))
                ?? Spelling.nearest(to: word, among: Self.guesses)
            return near.map { "Did you mean `\($0)`?" } ?? misspeltBefore()
        case .exclamation where token.end < bytes.count && bytes[Int(token.end)] == 0x3D:
            return "Unequal is written `<>`."
        case .equal where position > 0 && tokens[position - 1].kind == .equal:
            return "Equality is written `=`."
        case .dash, .arrowheadLeft, .arrowheadRight:
            return "Write `\(token.kind.spelling)`."
        default:
            return misspeltBefore()
        }
    }

    /// A misspelt keyword just before the token, such as `RETRUN` in `RETRUN n`.
    private func misspeltBefore() -> String? {
        guard position > 0 else { return nil }
        let token = tokens[position - 1]
        guard token.kind == .word, token.keyword == .none else { return nil }
        let word = shortText(of: token)
        guard word.utf8.count > 3, word == word.uppercased() else { return nil }
        guard let near = Spelling.nearest(to: word, among: Self.guesses) else { return nil }
        return "Did you mean `\(near)` instead of `\(word)`?"
    }

    private static func isKeyword(_ item: String) -> Bool {
        item.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    }
}

extension Token {
    /// Whether the token is a dash or arrow head that only a relationship pattern may have.
    fileprivate var isForeignArrow: Bool {
        kind == .dash || kind == .arrowheadLeft || kind == .arrowheadRight
    }
}

import CypherSyntax

/// The regular expression that an execution tested last, compiled.
struct PatternMatches {
    private var source: String?
    private var expression: RegularExpression?

    /// Whether all of a text matches.
    ///
    /// - Throws: an error when the pattern is not a regular expression or takes too long.
    mutating func test(_ text: String, pattern: String) throws(CypherError) -> Bool {
        if let expression, source == pattern { return try expression.matches(text) }
        let fresh = try RegularExpression(pattern)
        expression = fresh
        source = pattern
        return try fresh.matches(text)
    }
}

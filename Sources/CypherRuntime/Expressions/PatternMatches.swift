import CypherSyntax

/// The regular expressions of one execution: compiled once, answers kept for each interned text.
struct PatternMatches {
    private var source: String?
    private var expression: RegularExpression?
    private var answers: [UInt32: Bool] = [:]

    /// Whether all of a text matches; `code` is the text's interner code, if it has one.
    ///
    /// - Throws: an error when the pattern is not a regular expression or takes too long.
    mutating func test(
        _ text: @autoclosure () -> String, code: UInt32?, pattern: String
    ) throws(CypherError) -> Bool {
        if source != pattern || expression == nil {
            expression = try RegularExpression(pattern)
            source = pattern
            answers = [:]
        }
        if let code, let known = answers[code] { return known }
        guard let expression else { return false }
        let answer = try expression.matches(text())
        if let code { answers[code] = answer }
        return answer
    }
}

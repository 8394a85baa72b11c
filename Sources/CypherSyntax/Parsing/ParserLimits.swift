/// What a query's text may at most be, so that no text can exhaust stack or memory.
public struct ParserLimits: Hashable, Sendable {
    /// The greatest nesting of brackets, operators and subqueries, which is also the greatest
    /// height of a tree.
    public var depth: Int

    /// The greatest length of a text in UTF-8 bytes.
    public var bytes: Int

    /// The greatest number of tokens in a text.
    public var tokens: Int

    /// Creates limits.
    ///
    /// The default depth leaves room on a stack of 512 KiB, which is what a thread of Dispatch or
    /// Swift concurrency has.
    public init(depth: Int = 128, bytes: Int = 16 << 20, tokens: Int = 2 << 20) {
        self.depth = depth
        self.bytes = bytes
        self.tokens = tokens
    }

    static func tooDeep(_ depth: Int, span: SourceSpan) -> CypherError {
        CypherError(
            .syntaxError,
            detail: "NestingTooDeep",
            message: "The query nests more than \(depth) levels deep here.",
            span: span,
            hint: "Split it with WITH, or pass large values as parameters."
        )
    }
}

/// What a query's text may at most be, so that no text can exhaust stack or memory.
public struct ParserLimits: Hashable, Sendable {
    /// The greatest nesting of brackets, operators and subqueries, which is also the greatest
    /// height of a tree; a subquery or FOREACH counts as `subqueryDepth` levels.
    public var depth: Int

    /// The greatest length of a text in UTF-8 bytes.
    public var bytes: Int

    /// The greatest number of tokens in a text.
    public var tokens: Int

    /// Creates limits.
    ///
    /// With the default depth a stage may use 8 KiB of stack for each level and still fit into
    /// 512 KiB, the smallest stack a query runs on.
    public init(depth: Int = 64, bytes: Int = 16 << 20, tokens: Int = 2 << 20) {
        self.depth = depth
        self.bytes = bytes
        self.tokens = tokens
    }

    /// What a subquery or FOREACH counts for, since whole clauses are read and walked inside.
    static let subqueryDepth = 6

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

/// What a query's text may at most be, so that no text can exhaust stack or memory.
public struct ParserLimits: Hashable, Sendable {
    /// The greatest nesting of brackets, prefix operators and subqueries; a subquery or FOREACH
    /// counts as `subqueryDepth` levels.
    public var depth: Int

    /// The greatest height of an expression's tree; a chain such as `a + b + c` adds one level for
    /// each operator without nesting in the text.
    public var height: Int

    /// The greatest length of a text in UTF-8 bytes.
    public var bytes: Int

    /// The greatest number of tokens in a text.
    public var tokens: Int

    /// When parsing has to be done; nil for no deadline.
    public var deadline: ContinuousClock.Instant?

    /// Creates limits.
    ///
    /// With the default depth and height a stage may use 8 KiB of stack for each level and still
    /// fit into 512 KiB, the smallest stack a query runs on.
    public init(
        depth: Int = 64,
        height: Int = 64,
        bytes: Int = 16 << 20,
        tokens: Int = 2 << 20,
        deadline: ContinuousClock.Instant? = nil
    ) {
        self.depth = depth
        self.height = height
        self.bytes = bytes
        self.tokens = tokens
        self.deadline = deadline
    }

    /// What fits on a stack of 1 GiB, with 64 KiB for each level.
    package static let large = ParserLimits(depth: 1_000, height: 10_000)

    /// What a subquery or FOREACH counts for, since whole clauses are read and walked inside.
    static let subqueryDepth = 6

    static func tooDeep(_ depth: Int, span: SourceSpan) -> CypherError {
        CypherError(
            .syntaxError,
            detail: CypherError.nestingTooDeep,
            message: "The query nests more than \(depth) levels deep here.",
            span: span,
            hint: "Split it with WITH, or pass large values as parameters."
        )
    }
}

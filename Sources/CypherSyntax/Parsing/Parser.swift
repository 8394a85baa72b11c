/// Reads Cypher: openCypher 9 and what people write for Neo4j 5.
///
/// A recursive-descent parser over tokens, one function for each production, which stands above
/// it. It never backtracks: where the grammar is ambiguous, a look at the token after a closing
/// bracket decides, so the time is linear in the text. When parsing fails, it runs once more to
/// collect what could have stood at the place of the error.
///
/// Source: openCypher 9 grammar (`cypher.ebnf`, M23); Neo4j 5 Cypher manual.
public struct Parser: ~Copyable {
    let bytes: [UInt8]
    let text: String
    let tokens: [Token]
    let limits: ParserLimits
    let lexerFailure: CypherError?

    /// The index of the next token.
    var position = 0
    /// The nesting at `position`.
    var depth = 0
    /// The greatest height of the expressions completed in the construct being read.
    var height = 0
    /// Notices when the time is up.
    var clock: PreparationClock

    /// Whether `|` ends the expression being read, as in a list comprehension.
    var barEndsExpression = false
    /// Whether `$properties` may stand in a pattern, as in `CREATE`.
    var allowsParameterProperties = false

    /// Whether failed expectations are noted.
    var recordsExpectations = false
    /// Where the noted expectations stand.
    var expectationPosition = 0
    /// What could have stood there.
    var expectations: [String] = []

    private init(_ text: String, limits: ParserLimits) throws(CypherError) {
        guard text.utf8.count <= limits.bytes else {
            throw CypherError(
                .limitExceeded,
                detail: "QueryTooLong",
                message: "The query is longer than \(limits.bytes) bytes.",
                hint: "Pass large data as parameters."
            )
        }
        let clock = PreparationClock(deadline: limits.deadline)
        try clock.check()
        let lexer = Lexer(Array(text.utf8), limits: limits)
        try clock.check()
        self.clock = clock
        bytes = lexer.bytes
        tokens = lexer.tokens
        lexerFailure = lexer.failure
        self.text = text
        self.limits = limits
    }

    /// Parses one statement, perhaps followed by `;`.
    ///
    /// - Parameters:
    ///   - text: The statement.
    ///   - limits: What the text may at most be.
    /// - Returns: The statement.
    /// - Throws: A compile-time error with a span.
    /// - Complexity: O(*n*) for *n* bytes.
    public static func parse(
        _ text: String,
        limits: ParserLimits = ParserLimits()
    ) throws(CypherError) -> Statement {
        try withExpectations(text, limits) { parser throws(CypherError) in
            let statement = try parser.statement()
            while parser.accept(.semicolon) {}
            if !parser.at(.end) { throw parser.unexpected() }
            return statement
        }
    }

    /// Parses statements separated by `;`; empty ones between, before or after are skipped.
    ///
    /// Each statement's spans count bytes of the whole script.
    ///
    /// - Parameters:
    ///   - text: The script.
    ///   - limits: What the text may at most be.
    /// - Returns: The statements in order.
    /// - Throws: The first error; a script with an error yields no statements.
    public static func parseScript(
        _ text: String,
        limits: ParserLimits = ParserLimits()
    ) throws(CypherError) -> [Statement] {
        try withExpectations(text, limits) { parser throws(CypherError) in
            var statements: [Statement] = []
            while true {
                while parser.accept(.semicolon) {}
                if parser.at(.end) { return statements }
                statements.append(try parser.statement())
                if !parser.at(.end), !parser.at(.semicolon) { throw parser.unexpected() }
            }
        }
    }

    /// Parses a lone expression.
    ///
    /// - Parameters:
    ///   - text: The expression.
    ///   - limits: What the text may at most be.
    /// - Returns: The expression.
    /// - Throws: A compile-time error with a span.
    public static func parseExpression(
        _ text: String,
        limits: ParserLimits = ParserLimits()
    ) throws(CypherError) -> Expression {
        try withExpectations(text, limits) { parser throws(CypherError) in
            let expression = try parser.predicate()
            if !parser.at(.end) { throw parser.unexpected() }
            return expression
        }
    }

    /// Runs `body`; when it fails, runs it again and adds what was expected to the error.
    private static func withExpectations<Result>(
        _ text: String,
        _ limits: ParserLimits,
        _ body: (inout Parser) throws(CypherError) -> Result
    ) throws(CypherError) -> Result {
        do {
            var parser = try Parser(text, limits: limits)
            return try body(&parser)
        } catch {
            guard error.detail == Self.unexpectedSyntax else { throw error }
        }
        var parser = try Parser(text, limits: limits)
        parser.recordsExpectations = true
        return try body(&parser)
    }
}

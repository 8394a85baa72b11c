extension Parser {
    /// The function that `LOAD CSV` is written in terms of.
    package static let csvFunction = "csv.rows"

    // LoadCSV = LOAD, CSV, [WITH, HEADERS], FROM, Expression, AS, Variable,
    // [FIELDTERMINATOR, String]
    //
    // `UNWIND csv.rows(location, hasHeaders, separator) AS variable`.
    mutating func loadClause() throws(CypherError) -> UnwindClause {
        let start = try require(.load)
        try require(.csv)
        var hasHeaders = false
        if accept(.with) {
            guard acceptWord("HEADERS") else { throw unexpected() }
            hasHeaders = true
        }
        guard acceptWord("FROM") else { throw unexpected() }
        let location = try expression()
        try require(.asKeyword)
        let variable = try name("a variable")
        var separator = ","
        if acceptWord("FIELDTERMINATOR") {
            let literal = try require(.string)
            separator = try StringLiteral.string(bytes(of: literal), at: Int(literal.start))
        }
        let span = span(from: start)
        let parts = Self.csvFunction.split(separator: ".").map { Name(String($0), span: span) }
        let arguments = [
            location,
            Expression(.literal(.boolean(hasHeaders)), span: span),
            Expression(.literal(.string(separator)), span: span),
        ]
        let call = FunctionCall(
            name: QualifiedName(parts: parts, span: span),
            isDistinct: false,
            arguments: arguments
        )
        try grow(at: span)
        return UnwindClause(
            list: Expression(.call(call), span: span), variable: variable, span: span)
    }
}

import CypherSyntax
import Testing

@Suite("Errors")
struct ErrorTests {
    private func message(_ text: String) -> String {
        do throws(CypherError) {
            _ = try Parser.parse(text)
            return "no error"
        } catch {
            return error.rendered(in: text)
        }
    }

    static let suggestions: [(text: String, hint: String)] = [
        ("MACTH (n) RETURN n", "Did you mean `MATCH`?"),
        ("MATCH (n) RETRUN n", "Did you mean `RETURN`?"),
        ("MATCH (n) WHER n.x RETURN n", "Did you mean `WHERE`?"),
        ("MATCH (n) RETURN n LIMT 5", "Did you mean `LIMIT`?"),
        ("MATCH (n) RETURN n ODER BY n.x", "Did you mean `ORDER`?"),
        ("MATCH (n) WHERE n.x = 1 RETRUN n", "Did you mean `RETURN`?"),
        ("CREAT (n)", "Did you mean `CREATE`?"), ("MERG (n)", "Did you mean `MERGE`?"),
        ("MATCH (n) DELET n", "Did you mean `DELETE`?"),
        ("CREATE INDX i FOR (n:L) ON (n.p)", "Did you mean `INDEX`?"),
        ("UNWND [1] AS x RETURN x", "Did you mean `UNWIND`?"),
        ("MATCH (n) RETURN n ORDER n.x", "ORDER is followed by BY."),
        ("SELECT * FROM t", "Cypher reads with MATCH … RETURN …."),
        ("RETURN 1 != 2", "Unequal is written `<>`."),
        ("RETURN 1 == 2", "Equality is written `=`."),
        (
            "CREATE CONSTRAINT ON (n:L) ASSERT n.p IS UNIQUE",
            "Write `FOR (n:Label) REQUIRE n.property IS UNIQUE`."
        ),
        ("RETURN x :: INTEGR", "Did you mean `INTEGER`?"),
        ("RETURN “a”", "Write strings between ' and '."),
    ]

    @Test(arguments: suggestions)
    func `a misspelt word gets a suggestion`(text: String, hint: String) {
        let error = #expect(throws: CypherError.self) { try Parser.parse(text) }
        #expect(error?.hint == hint)
    }

    @Test func `an error shows the line, carets and place`() {
        #expect(
            message("MATCH (n)\nWHERE n.größe > 'ä' RETRUN n") == """
                `RETRUN` cannot stand here. \(Self.expectedAfterPredicate) Did you mean `RETURN`?

                    WHERE n.größe > 'ä' RETRUN n
                                        ^^^^^^
                SyntaxError · UnexpectedSyntax · line 2, column 21
                """
        )
    }

    private static let expectedAfterPredicate =
        "Expected an operator, `MATCH`, `OPTIONAL`, `UNWIND`, `WITH`, `RETURN`, `CALL`, `CREATE`, "
        + "`MERGE` or `SET`."

    @Test func `the end of the text is pointed at`() {
        #expect(
            message("RETURN (1 + 2") == """
                The query ends too early. Expected an operator or `)`.

                    RETURN (1 + 2
                                 ^
                SyntaxError · UnexpectedSyntax · line 1, column 14
                """
        )
    }

    @Test func `a long line is cut around the place`() throws {
        let text =
            "RETURN " + String(repeating: "1 + ", count: 50) + "+ ] "
            + String(
                repeating: "x",
                count: 100
            )
        let error = try #require(throws: CypherError.self) { try Parser.parse(text) }
        let lines = error.rendered(in: text).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[2].count < 140)
        #expect(lines[2].hasPrefix("    …"))
        #expect(lines[2].hasSuffix("…"))
        let caret = try #require(lines[3].firstIndex(of: "^"))
        let column = lines[3].distance(from: lines[3].startIndex, to: caret)
        #expect(Array(lines[2])[column] == "]")
    }

    @Test func `lines end at every kind of line break`() {
        let text = "a\r\nb\rc\nd"
        #expect(TextPosition(ofByte: 3, in: text) == TextPosition(ofByte: 0, in: "").moved(line: 2))
        #expect(TextPosition(ofByte: 5, in: text).line == 3)
        #expect(TextPosition(ofByte: 7, in: text).line == 4)
        #expect(TextPosition(ofByte: 99, in: text).column == 2)
    }

    @Test func `expected tokens are listed`() {
        let error = #expect(throws: CypherError.self) { try Parser.parse("MATCH (n RETURN n") }
        #expect(error?.expected == [":", "IS", "{", "WHERE", ")"])
    }

    @Test func `an error without a span shows none`() {
        let error = CypherError(.procedureError, at: .runtime, detail: "X", message: "It failed.")
        #expect(error.rendered(in: "RETURN 1") == "It failed.\n\nProcedureError · X")
        #expect(error.description == "ProcedureError · X: It failed.")
        let span = SourceSpan(start: 7, end: 8)
        #expect(error.located(at: span).span == span)
        #expect(error.located(at: span).located(at: SourceSpan(start: 0, end: 1)).span == span)
    }

    @Test func `the nearest word wins and far words do not count`() {
        #expect(Spelling.nearest(to: "datset", among: ["data", "dataset"]) == "dataset")
        #expect(Spelling.nearest(to: "teh", among: ["the"]) == "the")
        #expect(Spelling.nearest(to: "cat", among: ["dog", "cow"]) == nil)
        #expect(Spelling.nearest(to: "x", among: ["y"]) == nil)
    }
}

extension TextPosition {
    fileprivate func moved(line: Int) -> TextPosition {
        var copy = self
        copy.line = line
        return copy
    }
}

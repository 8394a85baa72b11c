import CypherSyntax
import Testing

@Suite("Expressions")
struct ExpressionTests {
    /// An expression, and the same with every operator in parentheses.
    static let precedences: [(text: String, grouped: String)] = [
        ("a OR b XOR c AND NOT d", "(a OR (b XOR (c AND (NOT d))))"),
        ("NOT a = b", "(NOT (a = b))"),
        ("NOT NOT a AND b", "((NOT (NOT a)) AND b)"),
        ("a = b IN c", "(a = (b IN c))"),
        ("a IN b + c", "(a IN (b + c))"),
        ("a + b IN c + d IS NULL", "(((a + b) IN (c + d)) IS NULL)"),
        ("a STARTS WITH b OR c ENDS WITH d", "((a STARTS WITH b) OR (c ENDS WITH d))"),
        ("a =~ b AND c CONTAINS d", "((a =~ b) AND (c CONTAINS d))"),
        ("a - b - c + d", "(((a - b) - c) + d)"),
        ("a + b * c % d / e ^ f", "(a + (((b * c) % d) / (e ^ f)))"),
        ("a ^ b ^ c", "((a ^ b) ^ c)"),
        ("-a ^ b", "((-a) ^ b)"),
        ("-a.b[0]", "(-a.b[0])"),
        ("a || b + c", "((a || b) + c)"),
        ("a < b <= c <> d", "(a < b <= c <> d)"),
        ("a < b AND b < c", "((a < b) AND (b < c))"),
        ("a IS NULL IS NOT NULL", "((a IS NULL) IS NOT NULL)"),
        ("a.b IS :: INTEGER | STRING NOT NULL", "(a.b IS :: ANY<INTEGER | STRING NOT NULL>)"),
        ("a :: LIST<DATE>", "(a IS :: LIST<DATE>)"),
        ("a AND (b AND c) AND d", "(a AND b AND c AND d)"),
        ("n:A:B OR n:C|!D&%", "(n:A:B OR n:(C|!D&%))"),
    ]

    @Test(arguments: precedences)
    func `operators bind as in openCypher`(text: String, grouped: String) throws {
        let expression = try Parser.parseExpression(text)
        #expect(Grouping.text(of: expression) == grouped)
        #expect(try Parser.parseExpression(expression.description) == expression)
        #expect(try Parser.parseExpression(grouped) == expression)
    }

    /// Texts that print as they are written.
    static let canonical: [String] = [
        "[]", "[1, 'a', null]", "{}", "{a: 1, `b c`: [2]}", "$name", "$0", "$`a b`",
        "a[1]", "a[1..2]", "a[..2]", "a[1..]", "a[..]", "a['k'].b", "(a + b).c", "{a: 1}.a",
        "count(*)", "count(DISTINCT a)", "apoc.text.join(a, ',')", "date()",
        "gds.util.asNode(n).name", "exists(n.p)", "range(1, 3)", "type(r)", "labels(n)",
        "[x IN xs]", "[x IN xs WHERE x > 1]", "[x IN xs | x * 2]", "[(x IN xs)]",
        "[x IN xs, y]", "[x IN xs WHERE x:(A|B) | x.y]", "[x IN [y IN ys | y] | x]",
        "[(a)-->(b) | b.x]", "[p = (a)-[:R*1..3]->(b:B) WHERE b.x > 1 | p]",
        "all(x IN xs WHERE x > 1)", "any(x IN xs WHERE x)", "none(x IN xs)",
        "single(x IN xs WHERE x = 1)", "reduce(s = 0, x IN xs | s + x)",
        "CASE WHEN a THEN b END", "CASE a WHEN 1 THEN 'x' WHEN 2 THEN 'y' ELSE 'z' END",
        "CASE WHEN (a)-->(b) THEN 1 ELSE 0 END",
        "(a)-->(b)", "NOT (a)<-[:R]-()", "(a)--(b) AND x", "(a:A {x: 1})-[r:R|S]->(b)",
        "shortestPath((a)-[*]-(b))", "length(shortestPath((a)-[*..5]->(b)))",
        "EXISTS { (a)-->(b) WHERE b.x = 1 }", "EXISTS { MATCH (a)-->(b) RETURN b }",
        "EXISTS { p = (a)-->(b) }", "EXISTS { MATCH (a) MATCH (b) WHERE a.x = b.x }",
        "COUNT { (a)-->() } > 2", "COUNT { MATCH (a) RETURN DISTINCT a }",
        "COLLECT { MATCH (a)-->(b) RETURN b.x ORDER BY b.x LIMIT 3 }",
        "n {.*}", "n {.name, key: 1, other}", "n {}", "(a) - b".replacing("(a)", with: "a"),
        "a - -1", "-(1)", "-(-1)", "--a", "1.k", "-1 ^ 2", "(-a)[0]", "(n:A).x", "(NOT a) = b",
        "a = (b = c)", "(a = b) = c", "a IN (b IN c)", "a - (b - c)", "a ^ (b ^ c)",
        "n[$key]", "`order`.total", "`end` + `limit`", "1e+16", "0.1", "INF", "-INF",
        "x IS NOT :: STRING",
        "x IS :: LIST<ANY<INTEGER | FLOAT> NOT NULL>"
            .replacing("> NOT NULL>", with: ">>"),
        "x IS :: LIST<INTEGER NOT NULL> NOT NULL", "x IS :: ZONED DATETIME",
        "x IS :: LOCAL TIME NOT NULL", "x IS :: PROPERTY VALUE",
    ]

    @Test(arguments: canonical)
    func `canonical text prints as it is written`(text: String) throws {
        #expect(try Parser.parseExpression(text).description == text)
    }

    /// Other spellings, and their canonical text.
    static let spellings: [(text: String, canonical: String)] = [
        ("((((a))))", "a"), ("(a).b", "a.b"), ("exists((a)-->(b))", "EXISTS { (a)-->(b) }"),
        ("EXISTS{MATCH (a)-->(b) WHERE a.x}", "EXISTS { (a)-->(b) WHERE a.x }"),
        ("count( * )", "count(*)"), ("+1", "1"), ("- 5", "-5"), ("-(2.5)", "-2.5"),
        ("n.match.return.end", "n.match.return.end"), ("order.by", "`order`.by"),
        ("match.id", "`match`.id"), ("ALL(x IN xs WHERE x)", "all(x IN xs WHERE x)"),
        ("[(a) - [1] + 2]", "[a - [1] + 2]"), ("(a)-(b)", "a - b"), ("(a)--1", "a - -1"),
        ("a<-1", "a < -1"), ("(a)<-(b)", "a < -b"), ("a.b.c(1)", "a.b.c(1)"),
        ("x IS TYPED int", "x IS :: INTEGER"), ("x IS NOT TYPED bool", "x IS NOT :: BOOLEAN"),
        ("x :: timestamp without time zone", "x IS :: LOCAL DATETIME"),
        ("x :: any value", "x IS :: ANY"), ("[x IN xs WHERE x:A|x.y]", "[x IN xs WHERE x:A | x.y]"),
        ("{match: 1, `a`: 2}", "{match: 1, a: 2}"), ("[x IN (xs)]", "[x IN xs]"),
        ("null IS NULL", "null IS NULL"), ("count", "`count`"), ("exists", "`exists`"),
    ]

    @Test(arguments: spellings)
    func `other spellings print canonically`(text: String, canonical: String) throws {
        let expression = try Parser.parseExpression(text)
        #expect(expression.description == canonical)
        #expect(try Parser.parseExpression(canonical) == expression)
    }

    static let failures: [(text: String, detail: String)] = [
        ("", "UnexpectedSyntax"), ("[, ]", "UnexpectedSyntax"), ("{{}}", "UnexpectedSyntax"),
        ("[[','[]',']]", "UnexpectedSyntax"), ("a = NOT b", "UnexpectedSyntax"),
        ("a +", "UnexpectedSyntax"), ("{1B2c3e67: 1}", "UnexpectedSyntax"),
        ("{k1#k: 1}", "UnexpectedSyntax"), ("{k1.k: 1}", "UnexpectedSyntax"),
        ("(a", "UnexpectedSyntax"), ("a)", "UnexpectedSyntax"),
        ("f(a,)", "UnexpectedSyntax"), ("CASE END", "UnexpectedSyntax"),
        ("size((a)-->(b))", "UnexpectedSyntax"), ("[(a)-->(b)]", "UnexpectedSyntax"),
        ("(a)-->(b) + 1", "UnexpectedSyntax"), ("a IS 5", "UnexpectedSyntax"),
        ("a :: NUMBRE", "UnexpectedSyntax"), ("a WHERE", "UnexpectedSyntax"),
        ("a == b", "UnexpectedSyntax"), ("a != b", "UnexpectedSyntax"),
        ("$", "UnexpectedSyntax"), ("$0x1", "UnexpectedSyntax"), ("a..b", "UnexpectedSyntax"),
        ("EXISTS { MATCH (a) SET a.x = 1 }", "InvalidClauseComposition"),
        ("COLLECT { MATCH (a) }", "InvalidClauseComposition"),
    ]

    @Test(arguments: failures)
    func `what is no expression is refused`(text: String, detail: String) {
        let error = #expect(throws: CypherError.self) { try Parser.parseExpression(text) }
        #expect(error?.detail == detail)
    }

    @Test func `equality ignores where an expression stands`() throws {
        let first = try Parser.parseExpression("n.age+1")
        let second = try Parser.parseExpression("  n . age  + 1")
        #expect(first == second)
        #expect(first.hashValue == second.hashValue)
        #expect(first.span != second.span)
    }
}

/// Writes operators with all their parentheses, to make precedence visible.
enum Grouping {
    static func text(of expression: Expression) -> String {
        switch expression.kind {
        case .or(let operands): joined(operands, " OR ")
        case .xor(let operands): joined(operands, " XOR ")
        case .and(let operands): joined(operands, " AND ")
        case .not(let inner): "(NOT \(text(of: inner)))"
        case .sign(let sign, let inner): "(\(sign.rawValue)\(text(of: inner)))"
        case .binary(let symbol, let left, let right):
            "(\(text(of: left)) \(symbol.rawValue) \(text(of: right)))"
        case .comparison(let first, let links):
            "(" + text(of: first)
                + links.map { " \($0.comparison.rawValue) \(text(of: $0.operand))" }.joined() + ")"
        case .isNull(let inner, let isNegated):
            "(\(text(of: inner)) IS \(isNegated ? "NOT " : "")NULL)"
        case .isTyped(let inner, let type, let isNegated):
            "(\(text(of: inner)) IS \(isNegated ? "NOT " : ""):: \(type))"
        default: expression.description
        }
    }

    private static func joined(_ operands: [Expression], _ separator: String) -> String {
        "(" + operands.map(text).joined(separator: separator) + ")"
    }
}

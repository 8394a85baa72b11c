import Cypher
import CypherSyntax
import PropertyGraph
import Testing

/// The same questions with and without indexes.
@Suite("Index seeks")
struct IndexSeekTests {
    private static let data = """
        UNWIND range(0, 399) AS k
        CREATE (n:N {k: k, name: 'name ' + (k % 40), short: 's' + (k % 9), part: k % 5, rank: k % 7})
        SET n.mixed = CASE k % 4 WHEN 0 THEN k WHEN 1 THEN 'text' + k WHEN 2 THEN k / 2.0 END
        """
    private static let indexes = [
        "CREATE INDEX FOR (n:N) ON (n.k)",
        "CREATE TEXT INDEX FOR (n:N) ON (n.name)",
        "CREATE TEXT INDEX FOR (n:N) ON (n.short)",
        "CREATE INDEX FOR (n:N) ON (n.part, n.rank)",
        "CREATE INDEX FOR (n:N) ON (n.mixed)",
    ]

    static let texts: [(text: String, operators: String)] = [
        ("MATCH (n:N) WHERE n.k = 7 RETURN n.k", "IndexSeek"),
        ("MATCH (n:N) WHERE n.k = 7.0 RETURN n.k", "IndexSeek"),
        ("MATCH (n:N) WHERE n.k = $k RETURN n.k", "IndexSeek"),
        ("MATCH (n:N) WHERE n.k IN [1, 2, 2, 900, null] RETURN n.k", "IndexSeek"),
        ("MATCH (n:N) WHERE n.k IN $list RETURN n.k", "IndexSeek"),
        ("MATCH (n:N) WHERE n.k = 3 OR 4 = n.k OR n.k IN [5, 3] RETURN n.k", "IndexSeek"),
        ("MATCH (n:N) WHERE 10 < n.k <= 20 RETURN n.k", "IndexSeek"),
        ("MATCH (n:N) WHERE n.k > 390 RETURN n.k", "IndexSeek"),
        ("MATCH (n:N) WHERE n.name = 'name 12' RETURN n.k", "IndexSeek"),
        ("MATCH (n:N) WHERE n.name = 'no such name' RETURN n.k", "IndexSeek"),
        ("MATCH (n:N) WHERE n.name STARTS WITH 'name 3' RETURN n.k", "IndexSeek"),
        ("MATCH (n:N) WHERE n.name CONTAINS 'e 1' RETURN n.k", "CONTAINS"),
        ("MATCH (n:N) WHERE n.name CONTAINS $part RETURN n.k", "CONTAINS"),
        ("MATCH (n:N) WHERE n.name CONTAINS '' RETURN n.k", "CONTAINS"),
        ("MATCH (n:N) WHERE n.name ENDS WITH '7' RETURN n.k", "ENDS WITH"),
        ("MATCH (n:N) WHERE n.short CONTAINS '3' RETURN n.k", "CONTAINS"),
        ("MATCH (n:N) WHERE n.short ENDS WITH 's4' RETURN n.k", "ENDS WITH"),
        ("MATCH (n:N) WHERE n.short CONTAINS 'longer than any' RETURN n.k", "CONTAINS"),
        ("MATCH (n:N) WHERE n.name CONTAINS null RETURN n.k", ""),
        ("MATCH (n:N) WHERE n.mixed CONTAINS '5' RETURN n.k", ""),
        ("MATCH (n:N) WHERE n.mixed > 100 RETURN n.k", "IndexSeek"),
        ("MATCH (n:N) WHERE n.mixed > 'text3' RETURN n.k", "IndexSeek"),
        ("MATCH (n:N) WHERE n.mixed IS NOT NULL RETURN count(*)", ""),
        ("MATCH (n:N {part: 2, rank: 3}) RETURN n.k", "IndexSeek"),
        ("MATCH (n:N {rank: 3, part: 2.0}) RETURN n.k", "IndexSeek"),
        ("MATCH (n:N {part: 2}) WHERE n.rank > 4 RETURN n.k", "IndexSeek"),
        ("MATCH (n:N {part: 2}) WHERE n.rank >= 1 AND n.rank < 3 RETURN n.k", "IndexSeek"),
        ("MATCH (n:N {part: 2}) WHERE n.rank IS NOT NULL RETURN n.k", "IndexSeek"),
        ("MATCH (n:N {part: 2}) WHERE n.rank IN [1, 2] RETURN n.k", "IndexSeek"),
        ("MATCH (n:N {part: 2}) RETURN n.k", "LabelScan"),
        ("MATCH (n:N {part: 9}) WHERE n.rank > 4 RETURN n.k", "IndexSeek"),
        ("MATCH (n) WHERE id(n) = 5 OR id(n) = 9 RETURN n.k", "NodeByID"),
    ]

    @Test(arguments: texts)
    func `a seek finds what a scan finds`(text: String, operators: String) throws {
        let (plain, indexed) = (Workbench(), Workbench())
        for bench in [plain, indexed] {
            try bench.run(Self.data)
            // Without the second key: not in the index over both.
            try bench.run("CREATE (:N {part: 2, k: 1000}), (:N {rank: 3, k: 1001})")
        }
        for index in Self.indexes { try indexed.run(index) }
        let parameters: [String: Value] = [
            "k": 42, "list": .list([3, nil, 3.0, "x"]), "part": "1",
        ]
        let expected = try plain.rows(text, parameters).map { "\($0)" }.sorted()
        let found = try indexed.rows(text, parameters).map { "\($0)" }.sorted()
        #expect(found == expected)
        let plan = try indexed.engine.explain(text, on: indexed.database.snapshot())
        #expect("\(try #require(plan))".contains(operators))
    }
}

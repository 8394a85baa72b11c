import Cypher
import CypherRuntime
import CypherSyntax
import PropertyGraph
import TestSupport
import Testing

/// Conditions that a scan decides from columns say what the same expressions say for single rows.
@Suite("Column scans")
struct ColumnScanTests {
    /// Nodes of several label sets with dense, sparse and mixed columns, and with rows given up.
    private static func populated(nodes: Int, seed: UInt64) throws -> Workbench {
        let bench = Workbench()
        var random = SeededGenerator(seed: seed)
        var rows: [Value] = []
        for index in 0..<nodes {
            var row: [String: Value] = ["id": .integer(Int64(index))]
            row["i"] = .integer(Int64.random(in: -5...5, using: &random))
            let float = Double(Int.random(in: -4...4, using: &random)) / 2
            row["f"] = .float(index % 29 == 0 ? .nan : float)
            row["t"] = .string("name \(Int.random(in: 0..<40, using: &random))")
            if Bool.random(using: &random) { row["b"] = .boolean(.random(using: &random)) }
            let mixed: [Value] = [
                .integer(1), .float(1), .float(.nan), .string("1"), .boolean(true), .null,
                .list([.integer(1), .integer(2)]), .date(DateValue(daysSinceEpoch: 7)),
            ]
            row["m"] = mixed.randomElement(using: &random) ?? .null
            row["e"] = .string(["É", "é", "b", "aB", ""].randomElement(using: &random) ?? "")
            let texts: [[Value]] = [[], ["b"], ["B", "É"], ["é", "b", "B"], ["b b", "c"]]
            row["l"] = .list(texts.randomElement(using: &random) ?? [])
            if index % 97 == 0 { row["rare"] = .integer(Int64(index)) }
            rows.append(.map(row))
        }
        try bench.run("UNWIND $rows AS row CREATE (n:T) SET n = row", ["rows": .list(rows)])
        try bench.run("MATCH (n:T) WHERE n.id % 5 = 0 SET n:U")
        try bench.run("MATCH (n:T) WHERE n.id % 11 = 3 SET n:V REMOVE n:T")
        try bench.run("MATCH (n:T) WHERE n.id % 7 = 1 DELETE n")
        return bench
    }

    static let predicates = [
        "n.i = 3", "n.i <> 3", "n.i < 2", "n.i <= 2", "n.i > -1", "n.i >= $i", "3 > n.i",
        "n.i = 2.0", "n.i < 1.5", "n.i = null", "n.i = 'x'", "n.i < 'x'",
        "n.f = 1.5", "n.f >= 0", "n.f < 1", "n.f <> 0.5", "n.f > $f", "n.f = $nan",
        "NOT n.f >= 0", "NOT n.f >= 0.5", "NOT n.f < $nan", "NOT n.f <> 1", "NOT n.i < $nan",
        "n.t = 'name 3'", "n.t <> 'name 3'", "n.t = 'nowhere'", "n.t <> 'nowhere'",
        "n.t < 'name 2'", "n.t >= 'name 35'", "n.t = 3", "n.t CONTAINS '1'",
        "n.t STARTS WITH 'name 1'", "n.t ENDS WITH '9'", "n.t =~ '.*[13]'", "n.t CONTAINS $null",
        "n.t IN ['name 1', 'name 2']", "n.t IN ['name 1', null]", "toUpper(n.t) = 'NAME 4'",
        "size(n.t) > 6", "substring(n.t, 5) = '7'", "NOT n.t CONTAINS '1'",
        "n.b", "NOT n.b", "n.b = true", "n.b <> true", "n.b IS NULL", "n.b IS NOT NULL",
        "n.m = 1", "n.m <> 1", "n.m >= 1", "n.m = 1.0", "n.m IS NULL", "n.m IN [1, '1']",
        "n.rare > 300", "n.rare IS NOT NULL", "n.missing IS NULL", "n.missing = 1",
        "coalesce(n.rare, 1) = 1", "coalesce(n.missing, 1) = 1", "n:U", "NOT n:U", "n:U|V",
        "n.i > 0 AND n.t CONTAINS '2' AND n.f < 1", "n.i > 3 OR n.b OR n.t = 'name 7'",
        "NOT (n.i > 0 AND n.b)", "(n.i = 1 OR n.b) AND NOT (n.f > 0 OR n.rare > 5)",
        "n.i = 1 XOR n.b", "n.i + n.f > 2", "n.i > 0 AND n.i + n.f > 2 AND n.t <> 'name 9'",
        "any(x IN [1, 2] WHERE x = n.i)", "any(x IN n.l WHERE x = 'É')",
        "any(x IN n.l WHERE toLower(x) = 'b')", "none(x IN n.l WHERE toUpper(x) = 'É')",
        "all(x IN n.l WHERE x CONTAINS 'b')", "single(x IN n.l WHERE x <> 'B')",
        "any(x IN n.l WHERE x = $null)", "any(x IN n.m WHERE x = 'b')",
        "toLower(n.t) CONTAINS 'me 1'", "toUpper(n.t) STARTS WITH 'NAME 3'",
        "toLower(n.t) ENDS WITH '7'", "toLower(n.t) <> 'name 3'", "'NAME 2' = toUpper(n.t)",
        "toLower(n.e) = 'é'", "toUpper(n.e) = 'É'", "toLower(n.e) CONTAINS 'b'",
        "n.i > 0 AND n.i IS NOT NULL AND n.b IS NULL",
        // Errors, where the row that would fail is met and where it is not.
        "n.i", "n.i AND n.b", "n.i > 100 AND n.t", "1 / n.i > 0", "size(n.i) > 1",
        "n.i <> 0 AND 1 / n.i > 0", "n.t =~ '('", "n.missing =~ '('", "n.i > 1 / $zero",
        "n.i > 100 AND n.f > 1 / $zero",
    ]

    @Test(arguments: [(40, UInt64(1)), (3_000, 2), (12_000, 3)])
    func `a scan's conditions select the rows for which they are true`(
        nodes: Int, seed: UInt64
    ) throws {
        let bench = try Self.populated(nodes: nodes, seed: seed)
        let parameters: [String: Value] = [
            "i": 2, "f": 0.5, "nan": .float(.nan), "null": .null, "zero": 0,
        ]
        for predicate in Self.predicates {
            for pattern in ["n:T", "n:U", "n:V|U|T"] {
                let scanned = Self.answer {
                    try bench.run(
                        "MATCH (\(pattern)) WHERE \(predicate) RETURN n.id, n.t, n.m, n.rare",
                        parameters)
                }
                let single = Self.answer {
                    try bench.run(
                        """
                        MATCH (\(pattern)) WITH n, (\(predicate)) AS holds WHERE holds
                        RETURN n.id, properties(n).t, properties(n).m, properties(n).rare
                        """, parameters)
                }
                #expect(scanned == single, "(\(pattern)) WHERE \(predicate)")
            }
        }
    }

    /// The rows, in no order, or the error's detail.
    private static func answer(_ run: () throws -> QueryResult) -> [String] {
        do {
            return try run().rows.map { "\($0)" }.sorted()
        } catch {
            return ["\((error as? CypherError)?.detail ?? "\(error)")"]
        }
    }
}

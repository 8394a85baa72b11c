import Foundation
import RandomQueries
import TestSupport

/// The texts that mutations begin with.
struct Corpus {
    private(set) var texts: [String]

    /// Reads the queries of all `.feature` and `.cypher` files below some folders, and adds
    /// generated ones and those that try the engine's limits.
    init(folders: [String]) {
        texts = Self.seeds
        var generator = QueryGenerator(SeededGenerator(seed: 1))
        for _ in 0..<400 { texts.append(generator.query()) }
        for _ in 0..<200 { texts.append(generator.writingQuery()) }
        for folder in folders { texts += Self.queries(below: folder) }
    }

    /// Keeps a text for further mutations; the oldest found ones go when there are very many.
    mutating func keep(_ text: String) {
        if texts.count > 20_000 { texts.removeSubrange(1_000..<2_000) }
        texts.append(text)
    }

    private static func queries(below folder: String) -> [String] {
        let files = FileManager.default.enumerator(atPath: folder)
        var found: [String] = []
        while let name = files?.nextObject() as? String {
            let path = folder + "/" + name
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
            if name.hasSuffix(".cypher") { found.append(text) }
            if name.hasSuffix(".feature") { found += documents(in: text) }
        }
        return found.sorted()
    }

    /// What stands between lines of `"""`.
    private static func documents(in feature: String) -> [String] {
        let parts = feature.components(separatedBy: "\"\"\"")
        return parts.enumerated().compactMap { index, part in
            index % 2 == 1 ? part.trimmingCharacters(in: .whitespacesAndNewlines) : nil
        }
    }

    private static let seeds = [
        "RETURN 1", "RETURN $a, $b, $list, $map.k", "UNWIND range(1, 100) AS x RETURN sum(x)",
        "MATCH p = shortestPath((a:A)-[:R*..5]-(b:B)) RETURN p",
        "MATCH (a)-[r:R|S*1..3 {w: 1}]->(b) WHERE all(q IN r WHERE q.w > 0) RETURN a, r, b",
        "MATCH (n) RETURN n {.*, k: [x IN range(1, 3) WHERE x > 1 | x ^ 2]} ORDER BY n.x SKIP 1",
        "MERGE (n:A {id: 1}) ON CREATE SET n.x = 1 ON MATCH SET n.x = n.x + 1 RETURN n.x",
        "CALL { MATCH (n:A) RETURN n UNION MATCH (n:B) RETURN n } RETURN count(n)",
        "CALL db.labels() YIELD label RETURN collect(label)", "SHOW INDEXES",
        "RETURN reduce(s = 0, x IN [1, 2, 3] | s + x), any(x IN [null] WHERE x)",
        "RETURN date('2024-02-29') + duration('P1M'), datetime().epochMillis, time('10:00Z')",
        "RETURN duration.between(date('2020-01-01'), datetime('2024-01-01T00:00Z'))",
        "MATCH (n) WITH n.s AS s, collect(DISTINCT n.x) AS xs, count(*) AS c RETURN s, xs[0..2], c",
        "MATCH (n) RETURN percentileCont(n.x, 0.5), stDev(n.x), min(n), max(n.s), avg(n.x)",
        "RETURN CASE 1 WHEN 1 THEN 'a' ELSE null END, 'abc' =~ 'a.*', split('a,b', ','), [1, 2] + 3",
        "FOREACH (x IN range(1, 3) | CREATE (:F {x: x})) WITH 1 AS a MATCH (f:F) DETACH DELETE f",
        "CREATE CONSTRAINT c IF NOT EXISTS FOR (n:Q) REQUIRE (n.a, n.b) IS UNIQUE",
        "EXPLAIN MATCH (n) WHERE COUNT { (n)--() } > 2 RETURN COLLECT { MATCH (n)--(m) RETURN m.x }",
        "PROFILE MATCH (a)-->(b) RETURN a, b LIMIT 3", "RETURN toString(1.5), toInteger('7'), -0.0",
        "RETURN left('abc', 2), replace('aaa', 'a', 'bb'), substring('abc', 1), trim(' a ')",
        "MATCH (a), (b), (c) RETURN count(*)", "RETURN range(1, 10, 0)", "RETURN 1 / 0, 1 % 0",
        "RETURN 9223372036854775807 + 1", "MATCH (n:A&!B|%) RETURN n IS :: NODE NOT NULL",
    ]
}

import Foundation
import TestSupport
import Testing

/// `query`: texts, standard input, parameters, writes.
@Suite("Query command")
struct QueryTests {
    @Test
    func `a query comes from standard input when no text is given`() throws {
        let run = try Lexigraph.succeed(
            ["query", "--output", "json"],
            in: Demo.shared().folder,
            input: "MATCH (d:Dataset {layer: 'bronze'})\nRETURN count(d) AS n\n"
        )
        #expect(try run.rows().first?["n"] as? Int == 7)
    }

    @Test
    func `parameters are JSON, or text when they are none`() throws {
        let run = try Lexigraph.succeed(
            [
                "query", "RETURN $a + 1 AS a, $b AS b, $c[1] AS c, $d.k AS d, $e IS NULL AS e",
                "--param", "a=41", "--param", "b=plain text", "--param", "c=[1,2]",
                "--param", "d={\"k\":\"v\"}", "--param", "e=null", "--output", "json",
            ],
            in: Demo.shared().folder
        )
        let row = try #require(try run.rows().first)
        #expect(row["a"] as? Int == 42)
        #expect(row["b"] as? String == "plain text")
        #expect(row["c"] as? Int == 2)
        #expect(row["d"] as? String == "v")
        #expect(row["e"] as? Bool == true)
    }

    @Test
    func `writes are there after reopening`() throws {
        let folder = try TemporaryDirectory()
        try Lexigraph.succeed(["init", "--no-seeds"], in: folder.url)
        let created = try Lexigraph.succeed(
            [
                "query",
                "CREATE (a:Person {name: 'Ada', born: date('1815-12-10')})-[:KNOWS {since: 1833}]->(b:Person {name: 'Charles'})",
            ],
            in: folder.url
        )
        #expect(created.errors.contains("2 nodes created"))
        try Lexigraph.succeed(
            ["query", "MATCH (p:Person {name: $name}) SET p.seen = true", "--param", "name=Ada"],
            in: folder.url
        )
        let run = try Lexigraph.succeed(
            [
                "query", "--output", "json",
                "MATCH (a:Person)-[k:KNOWS]->(b) RETURN a.name AS a, a.born AS born, a.seen AS seen, "
                    + "k.since AS since, b.name AS b",
            ],
            in: folder.url
        )
        let row = try #require(try run.rows().first)
        #expect(row["a"] as? String == "Ada" && row["b"] as? String == "Charles")
        #expect(row["born"] as? String == "1815-12-10")
        #expect(row["seen"] as? Bool == true && row["since"] as? Int == 1833)
    }

    @Test
    func `a failed write leaves nothing behind`() throws {
        let folder = try TemporaryDirectory()
        try Lexigraph.succeed(["init", "--no-seeds"], in: folder.url)
        let failed = try Lexigraph.run(
            ["query", "CREATE (:A) WITH 1 AS x UNWIND [1, 0] AS d CREATE (:B {v: 1 / d})"],
            in: folder.url
        )
        #expect(failed.status == 1)
        let run = try Lexigraph.succeed(
            ["query", "MATCH (n) WHERE n:A OR n:B RETURN count(n) AS n", "--output", "json"],
            in: folder.url
        )
        #expect(try run.rows().first?["n"] as? Int == 0)
    }

    @Test
    func `constraints and indexes survive reopening`() throws {
        let folder = try TemporaryDirectory()
        try Lexigraph.succeed(["init", "--no-seeds"], in: folder.url)
        try Lexigraph.succeed(
            ["query", "CREATE CONSTRAINT u FOR (n:City) REQUIRE n.name IS UNIQUE"],
            in: folder.url
        )
        try Lexigraph.succeed(["query", "CREATE (:City {name: 'Turin'})"], in: folder.url)
        let again = try Lexigraph.run(["query", "CREATE (:City {name: 'Turin'})"], in: folder.url)
        #expect(again.status == 1)
        #expect(again.errors.contains("`City`") && again.errors.contains("`u`"))
    }

    @Test
    func `a query that takes too long is stopped`() throws {
        let run = try Lexigraph.run(
            [
                "query", "--timeout", "1",
                "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b % 7)",
            ],
            in: Demo.shared().folder
        )
        #expect(run.status == 1)
        #expect(!run.errors.isEmpty)
    }

    @Test
    func `EXPLAIN shows a plan, and PROFILE what it did`() throws {
        let folder = try Demo.shared().folder
        let explained = try Lexigraph.succeed(
            ["query", "EXPLAIN MATCH (d:Dataset {name: 'bronze.orders'}) RETURN d.name"],
            in: folder
        )
        #expect(explained.errors.lowercased().contains("seek"))
        let profiled = try Lexigraph.succeed(
            ["query", "PROFILE MATCH (d:Dataset) RETURN count(d) AS n", "--output", "json"],
            in: folder
        )
        #expect(try profiled.rows().count == 1)
    }
}

import Foundation
import TestSupport
import Testing

/// The glossary decides what `generate` computes.
@Suite("Glossary")
struct GlossaryTests {
    private static let term = """
        terms:
          - term: earnings_per_mille
            name: Earnings per mille
            definition: Revenue for a thousand impressions.
            synonyms: [epm]
            domain: marketing
            steward: marketing_team
            kind: metric
            formula: FORMULA
            unit: USD
            lower_bound: 0
        """

    private static let request = ["generate", "epm per channel", "--output"]

    private func define(_ formula: String, in folder: TemporaryDirectory) throws {
        let path = folder.path("glossary.yaml")
        let text = Self.term.replacing("FORMULA", with: formula)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        try Lexigraph.succeed(["import", path], in: folder.url)
    }

    private func values(in folder: TemporaryDirectory) throws -> [String: Double] {
        let run = try Lexigraph.succeed(Self.request + ["csv"], in: folder.url)
        var values: [String: Double] = [:]
        for row in try CSVText(run.output).named {
            values[try row.text("channel")] = Double(try row.text("earnings_per_mille"))
        }
        return values
    }

    @Test
    func `a term from a YAML file turns a question into a product, and a new formula changes it`()
        throws
    {
        let demo = try Demo.copy()
        let before = try Lexigraph.succeed(Self.request + ["json"], in: demo.url)
        #expect(
            ["refused", "needs_clarification"].contains(try before.object()["status"] as? String))

        var revenue: [String: Int] = [:]
        var impressions: [String: Int] = [:]
        for event in try Demo.shared().bronze.events {
            revenue[try event.text("channel"), default: 0] += try event.cents("revenue")
            impressions[try event.text("channel"), default: 0] += try event.integer("impressions")
        }
        for (formula, factor) in [
            ("1000 * revenue / impressions", 10.0), ("revenue / impressions", 0.01),
        ] {
            try define(formula, in: demo)
            let found = try values(in: demo)
            #expect(Set(found.keys) == Set(revenue.keys))
            for (channel, value) in found {
                let cents = Double(try #require(revenue[channel]))
                let expected = factor * cents / Double(try #require(impressions[channel]))
                #expect(abs(value - expected) <= 1e-9 * expected)
            }
        }
    }

    @Test
    func `a synonym added by a named query is understood`() throws {
        let demo = try Demo.copy()
        let request = ["generate", "moolah by region", "--output", "json"]
        let before = try Lexigraph.succeed(request, in: demo.url)
        #expect(try before.object()["status"] as? String != "complete")
        try Lexigraph.succeed(
            [
                "query", "--named", "stewardship/add-synonym", "--param", "term=revenue",
                "--param", "synonym=moolah",
            ],
            in: demo.url
        )
        let after = try Lexigraph.succeed(request, in: demo.url)
        #expect(try after.object()["status"] as? String == "complete")
    }

    @Test
    func `products made earlier do not change what a request means`() throws {
        let demo = try Demo.copy()
        for request in Request.allCases {
            let run = try Lexigraph.succeed(
                ["generate", request.rawValue, "--today", Demo.today, "--output", "csv"],
                in: demo.url
            )
            try request.expected(from: Demo.shared().bronze).expectEqual(to: CSVText(run.output))
        }
        let run = try Lexigraph.succeed(["datasets", "--layer", "gold"], in: demo.url)
        #expect(run.output.contains("6 rows"))
    }
}

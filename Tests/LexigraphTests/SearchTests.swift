import Foundation
import TestSupport
import Testing

/// `search` on the demo's catalog.
@Suite("Search command")
struct SearchCommandTests {
    private struct Found: Hashable {
        let type: String
        let name: String
    }

    private func search(_ arguments: [String], in folder: URL? = nil) throws -> [Found] {
        let run = try Lexigraph.succeed(
            ["search", "--output", "json"] + arguments,
            in: folder ?? Demo.shared().folder
        )
        let rows = try run.rows()
        let scores = rows.compactMap { $0["score"] as? Double }
        #expect(scores.count == rows.count)
        #expect(scores == scores.sorted(by: >))
        return try rows.map { row in
            Found(
                type: try #require(row["type"] as? String),
                name: try #require(row["name"] as? String)
            )
        }
    }

    @Test(arguments: [
        // By name and parts of it.
        (["marketing_events"], "Dataset", "bronze.marketing_events"),
        (["support", "tickets"], "Dataset", "bronze.support_tickets"),
        (["interaction"], "Dataset", "bronze.user_interactions"),
        (["average_order_value"], "BusinessTerm", "average_order_value"),
        (["ctr"], "BusinessTerm", "ctr"),
        (["advertis"], "BusinessTerm", "spend"),
        // By synonym.
        (["turnover"], "BusinessTerm", "revenue"),
        (["click", "through", "rate"], "BusinessTerm", "ctr"),
        (["department"], "BusinessTerm", "category"),
        // By description.
        (["people", "businesses", "account"], "Dataset", "bronze.customers"),
        (["placed", "one", "product", "each"], "Dataset", "bronze.orders"),
        (["share", "of", "clicks"], "BusinessTerm", "cvr"),
        // With a misspelt word.
        (["revenu"], "BusinessTerm", "revenue"),
    ])
    func `datasets and terms are found`(words: [String], type: String, name: String) throws {
        let found = try search(words)
        #expect(found.contains(Found(type: type, name: name)), "\(words): \(found)")
    }

    @Test(arguments: [
        ("campaign", "bronze.marketing_campaigns"), ("event", "bronze.marketing_events"),
        ("ticket", "bronze.support_tickets"),
        ("performance", "gold.marketing_campaign_performance"),
    ])
    func `a part of a name finds the dataset among datasets`(word: String, name: String) throws {
        let found = try search([word, "--type", "Dataset"])
        #expect(found.contains { $0.name == name })
        #expect(found.allSatisfy { $0.type == "Dataset" })
    }

    @Test
    func `what is searched for by its own name comes first`() throws {
        for name in ["revenue", "ctr", "category"] {
            #expect(try search([name]).first == Found(type: "BusinessTerm", name: name))
        }
        #expect(try search(["marketing events"]).first?.name == "bronze.marketing_events")
    }

    @Test
    func `nothing is found for nonsense, and limits hold`() throws {
        #expect(try search(["qqqqzzzz"]).isEmpty)
        #expect(try search(["'; DROP (:)-[*]->"]).isEmpty)
        #expect(try search(["revenue", "--limit", "3"]).count == 3)
    }

    @Test
    func `a new synonym is found at once`() throws {
        let demo = try Demo.copy()
        #expect(try search(["moolah"], in: demo.url).isEmpty)
        try Lexigraph.succeed(
            [
                "query", "--named", "stewardship/add-synonym", "--param", "term=revenue",
                "--param", "synonym=moolah",
            ],
            in: demo.url
        )
        #expect(try search(["moolah"], in: demo.url).first?.name == "revenue")
    }

    @Test
    func `the full-text procedure finds the same in Cypher`() throws {
        let run = try Lexigraph.succeed(
            [
                "query", "--named", "discovery/search-text", "--param", "text=turnover",
                "--output", "json",
            ],
            in: Demo.shared().folder
        )
        #expect(try run.rows().first?["name"] as? String == "Revenue")
    }
}

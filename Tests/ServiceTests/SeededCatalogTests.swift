import Cypher
import CypherRuntime
import CypherSyntax
import Foundation
import PropertyGraph
import Service
import TestSupport
import Testing

/// The Cypher texts of the architecture document on the seeded catalog, in a real file.
@Suite("Texts of the seeds on the seeded catalog")
struct SeededCatalogTests {
    private let folder: TemporaryDirectory
    private let workspace: Workspace

    init() throws {
        folder = try TemporaryDirectory()
        workspace = try Workspace.create(
            WorkspaceSettings(databasePath: folder.path("catalog.db"))
        ).workspace
    }

    private func run(
        _ text: String,
        _ parameters: [String: Value] = [:]
    ) throws(CypherError) -> QueryResult {
        try workspace.engine.execute(
            text,
            parameters: parameters,
            on: workspace.database,
            info: CommitInfo(actor: "tester", source: "test", time: 0)
        )
    }

    private func rows(_ text: String, _ parameters: [String: Value] = [:]) throws -> [[Value]] {
        try run(text, parameters).rows
    }

    @Test func `questions find what the seeds hold`() throws {
        let terms = try rows(
            SeedTexts.termsByNameOrSynonym,
            ["extracted_terms": ["revenue", "click through rate"]]
        )
        #expect(Set(terms.map { $0[0] }) == ["revenue", "ctr"])
        let ranked = try rows(
            SeedTexts.datasetsByCoverage,
            ["business_metrics": ["impressions", "clicks", "conversions", "spend", "revenue"]]
        )
        #expect(ranked.first?[0] == "bronze.marketing_events")
        #expect(ranked.first?[1] == 5)
        let rules = try rows(SeedTexts.columnRules, ["column_name": "total_amount"])
        #expect(rules.contains(["accuracy", "total_amount >= 0", "error"]))
        let personal = try rows(SeedTexts.piiColumns, ["dataset_name": "bronze.customers"])
        #expect(personal.contains(["email", "email"]))
        #expect(try rows(SeedTexts.similarityStream).isEmpty)
        let similar: [String: Value] = ["query_embedding": [0.1, 0.2], "top_k": 5]
        #expect(try rows(SeedTexts.similarColumns, similar).isEmpty)
    }

    @Test func `access follows the seeded roles`() throws {
        func access(_ user: String) throws -> [[Value]] {
            try rows(
                SeedTexts.datasetAccess,
                ["user_id": .string(user), "dataset_name": "bronze.customers"]
            )
        }
        let holders = try rows(
            """
            MATCH (d:Dataset {name: 'bronze.customers'})-[:REQUIRES_ROLE]->(:Role)<-[:HAS_ROLE]-(u)
            RETURN DISTINCT u.id
            """
        )
        guard case .string(let holder)? = holders.first?.first else {
            Issue.record("nobody has a role that the dataset requires")
            return
        }
        #expect(try access(holder) == [[true]])
        #expect(try access("nobody") == [[false]])
    }

    @Test func `what repeats a key of the catalog breaks its constraint`() throws {
        let before = try rows("MATCH (n) RETURN count(n)")
        let groups = SeedTexts.groups(SeedTexts.createNodes)
        for text in [SeedTexts.createNodes, groups[0], groups[2], groups[3]] {
            let error = #expect(throws: CypherError.self) { try run(text) }
            #expect(error?.type == .constraintValidationFailed)
        }
        #expect(try rows("MATCH (n) RETURN count(n)") == before)
    }

    @Test func `relationships connect what the catalog holds`() throws {
        _ = try run("CREATE (:Dataset {name: 'gold.daily_sales'})")
        for text in SeedTexts.groups(SeedTexts.createRelationships) {
            #expect(try run(text).counters.relationshipsCreated >= 1)
        }
    }

    @Test func `indexes that constraints provide are noted, others are made`() throws {
        let notes = try SeedTexts.statements(SeedTexts.createIndexes).map { text in
            try run(text).notifications.count
        }
        #expect(notes == [1, 0, 1, 0])
    }

    @Test func `a column made without its dataset's name gets it`() throws {
        _ = try run(
            SeedTexts.populateColumn,
            [
                "dataset_name": "bronze.orders", "col_name": "gift_note", "data_type": "VARCHAR",
                "description": "What the giver wrote.",
            ]
        )
        let named = try rows("MATCH (c:Column {name: 'gift_note'}) RETURN c.dataset_name")
        #expect(named == [["bronze.orders"]])
    }

    @Test func `a column that the dataset has already breaks the key`() throws {
        let error = #expect(throws: CypherError.self) {
            try run(
                SeedTexts.populateColumn,
                [
                    "dataset_name": "bronze.orders", "col_name": "total_amount",
                    "data_type": "DECIMAL", "description": "again",
                ]
            )
        }
        #expect(error?.type == .constraintValidationFailed)
    }

    @Test func `mappings are merged on the term`() throws {
        let result = try run(
            SeedTexts.populateMapping,
            [
                "column_name": "loyalty_tier", "business_term": "revenue",
                "definition": "not taken", "confidence": 0.2,
            ]
        )
        #expect(result.counters.nodesCreated == 0)
        #expect(result.counters.relationshipsCreated == 1)
    }

    @Test func `everything is there after reopening`() throws {
        _ = try run("CREATE (:Tag {name: 'kept'})")
        let count = try rows("MATCH (n) RETURN count(n)")
        workspace.shutDown()
        let again = try Workspace.open(workspace.settings)
        let result = try again.engine.run(
            "MATCH (n) RETURN count(n)",
            on: again.database.snapshot()
        )
        #expect(result.rows == count)
        #expect(again.database.snapshot().constraints.count > 10)
    }
}

import Cypher
import CypherRuntime
import CypherSyntax
import PropertyGraph
import TestSupport
import Testing

/// The Cypher texts of the architecture document on an empty graph with the schema.
@Suite("Texts of the seeds")
struct SeedTextsTests {
    /// A graph with the keys of the catalog.
    static func bench() throws -> Workbench {
        let bench = Workbench()
        for (label, key) in [
            ("Dataset", "name"), ("BusinessTerm", "term"), ("QualityRule", "rule_id"),
            ("User", "id"), ("Role", "name"),
        ] {
            let name = "\(label.lowercased())_key"
            try bench.run("CREATE CONSTRAINT \(name) FOR (n:\(label)) REQUIRE n.\(key) IS UNIQUE")
        }
        try bench.run(
            """
            CREATE CONSTRAINT column_key FOR (c:Column)
            REQUIRE (c.dataset_name, c.name) IS UNIQUE
            """)
        return bench
    }

    @Test
    func `the node block runs as one statement of several clauses`() throws {
        let bench = try Self.bench()
        let result = try bench.run(SeedTexts.createNodes)
        #expect(result.counters.nodesCreated == 4)
        #expect(try bench.rows("MATCH (d:Dataset) RETURN d.row_count") == [[100_000]])
        let embedding: Value = [0.1, 0.2, 0.3, 0.768]
        #expect(try bench.rows("MATCH (c:Column) RETURN c.embedding") == [[embedding]])
    }

    @Test
    func `the node block runs statement by statement`() throws {
        let bench = try Self.bench()
        let groups = SeedTexts.groups(SeedTexts.createNodes)
        #expect(groups.count == 4)
        for text in groups { #expect(try bench.run(text).counters.nodesCreated == 1) }
    }

    @Test
    func `the relationship groups connect what the node block made`() throws {
        let bench = try Self.bench()
        try bench.run(SeedTexts.createNodes)
        try bench.run("CREATE (:Dataset {name: 'gold.daily_sales'})")
        let groups = SeedTexts.groups(SeedTexts.createRelationships)
        #expect(groups.count == 4)
        for text in groups { #expect(try bench.run(text).counters.relationshipsCreated == 1) }
        let rules = try bench.rows(SeedTexts.columnRules, ["column_name": "total_amount"])
        #expect(rules == [["accuracy", "total_amount >= 0", "error"]])
    }

    @Test
    func `a second dataset of one name breaks the constraint`() throws {
        let bench = try Self.bench()
        try bench.run(SeedTexts.createNodes)
        let error = #expect(throws: CypherError.self) { try bench.run(SeedTexts.createNodes) }
        #expect(error?.type == .constraintValidationFailed)
        #expect(try bench.rows("MATCH (n) RETURN count(n)") == [[4]])
    }

    @Test
    func `an index that a constraint provides is accepted with a notification`() throws {
        let bench = try Self.bench()
        let before = bench.database.snapshot().indexes.count
        var notifications: [Int] = []
        let statements = try Parser.parseScript(SeedTexts.createIndexes)
        let bytes = Array(SeedTexts.createIndexes.utf8)
        for statement in statements {
            let text = String(
                decoding: bytes[statement.span.start..<statement.span.end], as: UTF8.self)
            notifications.append(try bench.run(text).notifications.count)
        }
        #expect(notifications == [1, 0, 1, 0])
        #expect(bench.database.snapshot().indexes.count == before + 2)
        let shown = try bench.rows(
            "SHOW FULLTEXT INDEXES YIELD name, labelsOrTypes, properties")
        #expect(shown == [["column_description_idx", ["Column"], ["description", "name"]]])
    }

    @Test
    func `the population script makes a dataset with its columns and mappings`() throws {
        let bench = try Self.bench()
        try bench.run(
            SeedTexts.populateDataset,
            ["name": "bronze.orders", "type": "table", "description": "d", "row_count": 10])
        try bench.run(
            SeedTexts.populateColumn,
            [
                "dataset_name": "bronze.orders", "col_name": "total_amount",
                "data_type": "DECIMAL", "description": "d",
            ])
        let mapping: [String: Value] = [
            "column_name": "total_amount", "business_term": "revenue", "definition": "money",
            "confidence": 0.95,
        ]
        let first = try bench.run(SeedTexts.populateMapping, mapping)
        #expect(first.counters.nodesCreated == 1)
        let second = try bench.run(SeedTexts.populateMapping, mapping)
        #expect(second.counters.nodesCreated == 0)
        #expect(second.counters.relationshipsCreated == 1)
        let rows = try bench.rows(
            "MATCH (d)-[:HAS_COLUMN]->(c)-[m:MAPS_TO]->(t) RETURN d.name, t.definition, count(m)")
        #expect(rows == [["bronze.orders", "money", 2]])
    }
}

/// The reading texts of the seeds.
@Suite("Questions of the seeds")
struct SeedQuestionsTests {
    private func filled() throws -> Workbench {
        let bench = try SeedTextsTests.bench()
        try bench.run(
            """
            CREATE (d:Dataset {name: 'bronze.orders', freshness: 'daily'})
            CREATE (e:Dataset {name: 'bronze.events', freshness: 'hourly'})
            CREATE (a:Column {name: 'amount', dataset_name: 'bronze.orders', embedding: [1.0, 0.0]})
            CREATE (b:Column {name: 'email', dataset_name: 'bronze.orders', is_pii: true,
                              pii_type: 'email', embedding: [0.9, 0.1]})
            CREATE (c:Column {name: 'spend', dataset_name: 'bronze.events', embedding: [0.0, 1.0]})
            CREATE (t:BusinessTerm {term: 'revenue', synonyms: ['sales', 'income'], domain: 'f'})
            CREATE (u:BusinessTerm {term: 'cost', synonyms: ['spend'], domain: 'f'})
            CREATE (d)-[:HAS_COLUMN]->(a)-[:MAPS_TO]->(t), (d)-[:HAS_COLUMN]->(b)
            CREATE (e)-[:HAS_COLUMN]->(c)-[:MAPS_TO]->(u)
            CREATE (d)-[:HAS_QUALITY_SCORE]->(:QualityScore {score: 0.9})
            CREATE (e)-[:HAS_QUALITY_SCORE]->(:QualityScore {score: 0.95})
            CREATE (:User {id: 'ann'})-[:HAS_ROLE]->(:Role {name: 'r'})<-[:REQUIRES_ROLE]-(d)
            """)
        return bench
    }

    @Test
    func `terms are found by name and by synonym`() throws {
        let bench = try filled()
        let rows = try bench.rows(
            SeedTexts.termsByNameOrSynonym, ["extracted_terms": ["revenue", "spend"]])
        #expect(Set(rows.map { $0[0] }) == ["revenue", "cost"])
    }

    @Test
    func `datasets are ranked by coverage, then quality`() throws {
        let bench = try filled()
        let rows = try bench.rows(
            SeedTexts.datasetsByCoverage, ["business_metrics": ["revenue", "cost"]])
        #expect(
            rows == [["bronze.events", 1, 0.95, "hourly"], ["bronze.orders", 1, 0.9, "daily"]])
    }

    @Test
    func `similar columns come nearest first`() throws {
        let bench = try filled()
        let parameters: [String: Value] = ["query_embedding": [1.0, 0.0], "top_k": 10]
        let rows = try bench.rows(SeedTexts.similarColumns, parameters)
        #expect(rows.map { $0[0] } == ["amount", "email"])
    }

    @Test
    func `the similarity procedure streams pairs of similar columns`() throws {
        let rows = try filled().rows(SeedTexts.similarityStream)
        #expect(!rows.isEmpty)
        for row in rows { #expect(Set([row[0], row[1]]) == ["amount", "email"]) }
    }

    @Test
    func `access follows the roles`() throws {
        let bench = try filled()
        let orders: [String: Value] = ["user_id": "ann", "dataset_name": "bronze.orders"]
        let events: [String: Value] = ["user_id": "ann", "dataset_name": "bronze.events"]
        #expect(try bench.rows(SeedTexts.datasetAccess, orders) == [[true]])
        #expect(try bench.rows(SeedTexts.datasetAccess, events) == [[false]])
    }

    @Test
    func `columns with personal data are listed`() throws {
        let rows = try filled().rows(SeedTexts.piiColumns, ["dataset_name": "bronze.orders"])
        #expect(rows == [["email", "email"]])
    }

    @Test
    func `every question has an answer on an empty graph`() throws {
        let bench = try SeedTextsTests.bench()
        let parameters: [String: Value] = [
            "extracted_terms": ["a"], "business_metrics": ["a"], "column_name": "a",
            "query_embedding": [1.0], "top_k": 3, "user_id": "u", "dataset_name": "d",
        ]
        for text in [
            SeedTexts.termsByNameOrSynonym, SeedTexts.datasetsByCoverage, SeedTexts.columnRules,
            SeedTexts.similarColumns, SeedTexts.similarityStream, SeedTexts.piiColumns,
        ] {
            #expect(try bench.rows(text, parameters).isEmpty)
        }
        #expect(try bench.rows(SeedTexts.datasetAccess, parameters) == [[false]])
    }
}

import DataProducts
import PropertyGraph
import SQLEngines
import Synchronization
import Testing

@testable import Agents

@Suite("The agents' state graph")
struct StateGraphTests {
    let catalog: TestCatalog
    let data: TestData

    init() throws {
        catalog = try TestCatalog()
        data = try TestData()
    }

    private static let steps = [
        "intent", "discovery", "modeling", "transformation", "quality", "packaging",
    ]

    @Test func `the agents work in order and say what they did`() async throws {
        let generation = try await catalog.generate(Requests.marketing, on: data.engine)
        #expect(generation.log.map(\.agent) == Self.steps)
        #expect(generation.log.allSatisfy { $0.ending == "finished" && $0.attempt == 1 })
        #expect(generation.log.allSatisfy { !$0.summary.isEmpty && !$0.output.isEmpty })
        #expect(generation.log.map(\.graphQueries) == [5, 1, 1, 0, 1, 1])
    }

    @Test func `an engine that fails once is asked again`() async throws {
        let engine = FailingEngine(data.engine, failingWith: [.failed(message: "disk I/O error")])
        let generation = try await catalog.generate(Requests.marketing, on: engine)
        #expect(generation.status == .complete)
        let attempts = generation.log.filter { $0.agent == "transformation" }
        #expect(attempts.map(\.ending) == ["retried", "finished"])
        #expect(attempts[0].summary.contains("disk I/O error"))
    }

    @Test func `an engine that fails for good is an error with a log`() async throws {
        let failures = [SQLEngineError](repeating: .failed(message: "disk I/O error"), count: 9)
        let engine = FailingEngine(data.engine, failingWith: failures)
        let failure = try await #require(throws: GenerationFailure.self) {
            try await catalog.generate(Requests.marketing, on: engine)
        }
        #expect(engine.count.withLock { $0 } == 3)
        #expect(failure.agent == "transformation")
        #expect(
            failure.description
                == "The transformation agent failed, after 3 attempts: The query failed: "
                + "disk I/O error"
        )
        #expect(
            failure.log.map { "\($0.agent) \($0.ending)" } == [
                "intent finished", "discovery finished", "modeling finished",
                "transformation retried", "transformation retried", "transformation failed",
            ]
        )
        #expect(try catalog.texts("MATCH (p:DataProduct) RETURN p.name").isEmpty)
    }

    @Test func `an error that time does not heal is not tried again`() async throws {
        let engine = FailingEngine(data.engine, failingWith: [.deadlineExceeded])
        await #expect(throws: GenerationFailure.self) {
            try await catalog.generate(Requests.marketing, on: engine)
        }
        #expect(engine.count.withLock { $0 } == 1)
    }

    @Test func `what the data lack is left out of another reading`() async throws {
        // The catalog prefers a column that the file does not have.
        try catalog.cypher(
            """
            MATCH (d:Dataset {name: 'bronze.orders'}), (t:BusinessTerm {term: 'revenue'})
            CREATE (d)-[:HAS_COLUMN]->(c:Column {
                dataset_name: 'bronze.orders', name: 'net_amount', data_type: 'DECIMAL(18,2)',
                is_nullable: false, ordinal: 99})
            CREATE (c)-[:MAPS_TO {confidence: 0.99, status: 'approved'}]->(t)
            """
        )
        let generation = try await catalog.generate(Requests.sales, on: data.engine)
        #expect(generation.status == .complete)
        #expect(generation.log.map(\.agent) == Self.steps.prefix(4) + Self.steps)
        #expect(generation.log[3].summary.contains("net_amount"))
        let specification = try #require(generation.specification)
        #expect(specification.transformation.code.contains("SUM(o.total_amount)"))
        #expect(
            specification.warnings.contains(
                "The data lack bronze.orders.net_amount, which the catalog lists."
            )
        )
    }

    @Test func `SQL that is refused with nothing missing is an error`() async throws {
        let engine = FailingEngine(data.engine, failingWith: [.invalid(message: "near X")])
        let failure = try await #require(throws: GenerationFailure.self) {
            try await catalog.generate(Requests.marketing, on: engine)
        }
        #expect(failure.description.contains("near X"))
    }

    @Test func `proposed mappings close a gap and are named`() async throws {
        try catalog.cypher(
            """
            MATCH (:Column {dataset_name: 'bronze.marketing_events', name: 'impressions'})
                -[m:MAPS_TO]->(:BusinessTerm {term: 'impressions'})
            SET m.status = 'proposed'
            """
        )
        let generation = try await catalog.generate(Requests.marketing, on: data.engine)
        #expect(generation.status == .complete)
        #expect(generation.log.count { $0.agent == "intent" } == 2)
        #expect(
            generation.specification?.warnings == [
                "That bronze.marketing_events.impressions holds “impressions” awaits a steward's "
                    + "approval."
            ]
        )
    }

    @Test func `without a proposed mapping the gap is a question`() async throws {
        try catalog.cypher(
            """
            MATCH (:Column {dataset_name: 'bronze.marketing_events', name: 'impressions'})
                -[m:MAPS_TO]->(:BusinessTerm {term: 'impressions'})
            DELETE m
            """
        )
        let generation = try await catalog.generate("weekly CTR per campaign", on: data.engine)
        #expect(generation.status != .complete)
        #expect(generation.question?.isEmpty == false)
        #expect(generation.log.count { $0.agent == "intent" } == 1)
    }

    @Test func `nonsense is refused and nothing asked for is a question`() async throws {
        let refused = try await catalog.generate(
            "weekly churn of spaceship pilots", on: data.engine)
        #expect(refused.status == .refused)
        #expect(refused.question?.contains("spaceship") == true)
        #expect(refused.log.map(\.agent) == ["intent"])
        let empty = try await catalog.generate("", on: data.engine)
        #expect(empty.status == .needsClarification)
        #expect(!empty.choices.isEmpty)
        let long = String(repeating: "qzx ", count: 25_000)
        #expect(try await catalog.generate(long, on: data.engine).status == .refused)
        #expect(try catalog.texts("MATCH (p:DataProduct) RETURN p.name").isEmpty)
    }
}

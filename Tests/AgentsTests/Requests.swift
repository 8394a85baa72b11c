import DataProducts
import JSON
import PropertyGraph
import SQLEngines
import SemanticLayer
import Testing

@testable import Agents

/// Requests that the tests ask, and how they ask them.
enum Requests {
    static let marketing =
        "Create a weekly marketing performance report with CTR, CVR, CPA, and ROAS for each "
        + "campaign."
    static let sales = "daily sales by region and category: revenue, orders, units"

    static func day(_ iso: String) throws -> CalendarDate {
        try #require(CalendarDate(iso: iso))
    }
}

extension TestCatalog {
    /// Runs a request as of 20 March 2025.
    func generate(
        _ request: String,
        on engine: any SQLEngine,
        user: String? = nil,
        registered: Bool = true,
        settings: PipelineSettings = PipelineSettings()
    ) async throws -> Generation {
        let pipeline = DataProductPipeline(queries: self, engine: engine, settings: settings)
        return try await pipeline.run(
            DataProductPipeline.Request(
                request,
                useCase: "A2",
                user: user,
                today: try Requests.day("2025-03-20"),
                createdAt: "2025-03-20T08:00:00Z",
                isRegistered: registered
            )
        )
    }

    /// The texts of a query's only column.
    func texts(_ cypher: String) throws -> [String] {
        try self.cypher(cypher).compactMap { row in
            guard case .string(let text)? = row.first else { return nil }
            return text
        }
    }
}

extension Generation {
    /// What the last finished visit of an agent put out.
    func output(of agent: String) throws -> JSONValue {
        .object(try #require(log.last { $0.agent == agent && $0.ending == "finished" }).output)
    }
}

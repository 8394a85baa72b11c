import DataProducts
import Foundation
import JSON
import JSONSchema
import TestSupport
import Testing
import YAML

@Suite("Specification")
struct SpecificationTests {
    static func example() -> Specification {
        Specification(
            metadata: .init(
                name: "daily_sales",
                version: "1.0.0",
                description: "Sales by day.",
                owner: "sales_team",
                createdAt: "2025-01-01T00:00:00Z",
                tags: ["sales"]
            ),
            businessContext: .init(
                useCase: "A2",
                request: "daily revenue",
                stakeholders: ["sales_team"],
                metrics: [
                    .init(term: "revenue", definition: "Money | in.", formula: nil, unit: "USD")
                ],
                dimensions: ["date"]
            ),
            dataModel: .init(
                targetTable: "gold.daily_sales",
                grain: "Daily",
                columns: [
                    .init(
                        name: "date",
                        type: "DATE",
                        description: "The day.",
                        role: .time,
                        isNullable: false,
                        isPrimaryKey: true
                    )
                ],
                primaryKeys: ["date"],
                partitioning: .init(type: "range", column: "date", interval: "monthly"),
                indexing: ["date"]
            ),
            sources: [.init(dataset: "bronze.orders", columns: ["order_date"], relevance: 0.9)],
            transformation: .init(
                language: "SQL",
                dialect: "sqlite",
                code: "SELECT 1\nFROM bronze.orders",
                dependencies: ["bronze.orders"],
                estimatedRows: 3
            ),
            qualityRules: (1...8).map { number in
                QualityRule(
                    id: "R\(number)",
                    kind: .completeness,
                    column: "date",
                    condition: "date IS NOT NULL",
                    severity: .error,
                    description: "The date is there.",
                    origin: .schema,
                    outcome: .init(status: .passed, failedRows: 0, checkedRows: 3)
                )
            },
            serviceLevel: .init(
                freshness: "Daily at 06:00 UTC",
                latency: "< 30 minutes",
                completeness: "> 99 %",
                accuracy: "> 95 %"
            ),
            lineage: .init(
                nodes: [
                    .init(id: "bronze.orders", type: "source", layer: "bronze"),
                    .init(id: "gold.daily_sales", type: "target", layer: "gold"),
                ],
                edges: [
                    .init(
                        from: "bronze.orders",
                        to: "gold.daily_sales",
                        transformation: "aggregation"
                    )
                ]
            )
        )
    }

    @Test func `a whole specification satisfies its schema`() throws {
        #expect(try SpecificationSchema.violations(of: Self.example().json) == [])
    }

    @Test func `what is missing or wrong is found at its place`() throws {
        var specification = Self.example()
        specification.metadata.owner = nil
        specification.metadata.version = "1.0"
        specification.qualityRules.removeLast()
        specification.businessContext.stakeholders = []
        let violations = try SpecificationSchema.violations(of: specification.json)
        #expect(
            Set(violations.map(\.location)) == [
                "/metadata/owner", "/metadata/version", "/quality_rules",
                "/business_context/stakeholders",
            ]
        )
    }

    @Test func `YAML and JSON say the same`() throws {
        let specification = Self.example()
        #expect(try YAML.parse(specification.yaml) == specification.json)
    }

    @Test func `the page escapes what would break its tables`() {
        #expect(Self.example().markdown.contains("Money \\| in."))
    }

    @Test func `the files are written into a new folder`() throws {
        let folder = try TemporaryDirectory()
        let paths = try Publication(Self.example()).write(to: folder.path("out/products"))
        let extensions = paths.map { URL(fileURLWithPath: $0).pathExtension }
        #expect(extensions == ["yaml", "json", "md", "sql"])
        #expect(paths.allSatisfy { FileManager.default.fileExists(atPath: $0) })
    }

    @Test func `a rule's test runs on a table and in dbt`() {
        let rule = Self.example().qualityRules[0]
        #expect(rule.test(on: "t").contains("FROM t\n"))
        #expect(rule.dbtTest(model: "m").contains("FROM {{ ref('m') }}\n"))
    }
}

import DataProducts
import SQLEngines
import SQLSyntax
import SemanticLayer
import Testing

@testable import Agents

@Suite("Modeling")
struct ModelingTests {
    /// A reading of the marketing request, to be spoiled.
    private func model() throws -> (Specification.DataModel, CompiledQuery, Vocabulary) {
        let (vocabulary, _) = try VocabularyReader(queries: TestCatalog()).read()
        let model = SemanticModel(vocabulary)
        let understanding = model.understand(
            Requests.marketing,
            today: try Requests.day("2025-03-20")
        )
        let compiled = try model.compile(understanding.query)
        let dataModel = Specification.DataModel(
            targetTable: "gold.x",
            grain: "Weekly, by campaign",
            columns: compiled.outputs.map { output in
                .init(
                    name: output.name, type: output.type.description, description: output.name,
                    role: .measure, isNullable: output.isNullable, isPrimaryKey: output.isKey
                )
            },
            primaryKeys: compiled.keyColumns,
            partitioning: nil,
            indexing: []
        )
        return (dataModel, compiled, vocabulary)
    }

    @Test func `a sound design passes four checks`() throws {
        let (dataModel, compiled, vocabulary) = try model()
        let checks = ModelChecks(dataModel, compiled, vocabulary)
        #expect(checks.problems.isEmpty)
        #expect(checks.passed.count == 4)
    }

    @Test func `a key that is not the grain is a problem`() throws {
        var (dataModel, compiled, vocabulary) = try model()
        dataModel.primaryKeys = ["week"]
        let checks = ModelChecks(dataModel, compiled, vocabulary)
        #expect(
            checks.problems == [
                "has the key (week), but its rows are grouped by (week, campaign_id)."
            ]
        )
        compiled.outputs[4].name = "impressions"
        dataModel.primaryKeys = compiled.keyColumns
        #expect(
            ModelChecks(dataModel, compiled, vocabulary).problems
                == ["has two columns named `impressions`."]
        )
    }

    @Test func `a metric without aggregation is a problem`() throws {
        var (dataModel, compiled, vocabulary) = try model()
        compiled.outputs[4].formula = "clicks"
        #expect(
            ModelChecks(dataModel, compiled, vocabulary).problems
                == ["has the metric `clicks` without an aggregation."]
        )
        dataModel.columns = []
        compiled.outputs.removeAll(where: \.isMetric)
        #expect(
            ModelChecks(dataModel, compiled, vocabulary).problems == ["measures nothing."]
        )
    }

    @Test func `types that do not fit their sources are a problem`() throws {
        let (dataModel, compiled, vocabulary) = try model()
        var timeless = compiled
        timeless.outputs[0].sources = [ColumnReference("bronze.marketing_events", "device")]
        #expect(
            ModelChecks(dataModel, timeless, vocabulary).problems
                == ["has the time `week`, but bronze.marketing_events.device is VARCHAR."]
        )
        var wordy = compiled
        wordy.outputs[4].sources = [ColumnReference("bronze.marketing_events", "device")]
        wordy.outputs[4].formula = "SUM(device)"
        #expect(
            ModelChecks(dataModel, wordy, vocabulary).problems
                == ["adds up bronze.marketing_events.device, which is VARCHAR."]
        )
    }

    @Test func `a required column that may be missing is a problem`() throws {
        var (dataModel, compiled, vocabulary) = try model()
        dataModel.columns[8].isNullable = false
        #expect(
            ModelChecks(dataModel, compiled, vocabulary).problems
                == ["requires `ctr`, which its sources may lack."]
        )
    }

    @Test func `partitions and indexes follow the grain`() async throws {
        let catalog = try TestCatalog()
        let data = try TestData()
        for (request, interval) in [
            ("revenue by hour", "daily"), ("weekly revenue", "monthly"),
            ("revenue per quarter", "yearly"),
        ] {
            let generation = try await catalog.generate(request, on: data.engine)
            let dataModel = try #require(generation.specification).dataModel
            #expect(dataModel.partitioning?.interval == interval)
            #expect(dataModel.partitioning?.type == "range")
            #expect(dataModel.indexing == dataModel.primaryKeys)
        }
    }

    @Test func `the service level fits the grain`() {
        let weekly = ServiceLevels.level(grain: .week, freshness: "daily")
        #expect(weekly.freshness == "Weekly, Monday 9 AM")
        #expect(weekly.latency == "< 1 hour")
        let untimed = ServiceLevels.level(grain: nil, freshness: "hourly")
        #expect(untimed.latency == "< 15 minutes")
        #expect(untimed.completeness == "> 99%")
        #expect(untimed.accuracy == "> 95%")
    }
}

@Suite("Checks of results")
struct ResultCheckTests {
    private func checks() throws -> ResultChecks {
        let (vocabulary, facts) = try VocabularyReader(queries: TestCatalog()).read()
        let model = SemanticModel(vocabulary)
        let query = model.understand("daily revenue", today: try Requests.day("2025-03-20")).query
        return ResultChecks(try model.compile(query), facts)
    }

    private func table(_ names: [String], _ rows: [[SQLScalar]]) -> SQLEngines.SQLTable {
        SQLEngines.SQLTable(columns: names.map { .init(name: $0, type: nil) }, rows: rows)
    }

    @Test func `columns, their order and types are checked`() throws {
        let checks = try checks()
        let good = table(["date", "revenue"], [[.text("2025-03-17"), .double(1)]])
        #expect(try checks.check(good).isEmpty)
        #expect(throws: TransformationError.self) {
            try checks.check(table(["revenue", "date"], []))
        }
        for row: [SQLScalar] in [
            [.text("Monday"), .double(1)], [.text("2025-03-17"), .text("x")],
        ] {
            #expect(throws: TransformationError.self) {
                try checks.check(table(["date", "revenue"], [row]))
            }
        }
    }

    @Test func `no rows, rows without time and too many rows are warned of`() throws {
        let checks = try checks()
        #expect(
            try checks.check(table(["date", "revenue"], []))
                == ["The transformation gives no rows on the present data."]
        )
        #expect(
            try checks.check(table(["date", "revenue"], [[.null, .double(1)]]))
                == ["1 row have no `date`."]
        )
    }
}

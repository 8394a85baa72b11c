import DataProducts
import SQLEngines
import Testing

@testable import Agents

@Suite("Quality")
struct QualityTests {
    /// The rules of a product, tested on rows that are planted in its stead.
    private func outcomes(
        of request: String,
        on planted: String
    ) async throws -> [String: QualityRule.Outcome] {
        let data = try TestData()
        let generation = try await TestCatalog().generate(request, on: data.engine)
        let rules = try #require(generation.specification).qualityRules
        let runner = RuleRunner(
            engine: data.engine,
            limits: { .standard },
            today: "'2025-03-20'"
        )
        let tested = runner.run(rules, on: planted)
        return Dictionary(
            uniqueKeysWithValues: try tested.rules.map {
                ($0.condition, try #require($0.outcome))
            }
        )
    }

    private static let header =
        "SELECT column1 AS week, column2 AS campaign_id, column3 AS campaign_name, "
        + "column4 AS impressions, column5 AS clicks, column6 AS conversions, column7 AS spend, "
        + "column8 AS revenue, column9 AS ctr, column10 AS cvr, column11 AS cpa, "
        + "column12 AS roas FROM (VALUES "

    private static let good = "('2025-03-10', 'C1', 'Spring', 10, 5, 1, 2.0, 4.0, 0.5, 0.2, 2, 2)"

    private func failures(_ rows: String...) async throws -> Set<String> {
        let planted = Self.header + ([Self.good] + rows).joined(separator: ", ") + ")"
        var outcomes = try await outcomes(of: Requests.marketing, on: planted)
        // This rule is about the source, which has no planted rows.
        let source = outcomes.removeValue(forKey: "UNIQUE(event_id)")
        #expect(source?.status == .passed)
        #expect(outcomes.values.allSatisfy { $0.checkedRows == rows.count + 1 })
        #expect(outcomes.values.allSatisfy { $0.status != .notRun })
        return Set(outcomes.filter { $0.value.status == .failed }.map(\.key))
    }

    @Test func `good rows pass every rule`() async throws {
        #expect(try await failures().isEmpty)
    }

    @Test func `a repeated key is found`() async throws {
        #expect(try await failures(Self.good) == ["UNIQUE (week, campaign_id)"])
    }

    @Test func `a missing key and an unknown one are found`() async throws {
        let failures = try await failures(
            "(NULL, 'C2', 'Summer', 10, 5, 1, 2.0, 4.0, 0.5, 0.2, 2, 2)",
            "('2025-03-10', 'C9', NULL, 10, 5, 1, 2.0, 4.0, 0.5, 0.2, 2, 2)"
        )
        #expect(
            failures == [
                "week IS NOT NULL AND campaign_id IS NOT NULL",
                "campaign_id REFERENCES bronze.marketing_campaigns.campaign_id",
            ]
        )
    }

    @Test func `a broken funnel is found`() async throws {
        let failures = try await failures(
            "('2025-03-10', 'C2', 'Summer', 10, 12, 1, 2.0, 4.0, 1.2, 0.1, 2, 2)"
        )
        #expect(failures == ["impressions >= clicks", "ctr BETWEEN 0 AND 1"])
    }

    @Test func `negative amounts are found`() async throws {
        let failures = try await failures(
            "('2025-03-10', 'C2', 'Summer', 10, 5, 1, -2.0, 4.0, 0.5, 0.2, -2, -2)"
        )
        #expect(failures.count == 1)
        #expect(failures.first?.hasPrefix("impressions >= 0 AND clicks >= 0") == true)
    }

    @Test func `revenue without conversions and a ratio out of nothing are found`() async throws {
        let failures = try await failures(
            "('2025-03-10', 'C2', 'Summer', 10, 5, 0, 2.0, 4.0, 0.5, 0, 7, 2)"
        )
        #expect(failures.contains("revenue >= 0 AND (conversions > 0 OR revenue = 0)"))
        #expect(failures.contains { $0.contains("(conversions = 0) = (cpa IS NULL)") })
        #expect(failures.count == 2)
    }

    @Test func `rows of the future and old rows are found`() async throws {
        let late = try await failures(
            "('2025-03-31', 'C2', 'Summer', 10, 5, 1, 2.0, 4.0, 0.5, 0.2, 2, 2)"
        )
        #expect(late == ["week <= CURRENT_DATE"])
        let old = Self.header + Self.good.replacing("2025-03-10", with: "2025-01-06") + ")"
        let outcomes = try await outcomes(of: Requests.marketing, on: old)
        let failed = outcomes.filter { $0.value.status == .failed }
        #expect(failed.map(\.key) == ["MAX(week) >= date(CURRENT_DATE, '-14 days')"])
    }

    @Test func `outliers are tolerated up to the threshold`() async throws {
        func planted(_ outliers: Int, among count: Int) -> String {
            let rows = (0..<count).map { index -> String in
                let spend = index < outliers ? 100_000 : 2
                return "('2025-03-10', 'C1', 'S', 10, 5, 1, \(spend), 4, 0.5, 0.2, 2, 2)"
            }
            return Self.header + rows.joined(separator: ", ") + ")"
        }
        let condition = "ABS(spend - AVG(spend)) <= 6 * STDDEV(spend)"
        let many = try await outcomes(of: Requests.marketing, on: planted(2, among: 150))
        #expect(many[condition]?.status == .failed)
        #expect(many[condition]?.failedRows == 2)
        let few = try await outcomes(of: Requests.marketing, on: planted(1, among: 150))
        #expect(few[condition]?.status == .passed)
        #expect(few[condition]?.failedRows == 1)
    }

    @Test func `dirty sources show in the product's rules`() async throws {
        let data = try TestData(
            """
            INSERT INTO orders VALUES ('O9', 'K1', 'P1', '2025-03-19 10:00:00', 1, 20, 0, -20,
                'West', 'web', 'card', 'completed');
            """
        )
        let generation = try await TestCatalog().generate(Requests.sales, on: data.engine)
        let specification = try #require(generation.specification)
        let rule = try #require(
            specification.qualityRules.first { $0.condition == "revenue >= 0" }
        )
        #expect(rule.origin == .graph)
        #expect(rule.outcome?.failedRows == 1)
        #expect(specification.warnings == ["\(rule.id) fails for 1 row: \(rule.description)"])
    }

    @Test func `one bad rule does not keep the others from being tested`() throws {
        let data = try TestData()
        func rule(_ id: String, _ condition: String) -> QualityRule {
            QualityRule(
                id: id, kind: .validity, column: nil, condition: condition, severity: .error,
                description: id, origin: .graph
            )
        }
        let runner = RuleRunner(engine: data.engine, limits: { .standard }, today: "CURRENT_DATE")
        let tested = runner.run(
            [rule("a", "x > 1"), rule("b", "no_such_column > 1")],
            on: "SELECT 1 AS x UNION ALL SELECT 2"
        )
        #expect(tested.rowCount == 2)
        #expect(tested.rules.map { $0.outcome?.status } == [.failed, .notRun])
        #expect(tested.rules[0].outcome?.failedRows == 1)
        #expect(tested.rules[1].outcome?.note?.contains("no_such_column") == true)
    }

    @Test func `rules of sources are tested on the sources`() throws {
        let data = try TestData()
        let rule = QualityRule(
            id: "a", kind: .validity, dataset: "bronze.orders", column: nil,
            condition: "payment_method IS NOT NULL", severity: .warning, description: "a",
            origin: .graph, threshold: 0.75
        )
        let runner = RuleRunner(engine: data.engine, limits: { .standard }, today: "CURRENT_DATE")
        let outcome = runner.run([rule], on: "SELECT 1 AS x").rules[0].outcome
        #expect(outcome == .init(status: .passed, failedRows: 1, checkedRows: 4))
    }
}

@Suite("Conditions of sources")
struct SourceConditionTests {
    private func summed(_ text: String) -> String? {
        SourceCondition(text)?.summed { "sum_\($0)" }
    }

    @Test func `sums keep order and sign, not strictness`() {
        #expect(summed("a >= b") == "sum_a >= sum_b")
        #expect(summed("a > 0") == "sum_a >= 0")
        #expect(summed("a < b") == "sum_a <= sum_b")
        #expect(
            summed("b >= 0 AND (a > 0 OR b = 0)") == "sum_b >= 0 AND (sum_a > 0 OR sum_b = 0)"
        )
    }

    @Test func `sums keep no limits, values or alternatives`() {
        for text in ["a <= 5", "a BETWEEN 0 AND 1", "a IN (1, 2)", "a > 0 OR b > 0", "a = b"] {
            #expect(summed(text) == nil, "\(text)")
        }
    }

    @Test func `columns that are taken over keep every condition`() {
        let condition = SourceCondition("a IN ('x', 'it''s (b)') OR b IS NULL AND a <> 'y'")
        #expect(condition?.columns == ["a", "b"])
        #expect(
            condition?.carried { "\($0)_id" }
                == "a_id IN ('x', 'it''s (b)') OR b_id IS NULL AND a_id <> 'y'"
        )
        #expect(condition?.carried { $0 == "a" ? "a" : nil } == nil)
    }

    @Test func `calls, other datasets and clocks are not read`() {
        for text in [
            "ABS(a) > 1", "bronze.a.b REFERENCES bronze.c.d", "a <= CURRENT_TIMESTAMP", "a; DROP",
            "", "UNIQUE(a)", "a > 'open",
        ] {
            #expect(SourceCondition(text) == nil, "\(text)")
        }
        #expect(SourceCondition.uniqueColumns(of: "UNIQUE(a, b)") == ["a", "b"])
    }
}

import Foundation
import TestSupport
import Testing

/// Whether a data engineer could take the generated specifications as they are.
@Suite("Specifications")
struct SpecificationTests {
    @Test(arguments: Request.allCases)
    func `a specification is complete and says what it is`(request: Request) throws {
        let product = try Product.of(request)
        let specification = try product.specification()
        #expect(specification["status"] as? String == "complete")
        let metadata = try product.part("metadata")
        let name = try #require(metadata["name"] as? String)
        #expect(name.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil)
        for key in ["version", "description", "owner", "created_at"] {
            #expect((metadata[key] as? String)?.isEmpty == false, "metadata.\(key)")
        }
        let context = try product.part("business_context")
        #expect((context["stakeholders"] as? [String])?.isEmpty == false)
        let metrics = try #require(context["business_metrics"] as? [[String: Any]])
        #expect(!metrics.isEmpty)
        #expect(metrics.allSatisfy { ($0["definition"] as? String)?.isEmpty == false })
        #expect(product.yaml.contains("name: \(name)"))
        #expect(product.markdown.contains(name))
        let transformation = try product.part("transformation")
        let code = try #require(transformation["code"] as? String)
        #expect(product.sql.contains(code))
        #expect(transformation["estimated_rows"] as? Int == product.rows.rows.count)
    }

    @Test(arguments: Request.allCases)
    func `keys, types and constraints hold for the rows`(request: Request) throws {
        let product = try Product.of(request)
        let model = try product.part("data_model")
        let schema = try #require(model["schema"] as? [[String: Any]])
        let names = schema.compactMap { $0["name"] as? String }
        #expect(names == product.rows.columns)
        let keys = try #require(model["primary_keys"] as? [String])
        #expect(!keys.isEmpty)
        let rows = product.rows.named
        #expect(Set(rows.map { row in keys.map { row[$0] } }).count == rows.count)
        for column in schema {
            let name = try #require(column["name"] as? String)
            let isKey = column["primary_key"] as? Bool
            #expect(isKey == keys.contains(name))
            let description = column["description"] as? String ?? ""
            #expect(description.count > 3, "\(name) has no description")
            let sources = column["source_columns"] as? [String] ?? []
            #expect(!sources.isEmpty && sources.allSatisfy { $0.hasPrefix("bronze.") })
            let hasNulls = rows.contains { $0[name] == nil }
            let constraints = column["constraints"] as? [String] ?? []
            if hasNulls {
                #expect(column["nullable"] as? Bool == true, "\(name) has nulls")
                #expect(!constraints.contains("\(name) IS NOT NULL"), "\(name) has nulls")
            }
            try Self.expectType(of: name, column["type"] as? String, in: rows)
        }
        let grains: [Request: String] = [
            .marketing: "Weekly, by campaign", .dailySales: "Daily, by region and category",
            .segments: "Monthly, by customer segment", .topProducts: "By product",
            .tickets: "Weekly, by priority", .conversion: "Weekly, by channel and device",
        ]
        #expect(model["grain"] as? String == grains[request])
        let isPartitioned = (model["partitioning"] as? [String: Any])?["column"] != nil
        #expect(isPartitioned == (request != .topProducts))
    }

    private static func expectType(
        of name: String,
        _ type: String?,
        in rows: [[String: String]]
    ) throws {
        let type = try #require(type)
        let fields = rows.compactMap { $0[name] }
        switch type {
        case "DATE":
            #expect(fields.allSatisfy { Day($0)?.description == $0 }, "\(name) are dates")
        case "BIGINT", "INTEGER":
            #expect(fields.allSatisfy { Int($0) != nil }, "\(name) are integers")
        case "DOUBLE":
            #expect(fields.allSatisfy { Double($0) != nil }, "\(name) are numbers")
        case "DECIMAL(18,2)":
            #expect(
                fields.allSatisfy { $0.wholeMatch(of: /-?[0-9]+(\.[0-9]{1,2})?/) != nil },
                "\(name) has at most two places"
            )
        default:
            #expect(type.hasPrefix("VARCHAR"), "\(name) is \(type)")
        }
    }

    @Test(arguments: Request.allCases)
    func `eight or more rules have run, and only dirty data fails them`(request: Request) throws {
        let product = try Product.of(request)
        let rules = try product.list("quality_rules")
        #expect(rules.count >= 8)
        let ids = rules.compactMap { $0["rule_id"] as? String }
        #expect(Set(ids).count == rules.count)
        var kinds: Set<String> = []
        for rule in rules {
            let outcome = try #require(rule["outcome"] as? [String: Any])
            let status = outcome["status"] as? String
            #expect(status == "passed" || status == "failed", "\(rule)")
            if status == "failed" { #expect((outcome["failed_rows"] as? Int ?? 0) > 0) }
            let test = try #require(rule["test"] as? [String: Any])
            #expect((test["code"] as? String)?.contains("SELECT") == true)
            #expect((test["sql"] as? String)?.contains("SELECT") == true)
            kinds.insert(try #require(rule["rule_type"] as? String))
        }
        #expect(kinds.isSuperset(of: ["completeness", "uniqueness"]))
        let origins = Set(rules.compactMap { $0["origin"] as? String })
        #expect(origins.isSuperset(of: ["schema", "business"]))
        let failed = rules.filter {
            ($0["outcome"] as? [String: Any])?["status"] as? String == "failed"
        }
        // Failing rules are about the known defects of the demo's data: negative amounts, missing
        // devices and orders that are there twice.
        for rule in failed {
            let condition = try #require(rule["condition"] as? String)
            let isDefect = ["revenue", "total_amount", "device", "order_id", "event_id"]
                .contains { condition.contains($0) }
            #expect(isDefect, "\(rule)")
        }
        let warnings = try #require(try product.specification()["warnings"] as? [String])
        #expect(warnings.count <= failed.count, "\(warnings)")
    }

    /// Rows that are there twice, negative amounts and missing devices do not go unnoticed.
    @Test
    func `the rules catch the known defects of the data`() throws {
        let defects: [(Request, String)] = [
            (.dailySales, "UNIQUE(order_id)"), (.dailySales, "revenue >= 0"),
            (.marketing, "UNIQUE(event_id)"), (.conversion, "device IS NOT NULL"),
        ]
        for (request, condition) in defects {
            let rule = try #require(
                try Product.of(request).list("quality_rules").first {
                    $0["condition"] as? String == condition
                }
            )
            let outcome = try #require(rule["outcome"] as? [String: Any])
            #expect(outcome["status"] as? String == "failed")
        }
    }

    @Test(arguments: Request.allCases)
    func `the service level fits the grain`(request: Request) throws {
        let level = try Product.of(request).part("sla")
        let freshness = try #require(level["freshness"] as? String)
        let word =
            switch request {
            case .marketing, .tickets, .conversion: "Weekly"
            case .segments: "Monthly"
            case .dailySales, .topProducts: "Daily"
            }
        #expect(freshness.hasPrefix(word), "\(freshness)")
        for key in ["latency", "completeness", "accuracy"] {
            #expect((level[key] as? String)?.isEmpty == false)
        }
    }

    @Test(arguments: Request.allCases)
    func `lineage and sources name every bronze column that is read`(request: Request) throws {
        let product = try Product.of(request)
        let lineage = try product.part("lineage")
        let nodes = try #require(lineage["nodes"] as? [[String: Any]])
        let edges = try #require(lineage["edges"] as? [[String: Any]])
        let target = try #require(product.part("data_model")["target_table"] as? String)
        let ids = Set(nodes.compactMap { $0["id"] as? String })
        #expect(ids.contains(target))
        let sources = try product.list("sources").compactMap { $0["dataset"] as? String }
        #expect(ids == Set(sources + [target]))
        #expect(Set(edges.compactMap { $0["from"] as? String }) == Set(sources))
        #expect(edges.allSatisfy { $0["to"] as? String == target })
        let dependencies = try product.part("transformation")["dependencies"] as? [String]
        #expect(Set(dependencies ?? []) == Set(sources))
        let expected: [Request: Set<String>] = [
            .marketing: ["bronze.marketing_events", "bronze.marketing_campaigns"],
            .dailySales: ["bronze.orders", "bronze.products"],
            .segments: ["bronze.orders", "bronze.customers"],
            .topProducts: ["bronze.orders", "bronze.products"],
            .tickets: ["bronze.support_tickets"],
            .conversion: ["bronze.marketing_events"],
        ]
        #expect(Set(sources) == expected[request])
    }
}

import Testing

/// `lineage` on the demo's own product.
@Suite("Lineage command")
struct LineageCommandTests {
    private static let product = "gold.marketing_campaign_performance"

    /// What each column of the product is made from.
    private static let sources: [String: Set<String>] = [
        "week": ["bronze.marketing_events.event_date"],
        "campaign_id": ["bronze.marketing_events.campaign_id"],
        "campaign_name": ["bronze.marketing_campaigns.campaign_name"],
        "impressions": ["bronze.marketing_events.impressions"],
        "clicks": ["bronze.marketing_events.clicks"],
        "conversions": ["bronze.marketing_events.conversions"],
        "spend": ["bronze.marketing_events.spend"],
        "revenue": ["bronze.marketing_events.revenue"],
        "ctr": ["bronze.marketing_events.clicks", "bronze.marketing_events.impressions"],
        "cvr": ["bronze.marketing_events.conversions", "bronze.marketing_events.clicks"],
        "cpa": ["bronze.marketing_events.spend", "bronze.marketing_events.conversions"],
        "roas": ["bronze.marketing_events.revenue", "bronze.marketing_events.spend"],
    ]

    @Test
    func `each column leads back to its bronze columns, as JSON`() throws {
        let run = try Lexigraph.succeed(
            ["lineage", Self.product, "--columns", "--output", "json"],
            in: Demo.shared().folder
        )
        let traces = try run.rows()
        #expect(traces.count == Self.sources.count)
        var found: [String: Set<String>] = [:]
        for trace in traces {
            #expect(trace["complete"] as? Bool == true)
            for edge in try #require(trace["edges"] as? [[String: Any]]) {
                let target = try #require(edge["to"] as? String)
                #expect(target.hasPrefix(Self.product + "."))
                let column = String(target.dropFirst(Self.product.count + 1))
                found[column, default: []].insert(try #require(edge["from"] as? String))
                #expect((edge["transformation"] as? String)?.isEmpty == false)
            }
        }
        #expect(found == Self.sources)
    }

    @Test
    func `each column leads back to its bronze columns, as a table and CSV`() throws {
        let folder = try Demo.shared().folder
        let csv = try Lexigraph.succeed(
            ["lineage", Self.product, "--columns", "--output", "csv"],
            in: folder
        )
        var found: [String: Set<String>] = [:]
        for row in try CSVText(csv.output).named {
            let column = String(try row.text("target").dropFirst(Self.product.count + 1))
            found[column, default: []].insert(try row.text("source"))
        }
        #expect(found == Self.sources)
        let table = try Lexigraph.succeed(["lineage", Self.product, "--columns"], in: folder)
        let lines = table.output.split(separator: "\n").map { $0.split(separator: " ") }
        for (column, sources) in Self.sources {
            for source in sources {
                #expect(
                    lines.contains {
                        $0.count > 1 && $0[0] == "\(Self.product).\(column)" && $0[1] == source
                    }
                )
            }
        }
        #expect(table.output.contains("16 rows"))
    }

    @Test
    func `a single column and the other direction`() throws {
        let folder = try Demo.shared().folder
        let up = try Lexigraph.succeed(
            ["lineage", "\(Self.product).roas", "--output", "json"],
            in: folder
        ).object()
        #expect((up["nodes"] as? [Any])?.count == 3)
        let down = try Lexigraph.succeed(
            [
                "lineage", "bronze.marketing_events.clicks", "--direction", "downstream",
                "--output", "json",
            ],
            in: folder
        ).object()
        let edges = try #require(down["edges"] as? [[String: Any]])
        let targets = Set(edges.compactMap { $0["to"] as? String })
        #expect(targets == Set(["clicks", "ctr", "cvr"].map { "\(Self.product).\($0)" }))
    }

    @Test
    func `datasets lead back to datasets`() throws {
        let run = try Lexigraph.succeed(
            ["lineage", Self.product, "--output", "csv"],
            in: Demo.shared().folder
        )
        let rows = try CSVText(run.output).named
        #expect(
            Set(rows.compactMap { $0["source"] })
                == ["bronze.marketing_events", "bronze.marketing_campaigns"]
        )
    }
}

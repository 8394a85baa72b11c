import SQLSyntax
import SemanticLayer
import Testing

/// The SQL of requests, text for text.
@Suite("Golden SQL")
struct GoldenSQLTests {
    private func compile(_ question: String) throws -> CompiledQuery {
        let answer = BronzeVocabulary.model.answer(question, today: BronzeVocabulary.today)
        return try #require(answer.compiled)
    }

    private func outputs(_ compiled: CompiledQuery) -> [String] {
        compiled.outputs.map { output in
            "\(output.name) \(output.type) \(output.role)"
                + (output.isKey ? " key" : "") + (output.isNullable ? " null" : "")
        }
    }

    @Test
    func `a weekly marketing report has the twelve columns of the wide table`() throws {
        let compiled = try compile(
            "Create a weekly marketing performance report with CTR, CVR, CPA, and ROAS for each campaign."
        )
        #expect(
            compiled.sql.text(in: .sqlite) == """
                SELECT
                    date(me.event_date, 'weekday 0', '-6 days') AS week,
                    me.campaign_id AS campaign_id,
                    mc.campaign_name AS campaign_name,
                    SUM(me.impressions) AS impressions,
                    SUM(me.clicks) AS clicks,
                    SUM(me.conversions) AS conversions,
                    SUM(me.spend) AS spend,
                    SUM(me.revenue) AS revenue,
                    CAST(SUM(me.clicks) AS REAL) / NULLIF(SUM(me.impressions), 0) AS ctr,
                    CAST(SUM(me.conversions) AS REAL) / NULLIF(SUM(me.clicks), 0) AS cvr,
                    CAST(SUM(me.spend) AS REAL) / NULLIF(SUM(me.conversions), 0) AS cpa,
                    CAST(SUM(me.revenue) AS REAL) / NULLIF(SUM(me.spend), 0) AS roas
                FROM bronze.marketing_events AS me
                LEFT JOIN bronze.marketing_campaigns AS mc ON me.campaign_id = mc.campaign_id
                GROUP BY date(me.event_date, 'weekday 0', '-6 days'), me.campaign_id, mc.campaign_name
                ORDER BY week, campaign_id
                """
        )
        #expect(
            compiled.sql.text(in: .duckdb) == """
                SELECT
                    CAST(date_trunc('week', me.event_date) AS DATE) AS week,
                    me.campaign_id AS campaign_id,
                    mc.campaign_name AS campaign_name,
                    SUM(me.impressions) AS impressions,
                    SUM(me.clicks) AS clicks,
                    SUM(me.conversions) AS conversions,
                    SUM(me.spend) AS spend,
                    SUM(me.revenue) AS revenue,
                    CAST(SUM(me.clicks) AS DOUBLE) / NULLIF(SUM(me.impressions), 0) AS ctr,
                    CAST(SUM(me.conversions) AS DOUBLE) / NULLIF(SUM(me.clicks), 0) AS cvr,
                    CAST(SUM(me.spend) AS DOUBLE) / NULLIF(SUM(me.conversions), 0) AS cpa,
                    CAST(SUM(me.revenue) AS DOUBLE) / NULLIF(SUM(me.spend), 0) AS roas
                FROM bronze.marketing_events AS me
                LEFT JOIN bronze.marketing_campaigns AS mc ON me.campaign_id = mc.campaign_id
                GROUP BY CAST(date_trunc('week', me.event_date) AS DATE), me.campaign_id, mc.campaign_name
                ORDER BY week, campaign_id
                """
        )
        #expect(
            outputs(compiled) == [
                "week DATE time key",
                "campaign_id VARCHAR dimension key",
                "campaign_name VARCHAR dimension null",
                "impressions BIGINT measure",
                "clicks BIGINT measure",
                "conversions BIGINT measure",
                "spend DECIMAL(18,2) measure",
                "revenue DECIMAL(18,2) measure",
                "ctr DOUBLE ratio null",
                "cvr DOUBLE ratio null",
                "cpa DOUBLE ratio null",
                "roas DOUBLE ratio null",
            ]
        )
    }

    @Test
    func `daily sales by region and category join products`() throws {
        let compiled = try compile(
            "daily sales by region and category: revenue, orders, units"
        )
        #expect(
            compiled.sql.text(in: .sqlite) == """
                SELECT
                    date(o.order_date) AS date,
                    o.region AS region,
                    p.category AS category,
                    SUM(o.total_amount) AS revenue,
                    COUNT(DISTINCT o.order_id) AS order_count,
                    SUM(o.quantity) AS units_sold
                FROM bronze.orders AS o
                LEFT JOIN bronze.products AS p ON o.product_id = p.product_id
                WHERE o.status = 'completed'
                GROUP BY date(o.order_date), o.region, p.category
                ORDER BY date, region, category
                """
        )
        #expect(
            compiled.sql.text(in: .duckdb) == """
                SELECT
                    CAST(o.order_date AS DATE) AS date,
                    o.region AS region,
                    p.category AS category,
                    SUM(o.total_amount) AS revenue,
                    COUNT(DISTINCT o.order_id) AS order_count,
                    SUM(o.quantity) AS units_sold
                FROM bronze.orders AS o
                LEFT JOIN bronze.products AS p ON o.product_id = p.product_id
                WHERE o.status = 'completed'
                GROUP BY CAST(o.order_date AS DATE), o.region, p.category
                ORDER BY date, region, category
                """
        )
        #expect(
            outputs(compiled) == [
                "date DATE time key",
                "region VARCHAR dimension key",
                "category VARCHAR dimension key",
                "revenue DECIMAL(18,2) measure",
                "order_count BIGINT measure",
                "units_sold BIGINT measure",
            ]
        )
    }

    @Test
    func `monthly order value by segment shows the parts of the ratio`() throws {
        let compiled = try compile(
            "monthly revenue and average order value per customer segment in 2024"
        )
        #expect(
            compiled.sql.text(in: .sqlite) == """
                SELECT
                    date(o.order_date, 'start of month') AS month,
                    c.segment AS segment,
                    SUM(o.total_amount) AS revenue,
                    COUNT(DISTINCT o.order_id) AS order_count,
                    CAST(SUM(o.total_amount) AS REAL) / NULLIF(COUNT(DISTINCT o.order_id), 0) AS average_order_value
                FROM bronze.orders AS o
                LEFT JOIN bronze.customers AS c ON o.customer_id = c.customer_id
                WHERE o.status = 'completed'
                    AND o.order_date >= '2024-01-01'
                    AND o.order_date < '2025-01-01'
                GROUP BY date(o.order_date, 'start of month'), c.segment
                ORDER BY month, segment
                """
        )
        #expect(
            compiled.sql.text(in: .duckdb) == """
                SELECT
                    CAST(date_trunc('month', o.order_date) AS DATE) AS month,
                    c.segment AS segment,
                    SUM(o.total_amount) AS revenue,
                    COUNT(DISTINCT o.order_id) AS order_count,
                    CAST(SUM(o.total_amount) AS DOUBLE) / NULLIF(COUNT(DISTINCT o.order_id), 0) AS average_order_value
                FROM bronze.orders AS o
                LEFT JOIN bronze.customers AS c ON o.customer_id = c.customer_id
                WHERE o.status = 'completed'
                    AND o.order_date >= DATE '2024-01-01'
                    AND o.order_date < DATE '2025-01-01'
                GROUP BY CAST(date_trunc('month', o.order_date) AS DATE), c.segment
                ORDER BY month, segment
                """
        )
        #expect(
            outputs(compiled) == [
                "month DATE time key",
                "segment VARCHAR dimension key",
                "revenue DECIMAL(18,2) measure",
                "order_count BIGINT measure",
                "average_order_value DOUBLE ratio null",
            ]
        )
    }

    @Test
    func `top products are ranked within the last quarter`() throws {
        let compiled = try compile(
            "top 10 products by revenue last quarter"
        )
        #expect(
            compiled.sql.text(in: .sqlite) == """
                SELECT
                    o.product_id AS product_id,
                    p.product_name AS product_name,
                    SUM(o.total_amount) AS revenue
                FROM bronze.orders AS o
                LEFT JOIN bronze.products AS p ON o.product_id = p.product_id
                WHERE o.status = 'completed'
                    AND o.order_date >= '2025-07-01'
                    AND o.order_date < '2025-10-01'
                GROUP BY o.product_id, p.product_name
                ORDER BY revenue DESC, product_id
                LIMIT 10
                """
        )
        #expect(
            compiled.sql.text(in: .duckdb) == """
                SELECT
                    o.product_id AS product_id,
                    p.product_name AS product_name,
                    SUM(o.total_amount) AS revenue
                FROM bronze.orders AS o
                LEFT JOIN bronze.products AS p ON o.product_id = p.product_id
                WHERE o.status = 'completed'
                    AND o.order_date >= DATE '2025-07-01'
                    AND o.order_date < DATE '2025-10-01'
                GROUP BY o.product_id, p.product_name
                ORDER BY revenue DESC, product_id
                LIMIT 10
                """
        )
        #expect(
            outputs(compiled) == [
                "product_id VARCHAR dimension key",
                "product_name VARCHAR dimension null",
                "revenue DECIMAL(18,2) measure",
            ]
        )
    }

    @Test
    func `tickets per week come with the mean of their resolution`() throws {
        let compiled = try compile(
            "support tickets per week by priority with average resolution time"
        )
        #expect(
            compiled.sql.text(in: .sqlite) == """
                SELECT
                    date(st.opened_at, 'weekday 0', '-6 days') AS week,
                    st.priority AS priority,
                    COUNT(DISTINCT st.ticket_id) AS ticket_count,
                    AVG((unixepoch(st.resolved_at) - unixepoch(st.opened_at)) / 3600.0) AS resolution_time
                FROM bronze.support_tickets AS st
                GROUP BY date(st.opened_at, 'weekday 0', '-6 days'), st.priority
                ORDER BY week, priority
                """
        )
        #expect(
            compiled.sql.text(in: .duckdb) == """
                SELECT
                    CAST(date_trunc('week', st.opened_at) AS DATE) AS week,
                    st.priority AS priority,
                    COUNT(DISTINCT st.ticket_id) AS ticket_count,
                    AVG(date_diff('second', st.opened_at, st.resolved_at) / 3600.0) AS resolution_time
                FROM bronze.support_tickets AS st
                GROUP BY CAST(date_trunc('week', st.opened_at) AS DATE), st.priority
                ORDER BY week, priority
                """
        )
        #expect(
            outputs(compiled) == [
                "week DATE time key",
                "priority VARCHAR dimension key",
                "ticket_count BIGINT measure",
                "resolution_time DOUBLE measure null",
            ]
        )
    }

    @Test
    func `conversion rate stays on the events`() throws {
        let compiled = try compile(
            "conversion rate per channel and device by week"
        )
        #expect(
            compiled.sql.text(in: .sqlite) == """
                SELECT
                    date(me.event_date, 'weekday 0', '-6 days') AS week,
                    me.channel AS channel,
                    me.device AS device,
                    SUM(me.clicks) AS clicks,
                    SUM(me.conversions) AS conversions,
                    CAST(SUM(me.conversions) AS REAL) / NULLIF(SUM(me.clicks), 0) AS cvr
                FROM bronze.marketing_events AS me
                GROUP BY date(me.event_date, 'weekday 0', '-6 days'), me.channel, me.device
                ORDER BY week, channel, device NULLS LAST
                """
        )
        #expect(
            compiled.sql.text(in: .duckdb) == """
                SELECT
                    CAST(date_trunc('week', me.event_date) AS DATE) AS week,
                    me.channel AS channel,
                    me.device AS device,
                    SUM(me.clicks) AS clicks,
                    SUM(me.conversions) AS conversions,
                    CAST(SUM(me.conversions) AS DOUBLE) / NULLIF(SUM(me.clicks), 0) AS cvr
                FROM bronze.marketing_events AS me
                GROUP BY CAST(date_trunc('week', me.event_date) AS DATE), me.channel, me.device
                ORDER BY week, channel, device
                """
        )
        #expect(
            outputs(compiled) == [
                "week DATE time key",
                "channel VARCHAR dimension key",
                "device VARCHAR dimension key null",
                "clicks BIGINT measure",
                "conversions BIGINT measure",
                "cvr DOUBLE ratio null",
            ]
        )
    }

    @Test
    func `several facts are aggregated before they are joined`() throws {
        let compiled = try compile(
            "quarterly revenue, orders and clicks by region"
        )
        #expect(
            compiled.sql.text(in: .sqlite) == """
                WITH
                    orders_totals AS (
                        SELECT
                            date(o.order_date, 'start of month', '-' || ((CAST(strftime('%m', o.order_date) AS INTEGER) - 1) % 3) || ' months') AS quarter,
                            o.region AS region,
                            SUM(o.total_amount) AS revenue,
                            COUNT(DISTINCT o.order_id) AS order_count
                        FROM bronze.orders AS o
                        WHERE o.status = 'completed'
                        GROUP BY
                            date(o.order_date, 'start of month', '-' || ((CAST(strftime('%m', o.order_date) AS INTEGER) - 1) % 3) || ' months'),
                            o.region
                    ),
                    marketing_events_totals AS (
                        SELECT
                            date(me.event_date, 'start of month', '-' || ((CAST(strftime('%m', me.event_date) AS INTEGER) - 1) % 3) || ' months') AS quarter,
                            me.region AS region,
                            SUM(me.clicks) AS clicks
                        FROM bronze.marketing_events AS me
                        GROUP BY
                            date(me.event_date, 'start of month', '-' || ((CAST(strftime('%m', me.event_date) AS INTEGER) - 1) % 3) || ' months'),
                            me.region
                    ),
                    spine AS (
                        SELECT
                            quarter,
                            region
                        FROM orders_totals
                        UNION
                        SELECT
                            quarter,
                            region
                        FROM marketing_events_totals
                    )
                SELECT
                    spine.quarter AS quarter,
                    spine.region AS region,
                    COALESCE(orders_totals.revenue, 0) AS revenue,
                    COALESCE(orders_totals.order_count, 0) AS order_count,
                    COALESCE(marketing_events_totals.clicks, 0) AS clicks
                FROM spine
                LEFT JOIN orders_totals
                    ON spine.quarter = orders_totals.quarter
                    AND spine.region = orders_totals.region
                LEFT JOIN marketing_events_totals
                    ON spine.quarter = marketing_events_totals.quarter
                    AND spine.region = marketing_events_totals.region
                ORDER BY quarter, region
                """
        )
        #expect(
            compiled.sql.text(in: .duckdb) == """
                WITH
                    orders_totals AS (
                        SELECT
                            CAST(date_trunc('quarter', o.order_date) AS DATE) AS quarter,
                            o.region AS region,
                            SUM(o.total_amount) AS revenue,
                            COUNT(DISTINCT o.order_id) AS order_count
                        FROM bronze.orders AS o
                        WHERE o.status = 'completed'
                        GROUP BY CAST(date_trunc('quarter', o.order_date) AS DATE), o.region
                    ),
                    marketing_events_totals AS (
                        SELECT
                            CAST(date_trunc('quarter', me.event_date) AS DATE) AS quarter,
                            me.region AS region,
                            SUM(me.clicks) AS clicks
                        FROM bronze.marketing_events AS me
                        GROUP BY CAST(date_trunc('quarter', me.event_date) AS DATE), me.region
                    ),
                    spine AS (
                        SELECT
                            quarter,
                            region
                        FROM orders_totals
                        UNION
                        SELECT
                            quarter,
                            region
                        FROM marketing_events_totals
                    )
                SELECT
                    spine.quarter AS quarter,
                    spine.region AS region,
                    COALESCE(orders_totals.revenue, 0) AS revenue,
                    COALESCE(orders_totals.order_count, 0) AS order_count,
                    COALESCE(marketing_events_totals.clicks, 0) AS clicks
                FROM spine
                LEFT JOIN orders_totals
                    ON spine.quarter = orders_totals.quarter
                    AND spine.region = orders_totals.region
                LEFT JOIN marketing_events_totals
                    ON spine.quarter = marketing_events_totals.quarter
                    AND spine.region = marketing_events_totals.region
                ORDER BY quarter, region
                """
        )
        #expect(
            outputs(compiled) == [
                "quarter DATE time key",
                "region VARCHAR dimension key",
                "revenue DECIMAL(18,2) measure",
                "order_count BIGINT measure",
                "clicks BIGINT measure",
            ]
        )
    }

    @Test
    func `a ranking per group numbers the rows of each`() throws {
        let compiled = try compile(
            "top 3 products per region by revenue"
        )
        #expect(
            compiled.sql.text(in: .sqlite) == """
                WITH
                    grouped AS (
                        SELECT
                            o.product_id AS product_id,
                            p.product_name AS product_name,
                            o.region AS region,
                            SUM(o.total_amount) AS revenue
                        FROM bronze.orders AS o
                        LEFT JOIN bronze.products AS p ON o.product_id = p.product_id
                        WHERE o.status = 'completed'
                        GROUP BY o.product_id, p.product_name, o.region
                    ),
                    numbered AS (
                        SELECT
                            product_id,
                            product_name,
                            region,
                            revenue,
                            ROW_NUMBER() OVER (PARTITION BY region ORDER BY revenue DESC, product_id) AS row_position
                        FROM grouped
                    )
                SELECT
                    product_id,
                    product_name,
                    region,
                    revenue
                FROM numbered
                WHERE row_position <= 3
                ORDER BY region, row_position
                """
        )
        #expect(
            compiled.sql.text(in: .duckdb) == """
                WITH
                    grouped AS (
                        SELECT
                            o.product_id AS product_id,
                            p.product_name AS product_name,
                            o.region AS region,
                            SUM(o.total_amount) AS revenue
                        FROM bronze.orders AS o
                        LEFT JOIN bronze.products AS p ON o.product_id = p.product_id
                        WHERE o.status = 'completed'
                        GROUP BY o.product_id, p.product_name, o.region
                    ),
                    numbered AS (
                        SELECT
                            product_id,
                            product_name,
                            region,
                            revenue,
                            ROW_NUMBER() OVER (PARTITION BY region ORDER BY revenue DESC, product_id) AS row_position
                        FROM grouped
                    )
                SELECT
                    product_id,
                    product_name,
                    region,
                    revenue
                FROM numbered
                WHERE row_position <= 3
                ORDER BY region, row_position
                """
        )
        #expect(
            outputs(compiled) == [
                "product_id VARCHAR dimension key",
                "product_name VARCHAR dimension null",
                "region VARCHAR dimension key",
                "revenue DECIMAL(18,2) measure",
            ]
        )
    }
}

import SemanticLayer
import Testing

/// How phrasings are read, over the bronze vocabulary on 2025-11-19.
@Suite("Phrasings")
struct PhrasingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var question: String
        var reading: String
        var facts: [String]

        init(_ question: String, _ reading: String, _ facts: String...) {
            self.question = question
            self.reading = reading
            self.facts = facts.map { "bronze." + $0 }
        }

        var testDescription: String { question }
    }

    @Test(arguments: cases)
    func `a phrasing is read as meant and read from the right facts`(item: Case) throws {
        let answer = BronzeVocabulary.model.answer(item.question, today: BronzeVocabulary.today)
        #expect(answer.understanding.status == .understood)
        #expect(describe(answer.understanding.query) == item.reading)
        let compiled = try #require(answer.compiled)
        #expect(compiled.datasets.filter(\.isFact).map(\.name) == item.facts)
    }

    static let cases: [Case] = [
        Case(
            "Show me revenue by month",
            "monthly; revenue",
            "orders"
        ),
        Case(
            "Revenue per week in Q3 2024",
            "weekly; revenue; in 2024-07-01 to 2024-09-30",
            "orders"
        ),
        Case(
            "weekly revenue by region since March 2025",
            "weekly; revenue; by region; in from 2025-03-01",
            "orders"
        ),
        Case(
            "What was total revenue last month?",
            "revenue; in 2025-10-01 to 2025-10-31",
            "orders"
        ),
        Case(
            "number of orders by region",
            "order_count; by region",
            "orders"
        ),
        Case(
            "how many customers per country",
            "customer_count; by country",
            "customers"
        ),
        Case(
            "how many orders were placed in 2024",
            "order_count; in 2024-01-01 to 2024-12-31",
            "orders"
        ),
        Case(
            "average satisfaction score by issue type",
            "satisfaction_score; by issue_type",
            "support_tickets"
        ),
        Case(
            "revenue by category excluding Books",
            "revenue; by category; if products.category not Books",
            "orders"
        ),
        Case(
            "completed orders per day in the West region",
            "daily; order_count; if orders.status = completed; if customers.region|marketing_events.region|orders.region = West",
            "orders"
        ),
        Case(
            "cancelled orders by month",
            "monthly; order_count; if orders.status = cancelled",
            "orders"
        ),
        Case(
            "revenue for North and South by quarter",
            "quarterly; revenue; if orders.region = North/South",
            "orders"
        ),
        Case(
            "monthly spend by campaign",
            "monthly; spend; by campaign",
            "marketing_events"
        ),
        Case(
            "top 5 campaigns by ROAS this year",
            "roas; by campaign; in 2025-01-01 to 2025-12-31; desc roas; limit 5",
            "marketing_events"
        ),
        Case(
            "bottom 3 regions by revenue",
            "revenue; by region; asc revenue; limit 3",
            "orders"
        ),
        Case(
            "top 3 products per region by revenue",
            "revenue; by product, region; desc revenue; limit 3 per region",
            "orders"
        ),
        Case(
            "top 5 customers by number of orders last year",
            "order_count; by customer; in 2024-01-01 to 2024-12-31; desc order_count; limit 5",
            "orders"
        ),
        Case(
            "which region has the highest revenue?",
            "revenue; by region; desc revenue; limit 1",
            "orders"
        ),
        Case(
            "revenu by regoin",
            "revenue; by region",
            "orders"
        ),
        Case(
            "Give me the ad spend and clicks per channel for the last 30 days",
            "spend, clicks; by channel; in 2025-10-20 to 2025-11-18",
            "marketing_events"
        ),
        Case(
            "revenue and ad spend by month",
            "monthly; revenue, spend",
            "marketing_events"
        ),
        Case(
            "revenue and tickets by month",
            "monthly; revenue, ticket_count",
            "orders", "support_tickets"
        ),
        Case(
            "orders, tickets and sessions by week",
            "weekly; order_count, ticket_count, session_count",
            "orders", "support_tickets", "user_interactions"
        ),
        Case(
            "revenue by region sorted by revenue descending",
            "revenue; by region; desc revenue",
            "orders"
        ),
        Case(
            "regions with revenue over 1000000",
            "revenue; by region; having revenue greater 1000000",
            "orders"
        ),
        Case(
            "campaigns with at least 500 conversions",
            "conversions; by campaign; having conversions greaterOrEqual 500",
            "marketing_events"
        ),
        Case(
            "average revenue by region",
            "average_revenue; by region",
            "orders"
        ),
        Case(
            "distinct customers by region per month",
            "monthly; customer_count; by region",
            "customers"
        ),
        Case(
            "sessions per device daily",
            "daily; session_count; by device",
            "user_interactions"
        ),
        Case(
            "revenue by device",
            "revenue; by device",
            "marketing_events"
        ),
        Case(
            "resolution time for urgent tickets by month",
            "monthly; resolution_time; if support_tickets.priority = urgent",
            "support_tickets"
        ),
        Case(
            "tickets by issue type excluding delivery and billing",
            "ticket_count; by issue_type; if support_tickets.issue_type not delivery/billing",
            "support_tickets"
        ),
        Case(
            "revenue from web and store between 2024-01-01 and 2024-03-31",
            "revenue; if orders.channel = web/store; in 2024-01-01 to 2024-03-31",
            "orders"
        ),
        Case(
            "yearly revenue by loyalty tier",
            "yearly; revenue; by loyalty_tier",
            "orders"
        ),
        Case(
            "daily clicks year to date",
            "daily; clicks; in 2025-01-01 to 2025-11-19",
            "marketing_events"
        ),
        Case(
            "revenue by customer region",
            "revenue; by region@bronze.customers",
            "orders"
        ),
        Case(
            "total impressions for email campaigns by week",
            "weekly; impressions; if marketing_campaigns.channel = email",
            "marketing_events"
        ),
        Case(
            "revenue by region with orders over 100",
            "revenue, order_count; by region; having order_count greater 100",
            "orders"
        ),
        Case(
            "units sold by brand, top 10",
            "units_sold; by brand; desc units_sold; limit 10",
            "orders"
        ),
        Case(
            "average order value",
            "average_order_value",
            "orders"
        ),
        Case(
            "what is the CTR of each campaign?",
            "ctr; by campaign",
            "marketing_events"
        ),
        Case(
            "tell me about sales",
            "revenue",
            "orders"
        ),
        Case(
            "revenue by order status",
            "revenue; by order_status",
            "orders"
        ),
        Case(
            "returned orders by region in March 2025",
            "order_count; by region; if orders.status = returned; in 2025-03-01 to 2025-03-31",
            "orders"
        ),
        Case(
            "weekly marketing spend",
            "weekly; spend",
            "marketing_events"
        ),
        Case(
            "customers with revenue over 1000",
            "revenue; by customer; having revenue greater 1000",
            "orders"
        ),
        Case(
            "active customers by region",
            "customer_count; by region; if customers.is_active = true",
            "customers"
        ),
        Case(
            "active campaigns by channel",
            "campaign_count; by channel; if marketing_campaigns.status = active",
            "marketing_campaigns"
        ),
        Case(
            "revenue for completed orders by week",
            "weekly; revenue; if orders.status = completed",
            "orders"
        ),
        Case(
            "revenue of cancelled orders by month",
            "monthly; revenue; if orders.status = cancelled",
            "orders"
        ),
        Case(
            "pending orders in the North region",
            "order_count; if orders.status = pending; if customers.region|marketing_events.region|orders.region = North",
            "orders"
        ),
        Case(
            "orders by channel for mobile app",
            "order_count; by channel; if orders.channel = mobile_app",
            "orders"
        ),
        Case(
            "What are the top ten brands in terms of units sold in 2024?",
            "units_sold; by brand; in 2024-01-01 to 2024-12-31; desc units_sold; limit 10",
            "orders"
        ),
        Case(
            "Build a data product with daily revenue per region and channel",
            "daily; revenue; by region, channel",
            "orders"
        ),
        Case(
            "show clicks, impressions & CTR by device for Q2 2025",
            "clicks, impressions, ctr; by device; in 2025-04-01 to 2025-06-30",
            "marketing_events"
        ),
        Case(
            "customer count by loyalty tier and country",
            "customer_count; by loyalty_tier, country",
            "customers"
        ),
        Case(
            "average resolution time per issue type and priority, monthly",
            "monthly; resolution_time; by issue_type, priority",
            "support_tickets"
        ),
        Case(
            "which products had the most revenue in March 2025",
            "revenue; by product; in 2025-03-01 to 2025-03-31; desc revenue",
            "orders"
        ),
        Case(
            "who are our best customers by revenue",
            "revenue; by customer; desc revenue; limit 10",
            "orders"
        ),
        Case(
            "weekly orders for small business customers",
            "weekly; order_count; if customers.segment = small_business",
            "orders"
        ),
        Case(
            "revenue where region = 'North' by month",
            "monthly; revenue; if region = North",
            "orders"
        ),
        Case(
            "revenue where region is not North by month",
            "monthly; revenue; if region not North",
            "orders"
        ),
        Case(
            "revenue by month for region in North, South",
            "monthly; revenue; by region; if orders.region = North/South",
            "orders"
        ),
        Case(
            "orders with status pending by region",
            "order_count; by region; if campaign_status|order_status|support_tickets.status = pending",
            "orders"
        ),
        Case(
            "monthly revenue, orders and AOV broken down by category and region",
            "monthly; revenue, order_count, average_order_value; by category, region",
            "orders"
        ),
        Case(
            "5 highest revenue products",
            "revenue; by product; desc revenue; limit 5",
            "orders"
        ),
        Case(
            "highest revenue region",
            "revenue; by region; desc revenue; limit 1",
            "orders"
        ),
        Case(
            "revenue per customer by segment",
            "revenue; by customer, customer_segment",
            "orders"
        ),
        Case(
            "AOV by channel over time",
            "monthly; average_order_value; by channel",
            "orders"
        ),
        Case(
            "sales trend by month",
            "monthly; revenue",
            "orders"
        ),
        Case(
            "session count by channel for mobile devices",
            "session_count; by channel; if marketing_events.device|user_interactions.device = mobile",
            "user_interactions"
        ),
        Case(
            "ROAS by campaign objective and quarter for 2025",
            "quarterly; roas; by campaign_objective; in 2025-01-01 to 2025-12-31",
            "marketing_events"
        ),
        Case(
            "cost per click by channel, sorted by cost per click ascending",
            "cpc; by channel; asc cpc",
            "marketing_events"
        ),
        Case(
            "clicks by campaign name where clicks > 1,000",
            "clicks; by marketing_campaigns.campaign_name; having clicks greater 1000",
            "marketing_events"
        ),
        Case(
            "ctr over 5% by campaign",
            "ctr; by campaign; having ctr greater 0.05",
            "marketing_events"
        ),
        Case(
            "satisfaction below 3 by issue type",
            "satisfaction_score; by issue_type; having satisfaction_score less 3",
            "support_tickets"
        ),
        Case(
            "total discount by product category",
            "discount; by category",
            "orders"
        ),
        Case(
            "product revenue by month",
            "monthly; revenue",
            "orders"
        ),
        Case(
            "orders per customer by country",
            "order_count; by customer, country",
            "orders"
        ),
        Case(
            "hourly sessions yesterday",
            "hourly; session_count; in 2025-11-18",
            "user_interactions"
        ),
        Case(
            "new customers per month",
            "monthly; customer_count",
            "customers"
        ),
        Case(
            "revenue by payment method excluding paypal",
            "revenue; by orders.payment_method; if orders.payment_method not paypal",
            "orders"
        ),
        Case(
            "number of products by category",
            "product_count; by category",
            "products"
        ),
        Case(
            "how many campaigns are active?",
            "campaign_count; if marketing_campaigns.status = active",
            "marketing_campaigns"
        ),
        Case(
            "budget by channel",
            "budget; by channel",
            "marketing_campaigns"
        ),
        Case(
            "average unit price by category",
            "average_unit_price; by category",
            "orders"
        ),
        Case(
            "revenue in Germany by month",
            "monthly; revenue; if customers.country = Germany",
            "orders"
        ),
        Case(
            "compare revenue by region",
            "revenue; by region",
            "orders"
        ),
        Case(
            "revenue for the last 3 months by product",
            "revenue; by product; in 2025-08-01 to 2025-10-31",
            "orders"
        ),
        Case(
            "revenue; orders; units / region",
            "revenue, order_count, units_sold; by region",
            "orders"
        ),
        Case(
            "REVENUE BY REGION!!!",
            "revenue; by region",
            "orders"
        ),
        Case(
            "revenue per week per region per category in the last six months",
            "weekly; revenue; by region, category; in 2025-05-01 to 2025-10-31",
            "orders"
        ),
        Case(
            "revenue from 2024-01-01 to 2024-06-30 by month",
            "monthly; revenue; in 2024-01-01 to 2024-06-30",
            "orders"
        ),
        Case(
            "revenue before 2024-07-01 by quarter",
            "quarterly; revenue; in until 2024-06-30",
            "orders"
        ),
        Case(
            "revenue after March 2025 by month",
            "monthly; revenue; in from 2025-04-01",
            "orders"
        ),
        Case(
            "sales in the first half of 2024 by region",
            "revenue; by region; in 2024-01-01 to 2024-06-30",
            "orders"
        ),
        Case(
            "total sales on 2024-05-05",
            "revenue; in 2024-05-05",
            "orders"
        ),
        Case(
            "Could you whip up a weekly executive performance report with CTR and CPA per campaign",
            "weekly; ctr, cpa; by campaign",
            "marketing_events"
        ),
        Case(
            "revenue by customer's region",
            "revenue; by region@bronze.customers",
            "orders"
        ),
        Case(
            "show me total_amount by region",
            "revenue; by region",
            "orders"
        ),
        Case(
            "ordersByRegion",
            "order_count; by region",
            "orders"
        ),
        Case(
            "monthly tickets by customer segment",
            "monthly; ticket_count; by customer_segment",
            "support_tickets"
        ),
        Case(
            "revenue by campaign",
            "revenue; by campaign",
            "marketing_events"
        ),
        Case(
            "tickets by category",
            "ticket_count; by category",
            "support_tickets"
        ),
        Case(
            "revenue by region excluding cancelled orders",
            "revenue; by region; if orders.status not cancelled",
            "orders"
        ),
        Case(
            "best selling products by revenue",
            "revenue; by product; desc revenue; limit 10",
            "orders"
        ),
        Case(
            "I need a report on ticket volume by priority for each month of 2025",
            "monthly; ticket_count; by priority; in 2025-01-01 to 2025-12-31",
            "support_tickets"
        ),
        Case("support ticket volume by week", "weekly; ticket_count", "support_tickets"),
    ]
}

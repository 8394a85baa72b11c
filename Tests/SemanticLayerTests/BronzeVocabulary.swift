import SQLSyntax
import SemanticLayer

/// A vocabulary over the seven bronze datasets.
enum BronzeVocabulary {
    static let model = SemanticModel(vocabulary)
    /// A Wednesday.
    static let today = CalendarDate(daysSinceEpoch: 20_411)  // 2025-11-19

    static let vocabulary = Vocabulary(
        terms: terms,
        datasets: datasets,
        mappings: mappings,
        references: references
    )

    private static func text(
        _ name: String,
        nullable: Bool = false,
        personal: Bool = false,
        _ values: String...
    ) -> Vocabulary.Column {
        Vocabulary.Column(
            name,
            .text(length: nil),
            nullable: nullable,
            personal: personal,
            values: values
        )
    }

    private static func column(
        _ name: String,
        _ type: SQLType,
        nullable: Bool = false
    ) -> Vocabulary.Column {
        Vocabulary.Column(name, type, nullable: nullable)
    }

    private static let money = SQLType.decimal(precision: 18, scale: 2)

    static let datasets: [Vocabulary.Dataset] = [
        Vocabulary.Dataset(
            "bronze.orders",
            .fact,
            columns: [
                text("order_id"), text("customer_id"), text("product_id"),
                column("order_date", .timestamp), column("quantity", .integer),
                column("unit_price", money), column("discount", .decimal(precision: 5, scale: 4)),
                column("total_amount", money),
                text("region", "North", "South", "East", "West", "Central"),
                text("channel", "web", "mobile_app", "store", "partner"),
                text("payment_method", nullable: true, "card", "paypal"),
                text("status", "completed", "shipped", "pending", "cancelled", "returned"),
            ],
            primaryKey: ["order_id"],
            timeColumn: "order_date",
            quality: 0.88,
            freshness: 0.9,
            popularity: 1
        ),
        Vocabulary.Dataset(
            "bronze.customers",
            .dimension,
            columns: [
                text("customer_id"), text("first_name"), text("last_name"),
                text("email", nullable: true, personal: true),
                text("phone", nullable: true, personal: true),
                text("segment", "consumer", "small_business", "enterprise"),
                text("region", "North", "South", "East", "West", "Central"),
                text("country", "Germany", "France"), column("signup_date", .date),
                text("loyalty_tier", "bronze", "silver", "gold", "platinum"),
                column("is_active", .boolean),
            ],
            primaryKey: ["customer_id"],
            timeColumn: "signup_date",
            quality: 0.93
        ),
        Vocabulary.Dataset(
            "bronze.products",
            .dimension,
            columns: [
                text("product_id"), text("product_name"),
                text("category", "Electronics", "Home", "Clothing", "Sports", "Beauty", "Books"),
                text("subcategory"), text("brand"), column("unit_price", money),
                column("unit_cost", money), column("launch_date", .date),
                column("is_active", .boolean),
            ],
            primaryKey: ["product_id"],
            timeColumn: "launch_date",
            quality: 0.92
        ),
        Vocabulary.Dataset(
            "bronze.marketing_campaigns",
            .dimension,
            columns: [
                text("campaign_id"), text("campaign_name"),
                text("channel", "email", "paid_search", "social", "display", "affiliate"),
                text("objective", "awareness", "acquisition", "retention"),
                text("target_segment", "consumer", "small_business", "enterprise"),
                column("start_date", .date), column("end_date", .date), column("budget", money),
                text("status", "planned", "active", "paused", "completed"),
            ],
            primaryKey: ["campaign_id"],
            timeColumn: "start_date",
            quality: 0.9
        ),
        Vocabulary.Dataset(
            "bronze.marketing_events",
            .fact,
            columns: [
                text("event_id"), text("campaign_id"), column("event_date", .date),
                text("channel", "email", "paid_search", "social", "display", "affiliate"),
                text("device", nullable: true, "desktop", "mobile", "tablet"),
                text("region", "North", "South", "East", "West", "Central"),
                column("impressions", .integer), column("clicks", .integer),
                column("conversions", .integer), column("spend", money), column("revenue", money),
            ],
            primaryKey: ["event_id"],
            timeColumn: "event_date",
            quality: 0.95,
            freshness: 1,
            popularity: 0.8
        ),
        Vocabulary.Dataset(
            "bronze.user_interactions",
            .fact,
            columns: [
                text("interaction_id"), text("customer_id"), text("session_id"),
                text("product_id", nullable: true),
                text(
                    "interaction_type",
                    "page_view",
                    "product_view",
                    "add_to_cart",
                    "checkout",
                    "purchase"
                ),
                column("interaction_time", .timestamp), text("channel", "web", "mobile_app"),
                text("device", "desktop", "mobile", "tablet"),
                column("duration_seconds", .integer),
            ],
            primaryKey: ["interaction_id"],
            timeColumn: "interaction_time",
            quality: 0.85
        ),
        Vocabulary.Dataset(
            "bronze.support_tickets",
            .fact,
            columns: [
                text("ticket_id"), text("customer_id"), text("order_id", nullable: true),
                column("opened_at", .timestamp),
                column("first_response_at", .timestamp, nullable: true),
                column("resolved_at", .timestamp, nullable: true),
                text("priority", "low", "medium", "high", "urgent"),
                text("issue_type", "delivery", "billing", "product_quality", "account", "other"),
                text("channel", "email", "phone", "chat"),
                text("status", "open", "in_progress", "resolved", "closed"),
                column("satisfaction_score", .integer, nullable: true),
            ],
            primaryKey: ["ticket_id"],
            timeColumn: "opened_at",
            quality: 0.9
        ),
    ]

    private static func reference(
        _ dataset: String,
        _ column: String,
        _ target: String
    ) -> Vocabulary.Reference {
        let key = ["customers": "customer_id", "products": "product_id", "orders": "order_id"]
        return Vocabulary.Reference(
            ColumnReference("bronze." + dataset, column),
            to: ColumnReference("bronze." + target, key[target] ?? "campaign_id")
        )
    }

    static let references: [Vocabulary.Reference] = [
        reference("orders", "customer_id", "customers"),
        reference("orders", "product_id", "products"),
        reference("marketing_events", "campaign_id", "marketing_campaigns"),
        reference("user_interactions", "customer_id", "customers"),
        reference("user_interactions", "product_id", "products"),
        reference("support_tickets", "customer_id", "customers"),
        reference("support_tickets", "order_id", "orders"),
    ]
}

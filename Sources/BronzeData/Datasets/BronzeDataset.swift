/// One of the seven datasets of the demo: its files, columns and keys.
public struct BronzeDataset: Sendable, Hashable {
    /// A column as the files and the catalog name it.
    public struct Column: Sendable, Hashable {
        /// The column's name.
        public let name: String
        /// Its SQL type, such as `DECIMAL(18,2)`.
        public let type: String
        /// Whether a value may be missing.
        public let isNullable: Bool
        /// The dataset and column whose values it repeats, if any.
        public let reference: String?
    }

    /// The name in SQL, such as `bronze.orders`.
    public let name: String
    /// The folder below `data/bronze`, such as `orders`.
    public let folder: String
    /// The files' name without extension, such as `orders`.
    public let fileName: String
    /// The columns in the files' order.
    public let columns: [Column]
    /// The columns that identify a row, duplicates by mistake aside.
    public let primaryKey: [String]

    init(_ folder: String, file: String, key: String, _ columns: [Column]) {
        name = "bronze.\(folder)"
        self.folder = folder
        fileName = file
        primaryKey = [key]
        self.columns = columns
    }

    /// All seven, referenced ones before those that refer to them.
    public static let all: [BronzeDataset] = [
        customers, products, campaigns, orders, events, interactions, tickets,
    ]
}

extension BronzeDataset.Column {
    fileprivate static func text(_ name: String, null: Bool = false) -> Self {
        Self(name: name, type: "VARCHAR", isNullable: null, reference: nil)
    }

    fileprivate static func key(_ name: String, _ target: String, null: Bool = false) -> Self {
        Self(name: name, type: "VARCHAR", isNullable: null, reference: "bronze.\(target).\(name)")
    }

    fileprivate static func integer(_ name: String, null: Bool = false) -> Self {
        Self(name: name, type: "INTEGER", isNullable: null, reference: nil)
    }

    fileprivate static func money(_ name: String) -> Self {
        Self(name: name, type: "DECIMAL(18,2)", isNullable: false, reference: nil)
    }

    fileprivate static func of(_ type: String, _ name: String, null: Bool = false) -> Self {
        Self(name: name, type: type, isNullable: null, reference: nil)
    }
}

extension BronzeDataset {
    /// `bronze.customers`.
    public static let customers = BronzeDataset(
        "customers", file: "customers", key: "customer_id",
        [
            .text("customer_id"), .text("first_name"), .text("last_name"),
            .text("email", null: true), .text("phone", null: true), .text("segment"),
            .text("region"), .text("country"), .of("DATE", "signup_date"), .text("loyalty_tier"),
            .of("BOOLEAN", "is_active"),
        ]
    )

    /// `bronze.products`.
    public static let products = BronzeDataset(
        "products", file: "products", key: "product_id",
        [
            .text("product_id"), .text("product_name"), .text("category"), .text("subcategory"),
            .text("brand"), .money("unit_price"), .money("unit_cost"), .of("DATE", "launch_date"),
            .of("BOOLEAN", "is_active"),
        ]
    )

    /// `bronze.marketing_campaigns`.
    public static let campaigns = BronzeDataset(
        "marketing_campaigns", file: "campaigns", key: "campaign_id",
        [
            .text("campaign_id"), .text("campaign_name"), .text("channel"), .text("objective"),
            .text("target_segment"), .of("DATE", "start_date"), .of("DATE", "end_date"),
            .money("budget"), .text("status"),
        ]
    )

    /// `bronze.orders`.
    public static let orders = BronzeDataset(
        "orders", file: "orders", key: "order_id",
        [
            .text("order_id"), .key("customer_id", "customers"), .key("product_id", "products"),
            .of("TIMESTAMP", "order_date"), .integer("quantity"), .money("unit_price"),
            .of("DECIMAL(5,4)", "discount"), .money("total_amount"), .text("region"),
            .text("channel"), .text("payment_method", null: true), .text("status"),
        ]
    )

    /// `bronze.marketing_events`.
    public static let events = BronzeDataset(
        "marketing_events", file: "events", key: "event_id",
        [
            .text("event_id"), .key("campaign_id", "marketing_campaigns"),
            .of("DATE", "event_date"), .text("channel"), .text("device", null: true),
            .text("region"), .integer("impressions"), .integer("clicks"),
            .integer("conversions"), .money("spend"), .money("revenue"),
        ]
    )

    /// `bronze.user_interactions`.
    public static let interactions = BronzeDataset(
        "user_interactions", file: "interactions", key: "interaction_id",
        [
            .text("interaction_id"), .key("customer_id", "customers"), .text("session_id"),
            .key("product_id", "products", null: true), .text("interaction_type"),
            .of("TIMESTAMP", "interaction_time"), .text("channel"), .text("device"),
            .integer("duration_seconds"),
        ]
    )

    /// `bronze.support_tickets`.
    public static let tickets = BronzeDataset(
        "support_tickets", file: "tickets", key: "ticket_id",
        [
            .text("ticket_id"), .key("customer_id", "customers"),
            .key("order_id", "orders", null: true), .of("TIMESTAMP", "opened_at"),
            .of("TIMESTAMP", "first_response_at", null: true),
            .of("TIMESTAMP", "resolved_at", null: true), .text("priority"), .text("issue_type"),
            .text("channel"), .text("status"), .integer("satisfaction_score", null: true),
        ]
    )
}

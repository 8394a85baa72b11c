import SemanticLayer

extension BronzeVocabulary {
    static let terms: [Vocabulary.Term] = entities + dimensions + measures + metrics

    private static let entities: [Vocabulary.Term] = [
        Vocabulary.Term("customer", .entity, synonyms: ["client", "buyer"]),
        Vocabulary.Term("product", .entity, synonyms: ["item", "article"]),
        Vocabulary.Term("order", .entity, synonyms: ["purchase order"]),
        Vocabulary.Term("campaign", .entity, synonyms: ["marketing campaign"]),
        Vocabulary.Term("support_ticket", .entity, synonyms: ["ticket", "case"]),
    ]

    private static let dimensions: [Vocabulary.Term] = [
        Vocabulary.Term("region", .dimension, synonyms: ["sales region", "territory"]),
        Vocabulary.Term("category", .dimension, synonyms: ["product category"]),
        Vocabulary.Term("brand", .dimension),
        Vocabulary.Term("customer_segment", .dimension, synonyms: ["segment"]),
        Vocabulary.Term("country", .dimension, synonyms: ["nation"]),
        Vocabulary.Term("loyalty_tier", .dimension, synonyms: ["tier", "loyalty level"]),
        Vocabulary.Term("channel", .dimension, synonyms: ["sales channel", "marketing channel"]),
        Vocabulary.Term("device", .dimension, synonyms: ["device type"]),
        Vocabulary.Term("order_status", .dimension),
        Vocabulary.Term("campaign_status", .dimension),
        Vocabulary.Term("campaign_objective", .dimension, synonyms: ["objective"]),
        Vocabulary.Term("priority", .dimension, synonyms: ["ticket priority", "severity"]),
        Vocabulary.Term("issue_type", .dimension, synonyms: ["issue"]),
        Vocabulary.Term("interaction_type", .dimension),
        Vocabulary.Term("order_date", .dimension, synonyms: ["purchase date"]),
    ]

    private static let measures: [Vocabulary.Term] = [
        Vocabulary.Term(
            "revenue",
            .measure,
            definition: "Value of completed orders.",
            synonyms: ["sales", "turnover", "total revenue", "income"],
            aggregation: .sum,
            unit: "EUR",
            lowerBound: 0
        ),
        Vocabulary.Term(
            "order_count",
            .measure,
            synonyms: ["orders", "number of orders", "order volume"],
            aggregation: .countDistinct
        ),
        Vocabulary.Term(
            "units_sold",
            .measure,
            synonyms: ["units", "quantity", "quantity sold"],
            aggregation: .sum
        ),
        Vocabulary.Term("impressions", .measure, synonyms: ["ad impressions"], aggregation: .sum),
        Vocabulary.Term("clicks", .measure, synonyms: ["ad clicks"], aggregation: .sum),
        Vocabulary.Term("conversions", .measure, aggregation: .sum),
        Vocabulary.Term("spend", .measure, synonyms: ["ad spend", "cost"], aggregation: .sum),
        Vocabulary.Term(
            "product_cost",
            .measure,
            synonyms: ["cogs"],
            aggregation: .average
        ),
        Vocabulary.Term(
            "ticket_count", .measure, synonyms: ["tickets", "support tickets"],
            aggregation: .countDistinct),
        Vocabulary.Term(
            "resolution_time",
            .measure,
            synonyms: ["time to resolve", "average resolution time"],
            aggregation: .average,
            unit: "hours"
        ),
        Vocabulary.Term(
            "satisfaction_score",
            .measure,
            synonyms: ["csat", "satisfaction"],
            aggregation: .average,
            lowerBound: 1,
            upperBound: 5
        ),
        Vocabulary.Term(
            "session_count", .measure, synonyms: ["sessions"],
            aggregation: .countDistinct),
        Vocabulary.Term("churned_customers", .measure, synonyms: ["lost customers"]),
    ]

    private static let metrics: [Vocabulary.Term] = [
        Vocabulary.Term(
            "ctr",
            .metric,
            displayName: "click-through rate",
            synonyms: ["CTR", "click through rate"],
            formula: "clicks / impressions",
            lowerBound: 0,
            upperBound: 1
        ),
        Vocabulary.Term(
            "cvr",
            .metric,
            displayName: "conversion rate",
            formula: "conversions / clicks",
            lowerBound: 0,
            upperBound: 1
        ),
        Vocabulary.Term(
            "cpa",
            .metric,
            displayName: "cost per acquisition",
            formula: "spend / conversions"
        ),
        Vocabulary.Term(
            "roas",
            .metric,
            displayName: "return on ad spend",
            formula: "revenue / spend"
        ),
        Vocabulary.Term("cpc", .metric, displayName: "cost per click", formula: "spend / clicks"),
        Vocabulary.Term(
            "average_order_value",
            .metric,
            synonyms: ["AOV", "avg order value", "basket value"],
            formula: "revenue / order_count"
        ),
        Vocabulary.Term(
            "net_contribution",
            .metric,
            synonyms: ["contribution"],
            formula: "revenue - spend"
        ),
    ]

    private static func map(
        _ term: String,
        _ dataset: String,
        _ column: String,
        _ confidence: Double = 0.95,
        where condition: String? = nil,
        as expression: String? = nil
    ) -> Vocabulary.Mapping {
        Vocabulary.Mapping(
            term,
            to: ColumnReference("bronze." + dataset, column),
            confidence: confidence,
            condition: condition,
            expression: expression
        )
    }

    private static let completed = "status = 'completed'"

    static let mappings: [Vocabulary.Mapping] = [
        map("customer", "customers", "customer_id"), map("product", "products", "product_id"),
        map("order", "orders", "order_id"), map("campaign", "marketing_campaigns", "campaign_id"),
        map("campaign", "marketing_events", "campaign_id", 0.9),
        map("support_ticket", "support_tickets", "ticket_id"),
        map("region", "orders", "region"), map("region", "customers", "region", 0.85),
        map("region", "marketing_events", "region", 0.9), map("category", "products", "category"),
        map("brand", "products", "brand"), map("customer_segment", "customers", "segment"),
        map("country", "customers", "country"), map("loyalty_tier", "customers", "loyalty_tier"),
        map("channel", "orders", "channel"), map("channel", "marketing_events", "channel"),
        map("channel", "marketing_campaigns", "channel", 0.9),
        map("channel", "user_interactions", "channel", 0.9),
        map("channel", "support_tickets", "channel", 0.8),
        map("device", "marketing_events", "device"), map("device", "user_interactions", "device"),
        map("order_status", "orders", "status"),
        map("campaign_status", "marketing_campaigns", "status"),
        map("campaign_objective", "marketing_campaigns", "objective"),
        map("priority", "support_tickets", "priority"),
        map("issue_type", "support_tickets", "issue_type"),
        map("interaction_type", "user_interactions", "interaction_type"),
        map("order_date", "orders", "order_date"),
        map("revenue", "orders", "total_amount", where: completed),
        map("revenue", "marketing_events", "revenue", 0.9),
        map("order_count", "orders", "order_id", where: completed),
        map("units_sold", "orders", "quantity", where: completed),
        map("impressions", "marketing_events", "impressions"),
        map("clicks", "marketing_events", "clicks"),
        map("conversions", "marketing_events", "conversions"),
        map("spend", "marketing_events", "spend"), map("product_cost", "products", "unit_cost"),
        map("ticket_count", "support_tickets", "ticket_id"),
        map(
            "resolution_time",
            "support_tickets",
            "resolved_at",
            as: "hours_between(opened_at, resolved_at)"
        ),
        map("satisfaction_score", "support_tickets", "satisfaction_score"),
        map("session_count", "user_interactions", "session_id"),
    ]
}

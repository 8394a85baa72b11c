/// The words that names in a company's catalog are made of.
enum Vocabulary {
    static let domains = [
        "customer", "finance", "sales", "marketing", "supply_chain", "hr", "product", "risk",
        "operations", "compliance", "support", "logistics",
    ]
    static let qualifiers = [
        "gross", "net", "average", "total", "projected", "actual", "monthly", "annual", "weekly",
        "daily", "active", "churned", "primary", "billing", "shipping", "legal", "internal",
        "external", "regional", "global",
    ]
    static let entities = [
        "customer", "account", "order", "invoice", "product", "payment", "employee", "supplier",
        "shipment", "contract", "campaign", "ticket", "loan", "claim", "asset", "store", "device",
        "session", "subscription", "portfolio",
    ]
    static let measures = [
        "amount", "count", "rate", "value", "revenue", "cost", "margin", "balance", "identifier",
        "status", "date", "score", "segment", "category", "name", "address", "email", "phone",
        "tenure", "ratio",
    ]
    static let layers = ["bronze", "silver", "gold"]
    static let datasetTypes = ["table", "view", "stream", "file", "api"]
    static let freshness = ["15m", "1h", "6h", "24h", "7d"]
    static let kinds = ["fact", "dim", "event", "snapshot", "agg"]
    static let transformations = [
        "copy", "filter", "join", "aggregate", "dedupe", "cast", "mask", "union", "window",
        "lookup",
    ]
    static let ruleTypes = ["completeness", "uniqueness", "validity", "freshness"]
    static let severities = ["low", "medium", "high", "critical"]

    /// What a column holds: the name's stem, its type, and whether it tells who a person is.
    struct Attribute {
        let name: String
        let type: String
        let isPersonal: Bool

        init(_ name: String, _ type: String, personal isPersonal: Bool = false) {
            self.name = name
            self.type = type
            self.isPersonal = isPersonal
        }
    }

    static let attributes: [Attribute] = [
        Attribute("id", "BIGINT"), Attribute("key", "BIGINT"),
        Attribute("email", "VARCHAR", personal: true),
        Attribute("phone", "VARCHAR", personal: true),
        Attribute("ssn", "VARCHAR", personal: true),
        Attribute("first_name", "VARCHAR", personal: true),
        Attribute("last_name", "VARCHAR", personal: true),
        Attribute("birth_date", "DATE", personal: true),
        Attribute("address", "VARCHAR", personal: true),
        Attribute("amount", "DECIMAL"), Attribute("amount_usd", "DECIMAL"),
        Attribute("count", "INTEGER"), Attribute("status", "VARCHAR"),
        Attribute("type", "VARCHAR"), Attribute("category", "VARCHAR"),
        Attribute("created_at", "TIMESTAMP"), Attribute("updated_at", "TIMESTAMP"),
        Attribute("is_active", "BOOLEAN"), Attribute("score", "DOUBLE"),
        Attribute("rate", "DOUBLE"), Attribute("balance", "DECIMAL"),
        Attribute("currency", "VARCHAR"), Attribute("country_code", "VARCHAR"),
        Attribute("region", "VARCHAR"), Attribute("segment", "VARCHAR"),
        Attribute("description", "VARCHAR"), Attribute("version", "INTEGER"),
        Attribute("hash", "VARCHAR"), Attribute("latitude", "DOUBLE", personal: true),
        Attribute("longitude", "DOUBLE", personal: true),
        Attribute("ip_address", "VARCHAR", personal: true), Attribute("payload", "JSON"),
    ]
    static let prefixes = ["", "src_", "tgt_", "prev_", "curr_", "max_", "min_", "stg_"]
    static let suffixes = ["", "_v2", "_raw", "_clean", "_bkp", "_ytd", "_mtd", "_v1"]
}

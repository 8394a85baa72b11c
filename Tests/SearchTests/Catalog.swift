import PropertyGraph
import Search
import Testing

/// A small catalog in memory with all search indexes.
struct Catalog {
    let database = MemoryDatabase(
        fixedIndexes: SearchIndexes.fixed, derivedIndexes: SearchIndexes.factory)
    let info = CommitInfo(actor: "test", source: "test", time: 0)

    init() throws {
        try database.write(info) { draft in
            let orders = try Self.dataset(
                draft, "bronze.orders", "Order lines of the shop as they were placed.",
                [
                    ("order_id", "Identifier of the order.", []),
                    ("customer_id", "Customer who placed it.", ["C003362"]),
                    ("total_amount", "Price after discount.", []),
                    ("status", "Where the order stands.", ["completed", "cancelled"]),
                ])
            try Self.dataset(
                draft, "bronze.orders_history", "Former states of orders.",
                [("order_id", "The order.", []), ("cust_nm", "Who bought.", [])])
            try Self.dataset(
                draft, "bronze.support_tickets", "Requests of customers for help.",
                [("ticket_id", "", []), ("satisfaction_score", "Rating from 1 to 5.", [])])
            try Self.dataset(draft, "odd.it's-a \"table\"", "Named without care.", [])
            let revenue = try draft.createNode(
                labels: ["BusinessTerm"],
                properties: [
                    "term": "revenue", "name": "Revenue",
                    "definition": "Money earned from completed orders.",
                    "synonyms": ["turnover", "net sales"],
                ])
            _ = try draft.createNode(
                labels: ["BusinessTerm"],
                properties: [
                    "term": "conversion_rate", "definition": "Share of clicks that become orders.",
                    "synonyms": ["CVR"],
                ])
            let amount = try #require(
                orders.first { draft.graph.text("name", $0) == "total_amount" })
            _ = try draft.createRelationship(
                "MAPS_TO", from: amount, to: revenue, properties: ["status": "approved"])
        }
    }

    @discardableResult
    static func dataset(
        _ draft: Draft, _ name: String, _ description: String,
        _ columns: [(name: String, description: String, samples: [String])]
    ) throws -> [NodeID] {
        let dataset = try draft.createNode(
            labels: ["Dataset"],
            properties: [
                "name": .string(name), "description": .string(description), "layer": "bronze",
            ])
        return try columns.map { column in
            let node = try draft.createNode(
                labels: ["Column"],
                properties: [
                    "name": .string(column.name), "dataset_name": .string(name),
                    "description": .string(column.description),
                    "sample_values": .list(column.samples.map { .string($0) }),
                ])
            _ = try draft.createRelationship("HAS_COLUMN", from: dataset, to: node)
            return node
        }
    }

    func search(_ question: String, _ options: SearchOptions = SearchOptions()) -> SearchResults {
        database.snapshot().search(question, options: options)
    }

    /// The titles of the hits.
    func titles(_ question: String, _ options: SearchOptions = SearchOptions()) -> [String] {
        search(question, options).hits.map(\.title)
    }

    /// Runs changes and commits them.
    func write(_ body: (Draft) throws -> Void) throws {
        try database.write(info, body)
    }

    func node(_ name: String) -> NodeID? {
        let graph = database.snapshot()
        var cursor = graph.nodes()
        while let node = cursor.next() {
            if graph.text("name", node) == name || graph.text("term", node) == name { return node }
        }
        return nil
    }
}

extension Graph {
    func text(_ key: String, _ node: NodeID) -> String? {
        guard let key = propertyKey(named: key), case .string(let text) = value(of: key, on: node)
        else { return nil }
        return text
    }
}

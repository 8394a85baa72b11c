import PropertyGraph
import TestSupport
import Testing

@testable import Search

@Test func `the index follows commits`() throws {
    let catalog = try Catalog()
    let before = catalog.database.snapshot()
    let orders = try #require(catalog.node("bronze.orders"))
    let revenue = try #require(catalog.node("Revenue"))
    try catalog.write { draft in
        let (name, synonyms) = (try draft.propertyKey("name"), try draft.propertyKey("synonyms"))
        try draft.set(name, "bronze.purchases", on: orders)
        try draft.set(synonyms, ["proceeds"], on: revenue)
    }
    #expect(catalog.titles("purchases").first == "bronze.purchases")
    #expect(!catalog.titles("bronze.orders").contains("bronze.orders"))
    // The column reads the synonyms of its term.
    #expect(catalog.titles("proceeds").contains("total_amount"))
    #expect(catalog.titles("turnover").isEmpty)
    // An older version still answers as it did.
    #expect(before.search("turnover").hits.first?.title == "Revenue")
    #expect(before.search("bronze.orders").hits.first?.title == "bronze.orders")
}

@Test func `a rejected mapping says nothing about a column`() throws {
    let catalog = try Catalog()
    let amount = try #require(catalog.node("total_amount"))
    try catalog.write { draft in
        let status = try draft.propertyKey("status")
        let mapping = try #require(
            {
                var cursor = draft.graph.relationships(of: amount, .outgoing)
                return cursor.next()?.relationship
            }())
        try draft.set(status, "rejected", on: mapping)
    }
    #expect(!catalog.titles("turnover").contains("total_amount"))
}

@Test func `declared indexes exist from their declaration to their end`() throws {
    let catalog = try Catalog()
    try catalog.write { draft in
        try draft.create(
            IndexDefinition(
                name: "texts", kind: .fullText, target: .nodes(labels: ["Dataset", "Column"]),
                keys: ["name", "description"]))
    }
    func found(_ question: String) throws -> [String] {
        let graph = catalog.database.snapshot()
        let index = try #require(graph.searchIndex(named: "texts"))
        return index.search(question, on: graph).hits.map(\.title)
    }
    #expect(try found("former").first == "bronze.orders_history")
    #expect(try found("revenue").isEmpty)
    try catalog.write { try Catalog.dataset($0, "silver.revenue", "", []) }
    #expect(try found("revenue") == ["silver.revenue"])
    try catalog.write { try $0.dropIndex(named: "texts") }
    #expect(catalog.database.snapshot().searchIndex(named: "texts") == nil)
    #expect(catalog.database.snapshot().searchIndex(named: SearchIndexes.catalogName) != nil)
}

@Test func `relationships can be indexed too`() throws {
    let catalog = try Catalog()
    try catalog.write { draft in
        try draft.create(
            IndexDefinition(
                name: "evidence", kind: .fullText, target: .relationships(types: ["MAPS_TO"]),
                keys: ["evidence"]))
    }
    let column = try #require(catalog.node("customer_id"))
    let term = try #require(catalog.node("Revenue"))
    try catalog.write { draft in
        _ = try draft.createRelationship(
            "MAPS_TO", from: column, to: term, properties: ["evidence": "a plain guess"])
    }
    let graph = catalog.database.snapshot()
    let index = try #require(graph.searchIndex(named: "evidence"))
    let hit = try #require(index.search("guess", on: graph).hits.first)
    #expect(graph.relationship(RelationshipID(hit.document))?.start == column)
    #expect(hit.type == "MAPS_TO")
    let options = SearchOptions(access: AccessView(hiding: [term]))
    #expect(index.search("guess", on: graph, options: options).hits.isEmpty)
}

@Test(arguments: 1...6)
func `after random commits the index equals one made anew`(seed: UInt64) throws {
    let catalog = try Catalog()
    try catalog.write { draft in
        try draft.create(
            IndexDefinition(
                name: "texts", kind: .fullText, target: .nodes(labels: ["Dataset", "Extra"]),
                keys: ["name", "description"]))
    }
    var random = SeededGenerator(seed: seed)
    for _ in 0..<40 {
        try catalog.write { draft in
            for _ in 0..<Int.random(in: 1...6, using: &random) { try change(draft, &random) }
        }
        let graph = catalog.database.snapshot()
        for name in ["texts", SearchIndexes.catalogName] {
            let index = try #require(graph.searchIndex(named: name))
            let anew = SearchIndex(index.definition, on: graph)
            #expect(index.dump() == anew.dump(), "\(name)")
            #expect(index.totals == anew.totals)
            #expect(index.documentCount == anew.documentCount)
        }
    }
}

/// One random change of a catalog.
private func change(_ draft: Draft, _ random: inout SeededGenerator) throws {
    let graph = draft.graph
    var nodes: [NodeID] = []
    var cursor = graph.nodes()
    while let node = cursor.next() { nodes.append(node) }
    let vocabulary = ["order", "orders", "ordered", "net_sales", "a.b", "Kundę", "x1", "amount"]
    func text() -> Value {
        let count = Int.random(in: 0...3, using: &random)
        let words = (0..<count).map { _ in vocabulary.randomElement(using: &random) ?? "" }
        return .string(words.joined(separator: " "))
    }
    let node = nodes.randomElement(using: &random)
    let other = nodes.randomElement(using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0:
        let label = ["Dataset", "Column", "BusinessTerm", "Plain"].randomElement(using: &random)
        _ = try draft.createNode(
            labels: [label ?? "Plain"],
            properties: ["name": text(), "description": text(), "synonyms": [text(), text()]])
    case 1: try delete(node, draft)
    case 2:
        guard let node, let other else { return }
        let type = ["HAS_COLUMN", "MAPS_TO", "LINK"].randomElement(using: &random) ?? "LINK"
        let status: Value = Bool.random(using: &random) ? "approved" : "rejected"
        _ = try draft.createRelationship(
            type, from: node, to: other, properties: ["status": status])
    case 3:
        guard let node else { return }
        let label = try draft.label("Extra")
        if try !draft.add(label, to: node) { _ = try draft.remove(label, from: node) }
    case 4:
        guard let node else { return }
        var links = graph.relationships(of: node, .both)
        if let entry = links.next() { try draft.delete(entry.relationship) }
    default:
        guard let node else { return }
        let key = ["name", "description", "synonyms", "term", "sample_values", "layer"]
            .randomElement(using: &random)
        let value: Value = Bool.random(using: &random) ? text() : .list([text(), 3, text()])
        try draft.set(try draft.propertyKey(key ?? "name"), value, on: node)
    }
}

private func delete(_ node: NodeID?, _ draft: Draft) throws {
    guard let node else { return }
    var links: Set<RelationshipID> = []
    draft.graph.forEachRelationship(of: node, .both) {
        links.insert($0.relationship)
        return true
    }
    for link in links { try draft.delete(link) }
    try draft.delete(node)
}

extension SearchIndex {
    /// All that is in the index, readable.
    func dump() -> [String] {
        var lines: [String] = []
        words.walk { word, list in
            let postings = (0..<list.chunkCount).flatMap { list.chunk($0) }
            lines.append("\(word): \(postings.map(\.bits)) \(list.count)")
            return true
        }
        stems.walk { stem, members in
            lines.append("\(stem) <- \(members)")
            return true
        }
        return lines
    }
}

import Assets
import PropertyGraph
import Testing

@testable import Catalog

@Suite("Seeds")
struct SeedTests {
    let documents: [CatalogDocument]
    let terms: [TermEntry]
    let columns: [String: [String]]

    init() throws {
        documents = try AssetFolder.seeds.embedded.map {
            try CatalogDocument(parsing: $0.text, file: $0.path)
        }
        terms = documents.flatMap(\.terms)
        var columns: [String: [String]] = [:]
        for dataset in documents.flatMap(\.datasets) {
            columns[dataset.name] = dataset.columns.map(\.name)
        }
        self.columns = columns
    }

    @Test
    func `the seven bronze datasets have their columns`() {
        #expect(
            columns.mapValues(\.count) == [
                "bronze.orders": 12, "bronze.customers": 11, "bronze.products": 9,
                "bronze.marketing_campaigns": 9, "bronze.marketing_events": 11,
                "bronze.user_interactions": 9, "bronze.support_tickets": 11,
            ])
        for dataset in documents.flatMap(\.datasets) {
            #expect(
                dataset.primaryKey?.allSatisfy { columns[dataset.name]?.contains($0) == true }
                    == true)
            #expect(columns[dataset.name]?.contains(dataset.timeColumn ?? "") == true)
            #expect(dataset.owner != nil && dataset.qualityScore != nil && dataset.domain != nil)
            for column in dataset.columns {
                #expect(column.type != nil && column.isNullable != nil)
                #expect(column.description?.hasSuffix(".") == true, "\(column.name)")
            }
        }
    }

    @Test
    func `every term says what it means, how it is called and who keeps it`() {
        #expect(terms.count >= 75)
        let users = Set(documents.flatMap(\.users).map(\.id))
        let domains = Set(documents.flatMap(\.domains).map(\.name))
        for term in terms {
            #expect(term.definition?.hasSuffix(".") == true, "\(term.term)")
            #expect((term.synonyms ?? []).count >= 3, "\(term.term)")
            #expect(users.contains(term.steward ?? ""), "\(term.term)")
            #expect(domains.contains(term.domain ?? ""), "\(term.term)")
            #expect(term.kind != nil && term.name != nil, "\(term.term)")
        }
        #expect(Set(terms.map(\.term)).count == terms.count)
    }

    @Test
    func `a term is computed in one way`() {
        for term in terms {
            let ways = [term.formula != nil, term.grain != nil, !term.mappings.isEmpty]
            #expect(ways.count { $0 } == 1, "\(term.term)")
            #expect((term.kind == "metric") == (term.formula != nil), "\(term.term)")
            #expect((term.kind == "measure") == (term.aggregation != nil), "\(term.term)")
            if term.kind == "entity" {
                #expect(term.mappings.count { $0.role == "key" } == 1, "\(term.term)")
            } else {
                #expect(term.mappings.allSatisfy { $0.role == nil }, "\(term.term)")
            }
        }
    }

    @Test
    func `formulas name terms that can be computed, and never each other in a circle`() {
        let byKey = Dictionary(uniqueKeysWithValues: terms.map { ($0.term, $0) })
        func height(_ key: String, below limit: Int) -> Int? {
            guard limit > 0, let term = byKey[key] else { return nil }
            guard let formula = term.formula else { return term.kind == "measure" ? 0 : nil }
            var highest = 0
            for name in Formula.terms(in: formula) {
                guard let below = height(name, below: limit - 1) else { return nil }
                highest = max(highest, below)
            }
            return highest + 1
        }
        for term in terms where term.formula != nil {
            #expect(height(term.term, below: 10) != nil, "\(term.term)")
        }
    }

    @Test
    func `a phrase means one term`() {
        var meanings: [String: Set<String>] = [:]
        for term in terms {
            let names = [term.displayName, term.name ?? ""] + (term.synonyms ?? [])
            for name in names { meanings[name.lowercased(), default: []].insert(term.term) }
        }
        #expect(meanings.filter { $0.value.count > 1 }.isEmpty)
    }

    @Test
    func `mappings, conditions and expressions use columns that are there`() throws {
        for mapping in terms.flatMap(\.mappings) {
            let dot = try #require(mapping.column.lastIndex(of: "."))
            let dataset = String(mapping.column[..<dot])
            let own = try #require(columns[dataset], "\(mapping.column)")
            #expect(own.contains(String(mapping.column[mapping.column.index(after: dot)...])))
            for text in [mapping.condition, mapping.expression].compactMap({ $0 }) {
                expectColumns(in: text, of: dataset)
            }
        }
        for rule in documents.flatMap(\.qualityRules) {
            var dataset = rule.dataset ?? ""
            for column in rule.columns {
                let dot = try #require(column.lastIndex(of: "."))
                dataset = String(column[..<dot])
                let own = columns[dataset] ?? []
                #expect(own.contains(String(column[column.index(after: dot)...])), "\(column)")
            }
            guard let condition = rule.condition, !condition.contains("REFERENCES") else {
                continue
            }
            expectColumns(in: condition.replacing(/\b[A-Z][A-Z_]*\b/, with: ""), of: dataset)
        }
    }

    /// Expects that each lower-case name in SQL is a column of the dataset or, with the name of
    /// another dataset before it, of that one.
    private func expectColumns(in sql: String, of dataset: String) {
        let plain = sql.replacing(/'[^']*'/, with: "")
        for match in plain.matches(of: /(?:([a-z_]+)\.)?([a-z_]+)(\()?/) where match.3 == nil {
            let owner = match.1.map { "bronze.\($0)" } ?? dataset
            #expect(columns[owner]?.contains(String(match.2)) == true, "\(sql): \(match.0)")
        }
    }

    @Test
    func `what the marketing and sales examples name is there`() {
        let byKey = Dictionary(uniqueKeysWithValues: terms.map { ($0.term, $0) })
        #expect(byKey["ctr"]?.formula == "clicks / impressions")
        #expect(byKey["cvr"]?.formula == "conversions / clicks")
        #expect(byKey["cpa"]?.formula == "spend / conversions")
        #expect(byKey["roas"]?.formula == "revenue / spend")
        #expect(byKey["average_order_value"]?.formula == "revenue / order_count")
        for key in ["revenue", "order_count", "units_sold"] {
            let mapping = byKey[key]?.mappings.first { $0.column.hasPrefix("bronze.orders.") }
            #expect(mapping?.condition == "status = 'completed'", "\(key)")
        }
        #expect(byKey["revenue"]?.mappings.map(\.confidence) == [0.95, 0.9])
    }

    @Test
    func `there are rules for every dataset`() {
        let rules = documents.flatMap(\.qualityRules)
        #expect(rules.count >= 25)
        #expect(Set(rules.map(\.ruleID)).count == rules.count)
        #expect(rules.first?.ruleID == "QR001")
        #expect(rules.first?.condition == "total_amount >= 0")
        let watched = Set(
            rules.flatMap { $0.columns + [$0.dataset.map { $0 + ".x" }].compactMap { $0 } }
                .map { $0.split(separator: ".").dropLast().joined(separator: ".") }
        )
        #expect(watched == Set(columns.keys))
    }

    @Test
    func `personal data requires a role`() {
        for dataset in documents.flatMap(\.datasets)
        where dataset.columns.contains(where: { $0.piiType != nil }) {
            #expect(!dataset.requiredRoles.isEmpty && !dataset.requiredRoles.contains("viewer"))
        }
    }

    @Test
    func `everything in the seeded graph is declared in the schema`() throws {
        let model = try GraphModel(AssetFolder.schema.embedded)
        let graph = try SeededGraph.seeded().snapshot()
        var nodes = graph.nodes()
        while let node = nodes.next() {
            let label = graph.labels(of: node).map { graph.name(of: $0) }.joined()
            let declared = try #require(model.nodes[label], "\(label)")
            for entry in graph.properties(of: node) {
                let name = graph.name(of: entry.key)
                #expect(declared[name] == type(of: entry.value), "\(label).\(name)")
            }
            var cursor = graph.relationships(of: node, .outgoing)
            while let entry = cursor.next() {
                let end = graph.labels(of: entry.neighbour).map { graph.name(of: $0) }.joined()
                let pattern = GraphModel.Pattern(
                    start: label, type: graph.name(of: entry.type), end: end
                )
                let known = try #require(model.relationships[pattern], "\(pattern)")
                for property in graph.properties(of: entry.relationship) {
                    let name = graph.name(of: property.key)
                    #expect(known[name] == type(of: property.value), "\(pattern).\(name)")
                }
            }
        }
    }

    private func type(of value: Value) -> String {
        switch value {
        case .string: "STRING"
        case .integer: "INTEGER"
        case .float: "FLOAT"
        case .boolean: "BOOLEAN"
        case .list: "LIST"
        case .dateTime: "DATETIME"
        default: "?"
        }
    }
}

import SQLSyntax
import SemanticLayer
import Testing

/// Questions about the catalog, told from questions about rows.
@Suite("Questions about the catalog")
struct CatalogQuestionTests {
    private func reading(_ question: String) -> CatalogReading? {
        BronzeVocabulary.model.catalogReading(of: question)
    }

    /// The kind and what the first subject may stand for.
    private func summary(_ question: String) -> String? {
        guard case .question(let asked)? = reading(question) else { return nil }
        let meanings = asked.subjects.map { subject in
            subject.meanings.map { meaning in
                switch meaning {
                case .dataset(let name): name
                case .column(let column): column.description
                case .term(let term): "term \(term)"
                }
            }.joined(separator: "|")
        }
        return ([asked.kind.rawValue] + meanings).joined(separator: " ")
    }

    @Test(arguments: [
        ("What columns are in orders?", "columns bronze.orders"),
        ("Which fields does the customers table have?", "columns bronze.customers"),
        ("list all the columns of bronze.orders", "columns bronze.orders"),
        ("Describe orders", "columns bronze.orders"),
        ("How many columns does orders have?", "column_count bronze.orders"),
        ("What tables are there?", "tables"),
        ("List all tables", "tables"),
        ("How fresh is orders?", "freshness bronze.orders"),
        ("What are the foreign keys of orders?", "keys bronze.orders"),
        ("How are orders and products joined?", "connection bronze.orders bronze.products"),
        ("Which rules apply to orders?", "rules bronze.orders"),
        ("Which columns are personal data?", "personal_data"),
        ("Does customers contain personal data?", "personal_data bronze.customers"),
        ("Which columns in customers are pii?", "personal_data bronze.customers"),
        ("Where does total_amount come from?", "origin bronze.orders.total_amount"),
        ("What is downstream of bronze.orders?", "dependents bronze.orders"),
        ("What type is total_amount?", "type bronze.orders.total_amount"),
        ("Define conversion rate", "meaning term cvr"),
    ])
    func `a question about the catalog is told by its words and its subject`(
        question: String, expected: String
    ) {
        #expect(summary(question) == expected)
    }

    @Test(arguments: [
        "How many orders are there?", "total revenue by month", "Where do customers come from?",
        "What is the average order value?", "Which products have no orders?",
        "Show revenue by region", "Who bought the most products?",
        "What is the total of all orders in the table tennis category?",
    ])
    func `a question about rows is left to the rows`(question: String) {
        #expect(reading(question) == nil)
    }

    @Test func `an unknown subject is named, with what has a similar name`() {
        #expect(
            reading("What columns are in ordrs?") == .unknown("ordrs", similar: ["orders"]))
        #expect(
            reading("Which columns does the table flights have?")
                == .unknown("flights", similar: []))
    }

    @Test func `an endless question is not about the catalog`() {
        let question = String(repeating: "which columns are in ", count: 400) + "orders"
        #expect(reading(question) == nil)
    }

    @Test(arguments: [
        ("Show me the first 5 rows of orders", 5), ("preview orders", 10),
        ("Give me 3 sample rows from orders", 3), ("show some rows of the orders table", 10),
        ("show the first 99999 rows of orders", 10_000),
    ])
    func `a preview shows every column of a table and few rows`(
        question: String, limit: Int
    ) throws {
        let answer = BronzeVocabulary.model.answer(question, today: BronzeVocabulary.today)
        let compiled = try #require(answer.compiled)
        #expect(compiled.sql.limit == limit)
        #expect(compiled.outputs.count == 12)
        #expect(compiled.datasets.map(\.name) == ["bronze.orders"])
    }
}

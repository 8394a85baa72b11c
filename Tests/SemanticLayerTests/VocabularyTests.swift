import SQLSyntax
import SemanticLayer
import Testing

@Suite("Vocabulary")
struct VocabularyTests {
    private let column = Vocabulary.Column("a", .integer)

    private func model(_ terms: [Vocabulary.Term], _ mappings: [Vocabulary.Mapping] = [])
        -> SemanticModel
    {
        SemanticModel(
            Vocabulary(
                terms: terms,
                datasets: [Vocabulary.Dataset("s.t", .fact, columns: [column], primaryKey: ["a"])],
                mappings: mappings
            )
        )
    }

    @Test
    func `the bronze vocabulary has no issues`() {
        #expect(BronzeVocabulary.model.issues.isEmpty)
    }

    @Test
    func `a formula that refers to itself is reported and left out`() {
        let model = model([
            Vocabulary.Term("x", .metric, formula: "y + 1"),
            Vocabulary.Term("y", .metric, formula: "x * 2"),
        ])
        #expect(!model.issues.isEmpty)
        #expect(
            model.issues.allSatisfy {
                $0.message.contains("refers to itself") || $0.message.contains("no mapping")
            })
    }

    @Test
    func `a mapping that names a missing column is reported`() {
        let model = model(
            [Vocabulary.Term("x", .measure)],
            [
                Vocabulary.Mapping("x", to: ColumnReference("s.t", "b")),
                Vocabulary.Mapping("x", to: ColumnReference("s.t", "a"), condition: "c = 1"),
                Vocabulary.Mapping("x", to: ColumnReference("s.t", "a"), condition: "a = "),
                Vocabulary.Mapping("z", to: ColumnReference("s.t", "a")),
                Vocabulary.Mapping("x", to: ColumnReference("s.u", "a")),
            ]
        )
        #expect(model.issues.count == 5)
    }

    @Test
    func `a new term with a formula changes what a question yields`() throws {
        var vocabulary = BronzeVocabulary.vocabulary
        vocabulary.terms.append(
            Vocabulary.Term(
                "vtr", .metric, synonyms: ["value rate"], formula: "100 * revenue / clicks")
        )
        let answer = SemanticModel(vocabulary).answer(
            "value rate by channel", today: BronzeVocabulary.today)
        let compiled = try #require(answer.compiled)
        #expect(compiled.outputs.map(\.name) == ["channel", "clicks", "revenue", "vtr"])
        #expect(compiled.outputs.last?.role == .ratio)
    }

    @Test
    func `an unmapped number that is called like a term is no field to group by`() throws {
        var vocabulary = BronzeVocabulary.vocabulary
        vocabulary.datasets.append(
            Vocabulary.Dataset(
                "gold.sales", .fact,
                columns: [Vocabulary.Column("revenue", .decimal(precision: 18, scale: 2))]
            )
        )
        let answer = SemanticModel(vocabulary).answer(
            "top 10 products by revenue", today: BronzeVocabulary.today)
        let compiled = try #require(answer.compiled)
        #expect(compiled.outputs.map(\.name) == ["product_id", "product_name", "revenue"])
    }

    @Test
    func `an expression may reach another dataset over a reference`() throws {
        var vocabulary = BronzeVocabulary.vocabulary
        vocabulary.terms.append(Vocabulary.Term("goods_cost", .measure, aggregation: .sum))
        vocabulary.mappings.append(
            Vocabulary.Mapping(
                "goods_cost",
                to: ColumnReference("bronze.orders", "quantity"),
                condition: "status = 'completed'",
                expression: "orders.quantity * products.unit_cost"
            )
        )
        let answer = SemanticModel(vocabulary).answer(
            "goods cost by region", today: BronzeVocabulary.today)
        let compiled = try #require(answer.compiled)
        #expect(
            compiled.sql.text(in: .sqlite) == """
                SELECT
                    o.region AS region,
                    SUM(o.quantity * p.unit_cost) AS goods_cost
                FROM bronze.orders AS o
                LEFT JOIN bronze.products AS p ON o.product_id = p.product_id
                WHERE o.status = 'completed'
                GROUP BY o.region
                ORDER BY region
                """
        )
    }

    @Test
    func `datasets are ranked by coverage, quality, freshness and popularity`() {
        let query = BronzeVocabulary.model.understand(
            "revenue by region and category",
            today: BronzeVocabulary.today
        ).query
        let ranking = BronzeVocabulary.model.rankedDatasets(for: query)
        #expect(ranking.first?.dataset == "bronze.orders")
        #expect(ranking.first?.columns == ["product_id", "total_amount", "region"])
        #expect(ranking.map(\.score) == ranking.map(\.score).sorted(by: >))
    }

    static let broken: [(text: String, offset: Int)] = [
        ("a +", 3), ("(a", 2), ("a b", 2), ("'open", 0), ("a = = b", 4), ("foo(a)", 0),
        ("a ? b", 2),
        ("case when a then b", 18), ("a in b", 5), ("", 0),
    ]

    @Test(arguments: broken)
    func `a broken expression says where it is broken`(text: String, offset: Int) {
        let error = #expect(throws: ExpressionError.self) { try ExpressionParser.parse(text) }
        #expect(error?.offset == offset)
    }

    @Test
    func `deep and long expressions are refused`() {
        let deep = String(repeating: "(", count: 5_000)
        #expect(throws: ExpressionError.self) { try ExpressionParser.parse(deep) }
        let long = Array(repeating: "a", count: 5_000).joined(separator: "+")
        #expect(throws: ExpressionError.self) { try ExpressionParser.parse(long) }
    }

    @Test(arguments: [
        "a = 1 AND (b = 'x' OR NOT c IS NULL)",
        "status IN ('a', 'b') AND amount BETWEEN 1 AND 2",
        "name NOT LIKE '%x%'",
        "a - (b - c)",
        "CASE WHEN a > 1 THEN 'it''s' ELSE NULL END",
    ])
    func `printing a parsed expression and parsing it again gives the same tree`(text: String)
        throws
    {
        let tree = try ExpressionParser.parse(text)
        #expect(try ExpressionParser.parse(SQLPrinter(.duckdb).text(of: tree)) == tree)
    }
}

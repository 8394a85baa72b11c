import Testing

@testable import Catalog

/// The forms in which a steward may write a term.
@Suite("Forms of a glossary")
struct GlossaryFormTests {
    private func document(_ text: String) throws -> CatalogDocument {
        try CatalogDocument(parsing: text, file: "g.yaml")
    }

    @Test func `a term is named as people say it, and keyed in snake case`() throws {
        let term = try #require(
            document("terms:\n  - term: Policy Holder\n    table: role\n    key: party_id\n")
                .terms.first)
        #expect(term.term == "policy_holder")
        #expect(term.name == "Policy Holder")
        #expect(term.kind == "entity")
        #expect(term.mappings.map(\.column) == ["role.party_id"])
        #expect(term.mappings.first?.role == "key")
    }

    @Test func `columns to show become mappings of their own`() throws {
        let term = try #require(
            document(
                """
                terms:
                  - term: agent
                    maps_to:
                      table: role
                      key: party_id
                      condition: code = 'AG'
                      display: [code, party.name]
                """
            ).terms.first)
        #expect(term.mappings.map(\.column) == ["role.party_id", "role.code", "party.name"])
        #expect(term.mappings.map(\.role) == ["key", "display", "display"])
        #expect(term.mappings.first?.condition == "code = 'AG'")
    }

    @Test func `formulas may call terms by names and synonyms`() throws {
        let terms = try document(
            """
            terms:
              - term: total loss
                synonyms: [incurred losses]
                formula: loss + reserve
              - term: loss ratio
                formula: Incurred Losses / nullif(premium amount, 0)
              - term: premium amount
                kind: measure
                column: a.amt
            """
        ).terms
        #expect(
            terms.map(\.formula) == [
                "loss + reserve", "total_loss / nullif(premium_amount, 0)", nil,
            ])
        #expect(terms.map(\.kind) == ["metric", "metric", "measure"])
    }

    @Test func `an aggregate over columns is a metric`() throws {
        let term = try #require(
            document("terms:\n  - term: r\n    table: a\n    expression: sum(a.x) / sum(a.y)\n")
                .terms.first)
        #expect(term.kind == "metric")
        #expect(term.formula == "sum(a.x) / sum(a.y)")
        #expect(term.mappings.isEmpty)
    }

    @Test func `codes come with what people say for them`() throws {
        let term = try #require(
            document(
                "terms:\n  - term: s\n    column: a.s\n    values: {O: open, C: [closed, done]}\n"
            ).terms.first)
        #expect(term.values.map(\.text) == ["O = open", "C = closed | done"])
    }

    @Test(arguments: [
        ("terms:\n  - term: a\n    condition: x = 1\n", "g.yaml:2:5: Say with `table`"),
        ("terms:\n  - term: a\n    column: x\n", "should name its dataset too"),
        ("terms:\n  - term: a\n    values: [x]\n", "`values` should be a mapping"),
        ("joins:\n  - a.b\n", "g.yaml:2:5: `a.b` should name two columns"),
        ("tables: [x]\n", "`tables` should be a mapping"),
        ("terms:\n  - term: a\n    colum: a.b\n", "`colum` is not known here"),
    ])
    func `a mistake is told with its place`(_ text: String, _ message: String) {
        let error = #expect(throws: CatalogError.self) { try document(text) }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test func `a schema's documentation is read`() throws {
        let document = try document(
            """
            tables:
              orders:
                description: "Transactional order data"
                business_owner: "Finance Team"
                update_frequency: "Real-time"
                relationships:
                  - table: "customers"
                    type: "many-to-one"
                    via: "customer_id"
                columns:
                  status:
                    description: "Current order status"
                    type: "enum"
                    values: ["pending", "shipped"]
                    business_rules:
                      - "Set by the warehouse"
                  email:
                    type: "string"
                    constraints: "Unique, Not Null"
                    pii: true
            common_queries:
              - name: "Total Revenue"
                sql: "SELECT SUM(total_amount) FROM orders"
                description: "All revenue"
            business_metrics:
              - name: "Monthly Recurring Revenue (MRR)"
                calculation: "SUM(subscription_value) WHERE subscription_status = 'active'"
                tables: ["subscriptions"]
              - name: "Customer Lifetime Value (LTV)"
                calculation: "AVG(total_customer_revenue) over customer lifetime"
                tables: ["customers", "orders"]
            """)
        let table = try #require(document.tables.first)
        #expect(table.owner == "Finance Team")
        #expect(table.columns.map(\.isPersonal) == [nil, true])
        #expect(table.columns.first?.values == ["pending", "shipped"])
        #expect(document.joins.map(\.column) == ["orders.customer_id"])
        #expect(document.joins.map(\.target) == ["customers.customer_id"])
        #expect(document.verifiedQueries.map(\.name) == ["Total Revenue"])
        let terms = document.terms
        #expect(terms.map(\.term) == ["monthly_recurring_revenue", "customer_lifetime_value"])
        #expect(terms.map(\.synonyms) == [["MRR"], ["LTV"]])
        let mapping = try #require(terms.first?.mappings.first)
        #expect(mapping.expression == "subscription_value")
        #expect(mapping.condition == "subscription_status = 'active'")
        // What is no aggregate with a condition only describes its term.
        #expect(terms.last?.mappings.isEmpty == true)
    }
}

import PropertyGraph
import Search
import Testing

@Test func `finds by a part of the name, a synonym, a description and a value`() throws {
    let catalog = try Catalog()
    #expect(catalog.titles("amount").first == "total_amount")
    #expect(catalog.titles("turnover").first == "Revenue")
    #expect(catalog.titles("turnover").contains("total_amount"))
    #expect(catalog.titles("earned money").first == "Revenue")
    #expect(catalog.titles("cancelled").first == "status")
    #expect(catalog.titles("rating").contains("satisfaction_score"))
    #expect(catalog.titles("ordering").contains("bronze.orders"))
    #expect(catalog.titles("nothingofthekind").isEmpty)
    #expect(catalog.titles("").isEmpty)
}

@Test func `hits say why they were found`() throws {
    let catalog = try Catalog()
    let synonym = try #require(catalog.search("turnover").hits.first)
    #expect(synonym.reasons == ["exact synonym `turnover`"])
    #expect(synonym.type == "BusinessTerm")
    let part = try #require(catalog.search("amount").hits.first)
    #expect(part.reasons.first == "name `total_amount`")
    #expect(part.matches.first?.highlighted() == "total_**amount**")
    let typo = try #require(catalog.search("satisfacton").hits.first)
    #expect(typo.reasons.first == "name `satisfaction_score` (close to `satisfacton`)")
    let column = try #require(catalog.search("ticket type:dataset").hits.first)
    #expect(column.fields.contains("columns"))
    #expect(catalog.search("amount", SearchOptions(explains: false)).hits[0].matches.isEmpty)
}

@Test func `few wrong letters do no harm`() throws {
    let catalog = try Catalog()
    #expect(catalog.titles("reveneu").first == "Revenue")
    #expect(catalog.titles("turnovr").first == "Revenue")
    #expect(catalog.titles("satsifaction").first == "satisfaction_score")
    #expect(catalog.titles("statos").first == "status")
    #expect(catalog.titles("reveneu", SearchOptions(toleratesTypos: false)).isEmpty)
    #expect(catalog.titles("amt~1").count <= catalog.titles("amt").count)
    // Three letters are too few to tolerate any.
    #expect(catalog.titles("cvx").isEmpty)
}

@Test func `names written exactly come first, whatever characters they have`() throws {
    let catalog = try Catalog()
    try catalog.write { draft in
        for name in ["total-amount", "total.amount", "it's \"x\"", "a:b", "x_total_amount_x"] {
            try Catalog.dataset(draft, name, "total amount total amount it's x a b", [])
        }
    }
    for name in [
        "total-amount", "total.amount", "it's \"x\"", "a:b", "bronze.orders", "order_id",
        "bronze.orders_history", "odd.it's-a \"table\"", "total_amount", "TOTAL-AMOUNT",
    ] {
        let first = try #require(catalog.search(name).hits.first, "\(name)")
        #expect(first.title == name.lowercased(), "\(name)")
    }
    #expect(catalog.titles("orders").first == "bronze.orders")
    #expect(catalog.titles("\"order_id\"").first == "order_id")
}

@Test func `names are found however their words are joined`() throws {
    let catalog = try Catalog()
    for question in ["total amount", "totalamount", "totalAmount", "Total-Amount"] {
        #expect(catalog.titles(question).first == "total_amount", "\(question)")
    }
    #expect(catalog.titles("conversionrate").first == "conversion_rate")
    #expect(catalog.titles("satisfactionscorerating").first == "satisfaction_score")
}

@Test func `abbreviations and their long forms find each other`() throws {
    let catalog = try Catalog()
    let hit = try #require(catalog.search("customer name type:column").hits.first)
    #expect(hit.title == "cust_nm")
    #expect(hit.reasons.first == "name `cust_nm` (for `customer`, for `name`)")
    #expect(catalog.titles("tot_amt").first == "total_amount")
    #expect(catalog.titles("order identifier").first == "order_id")
}

@Test func `beginnings suffice on demand and while one types`() throws {
    let catalog = try Catalog()
    #expect(catalog.titles("satis*").first == "satisfaction_score")
    let typing = SearchOptions(completesLastWord: true)
    #expect(catalog.titles("support tick", typing).first == "bronze.support_tickets")
    #expect(catalog.titles("turno", typing).first == "Revenue")
}

@Test func `phrases need their words side by side`() throws {
    let catalog = try Catalog()
    #expect(catalog.titles("\"net sales\"").first == "Revenue")
    #expect(catalog.titles("\"completed orders\"") == ["Revenue"])
    #expect(catalog.titles("\"orders completed\"").isEmpty)
    #expect(catalog.search("\"orders completed\"").total == 0)
    #expect(!catalog.titles("order -\"former states\"").contains("bronze.orders_history"))
}

@Test func `fields, types and properties confine`() throws {
    let catalog = try Catalog()
    #expect(catalog.titles("name:order").allSatisfy { $0.contains("order") })
    #expect(catalog.titles("synonym:turnover") == ["Revenue"])
    #expect(catalog.titles("description:turnover").isEmpty)
    let datasets = catalog.search("order type:Dataset")
    #expect(datasets.hits.allSatisfy { $0.type == "Dataset" } && datasets.total == 2)
    let same = catalog.search("order", SearchOptions(types: ["dataset"]))
    #expect(same.hits.map(\.document) == datasets.hits.map(\.document))
    #expect(catalog.search("order -type:Column").hits.allSatisfy { $0.type != "Column" })
    #expect(catalog.search("layer:bronze order").total == 2)
    #expect(catalog.search("layer:gold order").total == 0)
    #expect(catalog.search("type:BusinessTerm").total == 2)
}

@Test func `demands and exclusions are obeyed`() throws {
    let catalog = try Catalog()
    let both = catalog.titles("order AND history")
    #expect(both.contains("bronze.orders_history") && !both.contains("bronze.orders"))
    #expect(catalog.titles("+order +history") == both)
    #expect(!catalog.titles("order NOT history").contains("bronze.orders_history"))
    #expect(!catalog.titles("order -history").contains("bronze.orders_history"))
    #expect(catalog.titles("order").contains("bronze.orders_history"))
}

@Test func `what has all words comes before what has some`() throws {
    let catalog = try Catalog()
    #expect(catalog.titles("former orders").first == "bronze.orders_history")
    #expect(catalog.titles("which customers asked for help").first == "bronze.support_tickets")
    #expect(catalog.titles("order status").first == "status")
    // A word that is nowhere does not hide the others.
    #expect(catalog.titles("zzzyx turnover").first == "Revenue")
}

@Test func `hidden nodes are not found`() throws {
    let catalog = try Catalog()
    let revenue = try #require(catalog.node("Revenue"))
    let access = AccessView(hiding: [revenue])
    #expect(!catalog.titles("revenue", SearchOptions(access: access)).contains("Revenue"))
    #expect(
        catalog.search("revenue", SearchOptions(access: access)).total
            == catalog.search("revenue").total - 1)
}

@Test func `hits come in pages with counts of their kinds`() throws {
    let catalog = try Catalog()
    let all = catalog.search("order", SearchOptions(limit: 100, facets: ["type", "layer"]))
    #expect(all.total == all.hits.count)
    #expect(all.facets["type"]?.reduce(0) { $0 + $1.count } == all.total)
    #expect(all.facets["layer"] == [FacetCount(value: "bronze", count: 2)])
    let page = catalog.search("order", SearchOptions(limit: 2, offset: 1))
    #expect(page.hits.map(\.document) == Array(all.hits.map(\.document)[1..<3]))
    #expect(page.total == all.total)
    #expect(catalog.search("order", SearchOptions(limit: 0)).hits.isEmpty)
}

@Test func `strange questions are survived`() throws {
    let catalog = try Catalog()
    let questions = [
        "\"", "\"\"", "*", "~", "+", "-", "--", "a:", ":", "\\", "AND", "OR NOT", "()", "((order",
        "order^", "order^3", "order~9", "name:", "name:\"", "'", "'''", "-order", "=", "==", "~x",
        String(repeating: "order ", count: 500), String(repeating: "a", count: 5_000), "\u{0}",
    ]
    for question in questions {
        let found = catalog.search(question)
        #expect(found.hits.count <= 10, "\(question)")
    }
    #expect(catalog.titles("order^3").contains("bronze.orders"))
    #expect(catalog.titles("((order").contains("bronze.orders"))
    #expect(catalog.titles("-order").isEmpty)
}

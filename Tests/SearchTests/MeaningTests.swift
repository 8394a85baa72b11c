import Embeddings
import PropertyGraph
import Synchronization
import Testing

@testable import Search

/// Search by vectors, with vectors that a script makes.
@Suite("Search by meaning")
struct MeaningTests {
    /// Vectors with a direction for each group of words; other words have one in common.
    final class Script: EmbeddingProvider {
        let name: String
        let dimension: Int
        private let groups: [[String]]
        private let asked = Mutex<[String]>([])

        init(_ groups: [[String]], name: String = "script") {
            self.groups = groups
            self.name = name
            dimension = groups.count + 1
        }

        /// The texts asked for so far.
        var texts: [String] { asked.withLock { $0 } }

        func embed(_ texts: [String]) throws(EmbeddingError) -> [[Float]] {
            asked.withLock { $0 += texts }
            return texts.map(vector)
        }

        func vector(_ text: String) -> [Float] {
            let words = Set(Tokenizer.words(in: text).map(\.word))
            return groups.map { Float(words.intersection($0).count) } + [0.1]
        }
    }

    private let catalog: Catalog
    private let script = Script([
        ["help", "grumbles", "requests"], ["money", "income", "revenue"],
        ["purchaser", "customer"], ["clicks", "visits"],
    ])

    init() throws {
        catalog = try Catalog()
    }

    private var graph: Graph { catalog.database.snapshot() }

    private var meanings: MeaningIndex {
        get throws { try #require(graph.meanings) }
    }

    private func catchUp() throws {
        try meanings.catchUp(on: graph, with: script)
    }

    private func search(
        _ question: String, _ signal: SearchSignal = .fused, types: [String] = [],
        access: AccessView = .all
    ) -> SearchResults {
        var options = SearchOptions(types: types, access: access)
        options.vector = script.vector(question)
        options.signal = signal
        return graph.search(question, options: options)
    }

    @Test func `what means the same is found without a common word, and the hit says so`() throws {
        #expect(search("grumbles").hits.isEmpty)
        try catchUp()
        for types in [[], ["Dataset"]] {
            let hit = try #require(search("grumbles", types: types).hits.first)
            #expect(hit.title == "bronze.support_tickets")
            #expect(hit.reasons == ["similar meaning"])
            #expect(try #require(hit.similarity) > 0.9)
        }
        #expect(search("grumbles", .lexical).hits.isEmpty)
    }

    @Test func `facets and totals count what vectors brought`() throws {
        try catchUp()
        var options = SearchOptions(limit: 1, types: ["Dataset"], facets: ["type"])
        options.vector = script.vector("grumbles")
        let found = graph.search("grumbles", options: options)
        #expect(found.hits.count == 1 && found.total == 1)
        #expect(found.facets["type"] == [FacetCount(value: "Dataset", count: 1)])
    }

    @Test func `an exact name stays first, whatever vectors say`() throws {
        try catchUp()
        var options = SearchOptions()
        // As far from the name as can be.
        options.vector = script.vector("help grumbles requests")
        let hits = graph.search("bronze.orders", options: options).hits
        #expect(hits.first?.title == "bronze.orders")
        #expect(hits.contains { $0.title == "bronze.support_tickets" })
    }

    @Test func `phrases, demands, exclusions and fields leave vectors out`() throws {
        try catchUp()
        for question in ["\"grumbles now\"", "+grumbles", "grumbles -help", "name:grumbles"] {
            #expect(search(question).hits.isEmpty, "\(question)")
        }
        #expect(!search("grumbles type:Dataset").hits.isEmpty)
    }

    @Test func `filters and what may be seen hold for vectors too`() throws {
        try catchUp()
        #expect(
            search("income", types: ["BusinessTerm"]).hits.map(\.type).allSatisfy {
                $0 == "BusinessTerm"
            })
        let revenue = try #require(catalog.node("Revenue"))
        #expect(search("income").hits.map(\.node).contains(revenue))
        let access = AccessView(hiding: [revenue])
        #expect(!search("income", access: access).hits.map(\.node).contains(revenue))
    }

    @Test func `vectors alone rank by similarity`() throws {
        #expect(search("orders", .vector).hits.isEmpty)
        try catchUp()
        let hits = search("orders of the purchaser", .vector).hits
        #expect(hits.map(\.score) == hits.map(\.score).sorted(by: >))
        let nearest = hits.filter { $0.similarity ?? 0 > 0.99 }.map(\.title)
        #expect(nearest.contains("customer_id") && !nearest.contains("Revenue"))
    }

    // MARK: Following

    @Test func `a commit computes nothing, and the index says how much is missing`() throws {
        #expect(try meanings.behind(on: graph) == graph.nodeCount)
        try catchUp()
        #expect(try meanings.behind(on: graph) == 0)
        let before = script.texts.count
        let tickets = try #require(catalog.node("bronze.support_tickets"))
        try catalog.write { draft in
            try draft.set(try draft.propertyKey("description"), "Income of the year.", on: tickets)
        }
        #expect(script.texts.count == before)
        #expect(try meanings.behind(on: graph) == 1)
        // Until then it has its former vector.
        #expect(search("grumbles").hits.first?.node == tickets)
        try catchUp()
        #expect(try meanings.behind(on: graph) == 0)
        #expect(script.texts.count == before + 1)
        #expect(search("income", types: ["Dataset"]).hits.first?.node == tickets)
    }

    @Test func `what a neighbour says counts, and what is gone is not found`() throws {
        try catchUp()
        let ticket = try #require(catalog.node("ticket_id"))
        try catalog.write { draft in
            try draft.set(try draft.propertyKey("name"), "income_id", on: ticket)
        }
        // The column itself, and the dataset that names it.
        #expect(try meanings.behind(on: graph) == 2)
        try catchUp()
        let rate = try #require(catalog.node("conversion_rate"))
        let held = graph
        #expect(search("visits").hits.first?.node == rate)
        try catalog.write { draft in try draft.delete(rate) }
        #expect(!search("visits").hits.map(\.node).contains(rate))
        var options = SearchOptions()
        options.vector = script.vector("visits")
        #expect(held.search("visits", options: options).hits.first?.node == rate)
    }

    @Test func `texts that are as before are not embedded again`() throws {
        try catchUp()
        let before = script.texts.count
        let rebuilt = try #require(try meanings.rebuilt(on: graph) as? MeaningIndex)
        #expect(rebuilt.behind(on: graph) > 0)
        try rebuilt.catchUp(on: graph, with: script)
        #expect(rebuilt.behind(on: graph) == 0)
        #expect(script.texts.count == before)
    }

    @Test func `work that was ended goes on where it stopped, in the next version too`() throws {
        try catalog.write { draft in
            for number in 0..<200 {
                _ = try draft.createNode(
                    labels: ["BusinessTerm"], properties: ["term": .string("term \(number)")])
            }
        }
        let first = graph
        try meanings.catchUp(on: first, with: script) { _ in false }
        #expect(script.texts.count == 64)
        try catalog.write { draft in
            _ = try draft.createNode(labels: ["BusinessTerm"], properties: ["term": "purchaser"])
        }
        try catchUp()
        #expect(script.texts.count == Set(script.texts).count)
        #expect(try meanings.behind(on: graph) == 0)
        #expect(search("customer", .vector).hits.contains { $0.title == "purchaser" })
        #expect(try #require(first.meanings).behind(on: first) == first.nodeCount - 64)
    }

    @Test func `another model makes all vectors anew`() throws {
        try catchUp()
        let other = Script([["grumbles", "revenue"]], name: "other")
        try meanings.catchUp(on: graph, with: other)
        #expect(other.texts.count == script.texts.count)
        var options = SearchOptions()
        options.vector = other.vector("grumbles")
        let hits = graph.search("grumbles", options: options).hits
        // The nearest are those that speak of revenue, where the first model knew of help.
        #expect(hits.first { $0.similarity ?? 0 > 0.9 } != nil)
        #expect(!hits.contains { $0.title == "bronze.support_tickets" })
        // A vector of another length is near to nothing.
        #expect(search("grumbles").hits.isEmpty)
    }

    @Test func `an embedder that fails leaves what was there`() throws {
        struct Failing: EmbeddingProvider {
            let name = "script"
            let dimension = 5
            func embed(_ texts: [String]) throws(EmbeddingError) -> [[Float]] {
                throw .unreachable(provider: name, reason: "it sleeps")
            }
        }
        try catchUp()
        try catalog.write { draft in
            _ = try draft.createNode(labels: ["BusinessTerm"], properties: ["term": "new"])
        }
        #expect(throws: EmbeddingError.self) {
            try meanings.catchUp(on: graph, with: Failing())
        }
        #expect(try meanings.behind(on: graph) == 1)
        #expect(!search("grumbles").hits.isEmpty)
    }

    // MARK: The built-in provider

    @Test func `the built-in provider finds a name that words do not`() throws {
        let builtIn = HashedTextEmbedder()
        try meanings.catchUp(on: graph, with: builtIn)
        let question = "satisfaktionskore"
        #expect(graph.search(question).hits.isEmpty)
        var options = SearchOptions()
        options.vector = try builtIn.embed(question)
        options.signal = .vector
        #expect(graph.search(question, options: options).hits.first?.title == "satisfaction_score")
    }
}

@Suite("Texts for vectors")
struct MeaningTextTests {
    @Test func `names are written in words, those that are short in full`() throws {
        let catalog = try Catalog()
        let graph = catalog.database.snapshot()
        let reader = DocumentReader(MeaningTexts.definition, graph)
        func text(_ name: String) throws -> String {
            MeaningTexts.text(of: try #require(catalog.node(name)).rawValue, reader)
        }
        #expect(
            try text("bronze.support_tickets")
                == "bronze support tickets. Requests of customers for help.. "
                + "ticket identifier, satisfaction score")
        #expect(try text("cust_nm") == "customer name. Who bought.. bronze orders history")
        #expect(
            try text("Revenue")
                == "revenue. turnover, net sales. Money earned from completed orders.")
    }

    @Test func `long texts are cut, whatever they consist of`() throws {
        let catalog = try Catalog()
        try catalog.write { draft in
            _ = try draft.createNode(
                labels: ["BusinessTerm"],
                properties: [
                    "term": "long", "definition": .string(String(repeating: "é🙂", count: 4_000)),
                ])
        }
        let node = try #require(catalog.node("long"))
        let reader = DocumentReader(MeaningTexts.definition, catalog.database.snapshot())
        #expect(MeaningTexts.text(of: node.rawValue, reader).utf8.count <= 1_203)
    }
}

@Suite("Rank fusion")
struct FusionTests {
    private func documents(_ candidates: [Candidate]) -> [UInt32] { candidates.map(\.document) }

    @Test func `what both rankings have comes before what one has`() {
        let words = [1, 2, 3].map { Candidate(document: $0, score: 1) }
        let fusion = Fusion(near: [(3, 0.9), (4, 0.8)], known: [1, 2, 3])
        let ranked = documents(fusion.rank(words))
        #expect(ranked.first == 3)
        #expect(Set(ranked) == [1, 2, 3, 4])
    }

    @Test func `names stay first in their order`() {
        var words = [1, 2, 3].map { Candidate(document: $0, score: 1) }
        words[0].isNamed = true
        words[1].isNamed = true
        let fusion = Fusion(near: [(2, 0.9), (3, 0.9), (4, 0.8)], known: [1, 2, 3])
        #expect(documents(fusion.rank(words)).prefix(3) == [1, 2, 3])
    }

    @Test func `what is not near is not found by its vector alone`() {
        let far = Fusion(near: [(1, 0.15), (2, 0.1)], known: [2])
        #expect(far.near.map(\.document) == [2])
        let less = Fusion(near: [(1, 0.9), (2, 0.6), (3, 0.5), (4, 0.4)], known: [4])
        #expect(less.near.map(\.document) == [1, 2, 4])
    }
}

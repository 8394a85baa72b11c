import Assets
import CypherSyntax
import JSON
import Testing

@testable import Catalog

@Suite("Named queries")
struct NamedQueryTests {
    static let files = AssetFolder.queries.embedded

    @Test
    func `there are queries of each area`() throws {
        let library = try QueryLibrary(Self.files)
        let areas = Dictionary(grouping: library.queries, by: \.area).mapValues(\.count)
        #expect(Set(areas.keys) == ["discovery", "lineage", "stewardship", "agents"])
        #expect(library.queries.count >= 60)
        #expect(areas.values.allSatisfy { $0 >= 10 })
    }

    @Test(arguments: files)
    func `a query parses and says what it returns`(file: AssetFile) throws {
        let query = try NamedQuery(file)
        _ = try Parser.parse(query.text)
        #expect(query.returns.hasPrefix("Returns "))
        #expect(query.summary.last == "?" || query.summary.last == ".")
        #expect(query.parameters.allSatisfy { !$0.description.isEmpty })
    }

    @Test(arguments: files)
    func `a query declares the parameters it uses`(file: AssetFile) throws {
        let query = try NamedQuery(file)
        let used = Set(body(file.text).matches(of: /\$([A-Za-z_]+)/).map { String($0.1) })
        #expect(used == Set(query.parameters.map(\.name)))
    }

    @Test(arguments: files)
    func `a default is of the parameter's type`(file: AssetFile) throws {
        for parameter in try NamedQuery(file).parameters {
            switch (parameter.type, parameter.defaultValue) {
            case (_, nil), (_, .null): break
            case ("INTEGER", let value): #expect(value?.integerValue != nil)
            case ("FLOAT", let value): #expect(value?.doubleValue != nil)
            case ("STRING", let value): #expect(value?.stringValue != nil)
            case ("BOOLEAN", let value): #expect(value?.booleanValue != nil)
            default: Issue.record("\(file.path): $\(parameter.name)")
            }
        }
    }

    @Test(arguments: files)
    func `a query uses declared labels, types and properties`(file: AssetFile) throws {
        let model = try GraphModel(AssetFolder.schema.embedded)
        let types = Set(model.relationships.keys.map(\.type))
        let properties = Set(
            (Array(model.nodes.values) + Array(model.relationships.values)).flatMap(\.keys)
        )
        let text = body(file.text)
        for match in text.matches(of: /\(\s*\w*:(\w+)/) {
            #expect(model.nodes[String(match.1)] != nil, "\(file.path): \(match.1)")
        }
        for match in text.matches(of: /\[\s*\w*:([A-Z_|]+)/) {
            for type in match.1.split(separator: "|") {
                #expect(types.contains(String(type)), "\(file.path): \(type)")
            }
        }
        let maps: Set = ["$product", "$target", "edge", "item", "rule", "index", "fulltext"]
        for match in text.matches(of: /([$a-z]\w*)\.(\w+)/) where !maps.contains(String(match.1)) {
            let isCall = ["db", "gds", "similarity"].contains(String(match.1))
            let isRow = ["source"].contains(String(match.1)) && text.contains("AS source\n")
            if isCall || isRow { continue }
            #expect(properties.contains(String(match.2)), "\(file.path): \(match.0)")
        }
        for match in text.matches(of: /[{,]\s*(\w+):\s/) {
            #expect(properties.contains(String(match.1)), "\(file.path): \(match.1)")
        }
    }

    /// A query's text without comments and quoted texts.
    private func body(_ text: String) -> String {
        text.split(separator: "\n").filter { !$0.hasPrefix("//") }.joined(separator: "\n")
            .replacing(/'[^']*'/, with: "''") + "\n"
    }

    // MARK: Headers

    @Test
    func `a header is taken apart`() throws {
        let query = try NamedQuery(
            AssetFile(
                path: "lineage/impact.cypher",
                text: """
                    // What is affected
                    // if this changes?
                    // $column: STRING, column id    $depth: INTEGER = 5, hops (1…20)
                    // $kinds: LIST<STRING> = ["a, b", "c"], which, if any
                    // Returns asset: NODE,
                    // nearest first.
                    MATCH (n) // not this
                    RETURN n
                    """
            )
        )
        #expect(query.name == "lineage/impact")
        #expect(query.area == "lineage")
        #expect(query.summary == "What is affected if this changes?")
        #expect(query.returns == "Returns asset: NODE, nearest first.")
        #expect(
            query.parameters == [
                QueryParameter(
                    name: "column", type: "STRING", defaultValue: nil, description: "column id"
                ),
                QueryParameter(
                    name: "depth", type: "INTEGER", defaultValue: 5, description: "hops (1…20)"
                ),
                QueryParameter(
                    name: "kinds", type: "LIST<STRING>", defaultValue: ["a, b", "c"],
                    description: "which, if any"
                ),
            ]
        )
    }

    @Test(arguments: [
        "MATCH (n) RETURN n",
        "// $a: STRING, x\nRETURN $a",
        "// What?\n// $a, x\nRETURN $a",
        "// What?\n// $a: STRING = x, y\nRETURN $a",
        "// What?\n// $a: STRING, x\n// $a: STRING, x\nRETURN $a",
        "// What?\n// $a: STRING, x\n// and so on\nRETURN $a",
    ])
    func `a header that cannot be read is refused`(text: String) {
        #expect(throws: CatalogError.self) {
            try NamedQuery(AssetFile(path: "a.cypher", text: text))
        }
    }

    @Test
    func `a query is found with its folder, or without when that is clear`() throws {
        let library = try QueryLibrary([
            AssetFile(path: "a/x.cypher", text: "// X?\nRETURN 1"),
            AssetFile(path: "b/x.cypher", text: "// X?\nRETURN 1"),
            AssetFile(path: "b/y.cypher", text: "// Y?\nRETURN 1"),
        ])
        #expect(library.query(named: "a/x")?.name == "a/x")
        #expect(library.query(named: "y")?.name == "b/y")
        #expect(library.query(named: "x") == nil)
        #expect(library.query(named: "z") == nil)
    }
}

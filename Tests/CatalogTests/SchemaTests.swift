import Assets
import CypherSyntax
import PropertyGraph
import Testing

@testable import Catalog

@Suite("Schema files")
struct SchemaTests {
    @Test(arguments: AssetFolder.schema.embedded)
    func `every statement makes an index or constraint unless it is there`(file: AssetFile) throws {
        for statement in try Parser.parseScript(file.text) {
            switch statement.body {
            case .schema(.createIndex(let index)):
                #expect(index.ifNotExists && index.name != nil)
            case .schema(.createConstraint(let constraint)):
                #expect(constraint.ifNotExists && constraint.name != nil)
            default:
                Issue.record("\(file.path) holds a statement of another kind")
            }
        }
    }

    @Test
    func `names are unique`() throws {
        var names: [String] = []
        for file in AssetFolder.schema.embedded {
            for statement in try Parser.parseScript(file.text) {
                if case .schema(.createIndex(let index)) = statement.body {
                    names.append(index.name?.text ?? "")
                }
                if case .schema(.createConstraint(let constraint)) = statement.body {
                    names.append(constraint.name?.text ?? "")
                }
            }
        }
        #expect(Set(names).count == names.count)
        #expect(names.count >= 20)
    }

    @Test
    func `every key of the design is unique`() throws {
        let keys = Set(
            try SeededGraph.constraints().map { constraint in
                guard case .nodes(labels: let labels) = constraint.target else { return "" }
                return labels.joined() + "." + constraint.keys.joined(separator: "+")
            }
        )
        #expect(
            keys == [
                "Dataset.name", "Column.dataset_name+name", "BusinessTerm.term",
                "QualityRule.rule_id", "DataSource.name", "DataProduct.name+version",
                "Job.namespace+name", "User.id", "Role.name", "Domain.name", "Tag.name",
                "Proposal.id", "SavedQuery.id",
            ]
        )
    }

    @Test
    func `the comments declare every label and type that Swift names`() throws {
        let model = try GraphModel(AssetFolder.schema.embedded)
        #expect(Set(model.nodes.keys) == Set(CatalogLabel.allCases.map(\.rawValue)))
        #expect(
            Set(model.relationships.keys.map(\.type))
                == Set(CatalogRelationship.allCases.map(\.rawValue))
        )
        for pattern in model.relationships.keys {
            #expect(model.nodes[pattern.start] != nil, "\(pattern)")
            #expect(model.nodes[pattern.end] != nil, "\(pattern)")
        }
    }

    @Test
    func `constraints and indexes name declared properties`() throws {
        let model = try GraphModel(AssetFolder.schema.embedded)
        for constraint in try SeededGraph.constraints() {
            guard case .nodes(labels: let labels) = constraint.target else { continue }
            for key in constraint.keys {
                #expect(model.nodes[labels.joined()]?[key] != nil, "\(constraint.name)")
            }
        }
    }

    @Test
    func `a declaration has properties with types`() throws {
        let text = """
            // About things.
            //
            // (:A) A thing.
            //   name: STRING   its name
            //                  and more: of it
            //   size: LIST
            // (:A)-[:HAS]->(:B) Has it.
            //   since: DATE

            CREATE INDEX x;
            """
        let model = try GraphModel([AssetFile(path: "a.cypher", text: text)])
        #expect(model.nodes == ["A": ["name": "STRING", "size": "LIST"]])
        let pattern = GraphModel.Pattern(start: "A", type: "HAS", end: "B")
        #expect(model.relationships == [pattern: ["since": "DATE"]])
    }
}

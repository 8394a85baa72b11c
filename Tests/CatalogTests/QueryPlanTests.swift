import Assets
import CypherPlanning
import CypherRuntime
import CypherSyntax
import PropertyGraph
import Testing

@testable import Catalog

@Suite("Plans of named queries and of the schema")
struct QueryPlanTests {
    /// A planner that also knows the full-text procedure, which another floor registers.
    static var planner: QueryPlanner {
        var procedures = ProcedureRegistry.standard
        let search = ProcedureSignature(
            "db.index.fulltext.queryNodes",
            arguments: [
                .init("index", type: "STRING"), .init("query", type: "STRING"),
                .init("options", type: "MAP", isOptional: true),
            ],
            results: [
                .init("node", type: "NODE", accepts: .node),
                .init("score", type: "FLOAT", accepts: .float),
            ]
        )
        procedures.register(Procedure(search) { (_, _) throws(CypherError) in [] })
        return QueryPlanner(
            callables: Callables(procedures: procedures),
            statistics: UnknownStatistics()
        )
    }

    @Test(arguments: AssetFolder.queries.embedded)
    func `a query has a plan with the columns its header names`(file: AssetFile) throws {
        let query = try NamedQuery(file)
        let plan = try Self.planner.plan(Parser.parse(query.text))
        let named = query.returns.matches(of: /(\w+): [A-Z]/).map { String($0.1) }
        #expect(plan.columns == named, "\(file.path)")
    }

    @Test(arguments: AssetFolder.schema.embedded)
    func `a statement of the schema has a plan`(file: AssetFile) throws {
        for statement in try Parser.parseScript(file.text) {
            _ = try Self.planner.plan(statement)
        }
    }
}

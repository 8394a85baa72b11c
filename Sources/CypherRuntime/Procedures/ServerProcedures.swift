import CypherPlanning
import CypherSyntax
import PropertyGraph

/// Procedures about the engine itself.
enum ServerProcedures {
    static let all: [Procedure] = [components, ping, functions]

    /// The version of the query language's implementation.
    static let version = "5.26.0"

    private static let components = Procedure(
        ProcedureSignature(
            "dbms.components",
            results: [
                .init("name", type: "STRING", accepts: .string),
                .init("versions", type: "LIST<STRING>", accepts: .list),
                .init("edition", type: "STRING", accepts: .string),
            ],
            summary: "The components of the server and the Neo4j version they are compatible with.")
    ) { (_, _) throws(CypherError) in
        [[.string("Lexigraph Kernel"), .list([.string(version)]), .string("community")]]
    }

    private static let ping = Procedure(
        ProcedureSignature(
            "db.ping", results: [.init("success", type: "BOOLEAN", accepts: .boolean)],
            summary: "Answers true.")
    ) { (_, _) throws(CypherError) in [[.boolean(true)]] }

    private static let functions = Procedure(
        ProcedureSignature(
            "dbms.functions",
            results: [
                .init("name", type: "STRING", accepts: .string),
                .init("description", type: "STRING", accepts: .string),
                .init("aggregating", type: "BOOLEAN", accepts: .boolean),
            ],
            summary: "The functions of the query language.")
    ) { (_, _) throws(CypherError) in
        FunctionLibrary.standard.all.map { function in
            [
                .string(function.name), .string(function.summary),
                .boolean(function.isAggregate),
            ]
        }
    }
}

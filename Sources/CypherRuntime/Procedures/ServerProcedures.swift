import CypherPlanning
import CypherSyntax
import PropertyGraph

/// Procedures about the engine itself.
enum ServerProcedures {
    static let all: [Procedure] = [
        components, ping, functions, information("db.info"), information("dbms.info"),
        awaiting("db.awaitIndexes", [.init("timeOutSeconds", type: "INTEGER", isOptional: true)]),
        awaiting(
            "db.awaitIndex",
            [
                .init("indexName", type: "STRING"),
                .init("timeOutSeconds", type: "INTEGER", isOptional: true),
            ]),
        awaiting("db.index.fulltext.awaitEventuallyConsistentIndexRefresh", []),
        sampling("db.resampleIndex", [.init("indexName", type: "STRING")]),
        sampling("db.resampleOutdatedIndexes", []),
        sampling(
            "db.prepareForReplanning",
            [.init("timeOutSeconds", type: "INTEGER", isOptional: true)]),
    ]

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

    private static func information(_ name: String) -> Procedure {
        Procedure(
            ProcedureSignature(
                name,
                results: [
                    .init("id", type: "STRING", accepts: .string),
                    .init("name", type: "STRING", accepts: .string),
                    .init("creationDate", type: "STRING?", accepts: .string),
                ],
                summary: "The identity of the database; when it was made is not kept.")
        ) { (_, _) throws(CypherError) in
            [[.string("lexigraph"), .string("neo4j"), .null]]
        }
    }

    /// Figures about indexes are exact at all times, so there is nothing to count anew.
    private static func sampling(
        _ name: String,
        _ arguments: [ProcedureSignature.Field]
    ) -> Procedure {
        Procedure(
            ProcedureSignature(
                name, arguments: arguments,
                summary: "Does nothing: the figures that plans are made by are always up to date.")
        ) { (_, _) throws(CypherError) in [] }
    }

    /// Indexes are filled when they are made, so there is never anything to wait for.
    private static func awaiting(
        _ name: String,
        _ arguments: [ProcedureSignature.Field]
    ) -> Procedure {
        Procedure(
            ProcedureSignature(
                name, arguments: arguments, summary: "Waits until indexes can be used.")
        ) { (_, _) throws(CypherError) in [] }
    }
}

internal import CypherPlanning
internal import CypherRuntime
internal import CypherSyntax
internal import PropertyGraph
internal import Search

/// `db.index.fulltext.queryNodes` and `db.index.fulltext.queryRelationships`, as in Neo4j.
///
/// Both take the name of a full-text index, words to look for and, optionally, a map with `skip`
/// and `limit`; the best match comes first. In a transaction that writes they see the index as it
/// was when the transaction began.
enum FullTextProcedures {
    static let all: [Procedure] = [
        procedure("queryNodes", yields: "node", accepting: .node) { .node(NodeID($0)) },
        procedure("queryRelationships", yields: "relationship", accepting: .relationship) {
            .relationship(RelationshipID($0))
        },
    ]

    /// The most rows when no limit is given.
    private static let defaultLimit = 10_000

    private static func procedure(
        _ name: String,
        yields entity: String,
        accepting type: ValueType,
        _ value: @escaping @Sendable (UInt32) -> Value
    ) -> Procedure {
        Procedure(
            ProcedureSignature(
                "db.index.fulltext.\(name)",
                arguments: [
                    .init("indexName", type: "STRING", accepts: .string),
                    .init("queryString", type: "STRING", accepts: .string),
                    .init("options", type: "MAP", accepts: .map, isOptional: true),
                ],
                results: [
                    .init(entity, type: entity.uppercased(), accepts: type),
                    .init("score", type: "FLOAT", accepts: .float),
                ],
                summary: "What a full-text index finds for words, best first."
            )
        ) { (arguments, context) throws(CypherError) in
            guard case .string(let indexName) = arguments[0],
                case .string(let words) = arguments[1]
            else { return [] }
            let index = try self.index(indexName, yielding: entity, in: context.graph)
            var options = SearchOptions(
                limit: defaultLimit,
                access: context.access,
                explains: false
            )
            if arguments.count > 2, case .map(let given) = arguments[2] {
                options.limit = Self.count(given["limit"]) ?? options.limit
                options.offset = Self.count(given["skip"]) ?? 0
            }
            return index.search(words, on: context.graph, options: options).hits.map { hit in
                [value(hit.document), .float(hit.score)]
            }
        }
    }

    private static func count(_ value: Value?) -> Int? {
        guard case .integer(let count)? = value, count >= 0 else { return nil }
        return Int(exactly: count)
    }

    private static func index(
        _ name: String,
        yielding entity: String,
        in graph: Graph
    ) throws(CypherError) -> SearchIndex {
        guard let definition = graph.index(named: name).flatMap({ graph.definition(of: $0) }),
            definition.kind == .fullText, let index = graph.searchIndex(named: name)
        else {
            throw CypherError(
                .procedureError,
                at: .runtime,
                detail: "IndexNotFound",
                message: "There is no full-text index named `\(name)`.",
                hint: "`SHOW FULLTEXT INDEXES` lists them."
            )
        }
        let coversNodes = if case .nodes = definition.target { true } else { false }
        guard coversNodes == (entity == "node") else {
            throw CypherError(
                .procedureError,
                at: .runtime,
                detail: "IndexKind",
                message: "The index `\(name)` is not about \(entity)s."
            )
        }
        return index
    }
}

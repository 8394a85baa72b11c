import CypherPlanning
import CypherSyntax
import PropertyGraph

/// What a `SHOW …` command lists.
struct SchemaListing: Sendable {
    let subject: ShowCommand.Subject
    /// The columns wanted, in order.
    let columns: [String]
    /// The text of the command.
    let text: String
    let functions: FunctionLibrary
    let procedures: ProcedureRegistry

    /// One entry for each thing shown, by column name; a column without entry is null.
    func entries(_ context: ExecutionContext) -> [[String: Value]] {
        let graph = context.graph
        switch subject {
        case .indexes(let kind):
            return graph.indexes.enumerated()
                .filter { kind == nil || $1.kind.title == kind?.rawValue }
                .map { number, index in
                    let owner = graph.constraints.first { $0.name == index.constraint }
                    return index.entry(number: number, owner: owner)
                }
        case .constraints(let filter):
            return graph.constraints.enumerated()
                .filter { filter?.admits($1) ?? true }
                .map { $1.entry(number: $0) }
        case .functions(let origin):
            return origin == .userDefined ? [] : functions.all.map(function)
        case .procedures: return procedures.all.map(procedure)
        case .databases(let name):
            let isWanted = name.map { $0.text.lowercased() == Self.databaseName } ?? true
            return isWanted ? [database] : []
        case .transactions(let names):
            let current = transaction(context)
            guard case .string(let name)? = current["transactionId"] else { return [] }
            return names.isEmpty || names.contains(name) ? [current] : []
        }
    }

    /// The name that clients of Neo4j give the only database.
    private static let databaseName = "neo4j"

    private var database: [String: Value] {
        [
            "name": .string(Self.databaseName), "type": "standard", "aliases": .list([]),
            "access": "read-write", "role": "primary", "writer": true,
            "requestedStatus": "online", "currentStatus": "online", "statusMessage": "",
            "default": true, "home": true, "constituents": .list([]), "options": .map([:]),
        ]
    }

    /// The transaction that asks; those of others are not shown.
    private func transaction(_ context: ExecutionContext) -> [String: Value] {
        let environment = context.functionContext.environment
        let (start, now) = (environment.transactionTime, environment.realtime())
        let borrowed: Int32 = now.nanoseconds < start.nanoseconds ? 1 : 0
        let elapsed = DurationValue(
            seconds: now.seconds &- start.seconds &- Int64(borrowed),
            nanoseconds: now.nanoseconds &- start.nanoseconds &+ borrowed &* 1_000_000_000)
        let moment = Value.string(
            TemporalFormat.text(
                DateTimeValue(
                    secondsSinceEpoch: start.seconds, nanoseconds: start.nanoseconds)))
        return [
            "database": .string(Self.databaseName),
            "transactionId": .string("\(Self.databaseName)-transaction-1"),
            "currentQueryId": "query-1", "connectionId": "", "clientAddress": "",
            "username": "", "currentQuery": .string(text), "startTime": moment,
            "status": "Running", "elapsedTime": .duration(elapsed), "metaData": .map([:]),
            "outerTransactionId": "", "parameters": .map([:]), "indexes": .list([]),
            "currentQueryStartTime": moment, "currentQueryStatus": "running",
            "currentQueryElapsedTime": .duration(elapsed), "statusDetails": "",
        ]
    }

    private func function(_ function: FunctionDescriptor) -> [String: Value] {
        [
            "name": .string(function.name),
            "category": .string(function.category),
            "description": .string(function.summary), "isBuiltIn": true,
            "aggregating": .boolean(function.isAggregate), "isDeprecated": false,
        ]
    }

    private func procedure(_ procedure: Procedure) -> [String: Value] {
        let signature = procedure.signature
        let mode =
            switch signature.effect {
            case .reads: "READ"
            case .writes: "WRITE"
            case .schema: "SCHEMA"
            }
        func text(_ fields: [ProcedureSignature.Field]) -> String {
            fields.map { "\($0.name) :: \($0.type)" }.joined(separator: ", ")
        }
        return [
            "name": .string(signature.name), "description": .string(signature.summary),
            "mode": .string(mode), "worksOnSystem": false, "admin": false,
            "isDeprecated": false,
            "signature": .string(
                "\(signature.name)(\(text(signature.arguments))) :: (\(text(signature.results)))"),
        ]
    }
}

/// The rows of a listing.
final class ListingRows: ValueRows {
    private let listing: SchemaListing

    init(_ listing: SchemaListing) { self.listing = listing }

    override func rows(
        _ batch: Batch, _ row: Int, _ context: ExecutionContext
    ) throws(CypherError) -> [[Value]] {
        listing.entries(context).map { entry in
            listing.columns.map { entry[$0] ?? .null }
        }
    }
}

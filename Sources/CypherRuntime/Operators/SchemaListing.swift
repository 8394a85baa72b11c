import CypherPlanning
import CypherSyntax
package import PropertyGraph

/// What a `SHOW …` command lists.
struct SchemaListing: Sendable {
    let subject: ShowCommand.Subject
    /// The columns wanted, in order.
    let columns: [String]
    let functions: FunctionLibrary
    let procedures: ProcedureRegistry

    /// One entry for each thing shown, by column name; a column without entry is null.
    func entries(in graph: Graph) -> [[String: Value]] {
        switch subject {
        case .indexes(let kind):
            graph.indexes.enumerated()
                .filter { kind == nil || $1.kind.title == kind?.rawValue }
                .map { index($1, number: $0) }
        case .constraints(let filter):
            graph.constraints.enumerated()
                .filter { filter?.admits($1) ?? true }
                .map { constraint($1, number: $0) }
        case .functions: functions.all.map(function)
        case .procedures: procedures.all.map(procedure)
        }
    }

    private func index(_ index: IndexDefinition, number: Int) -> [String: Value] {
        let (entity, names) = Self.target(index.target)
        return [
            "id": .integer(Int64(number + 1)), "name": .string(index.name), "state": "ONLINE",
            "populationPercent": 100.0, "type": .string(index.kind.title),
            "entityType": .string(entity), "labelsOrTypes": .list(names.map { .string($0) }),
            "properties": .list(index.keys.map { .string($0) }),
            "indexProvider": .string("\(index.kind.title.lowercased())-1.0"),
            "owningConstraint": index.constraint.map { .string($0) } ?? .null,
            "options": .map(index.options), "failureMessage": "",
        ]
    }

    private func constraint(_ constraint: ConstraintDefinition, number: Int) -> [String: Value] {
        let (entity, names) = Self.target(constraint.target)
        let isNode = entity == "NODE"
        let type =
            switch constraint.kind {
            case .unique: isNode ? "UNIQUENESS" : "RELATIONSHIP_UNIQUENESS"
            case .key: isNode ? "NODE_KEY" : "RELATIONSHIP_KEY"
            case .existence:
                isNode ? "NODE_PROPERTY_EXISTENCE" : "RELATIONSHIP_PROPERTY_EXISTENCE"
            }
        return [
            "id": .integer(Int64(number + 1)), "name": .string(constraint.name),
            "type": .string(type), "entityType": .string(entity),
            "labelsOrTypes": .list(names.map { .string($0) }),
            "properties": .list(constraint.keys.map { .string($0) }),
            "ownedIndex": constraint.kind == .existence ? .null : .string(constraint.name),
            "options": .map([:]),
        ]
    }

    private func function(_ function: FunctionDescriptor) -> [String: Value] {
        [
            "name": .string(function.name),
            "category": function.isAggregate ? "Aggregating" : "Scalar",
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

    private static func target(_ target: PropertyGraph.SchemaTarget) -> (String, [String]) {
        switch target {
        case .nodes(let labels): ("NODE", labels)
        case .relationships(let types): ("RELATIONSHIP", types)
        }
    }
}

extension PropertyGraph.IndexKind {
    /// The kind as `SHOW INDEXES` writes it.
    package var title: String {
        switch self {
        case .range: "RANGE"
        case .text: "TEXT"
        case .fullText: "FULLTEXT"
        case .vector: "VECTOR"
        }
    }
}

extension ShowCommand.ConstraintFilter {
    /// Whether a constraint is shown.
    fileprivate func admits(_ constraint: ConstraintDefinition) -> Bool {
        let isWanted =
            switch constraint.kind {
            case .unique: demand == .unique
            case .key: demand == .key
            case .existence: demand == .existence
            }
        guard isWanted, let entity else { return isWanted }
        switch constraint.target {
        case .nodes: return entity == .node
        case .relationships: return entity == .relationship
        }
    }
}

/// The rows of a listing.
final class ListingRows: ValueRows {
    private let listing: SchemaListing

    init(_ listing: SchemaListing) { self.listing = listing }

    override func rows(
        _ batch: Batch, _ row: Int, _ context: ExecutionContext
    ) throws(CypherError) -> [[Value]] {
        listing.entries(in: context.graph).map { entry in
            listing.columns.map { entry[$0] ?? .null }
        }
    }
}

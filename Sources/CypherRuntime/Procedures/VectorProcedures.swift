import CypherPlanning
import CypherSyntax
import PropertyGraph

/// `db.index.vector.…` and `db.create.set…VectorProperty`.
///
/// A query of an index compares the given vector with every vector that the index covers, so its
/// answer is exact. Entities whose property is no list of as many numbers take no part.
///
/// Source: Neo4j 5 Cypher manual, "Vector indexes".
///
/// - Complexity: O(*n* · *d*) for *n* vectors of *d* numbers.
enum VectorProcedures {
    static let all: [Procedure] = [
        query("db.index.vector.queryNodes", yields: "node", accepting: .node),
        query(
            "db.index.vector.queryRelationships", yields: "relationship", accepting: .relationship),
        setter("db.create.setNodeVectorProperty", of: "node", accepting: .node),
        setter(
            "db.create.setRelationshipVectorProperty", of: "relationship", accepting: .relationship),
    ]

    // MARK: Finding

    private static func query(
        _ name: String,
        yields entity: String,
        accepting type: ValueType
    ) -> Procedure {
        Procedure(
            ProcedureSignature(
                name,
                arguments: [
                    .init("indexName", type: "STRING"),
                    .init("numberOfNearestNeighbours", type: "INTEGER"),
                    .init("query", type: "LIST<INTEGER | FLOAT>"),
                ],
                results: [
                    .init(entity, type: entity.uppercased(), accepts: type),
                    .init("score", type: "FLOAT", accepts: .float),
                ],
                summary: "The \(entity)s whose vectors are nearest to a vector, nearest first.")
        ) { (arguments, context) throws(CypherError) in
            guard case .string(let indexName) = arguments[0],
                case .integer(let count) = arguments[1],
                case .list(let elements) = arguments[2], let vector = Vectors.numbers(elements)
            else {
                throw .invalidType(
                    "The procedure \(name) takes a name, a number and a list of numbers.")
            }
            guard count > 0 else {
                throw .numberOutOfRange("The number of nearest neighbours must be at least 1.")
            }
            let index = try VectorIndex(indexName, isOfNodes: type == .node, context.graph)
            var found = try index.scores(of: vector, context)
            found.sort { ($1.score, $0.number) < ($0.score, $1.number) }
            return found.prefix(Int(clamping: count)).map { entry in
                [
                    type == .node
                        ? .node(NodeID(entry.number)) : .relationship(RelationshipID(entry.number)),
                    .float(entry.score),
                ]
            }
        }
    }

    // MARK: Setting

    private static func setter(
        _ name: String,
        of entity: String,
        accepting type: ValueType
    ) -> Procedure {
        Procedure(
            ProcedureSignature(
                name,
                arguments: [
                    .init(entity, type: entity.uppercased(), accepts: type),
                    .init("key", type: "STRING"),
                    .init("vector", type: "LIST<INTEGER | FLOAT>"),
                ],
                effect: .writes,
                summary: "Sets a property of a \(entity) to a vector of floats.")
        ) { (arguments, context) throws(CypherError) in
            guard let draft = context.draft else { throw .readOnly() }
            guard case .string(let key) = arguments[1], case .list(let elements) = arguments[2],
                let numbers = Vectors.numbers(elements), !numbers.isEmpty
            else { throw .invalidType("The procedure \(name) takes a key and a list of numbers.") }
            let vector = Value.list(numbers.map(Value.float))
            try translating { () throws(GraphError) in
                let key = try draft.propertyKey(key)
                switch arguments[0] {
                case .node(let node): _ = try draft.set(key, vector, on: node)
                case .relationship(let relationship):
                    _ = try draft.set(key, vector, on: relationship)
                default: break
                }
            }
            return []
        }
    }
}

/// A declared vector index and how it compares.
private struct VectorIndex {
    private let definition: IndexDefinition
    private let dimensions: Int?
    private let isEuclidean: Bool

    /// - Throws: a procedure error when there is no such vector index on such entities.
    init(_ name: String, isOfNodes: Bool, _ graph: Graph) throws(CypherError) {
        let found = graph.index(named: name).flatMap { graph.definition(of: $0) }
        guard let definition = found, definition.kind == .vector else {
            throw CypherError(
                .procedureError, at: .runtime, detail: "IndexNotFound",
                message: "There is no vector index named `\(name)`.",
                hint: "`SHOW VECTOR INDEXES` lists them.")
        }
        let coversNodes = if case .nodes = definition.target { true } else { false }
        guard coversNodes == isOfNodes else {
            throw CypherError(
                .procedureError, at: .runtime, detail: "IndexKind",
                message: "The index `\(name)` is about \(coversNodes ? "nodes" : "relationships").")
        }
        self.definition = definition
        var settings: [String: Value] = [:]
        if case .map(let map)? = definition.options["indexConfig"] { settings = map }
        if case .integer(let count)? = settings["vector.dimensions"] {
            dimensions = Int(clamping: count)
        } else {
            dimensions = nil
        }
        if case .string(let function)? = settings["vector.similarity_function"] {
            isEuclidean = function.lowercased() == "euclidean"
        } else {
            isEuclidean = false
        }
    }

    /// How similar the covered entities are that the caller may see; 1 is equal.
    func scores(
        of vector: [Double],
        _ context: ProcedureContext
    ) throws(CypherError) -> [(number: UInt32, score: Double)] {
        guard vector.count == dimensions ?? vector.count else {
            throw .invalidArgument(
                "The vector has \(vector.count) dimensions, those of the index"
                    + " `\(definition.name)` have \(dimensions ?? 0).")
        }
        let graph = context.graph
        guard let key = definition.keys.first.flatMap({ graph.propertyKey(named: $0) }) else {
            return []
        }
        var result: [(number: UInt32, score: Double)] = []
        func add(_ number: UInt32, _ value: Value) throws(CypherError) {
            if result.count % 1_024 == 0 { try context.checkCancellation() }
            guard case .list(let elements) = value, elements.count == vector.count,
                let other = Vectors.numbers(elements), let score = score(vector, other)
            else { return }
            result.append((number, score))
        }
        switch definition.target {
        case .nodes(let labels):
            for label in labels.compactMap({ graph.label(named: $0) }) {
                var cursor = graph.nodes(labelled: label)
                while let node = cursor.next() {
                    guard context.access.isVisible(node) else { continue }
                    try add(node.rawValue, graph.value(of: key, on: node))
                }
            }
        case .relationships(let types):
            for type in types.compactMap({ graph.relationshipType(named: $0) }) {
                var cursor = graph.relationships(ofType: type)
                while let id = cursor.next() {
                    guard let ends = graph.relationship(id),
                        context.access.isVisible(ends.start), context.access.isVisible(ends.end)
                    else { continue }
                    try add(id.rawValue, graph.value(of: key, on: id))
                }
            }
        }
        return result
    }

    private func score(_ first: [Double], _ second: [Double]) -> Double? {
        if isEuclidean { return 1 / (1 + Vectors.squaredDistance(first, second)) }
        return Vectors.cosine(first, second).map { (1 + $0) / 2 }
    }
}

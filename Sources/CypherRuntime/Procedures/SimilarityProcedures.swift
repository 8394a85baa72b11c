import CypherPlanning
import CypherSyntax
import PropertyGraph

/// `gds.similarity.cosine.stream`: pairs of nodes with similar vectors.
///
/// The configuration map has `nodeProjection` (a label or a list of labels; `'*'` for all),
/// `nodeProperties` (the name of the property with the vector, or a list of one or more names of
/// numbers or vectors that are joined), and may have `similarityCutoff` (pairs below are left out,
/// 0 by default), `topK` (the most similar nodes for each node, 10 by default, 0 for all),
/// `topN` (the most similar pairs in all, 0 for all). `relationshipProjection` is accepted, since
/// callers written for a graph projection give it, and has no influence.
///
/// Each pair is given once, with `node1` < `node2`, the most similar first. With `topK`, a pair
/// is kept if either node counts the other among its nearest. Nodes without the property, or with
/// vectors of another length than most, take no part.
///
/// - Complexity: O(*n*² · *d*) for *n* vectors of *d* numbers.
enum SimilarityProcedures {
    static let all: [Procedure] = [cosine]

    /// The most vectors that are compared with each other.
    private static let mostVectors = 50_000

    private static let cosine = Procedure(
        ProcedureSignature(
            "gds.similarity.cosine.stream",
            arguments: [.init("configuration", type: "MAP", accepts: .map)],
            results: [
                .init("node1", type: "INTEGER", accepts: .integer),
                .init("node2", type: "INTEGER", accepts: .integer),
                .init("similarity", type: "FLOAT", accepts: .float),
            ],
            summary: "The pairs of nodes whose vectors point in similar directions.")
    ) { (arguments, context) throws(CypherError) in
        guard case .map(let map) = arguments[0] else {
            throw .invalidType("The configuration must be a map.")
        }
        let configuration = try Configuration(map)
        let vectors = try SimilarityProcedures.vectors(configuration, context)
        var pairs = try similarPairs(vectors, configuration, context)
        pairs.sort(by: isBefore)
        if configuration.topN > 0 { pairs.removeLast(max(0, pairs.count - configuration.topN)) }
        return pairs.map {
            [
                .integer(Int64($0.first.rawValue)), .integer(Int64($0.second.rawValue)),
                .float($0.similarity),
            ]
        }
    }

    private struct Pair {
        var first: NodeID
        var second: NodeID
        var similarity: Double
    }

    private static func isBefore(_ left: Pair, _ right: Pair) -> Bool {
        if left.similarity != right.similarity { return left.similarity > right.similarity }
        return (left.first, left.second) < (right.first, right.second)
    }

    /// Vectors of length one, by node, ascending.
    private static func vectors(
        _ configuration: Configuration,
        _ context: ProcedureContext
    ) throws(CypherError) -> [(node: NodeID, vector: [Double])] {
        let graph = context.graph
        let keys = configuration.properties.compactMap { graph.propertyKey(named: $0) }
        guard keys.count == configuration.properties.count else { return [] }
        var found: [(node: NodeID, vector: [Double])] = []
        for node in nodes(configuration, graph) where context.access.isVisible(node) {
            var vector: [Double] = []
            for key in keys {
                switch graph.value(of: key, on: node) {
                case .list(let elements): vector += Vectors.numbers(elements) ?? []
                case let value: vector += value.asDouble.map { [$0] } ?? []
                }
            }
            let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard norm > 0, norm.isFinite else { continue }
            found.append((node, vector.map { $0 / norm }))
            guard found.count <= mostVectors else {
                throw .tooLarge(
                    "gds.similarity.cosine.stream compares at most \(mostVectors) nodes.")
            }
        }
        let lengths = Dictionary(grouping: found, by: \.vector.count).mapValues(\.count)
        let common = lengths.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        return found.filter { $0.vector.count == common }
    }

    private static func nodes(_ configuration: Configuration, _ graph: Graph) -> [NodeID] {
        var result: Set<NodeID> = []
        if configuration.labels.contains("*") {
            var cursor = graph.nodes()
            while let node = cursor.next() { result.insert(node) }
        }
        for label in configuration.labels.compactMap({ graph.label(named: $0) }) {
            var cursor = graph.nodes(labelled: label)
            while let node = cursor.next() { result.insert(node) }
        }
        return result.sorted()
    }

    private static func similarPairs(
        _ vectors: [(node: NodeID, vector: [Double])],
        _ configuration: Configuration,
        _ context: ProcedureContext
    ) throws(CypherError) -> [Pair] {
        var kept: [PairKey: Pair] = [:]
        for (index, left) in vectors.enumerated() {
            try context.checkCancellation()
            var nearest: [Pair] = []
            // With a limit for each node both directions matter; without one, each pair once.
            let others = configuration.topK > 0 ? vectors[...] : vectors[(index + 1)...]
            for right in others where right.node != left.node {
                let product = zip(left.vector, right.vector).reduce(0) { $0 + $1.0 * $1.1 }
                let similarity = min(max(product, -1), 1)
                guard similarity >= configuration.cutoff else { continue }
                nearest.append(
                    Pair(
                        first: min(left.node, right.node), second: max(left.node, right.node),
                        similarity: similarity))
            }
            if configuration.topK > 0, nearest.count > configuration.topK {
                nearest.sort(by: isBefore)
                nearest.removeLast(nearest.count - configuration.topK)
            }
            for pair in nearest { kept[PairKey(pair.first, pair.second)] = pair }
            guard kept.count <= context.functions.environment.maximumListLength else {
                throw .tooLarge("gds.similarity.cosine.stream found too many pairs.")
            }
        }
        return Array(kept.values)
    }

    private struct PairKey: Hashable {
        let first: NodeID
        let second: NodeID

        init(_ first: NodeID, _ second: NodeID) {
            self.first = first
            self.second = second
        }
    }

    private struct Configuration {
        var labels: [String] = ["*"]
        var properties: [String] = []
        var cutoff = 0.0
        var topK = 10
        var topN = 0

        init(_ map: [String: Value]) throws(CypherError) {
            for (key, value) in map.sorted(by: { $0.key < $1.key }) {
                switch key {
                case "nodeProjection", "nodeLabels": labels = try names(value, key)
                case "nodeProperties", "nodeProperty": properties = try names(value, key)
                case "similarityCutoff":
                    guard let number = value.asDouble else {
                        throw .invalidType("The option `\(key)` must be a number.")
                    }
                    cutoff = number
                case "topK": topK = try count(value, key)
                case "topN": topN = try count(value, key)
                default: break
                }
            }
            guard !properties.isEmpty else {
                throw .invalidArgument(
                    "The configuration needs `nodeProperties`.",
                    hint: "For example {nodeProjection: 'Column', nodeProperties: 'embedding'}.")
            }
        }

        private func names(_ value: Value, _ key: String) throws(CypherError) -> [String] {
            switch value {
            case .string(let name): return [name]
            case .list(let elements):
                var result: [String] = []
                for element in elements { result += try names(element, key) }
                return result
            default: throw .invalidType("The option `\(key)` must be a string or a list of them.")
            }
        }

        private func count(_ value: Value, _ key: String) throws(CypherError) -> Int {
            guard case .integer(let number) = value, number >= 0 else {
                throw .invalidType("The option `\(key)` must be an integer, at least 0.")
            }
            return Int(clamping: number)
        }
    }
}

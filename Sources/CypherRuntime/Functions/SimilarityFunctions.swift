import CypherPlanning
import CypherSyntax
import PropertyGraph

/// Similarities of vectors given as lists of numbers.
///
/// Source: Neo4j Graph Data Science, "Similarity functions"; Neo4j 5, "Vector functions".
enum SimilarityFunctions {
    static let all: [FunctionDescriptor] = [
        similarity("gds.similarity.cosine", "The cosine of the angle between two vectors.") {
            Vectors.cosine($0, $1)
        },
        similarity("gds.similarity.euclidean", "1 / (1 + the distance of two vectors).") {
            1 / (1 + Vectors.squaredDistance($0, $1).squareRoot())
        },
        similarity("gds.similarity.euclideanDistance", "The distance of two vectors.") {
            Vectors.squaredDistance($0, $1).squareRoot()
        },
        similarity("vector.similarity.cosine", "The cosine of two vectors, scaled to 0…1.") {
            (first, second) throws(CypherError) in
            guard let cosine = Vectors.cosine(first, second) else {
                throw .invalidArgument(
                    "The function vector.similarity.cosine() takes no vector of zeros.")
            }
            return (1 + cosine) / 2
        },
        similarity("vector.similarity.euclidean", "1 / (1 + the squared distance).") {
            1 / (1 + Vectors.squaredDistance($0, $1))
        },
        .strict("gds.util.asNode", 1...1, result: .node, "The node of a number.") {
            (values, context) throws(CypherError) in
            let number = try Arguments("gds.util.asNode", values).integer(0)
            guard let raw = UInt32(exactly: number), context.graph.contains(NodeID(raw)),
                context.access.isVisible(NodeID(raw))
            else {
                throw CypherError(
                    .entityNotFound, at: .runtime, detail: "NodeNotFound",
                    message: "There is no node of that number.")
            }
            return .node(NodeID(raw))
        },
        .strict("gds.util.NaN", 0...0, result: .float, "Not a number.") {
            (_, _) throws(CypherError) in .float(.nan)
        },
        .strict("gds.util.infinity", 0...0, result: .float, "Infinity.") {
            (_, _) throws(CypherError) in .float(.infinity)
        },
        .lenient("gds.util.isFinite", 1...1, result: .boolean, "Whether a number is finite.") {
            (values, _) throws(CypherError) in
            .boolean(values[0].asDouble?.isFinite ?? false)
        },
    ]

    private static func similarity(
        _ name: String,
        _ summary: String,
        _ compute: @escaping @Sendable ([Double], [Double]) throws(CypherError) -> Double?
    ) -> FunctionDescriptor {
        .strict(name, 2...2, takes: [.list, .list], result: .float, summary) {
            (values, _) throws(CypherError) in
            let arguments = Arguments(name, values)
            let first = try vector(arguments, 0)
            let second = try vector(arguments, 1)
            guard first.count == second.count else {
                throw .invalidArgument("The function \(name)() takes vectors of equal length.")
            }
            return try compute(first, second).map(Value.float) ?? .null
        }
    }

    private static func vector(
        _ arguments: Arguments,
        _ index: Int
    ) throws(CypherError) -> [Double] {
        guard let numbers = Vectors.numbers(try arguments.list(index)) else {
            throw arguments.mismatch(index, wants: "a list of numbers")
        }
        return numbers
    }
}

/// Arithmetic on vectors.
enum Vectors {
    /// A list's numbers; nil when an element is not a number.
    static func numbers(_ list: [Value]) -> [Double]? {
        var result: [Double] = []
        result.reserveCapacity(list.count)
        for element in list {
            guard let number = element.asDouble else { return nil }
            result.append(number)
        }
        return result
    }

    /// The cosine; nil when a vector has no direction.
    static func cosine(_ first: [Double], _ second: [Double]) -> Double? {
        var product = 0.0
        var left = 0.0
        var right = 0.0
        for (a, b) in zip(first, second) {
            product += a * b
            left += a * a
            right += b * b
        }
        guard left > 0, right > 0 else { return nil }
        let cosine = product / (left.squareRoot() * right.squareRoot())
        return min(max(cosine, -1), 1)
    }

    /// The square of the Euclidean distance.
    static func squaredDistance(_ first: [Double], _ second: [Double]) -> Double {
        zip(first, second).reduce(0) { sum, pair in
            let difference = pair.0 - pair.1
            return sum + difference * difference
        }
    }
}

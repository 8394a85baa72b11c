/// Statements that make a small random graph.
public struct RandomGraph: Sendable {
    /// The number of nodes; their `id` properties and their ids run from 0.
    public let nodeCount: Int
    /// The statements, to be run in order on an empty graph.
    public let statements: [String]

    /// Makes a graph of a few nodes with labels `A`, `B` and `C`, properties `id`, `x` and `s`, and
    /// relationships of types `R`, `S` and `T` with a property `w`; half of the graphs have
    /// indexes.
    public init(using random: inout some RandomNumberGenerator) {
        var texts: [String] = []
        if Bool.random(using: &random) {
            texts += [
                "CREATE INDEX FOR (n:A) ON (n.x)",
                "CREATE CONSTRAINT FOR (n:A) REQUIRE n.id IS UNIQUE",
                "CREATE INDEX FOR (n:B) ON (n.s)",
            ]
        }
        nodeCount = Int.random(in: 4...11, using: &random)
        for id in 0..<nodeCount {
            let labels = ["", ":A", ":B", ":A:B", ":C"].pick(using: &random)
            let x = Int.random(in: 0..<5, using: &random)
            let number = x == 4 ? "" : ", x: \(x)"
            let text = ["aa", "ab", "b", "c"].pick(using: &random)
            texts.append("CREATE (\(labels) {id: \(id)\(number), s: '\(text)'})")
        }
        for _ in 0..<Int.random(in: 3...16, using: &random) {
            let start = Int.random(in: 0..<nodeCount, using: &random)
            let end = Int.random(in: 0..<nodeCount, using: &random)
            let type = ["R", "S", "T"].pick(using: &random)
            let w = Int.random(in: 0..<3, using: &random)
            texts.append(
                "MATCH (a {id: \(start)}), (b {id: \(end)}) CREATE (a)-[:\(type) {w: \(w)}]->(b)")
        }
        statements = texts
    }
}

extension Array {
    /// One of the elements; the array must not be empty.
    func pick(using random: inout some RandomNumberGenerator) -> Element {
        self[Int.random(in: 0..<count, using: &random)]
    }
}

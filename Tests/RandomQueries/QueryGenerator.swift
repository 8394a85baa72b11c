/// Writes random queries about a `RandomGraph`.
///
/// Every query is valid, and its answer, taken as a bag of rows, is determined: nothing depends on
/// the order in which rows are found.
public struct QueryGenerator<Random: RandomNumberGenerator> {
    var random: Random
    var nodes: [String] = []
    var relationships: [String] = []
    var lists: [String] = []
    var paths: [String] = []
    private var names = 0

    /// A generator that draws from `random`.
    public init(_ random: Random) { self.random = random }

    /// A query that reads.
    public mutating func query() -> String {
        begin()
        return reading() + result()
    }

    /// A query that writes and may return rows.
    ///
    /// What is written for a node does not depend on how often or in which order it is met.
    public mutating func writingQuery() -> String {
        begin()
        var text = reading(keepsNodes: true)
        guard let node = nodes.first else { return text + " CREATE (:New {x: 1})" }
        let other = nodes.pick(using: &random)
        switch int(9) {
        case 0: text += " SET \(node).y = \(node).id + 1"
        case 1: text += " SET \(node):Z REMOVE \(node).s"
        case 2: text += " CREATE (\(node))-[:U {w: \(node).id}]->(:New {x: \(node).id})"
        case 3: text += " MERGE (\(node))-[:M]->(\(other))"
        case 4: text += " MERGE (:Merged {x: \(node).x IS NULL, s: \(node).s})"
        case 5: text += " DETACH DELETE \(node)"
        case 6:
            text += " WITH DISTINCT \(node) OPTIONAL MATCH (\(node))-[gone]-() DELETE gone, \(node)"
        case 7: text += " FOREACH (i IN [1, 2] | SET \(node).z = i)"
        default: text += " SET \(node) += {x: 7, s: null}"
        }
        if chance(2) { text += " RETURN count(*) AS c" }
        return text
    }

    private mutating func begin() {
        (nodes, relationships, lists, paths, names) = ([], [], [], [], 0)
    }

    private mutating func reading(keepsNodes: Bool = false) -> String {
        var text = match()
        if chance(3) { text += " " + match(isOptional: true) }
        if chance(3), let node = nodes.isEmpty ? nil : nodes.pick(using: &random) {
            text += chance(2) ? " WITH DISTINCT \(node)" : " WITH \(node), count(*) AS c0"
            (nodes, relationships, lists, paths) = ([node], [], [], [])
            if chance(2) { text += " " + match() }
        }
        if chance(5), let node = nodes.isEmpty ? nil : nodes.pick(using: &random) {
            text += " CALL { WITH \(node) MATCH (\(node))-->(k) RETURN count(k) AS k\(names) }"
        }
        if chance(6), nodes.count > 1 { text += " " + shortest() }
        if chance(4) { text += " " + match() }
        return text
    }

    private mutating func result() -> String {
        let (first, second) = (value(), value())
        switch int(7) {
        case 0: return " RETURN count(*) AS c"
        case 1: return " RETURN DISTINCT \(first) AS v, \(second) AS w"
        case 2: return " RETURN \(first) AS v, count(DISTINCT \(second)) AS c"
        case 3:
            let measured = paths.first.map { "length(\($0))" } ?? second
            return " RETURN \(first) AS v, min(\(measured)) AS m"
        case 4: return " RETURN \(first) AS v, \(second) AS w ORDER BY v, w LIMIT 1000"
        case 5: return " RETURN \(first) AS v UNION RETURN 1 AS v"
        default: return " RETURN \(first) AS v, \(second) AS w"
        }
    }

    // MARK: Drawing

    mutating func int(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    /// True once in `n` times.
    mutating func chance(_ n: Int) -> Bool { int(n) == 0 }

    mutating func pick(_ options: [String]) -> String { options.pick(using: &random) }

    mutating func fresh(_ prefix: String) -> String {
        names += 1
        return "\(prefix)\(names)"
    }
}

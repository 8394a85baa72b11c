import Cypher
import CypherSyntax
import PropertyGraph
import TestSupport

/// An answer, or the error instead, in a form that can be compared.
struct Reply: Equatable, CustomStringConvertible {
    var rows: [String] = []
    var counters: String = ""
    var error: String?

    /// Runs something and takes down what it gives; rows are a bag.
    init(_ body: () throws(CypherError) -> QueryResult) {
        do throws(CypherError) {
            let result = try body()
            rows = result.rows.map { "\(Sorted(.list($0)))" }.sorted()
            counters = "\(result.counters)"
        } catch {
            self.error = "\(error.detail): \(error.message)"
        }
    }

    /// Whether it took too long, so that it says nothing.
    var isLate: Bool { error?.hasPrefix("Deadline") == true }

    var description: String {
        error ?? "\(rows.count) rows \(rows.prefix(4)), \(counters)"
    }
}

extension Engine {
    /// What a caller sees of a graph, without the ids, which depend on the order of writing.
    func contents(of graph: Graph, _ options: QueryOptions = QueryOptions()) throws -> [String] {
        let texts = [
            "MATCH (n) RETURN labels(n), properties(n)",
            "MATCH (a)-[r]->(b) RETURN properties(a), type(r), properties(r), properties(b)",
        ]
        return try texts.flatMap { text in
            try run(text, on: graph, options: options).rows.map { row in
                row.map { "\(Sorted($0))" }.joined(separator: " ")
            }
        }.sorted()
    }
}

/// A value whose maps print in the order of their keys.
private struct Sorted: CustomStringConvertible {
    let value: Value

    init(_ value: Value) { self.value = value }

    var description: String {
        switch value {
        case .list(let elements):
            "[" + elements.map { "\(Sorted($0))" }.joined(separator: ", ") + "]"
        case .map(let entries):
            "{"
                + entries.sorted { $0.key < $1.key }.map { "\($0.key): \(Sorted($0.value))" }
                .joined(separator: ", ") + "}"
        default: "\(value)"
        }
    }
}

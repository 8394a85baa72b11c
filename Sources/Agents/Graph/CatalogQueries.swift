public import PropertyGraph

/// Runs the named queries that agents walk the graph with.
///
/// The agents hold no query text: what they ask stands in `Queries/agents`.
public protocol CatalogQueries: Sendable {
    /// Runs a query that only reads.
    ///
    /// - Parameters:
    ///   - name: The query's name, such as `agents/rank-datasets`.
    ///   - parameters: What the query is given; absent parameters take their defaults.
    /// - Returns: The rows, in the query's order.
    /// - Throws: When there is no such query, or it fails.
    func read(_ name: String, _ parameters: [String: Value]) throws -> [QueryRow]

    /// Runs queries in order as one transaction: all of them take effect, or none.
    ///
    /// - Parameters:
    ///   - reason: Why, as the history shows it.
    ///   - calls: The queries with their parameters.
    /// - Throws: When there is no such query, one fails, or the transaction cannot be committed.
    func write(_ reason: String, _ calls: [QueryCall]) throws
}

/// A named query and what it is given.
public struct QueryCall: Sendable {
    /// The query's name.
    public let name: String

    /// What it is given.
    public let parameters: [String: Value]

    /// Creates a call.
    public init(_ name: String, _ parameters: [String: Value]) {
        self.name = name
        self.parameters = parameters
    }
}

/// One row of a query's result, read by column and type.
///
/// A column that is absent, null or of another type reads as `nil`: what the graph holds is
/// curated by people, so a reader decides itself what it cannot do without.
public struct QueryRow: Sendable {
    private let values: [String: Value]

    /// Creates a row from its columns.
    public init(_ values: [String: Value]) {
        self.values = values
    }

    package func text(_ column: String) -> String? {
        guard case .string(let text)? = values[column] else { return nil }
        return text
    }

    package func integer(_ column: String) -> Int? {
        guard case .integer(let integer)? = values[column] else { return nil }
        return Int(exactly: integer)
    }

    package func number(_ column: String) -> Double? {
        switch values[column] {
        case .integer(let integer): Double(integer)
        case .float(let number): number
        default: nil
        }
    }

    package func boolean(_ column: String) -> Bool? {
        guard case .boolean(let boolean)? = values[column] else { return nil }
        return boolean
    }

    package func texts(_ column: String) -> [String] {
        guard case .list(let elements)? = values[column] else { return [] }
        return elements.compactMap { element in
            guard case .string(let text) = element else { return nil }
            return text
        }
    }
}

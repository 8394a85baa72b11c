/// The types that a constraint allows a property: single values, and lists of values of one type.
///
/// Source: Neo4j 5 Cypher manual, "Property type constraints".
public struct PropertyType: Hashable, Sendable {
    /// A type of stored values that are no lists, under its name in Cypher.
    public enum Member: String, Hashable, Sendable, CaseIterable {
        case boolean = "BOOLEAN"
        case string = "STRING"
        case integer = "INTEGER"
        case float = "FLOAT"
        case date = "DATE"
        case localTime = "LOCAL TIME"
        case zonedTime = "ZONED TIME"
        case localDateTime = "LOCAL DATETIME"
        case zonedDateTime = "ZONED DATETIME"
        case duration = "DURATION"
        case point = "POINT"
    }

    /// The types of single values.
    public var scalars: Set<Member>
    /// The types of which a list may be; all its elements are of the same one.
    public var elements: Set<Member>

    /// Types from their parts.
    public init(scalars: Set<Member>, elements: Set<Member> = []) {
        self.scalars = scalars
        self.elements = elements
    }

    /// Whether a value that is not null is of one of the types.
    ///
    /// - Complexity: O(*n*) for a list of *n* elements, O(1) otherwise.
    public func admits(_ value: Value) -> Bool {
        if case .list(let values) = value {
            guard let first = values.first else { return !elements.isEmpty }
            guard let member = Member(first), elements.contains(member) else { return false }
            return values.allSatisfy { Member($0) == member }
        }
        return Member(value).map(scalars.contains) ?? false
    }
}

extension PropertyType: CustomStringConvertible {
    /// `INTEGER | LIST<STRING NOT NULL>`, in the order in which Neo4j writes types.
    public var description: String {
        let single = Member.allCases.filter(scalars.contains).map(\.rawValue)
        let lists = Member.allCases.filter(elements.contains).map { member in
            "LIST<\(member.rawValue) NOT NULL>"
        }
        return (single + lists).joined(separator: " | ")
    }
}

extension PropertyType.Member {
    /// The type of a value; nil for null, lists and what cannot be stored.
    fileprivate init?(_ value: Value) {
        switch value {
        case .boolean: self = .boolean
        case .string: self = .string
        case .integer: self = .integer
        case .float: self = .float
        case .date: self = .date
        case .localTime: self = .localTime
        case .time: self = .zonedTime
        case .localDateTime: self = .localDateTime
        case .dateTime: self = .zonedDateTime
        case .duration: self = .duration
        case .point: self = .point
        case .null, .list, .map, .node, .relationship, .path: return nil
        }
    }
}

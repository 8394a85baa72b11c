import PropertyGraph

/// Writes types as `valueType()` does.
///
/// Source: Neo4j 5, "The valueType() function" and "Ordering of types".
enum TypeText {
    /// `INTEGER NOT NULL`, `LIST<STRING NOT NULL> NOT NULL`, `NULL`.
    static func text(_ value: Value) -> String { PreciseType(value).text }
}

/// The most precise type that a value has.
private struct PreciseType: Hashable {
    /// The place in the order of types.
    private let rank: Int
    private let name: String
    /// The types of a list's elements without repetition, in the order of types.
    private let elements: [PreciseType]
    private var isNullable = false

    init(_ value: Value) {
        (rank, name) = Self.scalar(value)
        guard case .list(let values) = value else {
            elements = []
            isNullable = value.isNull
            return
        }
        var types = Set(values.lazy.filter { !$0.isNull }.map(PreciseType.init))
        if values.contains(where: \.isNull) {
            types = types.isEmpty ? [PreciseType(.null)] : Set(types.map(\.nullable))
        }
        elements = types.sorted { Self.order($0, $1) < 0 }
    }

    private var nullable: PreciseType {
        var type = self
        type.isNullable = true
        return type
    }

    var text: String {
        if rank == Self.null.rank { return name }
        var text = name
        if rank == Self.list.rank {
            let inner = elements.isEmpty ? "NOTHING" : elements.map(\.text).joined(separator: " | ")
            text = "LIST<\(inner)>"
        }
        return isNullable ? text : text + " NOT NULL"
    }

    /// Negative, zero or positive; lists order by the number of inner types, then by the types.
    private static func order(_ left: PreciseType, _ right: PreciseType) -> Int {
        if left.rank != right.rank { return left.rank - right.rank }
        if left.elements.count != right.elements.count {
            return left.elements.count - right.elements.count
        }
        for (a, b) in zip(left.elements, right.elements) {
            let sign = order(a, b)
            if sign != 0 { return sign }
        }
        return (left.isNullable ? 1 : 0) - (right.isNullable ? 1 : 0)
    }

    private static let null = (rank: 0, name: "NULL")
    private static let list = (rank: 15, name: "LIST")

    private static func scalar(_ value: Value) -> (rank: Int, name: String) {
        switch value {
        case .null: null
        case .boolean: (1, "BOOLEAN")
        case .string: (2, "STRING")
        case .integer: (3, "INTEGER")
        case .float: (4, "FLOAT")
        case .date: (5, "DATE")
        case .localTime: (6, "LOCAL TIME")
        case .time: (7, "ZONED TIME")
        case .localDateTime: (8, "LOCAL DATETIME")
        case .dateTime: (9, "ZONED DATETIME")
        case .duration: (10, "DURATION")
        case .point: (11, "POINT")
        case .node: (12, "NODE")
        case .relationship: (13, "RELATIONSHIP")
        case .map: (14, "MAP")
        case .list: list
        case .path: (16, "PATH")
        }
    }
}

package import PropertyGraph

extension Value {
    /// The total order of `ORDER BY`, `min` and `max`: negative, zero or positive.
    ///
    /// Types ascend as map, node, relationship, list, path, point, date and time, local date and
    /// time, date, time, local time, duration, string, boolean, number; NaN follows all numbers
    /// and null follows everything. Points compare by system, then by coordinates. Lists compare by element, then length; maps by size, keys, then values.
    /// Two values have no order between them exactly when they are equivalent.
    ///
    /// Source: openCypher CIP2016-06-14; TCK `clauses/return-orderby/ReturnOrderBy1`.
    ///
    /// - Complexity: O(*n*) in the size of the values; for maps O(*n* log *n*).
    package static func order(_ left: Value, _ right: Value) -> Int {
        switch (left, right) {
        case (.integer(let a), .integer(let b)): return a < b ? -1 : a == b ? 0 : 1
        case (.string(let a), .string(let b)): return TextOrder.compare(a, b)
        case (.integer, .float), (.float, .integer), (.float, .float):
            return orderNumbers(left, right)
        case (.boolean(let a), .boolean(let b)): return (a ? 1 : 0) - (b ? 1 : 0)
        case (.list(let a), .list(let b)): return order(a, b)
        case (.map(let a), .map(let b)): return order(a, b)
        case (.node(let a), .node(let b)): return a < b ? -1 : a == b ? 0 : 1
        case (.relationship(let a), .relationship(let b)): return a < b ? -1 : a == b ? 0 : 1
        case (.path(let a), .path(let b)): return order(a, b)
        case (.duration(let a), .duration(let b)): return TemporalOrder.compare(a, b)
        case (.point(let a), .point(let b)): return order(a, b)
        default:
            let ranks = left.typeRank - right.typeRank
            return ranks != 0 ? ranks : TemporalOrder.compare(left, right) ?? 0
        }
    }

    private var typeRank: Int {
        switch self {
        case .map: 0
        case .node: 1
        case .relationship: 2
        case .list: 3
        case .path: 4
        case .point: 5
        case .dateTime: 6
        case .localDateTime: 7
        case .date: 8
        case .time: 9
        case .localTime: 10
        case .duration: 11
        case .string: 12
        case .boolean: 13
        case .integer, .float: 14
        case .null: 15
        }
    }

    private static func orderNumbers(_ left: Value, _ right: Value) -> Int {
        switch left.comparison(with: right) {
        case .less: return -1
        case .greater: return 1
        case .equal: return 0
        case .unordered, .unknown: return (left.isNaN ? 1 : 0) - (right.isNaN ? 1 : 0)
        }
    }

    private var isNaN: Bool {
        if case .float(let value) = self { value.isNaN } else { false }
    }

    private static func order(_ left: [Value], _ right: [Value]) -> Int {
        for (a, b) in zip(left, right) {
            let sign = order(a, b)
            if sign != 0 { return sign }
        }
        return left.count - right.count
    }

    private static func order(_ left: [String: Value], _ right: [String: Value]) -> Int {
        if left.count != right.count { return left.count - right.count }
        let leftKeys = left.keys.sorted { TextOrder.compare($0, $1) < 0 }
        let rightKeys = right.keys.sorted { TextOrder.compare($0, $1) < 0 }
        for (a, b) in zip(leftKeys, rightKeys) {
            let sign = TextOrder.compare(a, b)
            if sign != 0 { return sign }
        }
        for key in leftKeys {
            let sign = order(left[key] ?? .null, right[key] ?? .null)
            if sign != 0 { return sign }
        }
        return 0
    }

    private static func order(_ left: PointValue, _ right: PointValue) -> Int {
        if left.system != right.system {
            return left.system.rawValue < right.system.rawValue ? -1 : 1
        }
        for (a, b) in zip(left.coordinates, right.coordinates) where a != b {
            return a < b ? -1 : 1
        }
        return 0
    }

    private static func order(_ left: PathValue, _ right: PathValue) -> Int {
        for (index, (a, b)) in zip(left.nodes, right.nodes).enumerated() {
            if a != b { return a < b ? -1 : 1 }
            guard index < left.relationships.count, index < right.relationships.count else {
                break
            }
            let (r, s) = (left.relationships[index], right.relationships[index])
            if r != s { return r < s ? -1 : 1 }
        }
        return left.nodes.count - right.nodes.count
    }
}

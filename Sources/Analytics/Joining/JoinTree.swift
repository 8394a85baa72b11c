public import JSON

/// The joins that connect tables over foreign keys, found by the shortest ways between them.
public struct JoinTree: Hashable, Sendable {
    /// A foreign key, as pairs of columns of two tables.
    public struct Key: Hashable, Sendable {
        public let table: String
        public let columns: [String]
        public let target: String
        public let targetColumns: [String]
        /// How sure the key is, 0…1.
        public let confidence: Double

        /// Names a key.
        public init(
            _ table: String, _ columns: [String], to target: String, _ targetColumns: [String],
            confidence: Double = 1
        ) {
            self.table = table
            self.columns = columns
            self.target = target
            self.targetColumns = targetColumns
            self.confidence = confidence
        }

        func other(than name: String) -> String { name == table ? target : table }
    }

    /// Other keys that would connect the same two tables as well.
    public struct Alternative: Hashable, Sendable {
        public let from: String
        public let to: String
        /// The ways, each a list of keys.
        public let ways: [[Key]]
    }

    /// The keys to join over, in an order in which each joins a table to those before it.
    public private(set) var joins: [Key] = []
    /// Where a choice was made between equally short ways.
    public private(set) var alternatives: [Alternative] = []
    /// Tables on the way that were not asked for.
    public private(set) var bridges: [String] = []
    /// Tables that no way leads to from the first.
    public private(set) var unreachable: [String] = []

    /// The most other ways that are named.
    private static let mostAlternatives = 8

    /// Connects tables.
    ///
    /// From the first table on, the nearest of the others is joined next, over the shortest way; of
    /// equally short ways the one with the surest keys is taken, then the first by name.
    ///
    /// - Complexity: O(tables × keys).
    public init(connecting tables: [String], over keys: [Key]) {
        guard let first = tables.first else { return }
        var ends: [String: [Key]] = [:]
        for key in keys.sorted(by: Self.precedes) where key.table != key.target {
            ends[key.table, default: []].append(key)
            ends[key.target, default: []].append(key)
        }
        var connected: Set = [first]
        var rest = tables.dropFirst().filter { $0 != first }
        while !rest.isEmpty {
            guard let found = Self.nearest(of: Set(rest), from: connected, ends) else {
                unreachable = rest.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
                break
            }
            if found.ways.count > 1 {
                alternatives.append(
                    Alternative(
                        from: found.start, to: found.end,
                        ways: Array(found.ways.dropFirst().prefix(Self.mostAlternatives))))
            }
            for key in found.ways.first ?? [] where !joins.contains(key) {
                joins.append(key)
                for table in [key.table, key.target] where connected.insert(table).inserted {
                    if !tables.contains(table) { bridges.append(table) }
                }
            }
            rest.removeAll { connected.contains($0) }
        }
    }

    /// Surer keys first, then by name.
    private static func precedes(_ left: Key, _ right: Key) -> Bool {
        if left.confidence != right.confidence { return left.confidence > right.confidence }
        return (left.table, left.target, left.columns.joined(separator: "\0"))
            < (right.table, right.target, right.columns.joined(separator: "\0"))
    }

    /// The shortest ways from the connected tables to the nearest of the wanted, breadth first.
    private static func nearest(
        of wanted: Set<String>, from connected: Set<String>, _ ends: [String: [Key]]
    ) -> (start: String, end: String, ways: [[Key]])? {
        var seen = connected
        var frontier = connected.sorted().map { (start: $0, end: $0, way: [Key]()) }
        while !frontier.isEmpty {
            var next: [(start: String, end: String, way: [Key])] = []
            var reached: Set<String> = []
            for path in frontier {
                for key in ends[path.end] ?? [] {
                    let table = key.other(than: path.end)
                    guard !seen.contains(table), next.count < 10_000 else { continue }
                    next.append((path.start, table, path.way + [key]))
                    reached.insert(table)
                }
            }
            let found = next.filter { wanted.contains($0.end) }
            if let best = found.max(by: { isLess(sure($0.way), sure($1.way), $0.end, $1.end) }) {
                let ways = found.filter { $0.end == best.end && $0.way != best.way }.map(\.way)
                return (best.start, best.end, [best.way] + ways)
            }
            seen.formUnion(reached)
            frontier = next
        }
        return nil
    }

    private static func sure(_ way: [Key]) -> Double { way.reduce(1) { $0 * $1.confidence } }

    private static func isLess(
        _ left: Double, _ right: Double, _ one: String, _ other: String
    ) -> Bool {
        left != right ? left < right : one > other
    }
}

extension JoinTree.Key {
    /// The pairs of columns as JSON: `{"left": "table.column", "right": "table.column"}`.
    fileprivate var pairs: [JSONValue] {
        zip(columns, targetColumns).map { column, targetColumn in
            [
                "left": .string("\(table).\(column)"),
                "right": .string("\(target).\(targetColumn)"),
            ]
        }
    }
}

extension JoinTree {
    /// The tree as the service shows it; a key of several columns is several joins.
    public var json: JSONValue {
        func texts(_ list: [String]) -> JSONValue { .array(list.map { .string($0) }) }
        return [
            "joins": .array(joins.flatMap(\.pairs)),
            "bridges": texts(bridges),
            "unreachable": texts(unreachable),
            "alternatives": .array(
                alternatives.map { choice in
                    [
                        "from": .string(choice.from), "to": .string(choice.to),
                        "ways": .array(choice.ways.map { .array($0.flatMap(\.pairs)) }),
                    ]
                }
            ),
        ]
    }
}

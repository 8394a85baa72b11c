import Catalog
import PropertyGraph
import TestSupport

/// A random graph with every kind of value and with names that need quotes.
struct RandomContents {
    static let info = CommitInfo(actor: "test", source: "test", time: 0)

    private var random: SeededGenerator

    static let names = [
        "A", "B:C", "with space", "back`tick", "naïve✓", "semi;colon", "o'clock", "x,y",
    ]
    static let keys = ["name", "a b", "k`", "ü", "labels", "x:long", "quote\"d"]
    static let texts = [
        "", "plain", "a;b", "comma, \"quote\"", "line\nbreak", "cr\r\n", "tab\t", "é✓🚀",
        "it's \\ back \\u0041 \\\\u", " spaced ", "[1]", "true", "1", "$x {y} // z", "]]>&<",
    ]

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// A database that holds the graph.
    static func database(seed: UInt64) throws -> MemoryDatabase {
        var contents = RandomContents(seed: seed)
        let database = MemoryDatabase()
        try database.write(info) { draft in try contents.fill(draft) }
        return database
    }

    private mutating func fill(_ draft: Draft) throws(GraphError) {
        let label = Self.names[0]
        if Bool.random(using: &random) {
            try draft.create(
                ConstraintDefinition(
                    name: "odd `name`", kind: .unique, target: .nodes(labels: [label]),
                    keys: ["ordinal"]))
            try draft.create(
                IndexDefinition(
                    name: "range", target: .relationships(types: ["B:C"]), keys: ["a b", "k`"]))
            try draft.create(
                IndexDefinition(
                    name: "words", kind: .fullText, target: .nodes(labels: [label, "back`tick"]),
                    keys: ["name"]))
        }
        var nodes: [NodeID] = []
        for ordinal in 0..<Int64(number(12) + 1) {
            var labels: [LabelID] = []
            for _ in 0..<number(3) { labels.append(try draft.label(pick(Self.names))) }
            var properties = try properties(draft)
            properties.append(
                PropertyEntry(try draft.propertyKey("ordinal"), .integer(ordinal)))
            nodes.append(
                try draft.createNode(labels: Array(Set(labels)), properties: properties))
        }
        for _ in 0..<number(20) {
            _ = try draft.createRelationship(
                draft.relationshipType(pick(Self.names)), from: pick(nodes), to: pick(nodes),
                properties: try properties(draft))
        }
        // A gap among the identities.
        if let node = try? draft.createNode(labels: [], properties: []) { try draft.delete(node) }
    }

    private mutating func properties(_ draft: Draft) throws(GraphError) -> [PropertyEntry] {
        var found: [String: Value] = [:]
        for _ in 0..<number(4) { found[pick(Self.keys)] = value() }
        var entries: [PropertyEntry] = []
        for (name, value) in found.sorted(by: { $0.key < $1.key }) {
            entries.append(PropertyEntry(try draft.propertyKey(name), value))
        }
        return entries
    }

    private mutating func value() -> Value {
        if number(4) > 0 { return scalar() }
        if number(3) == 0 { return .list((0..<number(4)).map { _ in scalar() }) }
        let kind = number(11)
        return .list((0..<number(4)).map { _ in scalar(kind) })
    }

    private mutating func scalar(_ kind: Int? = nil) -> Value {
        let integer = Int64.random(in: -5...5, using: &random)
        switch kind ?? number(11) {
        case 0: return .boolean(integer > 0)
        case 1: return .integer(pick([integer, .min, .max]))
        case 2:
            return .float(
                pick([
                    Double(integer), 0.1, -0.0, 1e300, .leastNonzeroMagnitude, .nan, .infinity,
                    -.infinity,
                ]))
        case 3: return .date(DateValue(daysSinceEpoch: integer * 9_999))
        case 4: return .localTime(LocalTimeValue(nanosecondsOfDay: abs(integer) * 1_234_567_890))
        case 5:
            return .time(
                TimeValue(
                    nanosecondsOfDay: abs(integer) * 60_000_000_000,
                    offsetSeconds: Int32(integer) * 1_800))
        case 6:
            return .localDateTime(
                LocalDateTimeValue(
                    secondsSinceEpoch: integer * 86_399, nanoseconds: Int32(abs(integer)) * 1_000))
        case 7:
            return .dateTime(
                DateTimeValue(
                    secondsSinceEpoch: integer * 1_000_003, offsetSeconds: Int32(integer) * 3_600))
        case 8:
            return .duration(
                DurationValue(
                    months: integer, days: -integer, seconds: integer * 7,
                    nanoseconds: Int32(abs(integer)) * 100_000_000))
        case 9:
            let system = pick(PointValue.System.allCases)
            return .point(PointValue(system, x: Double(integer) / 3, y: 2.5, z: -1))
        default: return .string(pick(Self.texts))
        }
    }

    private mutating func number(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[number(elements.count)]
    }
}

/// A graph's nodes and relationships as texts, sorted; identities do not show.
func contents(of graph: Graph) throws -> [String] {
    let selection = ExportSelection(graph, access: .all)
    func text(_ properties: [(name: String, value: Value)]) -> String {
        properties.map { "\($0.name.debugDescription): \($0.value)" }.joined(separator: ", ")
    }
    func ordinal(_ node: NodeID) -> String {
        selection.properties(of: node).first { $0.name == "ordinal" }.map { "\($0.value)" } ?? "?"
    }
    var found: [String] = []
    try selection.forEachNode { node, _ in
        found.append("\(selection.labels(of: node)) {\(text(selection.properties(of: node)))}")
    }
    try selection.forEachEdge { edge in
        found.append(
            "\(ordinal(edge.start.node)) \(edge.type) \(ordinal(edge.end.node)) "
                + "{\(text(selection.properties(of: edge.id)))}")
    }
    return found.sorted()
}

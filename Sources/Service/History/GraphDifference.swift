public import JSON
internal import PropertyGraph

/// How two moments of a catalog differ, by what people look after.
public struct GraphDifference: Sendable {
    /// What a difference is about.
    public enum Area: String, CaseIterable, Hashable, Sendable {
        case datasets
        case columns
        case terms
        case mappings
        case rules
        case lineage
        case other
    }

    /// One node or relationship that differs.
    public struct Item: Sendable {
        public let area: Area
        /// `node` or `relationship`.
        public let kind: String
        public let id: UInt32
        /// What it is called.
        public let name: String
        public let change: EntityChange
    }

    /// The earlier moment, as a transaction's number.
    public let from: UInt64
    /// The later one.
    public let to: UInt64
    /// Everything that differs, by area, then by name.
    public let items: [Item]
    /// Indexes and constraints that differ, in words.
    public let schema: [String]

    /// What differs, given what leads back from the later graph.
    init(from: UInt64, to: UInt64, later: Graph, earlier: Graph, back changes: ChangeSet) {
        self.from = from
        self.to = to
        let names = EntityNames(later)
        func state(_ node: NodeID) -> NodeState? {
            later.state(of: node) ?? earlier.state(of: node)
        }
        var items = changes.nodes.map { change in
            let after = change.before
            let before = change.after
            return Item(
                area: Self.area(after ?? before, later), kind: "node", id: change.id.rawValue,
                name: names.name(of: change.id, after ?? before),
                change: EntityChange(later, before: before, after: after))
        }
        for change in changes.relationships {
            guard let known = change.before ?? change.after else { continue }
            items.append(
                Item(
                    area: Self.area(later.name(of: known.type)), kind: "relationship",
                    id: change.id.rawValue,
                    name: names.name(of: known) { names.name(of: $0, state($0)) },
                    change: EntityChange(later, before: change.after, after: change.before)))
        }
        let order = Dictionary(
            uniqueKeysWithValues: Area.allCases.enumerated().map { ($1, $0) })
        self.items = items.sorted {
            (order[$0.area] ?? 0, $0.name, $0.id) < (order[$1.area] ?? 0, $1.name, $1.id)
        }
        schema = changes.schema.map(Self.text)
    }

    private static func area(_ state: NodeState?, _ graph: Graph) -> Area {
        let labels = (state?.labels ?? []).map { graph.name(of: $0) }
        for label in labels {
            switch label {
            case "BusinessTerm": return .terms
            case "Column": return .columns
            case "Dataset", "DataSource": return .datasets
            case "QualityRule", "QualityScore": return .rules
            case "Job": return .lineage
            default: break
            }
        }
        return .other
    }

    private static func area(_ type: String) -> Area {
        switch type {
        case "MAPS_TO": .mappings
        case "HAS_COLUMN", "REFERENCES": .columns
        case "HAS_QUALITY_RULE", "HAS_QUALITY_SCORE": .rules
        case "DERIVED_FROM", "PRODUCES", "CONSUMES": .lineage
        case "IS_A", "RELATED_TO", "USES": .terms
        default: .other
        }
    }

    /// A change of the schema, given the one that leads back.
    private static func text(_ back: SchemaChange) -> String {
        switch back {
        case .createIndex(let index): "- index \(index.name)"
        case .dropIndex(let index): "+ index \(index.name)"
        case .createConstraint(let constraint): "- constraint \(constraint.name)"
        case .dropConstraint(let constraint): "+ constraint \(constraint.name)"
        }
    }

    /// The difference as JSON: a list for each area that has any.
    public var json: JSONValue {
        var object: JSONObject = [
            "from": .integer(Int64(clamping: from)), "to": .integer(Int64(clamping: to)),
        ]
        for area in Area.allCases {
            object[area.rawValue] = .array(
                items.filter { $0.area == area }.map { item in
                    var members: JSONObject = [
                        "name": .string(item.name), "kind": .string(item.kind),
                        "id": .integer(Int64(item.id)),
                    ]
                    for member in item.change.json { members[member.name] = member.value }
                    return .object(members)
                })
        }
        object["schema"] = .array(schema.map { .string($0) })
        return .object(object)
    }
}

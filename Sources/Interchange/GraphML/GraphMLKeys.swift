import Catalog
import JSON
import PropertyGraph
import XML

/// The properties that a GraphML document declares: each name with each type that its values have.
struct GraphMLKeys {
    /// What a declared property is of.
    enum Owner: String, CaseIterable {
        case node
        case edge
    }

    /// The types of GraphML that are used; `json` is a text that holds JSON.
    enum Kind: String, Comparable {
        case boolean
        case long
        case double
        case string
        case json

        /// The type by its name in the document.
        var typeName: String { self == .json ? "string" : rawValue }

        static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    /// One declaration.
    struct Key: Hashable {
        let owner: Owner
        let name: String
        let kind: Kind
    }

    /// The declarations with their identifiers, in the order of the document.
    let declarations: [(key: Key, id: String)]
    /// What labels and types are called.
    let labels: String
    let type: String

    private let ids: [Key: String]

    /// Reads through a graph once.
    ///
    /// - Throws: `ExportError` when a value holds a character that XML cannot.
    init(_ selection: ExportSelection, coding: PropertyCoding) throws {
        var found: Set<Key> = []
        func note(
            _ owner: Owner, _ properties: [(name: String, value: Value)], _ place: () -> String
        ) throws {
            for (name, value) in properties {
                let key = Key(owner: owner, name: name, kind: Self.kind(value))
                if found.insert(key).inserted {
                    try Self.check(name, "the property name \(JSONValue.string(name).serialized())")
                }
                try Self.check(value, "`\(name)` of \(place())")
            }
        }
        try selection.forEachNode { node, ordinal in
            try note(.node, selection.properties(of: node)) {
                "node \(node.rawValue) (\(selection.labels(of: node).joined(separator: ", ")))"
            }
            for label in selection.labels(of: node) { try Self.check(label, "a label") }
        }
        try selection.forEachEdge { edge in
            try Self.check(edge.type, "a relationship type")
            try note(.edge, selection.properties(of: edge.id)) {
                "relationship \(edge.id.rawValue) (\(edge.type))"
            }
        }
        let sorted = found.sorted {
            ($0.owner.rawValue, $0.name, $0.kind) < ($1.owner.rawValue, $1.name, $1.kind)
        }
        declarations = sorted.enumerated().map { ($1, "d\($0)") }
        ids = Dictionary(uniqueKeysWithValues: declarations.map { ($0.key, $0.id) })
        labels = Self.free("labels", among: found)
        type = Self.free("label", among: found)
    }

    /// The identifier under which a value is written, and its text.
    func entry(
        _ owner: Owner, _ name: String, _ value: Value, _ coding: PropertyCoding
    ) -> (id: String, text: String)? {
        let kind = Self.kind(value)
        guard let id = ids[Key(owner: owner, name: name, kind: kind)] else { return nil }
        return (id, Self.text(value, coding))
    }

    private static func kind(_ value: Value) -> Kind {
        switch value {
        case .boolean: .boolean
        case .integer: .long
        case .float: .double
        case .string: .string
        default: .json
        }
    }

    private static func text(_ value: Value, _ coding: PropertyCoding) -> String {
        switch value {
        case .string(let text): text
        // As XML Schema writes them.
        case .float(let number) where number.isInfinite: number < 0 ? "-INF" : "INF"
        case .float(let number) where number.isNaN: "NaN"
        case .float(let number): number.description
        default: coding.json(value).serialized()
        }
    }

    private static func check(_ value: Value, _ place: @autoclosure () -> String) throws {
        switch value {
        case .string(let text): try check(text, place())
        case .list(let elements):
            for case .string(let text) in elements {
                // JSON writes the rest of what XML cannot hold as escapes.
                if text.unicodeScalars.contains(where: { $0.value & 0xFFFE == 0xFFFE }) {
                    try check(text, place())
                }
            }
        default: return
        }
    }

    private static func check(_ text: String, _ place: @autoclosure () -> String) throws {
        guard let scalar = XMLWriter.firstIllegal(in: text) else { return }
        throw ExportError(
            "GraphML cannot hold the character \(XMLWriter.codePoint(scalar)), which is in "
                + "\(place()). Change the value, or export as jsonl, cypher or csv.")
    }

    /// A name that no property has.
    private static func free(_ name: String, among keys: Set<Key>) -> String {
        let names = Set(keys.map(\.name))
        var name = name
        while names.contains(name) { name = "_" + name }
        return name
    }
}

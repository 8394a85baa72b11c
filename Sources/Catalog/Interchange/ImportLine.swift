import JSON
package import PropertyGraph

/// A line of an import, in either of the two forms that are read.
package enum ImportLine {
    case node(id: String?, labels: [String], properties: [(String, Value)])
    case relationship(
        type: String,
        start: NodeReference,
        end: NodeReference,
        properties: [(String, Value)]
    )

    /// How a relationship names one of its ends.
    package struct NodeReference {
        let id: String?
        let labels: [String]
        let properties: [(String, Value)]

        /// A node that is known by an identifier of the file.
        package init(id: String) {
            self.init(id: id, labels: [], properties: [])
        }

        init(id: String?, labels: [String], properties: [(String, Value)]) {
            self.id = id
            self.labels = labels
            self.properties = properties
        }
    }
}

extension ImportLine {
    init(_ bytes: [UInt8], coding: PropertyCoding) throws(ImportLineError) {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: bytes, depthLimit: 64)
        } catch {
            throw ImportLineError(error.message, column: error.column)
        }
        guard case .object(let object) = json else {
            throw ImportLineError("Expected a JSON object.")
        }
        if object["start"] != nil || object["end"] != nil {
            self = try Self.relationship(object, coding)
        } else {
            self = try Self.node(object, coding)
        }
    }

    private static func node(
        _ object: JSONObject,
        _ coding: PropertyCoding
    ) throws(ImportLineError) -> ImportLine {
        if let type = object["type"], type != "node" {
            throw ImportLineError("A line of type \(type.serialized()) needs `start` and `end`.")
        }
        guard object["labels"] != nil || object["properties"] != nil else {
            throw ImportLineError("A node has `labels` and `properties`.")
        }
        return .node(
            id: try identifier(object["id"]),
            labels: try labels(object["labels"]),
            properties: try properties(object["properties"], coding)
        )
    }

    private static func relationship(
        _ object: JSONObject,
        _ coding: PropertyCoding
    ) throws(ImportLineError) -> ImportLine {
        let type = object["label"] ?? object["type"]
        guard case .string(let name) = type, !name.isEmpty,
            object["label"] != nil || name != "relationship"
        else {
            throw ImportLineError("A relationship has its type under `label` or `type`.")
        }
        guard let start = object["start"], let end = object["end"] else {
            throw ImportLineError("A relationship has both `start` and `end`.")
        }
        return .relationship(
            type: name,
            start: try reference(start, coding),
            end: try reference(end, coding),
            properties: try properties(object["properties"], coding)
        )
    }

    private static func reference(
        _ json: JSONValue,
        _ coding: PropertyCoding
    ) throws(ImportLineError) -> NodeReference {
        guard case .object(let object) = json else {
            return NodeReference(id: try identifier(json), labels: [], properties: [])
        }
        return NodeReference(
            id: try identifier(object["id"]),
            labels: try labels(object["labels"]),
            properties: try properties(object["properties"], coding)
        )
    }

    private static func identifier(_ json: JSONValue?) throws(ImportLineError) -> String? {
        switch json {
        case nil, .null: return nil
        case .string(let text): return text
        case .integer(let integer): return String(integer)
        default: throw ImportLineError("An `id` is a text or a whole number.")
        }
    }

    private static func labels(_ json: JSONValue?) throws(ImportLineError) -> [String] {
        guard let json, json != .null else { return [] }
        guard case .array(let elements) = json else {
            throw ImportLineError("`labels` is a list of texts.")
        }
        var labels: [String] = []
        for element in elements {
            guard case .string(let label) = element else {
                throw ImportLineError("`labels` is a list of texts.")
            }
            labels.append(label)
        }
        return labels
    }

    private static func properties(
        _ json: JSONValue?,
        _ coding: PropertyCoding
    ) throws(ImportLineError) -> [(String, Value)] {
        guard let json, json != .null else { return [] }
        guard case .object(let object) = json else {
            throw ImportLineError("`properties` is an object.")
        }
        var properties: [(String, Value)] = []
        for member in object {
            do {
                let value = try coding.value(member.value)
                guard value.isProperty else {
                    throw PropertyCodingError("Maps, and lists in lists, are no property values.")
                }
                if value != .null { properties.append((member.name, value)) }
            } catch {
                throw ImportLineError("Property `\(member.name)`: \(error)")
            }
        }
        return properties
    }
}

extension Value {
    /// Whether a node or relationship may have the value: a scalar, or a list of scalars.
    fileprivate var isProperty: Bool {
        switch self {
        case .map: false
        case .list(let elements):
            elements.allSatisfy { element in
                switch element {
                case .null, .map, .list: false
                default: true
                }
            }
        default: true
        }
    }
}

/// Why a line cannot be taken.
package struct ImportLineError: Error {
    package let message: String
    /// Where in the line, from 1.
    let column: Int?

    package init(_ message: String, column: Int? = nil) {
        self.message = message
        self.column = column
    }

    /// No line before said what is at an end.
    static func unknownEnd(_ id: ImportIdentity?, _ what: String) -> ImportLineError {
        let text =
            switch id {
            case .number(let number): String(number)
            case .text(let text): text
            case nil: "?"
            }
        return ImportLineError("No line before this one is the node `\(text)` at its \(what).")
    }
}

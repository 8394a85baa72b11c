import Catalog
import CypherRuntime
import JSON
import PropertyGraph

/// What the values of a CSV column are, in the words of `neo4j-admin database import`.
///
/// `json` is ours: values that no other type of the column fits, as the JSON Lines export has them.
enum CSVType: Hashable {
    case scalar(Scalar)
    case list(Scalar)
    case json

    /// The type of one value, or of the elements of a list.
    enum Scalar: String, CaseIterable {
        case boolean
        case long
        case double
        case string
        case date
        case localtime
        case time
        case localdatetime
        case datetime
        case duration
        case point
    }

    /// Stands between the elements of a list, and between labels.
    static let separator: Character = ";"

    /// The type that is called so in a header; `nil` when there is none.
    init?(name: String) {
        let lower = name.lowercased()
        if lower == "json" {
            self = .json
            return
        }
        let isList = lower.hasSuffix("[]")
        guard let scalar = Self.scalar(named: isList ? String(lower.dropLast(2)) : lower) else {
            return nil
        }
        self = isList ? .list(scalar) : .scalar(scalar)
    }

    private static func scalar(named name: String) -> Scalar? {
        switch name {
        case "int", "short", "byte": .long
        case "float": .double
        case "char": .string
        default: Scalar(rawValue: name)
        }
    }

    /// The type's name in a header.
    var name: String {
        switch self {
        case .scalar(let scalar): scalar.rawValue
        case .list(let scalar): scalar.rawValue + "[]"
        case .json: "json"
        }
    }

    // MARK: Writing

    /// The type that a value by itself has.
    init(of value: Value) {
        if let scalar = Self.scalar(of: value) {
            self = .scalar(scalar)
            return
        }
        guard case .list(let elements) = value, let first = elements.first,
            let scalar = Self.scalar(of: first),
            elements.allSatisfy({ Self.scalar(of: $0) == scalar && Self.fitsList($0) })
        else {
            self = .json
            return
        }
        self = .list(scalar)
    }

    /// The type that two columns' values have together.
    func joined(with other: CSVType) -> CSVType { self == other ? self : .json }

    private static func scalar(of value: Value) -> Scalar? {
        switch value {
        case .boolean: .boolean
        case .integer: .long
        case .float: .double
        case .string: .string
        case .date: .date
        case .localTime: .localtime
        case .time: .time
        case .localDateTime: .localdatetime
        case .dateTime: .datetime
        case .duration: .duration
        case .point: .point
        case .null, .list, .map, .node, .relationship, .path: nil
        }
    }

    /// Whether an element reads back from between separators.
    private static func fitsList(_ value: Value) -> Bool {
        guard case .string(let text) = value else { return true }
        return !text.isEmpty && !text.utf8.contains(UInt8(ascii: ";"))
    }

    /// A value's text in a column of the type.
    func text(_ value: Value, _ coding: PropertyCoding) -> String {
        switch (self, value) {
        case (.json, _): coding.json(value).serialized()
        case (.list, .list(let elements)):
            elements.map(Self.text).joined(separator: String(Self.separator))
        default: Self.text(value)
        }
    }

    private static func text(_ value: Value) -> String {
        guard case .point(let point) = value else { return value.scalarText ?? "" }
        let parts = zip(["x", "y", "z"], point.coordinates)
            .map { "\($0): \(Value.float($1).scalarText ?? "")" }
        return "{crs: \(point.system.name), \(parts.joined(separator: ", "))}"
    }
}

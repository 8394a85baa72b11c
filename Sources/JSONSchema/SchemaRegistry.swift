internal import Foundation
internal import JSON

/// A schema together with the URI of what it stands in.
struct SchemaPlace: Sendable, Hashable {
    let schema: JSONValue

    /// The URI, without fragment, that the schema's own `$id` starts from.
    let outerBase: String

    /// The URI, without fragment, that the schema's references start from.
    var base: String {
        guard let identifier = schema["$id"]?.stringValue else { return outerBase }
        return URIReference.resolve(identifier, against: outerBase).base
    }
}

/// All schemas that can be referred to: resources by URI, and anchors by resource.
struct SchemaRegistry: Sendable {
    let root: SchemaPlace
    private var resources: [String: SchemaPlace] = [:]
    private var anchors: [String: SchemaPlace] = [:]
    private var dynamicAnchors: [String: SchemaPlace] = [:]

    init(_ document: JSONValue, uri: String, documents: [String: JSONValue]) {
        root = SchemaPlace(schema: document, outerBase: uri)
        for (uri, document) in documents { add(document, base: uri, isDocument: true) }
        add(document, base: uri, isDocument: true)
    }

    // MARK: Registration

    private static let single: Set<String> = [
        "items", "contains", "additionalProperties", "propertyNames", "not", "if", "then", "else",
        "unevaluatedItems", "unevaluatedProperties", "contentSchema", "additionalItems",
    ]
    private static let lists: Set<String> = ["allOf", "anyOf", "oneOf", "prefixItems"]
    private static let maps: Set<String> = [
        "properties", "patternProperties", "$defs", "definitions", "dependentSchemas",
    ]

    private mutating func add(_ schema: JSONValue, base outerBase: String, isDocument: Bool = false)
    {
        let place = SchemaPlace(schema: schema, outerBase: outerBase)
        if isDocument { resources[outerBase] = place }
        guard case .object(let object) = schema else { return }
        let base = place.base
        if object["$id"] != nil { resources[base] = place }
        if let name = object["$anchor"]?.stringValue { anchors["\(base)#\(name)"] = place }
        if let name = object["$dynamicAnchor"]?.stringValue {
            anchors["\(base)#\(name)"] = place
            dynamicAnchors["\(base)#\(name)"] = place
        }
        for member in object {
            if Self.single.contains(member.name) {
                add(member.value, base: base)
            } else if Self.lists.contains(member.name) {
                for element in member.value.arrayValue ?? [] { add(element, base: base) }
            } else if Self.maps.contains(member.name) {
                for entry in member.value.objectValue ?? [:] { add(entry.value, base: base) }
            }
        }
    }

    // MARK: Look-up

    /// The schema that a reference leads to.
    func resolve(_ reference: String, from base: String) throws(SchemaError) -> SchemaPlace {
        let target = URIReference.resolve(reference, against: base)
        guard let start = resources[target.base] else {
            throw SchemaError(reason: "The reference `\(reference)` leads to no known document.")
        }
        if target.fragment.isEmpty { return start }
        if target.fragment.hasPrefix("/") {
            return try follow(target.fragment, from: start, reference: reference)
        }
        guard let place = anchors["\(start.base)#\(target.fragment)"] else {
            throw SchemaError(reason: "The reference `\(reference)` leads to no anchor.")
        }
        return place
    }

    /// The schema of a resource that has a dynamic anchor, if one does.
    func dynamicAnchor(_ name: String, in base: String) -> SchemaPlace? {
        dynamicAnchors["\(base)#\(name)"]
    }

    private func follow(
        _ pointer: String,
        from start: SchemaPlace,
        reference: String
    ) throws(SchemaError) -> SchemaPlace {
        var place = start
        for token in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            let name = String(token).replacing("~1", with: "/").replacing("~0", with: "~")
            let element: JSONValue? = Int(name).flatMap { (index: Int) in place.schema[index] }
            guard let next = place.schema[name] ?? element else {
                throw SchemaError(reason: "The reference `\(reference)` leads nowhere.")
            }
            place = SchemaPlace(schema: next, outerBase: place.base)
        }
        return place
    }
}

/// Resolution of references against a base.
///
/// Source: RFC 3986, §5.
enum URIReference {
    static func resolve(_ reference: String, against base: String) -> (
        base: String, fragment: String
    ) {
        let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts.first.map(String.init) ?? ""
        let fragment = parts.count > 1 ? String(parts[1]).removingPercentEncoding ?? "" : ""
        if path.isEmpty { return (base, fragment) }
        if URL(string: path)?.scheme != nil { return (path, fragment) }
        let resolved = URL(string: path, relativeTo: URL(string: base))?.absoluteString
        return (resolved ?? path, fragment)
    }
}

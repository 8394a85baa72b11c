public import JSON

/// A JSON Schema that values can be checked against.
///
/// Formats are annotations, as the draft's default vocabulary has it.
///
/// Source: JSON Schema draft 2020-12 (core and validation).
public struct Schema: Sendable {
    let registry: SchemaRegistry

    /// Prepares a schema.
    ///
    /// - Parameters:
    ///   - document: The schema: an object or a boolean.
    ///   - uri: Where the document lives; relative references start there.
    ///   - documents: Other documents that may be referred to, by URI.
    /// - Throws: `SchemaError` when the document is neither object nor boolean.
    public init(
        _ document: JSONValue,
        uri: String = "lexigraph:schema",
        documents: [String: JSONValue] = [:]
    ) throws(SchemaError) {
        switch document {
        case .object, .boolean: break
        default: throw SchemaError(reason: "A schema is an object or a boolean.")
        }
        registry = SchemaRegistry(document, uri: uri, documents: documents)
    }

    /// What is wrong with a value; empty when it satisfies the schema.
    ///
    /// - Parameter value: The value to check.
    /// - Returns: The violations, in the order in which they were found.
    /// - Throws: `SchemaError` for a reference to nowhere, a malformed pattern, or schemas that
    ///   refer to each other without end.
    public func violations(of value: JSONValue) throws(SchemaError) -> [SchemaViolation] {
        var evaluator = SchemaEvaluator(registry)
        _ = try evaluator.evaluate(value, against: registry.root, at: [])
        return evaluator.violations
    }
}

/// A schema that cannot be used.
public struct SchemaError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, as a sentence.
    public let reason: String

    public var description: String {
        reason
    }
}

/// One way in which a value does not satisfy a schema.
public struct SchemaViolation: Sendable, Hashable, CustomStringConvertible {
    /// Where in the value, as a JSON pointer; empty for the value as a whole.
    public let location: String

    /// The keyword that is not satisfied, such as `required`.
    public let keyword: String

    /// What is wrong, as a sentence.
    public let message: String

    public var description: String {
        location.isEmpty ? message : "\(location): \(message)"
    }
}

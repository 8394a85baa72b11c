internal import JSON

/// What a schema has looked at in a value, for the `unevaluated…` keywords.
struct Coverage {
    var isValid = true
    var properties: Set<String> = []
    var items: Set<Int> = []

    mutating func merge(_ other: Coverage) {
        properties.formUnion(other.properties)
        items.formUnion(other.items)
    }
}

/// Checks one value against schemas and gathers what is wrong.
///
/// Recursion is bounded, because schemas can refer to themselves without descending in the value.
struct SchemaEvaluator {
    static let depthLimit = 512

    let registry: SchemaRegistry
    private(set) var violations: [SchemaViolation] = []
    private var scope: [String] = []
    private var depth = 0

    init(_ registry: SchemaRegistry) {
        self.registry = registry
    }

    /// Checks a value; violations are gathered, and the coverage says whether there were any.
    mutating func evaluate(
        _ value: JSONValue,
        against place: SchemaPlace,
        at path: [String]
    ) throws(SchemaError) -> Coverage {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw SchemaError(reason: "The schemas refer to each other without end.")
        }
        switch place.schema {
        case .boolean(true): return Coverage()
        case .boolean(false):
            var coverage = Coverage()
            fail("false", "Nothing is allowed here.", at: path, &coverage)
            return coverage
        case .object(let schema):
            let base = place.base
            scope.append(base)
            defer { scope.removeLast() }
            return try evaluate(value, schema, base: base, at: path)
        default:
            throw SchemaError(reason: "A schema is an object or a boolean.")
        }
    }

    private mutating func evaluate(
        _ value: JSONValue,
        _ schema: JSONObject,
        base: String,
        at path: [String]
    ) throws(SchemaError) -> Coverage {
        var coverage = Coverage()
        try checkReferences(value, schema, base, path, &coverage)
        checkValue(value, schema, path, &coverage)
        try checkCombinations(value, schema, base, path, &coverage)
        switch value {
        case .object(let object):
            try checkObject(object, schema, base, path, &coverage)
        case .array(let elements):
            try checkArray(elements, schema, base, path, &coverage)
        case .string(let text): try checkString(text, schema, path, &coverage)
        case .integer, .number: checkNumber(value, schema, path, &coverage)
        default: break
        }
        return coverage
    }

    // MARK: Reporting

    mutating func fail(
        _ keyword: String,
        _ message: String,
        at path: [String],
        _ coverage: inout Coverage
    ) {
        coverage.isValid = false
        violations.append(
            SchemaViolation(
                location: path.map {
                    "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1")
                }
                .joined(),
                keyword: keyword,
                message: message
            )
        )
    }

    /// Checks without reporting: for branches of which one may fail.
    mutating func probe(
        _ value: JSONValue,
        _ schema: JSONValue,
        _ base: String,
        _ path: [String]
    ) throws(SchemaError) -> Coverage {
        let count = violations.count
        defer { violations.removeSubrange(count...) }
        return try evaluate(value, against: SchemaPlace(schema: schema, outerBase: base), at: path)
    }

    /// Checks with a subschema, whose coverage counts when it is satisfied.
    mutating func require(
        _ value: JSONValue,
        _ schema: JSONValue,
        _ base: String,
        _ path: [String],
        _ coverage: inout Coverage
    ) throws(SchemaError) {
        let place = SchemaPlace(schema: schema, outerBase: base)
        try require(value, place, path, &coverage)
    }

    private mutating func require(
        _ value: JSONValue,
        _ place: SchemaPlace,
        _ path: [String],
        _ coverage: inout Coverage
    ) throws(SchemaError) {
        let result = try evaluate(value, against: place, at: path)
        if result.isValid { coverage.merge(result) } else { coverage.isValid = false }
    }

    // MARK: References

    private mutating func checkReferences(
        _ value: JSONValue,
        _ schema: JSONObject,
        _ base: String,
        _ path: [String],
        _ coverage: inout Coverage
    ) throws(SchemaError) {
        if let reference = schema["$ref"]?.stringValue {
            try require(value, try registry.resolve(reference, from: base), path, &coverage)
        }
        if let reference = schema["$dynamicRef"]?.stringValue {
            try require(value, try dynamicTarget(reference, from: base), path, &coverage)
        }
    }

    /// The outermost schema of the dynamic scope with the anchor, when the reference leads to a
    /// dynamic anchor at all.
    private func dynamicTarget(
        _ reference: String,
        from base: String
    ) throws(SchemaError) -> SchemaPlace {
        let place = try registry.resolve(reference, from: base)
        let name = URIReference.resolve(reference, against: base).fragment
        guard place.schema["$dynamicAnchor"]?.stringValue == name else { return place }
        for outer in scope {
            if let target = registry.dynamicAnchor(name, in: outer) { return target }
        }
        return place
    }
}

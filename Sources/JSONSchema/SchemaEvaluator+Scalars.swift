internal import JSON

extension SchemaEvaluator {
    /// `type`, `enum` and `const`.
    mutating func checkValue(
        _ value: JSONValue,
        _ schema: JSONObject,
        _ path: [String],
        _ coverage: inout Coverage
    ) {
        if let type = schema["type"] {
            let types = type.arrayValue ?? [type]
            let names = types.compactMap(\.stringValue)
            if !names.contains(where: { Self.value(value, isA: $0) }) {
                let wanted = names.joined(separator: " or ")
                fail("type", "Expected \(wanted), found \(value.kind).", at: path, &coverage)
            }
        }
        if let allowed = schema["enum"]?.arrayValue,
            !allowed.contains(where: { Canonical($0) == Canonical(value) })
        {
            let list = allowed.prefix(12).map { $0.serialized() }.joined(separator: ", ")
            fail("enum", "The value must be one of \(list).", at: path, &coverage)
        }
        if let only = schema["const"], Canonical(only) != Canonical(value) {
            fail("const", "The value must be \(only.serialized()).", at: path, &coverage)
        }
    }

    private static func value(_ value: JSONValue, isA type: String) -> Bool {
        switch (type, value) {
        case ("integer", .integer): true
        case ("integer", .number(let number)): number.rounded() == number
        default: value.kind == type
        }
    }

    /// The keywords for strings; length counts Unicode scalars.
    mutating func checkString(
        _ text: String,
        _ schema: JSONObject,
        _ path: [String],
        _ coverage: inout Coverage
    ) throws(SchemaError) {
        let length = text.unicodeScalars.count
        if let least = schema["minLength"]?.integerValue, length < least {
            let message = "The text must have at least \(least) characters."
            fail("minLength", message, at: path, &coverage)
        }
        if let most = schema["maxLength"]?.integerValue, length > most {
            let message = "The text may have at most \(most) characters."
            fail("maxLength", message, at: path, &coverage)
        }
        if let pattern = schema["pattern"]?.stringValue, try !Pattern(pattern).matches(text) {
            fail("pattern", "The text must match `\(pattern)`.", at: path, &coverage)
        }
    }

    /// The keywords for numbers.
    mutating func checkNumber(
        _ value: JSONValue,
        _ schema: JSONObject,
        _ path: [String],
        _ coverage: inout Coverage
    ) {
        guard let number = value.doubleValue else { return }
        func bound(_ keyword: String) -> Double? {
            schema[keyword]?.doubleValue
        }
        if let least = bound("minimum"), number < least {
            fail("minimum", "The number must be at least \(least).", at: path, &coverage)
        }
        if let most = bound("maximum"), number > most {
            fail("maximum", "The number may be at most \(most).", at: path, &coverage)
        }
        if let least = bound("exclusiveMinimum"), number <= least {
            fail("exclusiveMinimum", "The number must exceed \(least).", at: path, &coverage)
        }
        if let most = bound("exclusiveMaximum"), number >= most {
            fail("exclusiveMaximum", "The number must be below \(most).", at: path, &coverage)
        }
        if let step = schema["multipleOf"], !Self.value(value, isMultipleOf: step) {
            let message = "The number must be a multiple of \(step.serialized())."
            fail("multipleOf", message, at: path, &coverage)
        }
    }

    private static func value(_ value: JSONValue, isMultipleOf step: JSONValue) -> Bool {
        if case .integer(let integer) = value, case .integer(let step) = step, step > 0 {
            return integer.isMultiple(of: step)
        }
        guard let number = value.doubleValue, let step = step.doubleValue, step > 0 else {
            return true
        }
        let quotient = number / step
        guard quotient.isFinite else {
            return number.truncatingRemainder(dividingBy: step) == 0
        }
        return abs(quotient - quotient.rounded()) <= abs(quotient) * 1e-15 + 1e-12
    }
}

/// A value as JSON Schema compares it: `1` equals `1.0`, and texts are equal scalar by scalar.
indirect enum Canonical: Hashable {
    case atom(JSONValue)
    case text([UInt8])
    case array([Canonical])
    case object([[UInt8]: Canonical])

    init(_ value: JSONValue) {
        switch value {
        case .number(let number):
            self = .atom(Int64(exactly: number).map { .integer($0) } ?? value)
        case .string(let text): self = .text(Array(text.utf8))
        case .array(let elements): self = .array(elements.map(Canonical.init))
        case .object(let object):
            let members = object.map { (Array($0.name.utf8), Canonical($0.value)) }
            self = .object(Dictionary(members, uniquingKeysWith: { $1 }))
        default: self = .atom(value)
        }
    }
}

import CypherPlanning
import CypherSyntax
import PropertyGraph

/// Conversions between scalar types.
///
/// `toX` yields null for a text that is no X and fails on types that have no X; `toXOrNull`
/// yields null for both.
///
/// Source: TCK `expressions/typeConversion`; the `OrNull` forms as in Neo4j 5.
enum ConversionFunctions {
    /// A conversion; nil for a type that it does not take.
    typealias Conversion = @Sendable (Value) throws(CypherError) -> Value?

    static let all: [FunctionDescriptor] =
        pair("toInteger", "an integer", .integer, toInteger)
        + pair("toFloat", "a float", .float, toFloat)
        + pair("toBoolean", "a boolean", .boolean, toBoolean)
        + pair("toString", "a string", .string, toString)
        + [
            .lenient("valueType", 1...1, result: .string, "The type of a value, as text.") {
                (values, _) throws(CypherError) in .string(TypeText.text(values[0]))
            }
        ]

    private static func pair(
        _ name: String,
        _ what: String,
        _ result: ValueType,
        _ convert: @escaping Conversion
    ) -> [FunctionDescriptor] {
        [
            .strict(name, 1...1, result: result, "The value as \(what).") {
                (values, _) throws(CypherError) in
                guard let converted = try convert(values[0]) else {
                    throw .invalidType(
                        "The function \(name)() cannot convert \(values[0].typeTitle).",
                        hint: "\(name)OrNull() gives null instead.")
                }
                return converted
            },
            .strict(
                "\(name)OrNull", 1...1, result: result,
                "The value as \(what), or null when it cannot be."
            ) { (values, _) throws(CypherError) in orNull(values[0], convert) },
        ]
    }

    static func orNull(_ value: Value, _ convert: Conversion) -> Value {
        do { return try convert(value) ?? .null } catch { return .null }
    }

    static let toInteger: Conversion = { (value) throws(CypherError) in
        switch value {
        case .integer: return value
        case .boolean(let truth): return .integer(truth ? 1 : 0)
        case .float(let number):
            if number.isNaN { return .null }
            return try integer(number)
        case .string(let text):
            let trimmed = trimmed(text)
            if let number = Int64(trimmed) { return .integer(number) }
            guard FloatParser.isDecimal(trimmed), let number = Double(trimmed) else {
                return .null
            }
            return try integer(number)
        default: return nil
        }
    }

    private static func integer(_ number: Double) throws(CypherError) -> Value {
        guard let whole = Int64(exactly: number.rounded(.towardZero)) else {
            throw .numberOutOfRange("The number does not fit in a 64-bit integer.")
        }
        return .integer(whole)
    }

    static let toFloat: Conversion = { (value) throws(CypherError) in
        switch value {
        case .float: value
        case .integer(let number): .float(Double(number))
        case .string(let text): FloatParser.parse(trimmed(text)).map(Value.float) ?? .null
        default: nil
        }
    }

    static let toBoolean: Conversion = { (value) throws(CypherError) in
        switch value {
        case .boolean: return value
        case .integer(let number): return .boolean(number != 0)
        case .string(let text):
            switch trimmed(text).lowercased() {
            case "true": return .boolean(true)
            case "false": return .boolean(false)
            default: return .null
            }
        default: return nil
        }
    }

    static let toString: Conversion = { (value) throws(CypherError) in
        value.scalarText.map(Value.string)
    }

    private static func trimmed(_ text: String) -> String {
        var rest = text.unicodeScalars[...]
        rest = rest.drop { $0.properties.isWhitespace }
        while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}

/// Reads floats in decimal notation only.
enum FloatParser {
    /// The number, or nil when the text is none; `Infinity` and `NaN` are read, hexadecimal is not.
    static func parse(_ text: String) -> Double? {
        switch text.lowercased() {
        case "nan": return .nan
        case "infinity", "+infinity": return .infinity
        case "-infinity": return -.infinity
        default: break
        }
        return isDecimal(text) ? Double(text) : nil
    }

    /// Whether only characters occur that decimal numbers are written with.
    static func isDecimal(_ text: String) -> Bool {
        text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
    }
}

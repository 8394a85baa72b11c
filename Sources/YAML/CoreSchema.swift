internal import JSON

/// How YAML's core schema reads a plain scalar.
///
/// Source: YAML 1.2.2, §10.3.2.
enum CoreSchema {
    /// The value that a plain scalar stands for.
    static func resolve(_ text: String) -> JSONValue {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .boolean(true)
        case "false", "False", "FALSE": return .boolean(false)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .number(.infinity)
        case "-.inf", "-.Inf", "-.INF": return .number(-.infinity)
        case ".nan", ".NaN", ".NAN": return .number(.nan)
        default: return number(text) ?? .string(text)
        }
    }

    /// Whether a text must be quoted to remain a text, also for readers of YAML 1.1.
    static func mustQuote(_ text: String) -> Bool {
        guard case .string = resolve(text) else { return true }
        let looksLikeNumberOrDate =
            text.utf8.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
        return looksLikeNumberOrDate
            || ["yes", "no", "on", "off", "y", "n", "=", "<<"].contains(text.lowercased())
    }

    private static func number(_ text: String) -> JSONValue? {
        guard let first = text.utf8.first, first < UInt8(ascii: "A") else { return nil }
        if text.hasPrefix("0x") { return Int64(text.dropFirst(2), radix: 16).map { .integer($0) } }
        if text.hasPrefix("0o") { return Int64(text.dropFirst(2), radix: 8).map { .integer($0) } }
        if let integer = Int64(text) { return .integer(integer) }
        let isDecimal = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"),
                UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard isDecimal, let number = Double(text), number.isFinite else { return nil }
        return .number(number)
    }
}

public import PropertyGraph

extension Value {
    /// How messages call a value of this type, with its article.
    var typeTitle: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .integer: "an integer"
        case .float: "a float"
        case .string: "a string"
        case .list: "a list"
        case .map: "a map"
        case .date: "a date"
        case .localTime: "a local time"
        case .time: "a time"
        case .localDateTime: "a local date and time"
        case .dateTime: "a date and time"
        case .duration: "a duration"
        case .point: "a point"
        case .node: "a node"
        case .relationship: "a relationship"
        case .path: "a path"
        }
    }

    /// The text of a scalar value as `toString` and `+` give it; nil for null, lists, maps and
    /// graph entities.
    ///
    /// Source: TCK `expressions/typeConversion/TypeConversion4`, `expressions/temporal/Temporal6`.
    public var scalarText: String? {
        switch self {
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .float(let value): FloatText.text(value)
        case .string(let value): value
        case .date(let value): TemporalFormat.text(value)
        case .localTime(let value): TemporalFormat.text(value)
        case .time(let value): TemporalFormat.text(value)
        case .localDateTime(let value): TemporalFormat.text(value)
        case .dateTime(let value): TemporalFormat.text(value)
        case .duration(let value): TemporalFormat.text(value)
        case .point(let value): value.text
        case .null, .list, .map, .node, .relationship, .path: nil
        }
    }
}

/// Writes floats as Cypher does: the shortest digits that read back as the same number.
enum FloatText {
    /// `1.0`, `0.001`, `1.0E7`, `-Infinity`, `NaN`: plain from 10⁻³ up to 10⁷, else scientific.
    static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        let magnitude = value.magnitude
        let sign = value.sign == .minus ? "-" : ""
        if magnitude == 0 { return sign + "0.0" }
        let (digits, exponent) = decompose(magnitude)
        if magnitude >= 1e-3, magnitude < 1e7 { return sign + plain(digits, exponent) }
        let rest = digits.dropFirst()
        return "\(sign)\(digits.prefix(1)).\(rest.isEmpty ? "0" : rest)E\(exponent)"
    }

    /// Significant digits without trailing zeros, and the power of ten of the first of them.
    private static func decompose(_ magnitude: Double) -> (digits: Substring, exponent: Int) {
        var text = Substring("\(magnitude)")
        var exponent = 0
        if let mark = text.firstIndex(of: "e") {
            exponent = Int(text[text.index(after: mark)...]) ?? 0
            text = text[..<mark]
        }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let whole = parts.first ?? "0"
        let fraction = parts.count > 1 ? parts[1] : ""
        var digits = Substring(whole + fraction)
        exponent += whole.utf8.count - 1
        while digits.hasPrefix("0"), digits.utf8.count > 1 {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.hasSuffix("0"), digits.utf8.count > 1 { digits.removeLast() }
        return (digits, exponent)
    }

    private static func plain(_ digits: Substring, _ exponent: Int) -> String {
        if exponent < 0 {
            return "0." + String(repeating: "0", count: -exponent - 1) + digits
        }
        let count = digits.utf8.count
        if count <= exponent + 1 {
            return digits + String(repeating: "0", count: exponent + 1 - count) + ".0"
        }
        return "\(digits.prefix(exponent + 1)).\(digits.dropFirst(exponent + 1))"
    }
}

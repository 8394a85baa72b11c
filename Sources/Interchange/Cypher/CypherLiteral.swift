import CypherRuntime
import CypherSyntax
import PropertyGraph

/// Values as Neo4j 5 and this engine read them in a query.
enum CypherLiteral {
    /// The expression that gives a value.
    static func text(_ value: Value) -> String {
        switch value {
        case .null, .node, .relationship, .path: "null"
        case .boolean, .integer: value.scalarText ?? "null"
        case .float(let number): float(number)
        case .string(let text): Printer.literal(text)
        case .list(let elements): "[" + elements.map(text).joined(separator: ", ") + "]"
        case .map(let entries):
            map(entries.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) })
        case .date: call("date", value)
        case .localTime: call("localtime", value)
        case .time: call("time", value)
        case .localDateTime: call("localdatetime", value)
        case .dateTime: call("datetime", value)
        case .duration: call("duration", value)
        case .point(let point): self.point(point)
        }
    }

    /// A map of properties.
    static func map(_ properties: [(name: String, value: Value)]) -> String {
        let entries = properties.map { "\(Printer.quoted($0.name)): \(text($0.value))" }
        return "{" + entries.joined(separator: ", ") + "}"
    }

    /// Divisions stand for what not every version has a word for.
    private static func float(_ number: Double) -> String {
        if number.isNaN { return "(0.0 / 0.0)" }
        if number.isInfinite { return number < 0 ? "(-1.0 / 0.0)" : "(1.0 / 0.0)" }
        return Value.float(number).scalarText ?? "null"
    }

    private static func call(_ function: String, _ value: Value) -> String {
        "\(function)(\(Printer.literal(value.scalarText ?? "")))"
    }

    private static func point(_ point: PointValue) -> String {
        let parts = zip(["x", "y", "z"], point.coordinates).map { "\($0): \(float($1))" }
        return "point({srid: \(point.system.rawValue), \(parts.joined(separator: ", "))})"
    }
}

internal import CypherRuntime
public import JSON
public import PropertyGraph

/// Property values as JSON, and back.
///
/// What JSON has is written as it is; a float always has a point or an exponent. The rest is an
/// object in the form of Neo4j's typed JSON: `{"$type":"Date","_value":"2025-03-01"}`, also for
/// `Time`, `LocalTime`, `OffsetDateTime` (with an offset or a zone), `LocalDateTime`, `Duration`,
/// `Point` (well-known text with its SRID), and `Float` for infinities and NaN. Reading what was written gives the same value.
public struct PropertyCoding: Sendable {
    private let functions = FunctionLibrary.standard
    private let context = FunctionContext(
        graph: Graph(),
        environment: FunctionEnvironment(transactionTime: .epoch)
    )

    /// Creates a coding.
    public init() {}

    /// A value that can stand as a property, as JSON; nodes, relationships and paths are null.
    public func json(_ value: Value) -> JSONValue {
        switch value {
        case .null, .node, .relationship, .path: .null
        case .boolean(let boolean): .boolean(boolean)
        case .integer(let integer): .integer(integer)
        case .float(let double) where double.isFinite: .number(double)
        case .float(let double): tagged("Float", Self.text(ofSpecial: double))
        case .string(let text): .string(text)
        case .list(let elements): .array(elements.map(json))
        case .map(let entries):
            .object(
                JSONObject(entries.sorted { $0.key < $1.key }.map { ($0.key, json($0.value)) })
            )
        case .date, .localTime, .time, .localDateTime, .dateTime, .duration:
            tagged(Self.typeName(of: value), value.scalarText ?? "")
        case .point(let point): tagged("Point", point.wellKnownText)
        }
    }

    private func tagged(_ type: String, _ text: String) -> JSONValue {
        .object(["$type": .string(type), "_value": .string(text)])
    }

    private static func text(ofSpecial double: Double) -> String {
        double.isNaN ? "NaN" : double < 0 ? "-Infinity" : "Infinity"
    }

    private static func typeName(of value: Value) -> String {
        switch value {
        case .date: "Date"
        case .localTime: "LocalTime"
        case .time: "Time"
        case .localDateTime: "LocalDateTime"
        case .dateTime: "OffsetDateTime"
        default: "Duration"
        }
    }

    /// The function that reads the texts of each tagged type.
    private static let readers: [String: String] = [
        "Date": "date", "LocalTime": "localtime", "Time": "time",
        "LocalDateTime": "localdatetime", "OffsetDateTime": "datetime",
        "ZonedDateTime": "datetime", "Duration": "duration",
    ]

    /// The value that JSON stands for.
    ///
    /// - Throws: `PropertyCodingError` for an object whose `$type` is unknown or whose text cannot
    ///   be read.
    public func value(_ json: JSONValue) throws(PropertyCodingError) -> Value {
        switch json {
        case .null: return .null
        case .boolean(let boolean): return .boolean(boolean)
        case .integer(let integer): return .integer(integer)
        case .number(let number): return .float(number)
        case .string(let text): return .string(text)
        case .array(let elements):
            var values: [Value] = []
            for element in elements { values.append(try value(element)) }
            return .list(values)
        case .object(let object):
            guard case .string(let type) = object["$type"] else { return try map(object) }
            guard object.count == 2, case .string(let text) = object["_value"] else {
                throw PropertyCodingError("A value with `$type` needs a text under `_value`.")
            }
            return try value(text, of: type)
        }
    }

    private func map(_ object: JSONObject) throws(PropertyCodingError) -> Value {
        var entries: [String: Value] = [:]
        for member in object { entries[member.name] = try value(member.value) }
        return .map(entries)
    }

    private func value(_ text: String, of type: String) throws(PropertyCodingError) -> Value {
        if type == "Float" {
            switch text {
            case "NaN": return .float(.nan)
            case "Infinity": return .float(.infinity)
            case "-Infinity": return .float(-.infinity)
            default: break
            }
        }
        if type == "Point", let point = PointValue(wellKnownText: text) { return .point(point) }
        guard let name = Self.readers[type], let function = functions[name] else {
            throw PropertyCodingError(
                "Values of type `\(type)` with the text `\(text)` are unknown.")
        }
        do {
            return try function.evaluate([.string(text)], context)
        } catch {
            throw PropertyCodingError("`\(text)` cannot be read as \(type).")
        }
    }
}

/// Why JSON stands for no property value.
public struct PropertyCodingError: Error, Hashable, CustomStringConvertible {
    /// What is wrong.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}

import CypherRuntime
import CypherSyntax
import JSON
import PropertyGraph

/// Reads parameters from JSON, plain or typed.
///
/// How deeply they nest was limited when the body was parsed.
///
/// Source: Neo4j Query API manual, "Typed JSON".
struct ParameterReader {
    /// How values are given.
    let form: ValueForm

    /// What is wrong with one value.
    private struct Flaw: Error {
        let message: String

        init(_ message: String) { self.message = message }
    }

    /// Reads the `parameters` of a request.
    ///
    /// - Throws: an error that names the parameter.
    func read(_ json: JSONValue?) throws(QueryFailure) -> [String: Value] {
        guard let json, !json.isNull else { return [:] }
        guard let object = json.objectValue else {
            throw .invalidFormat("`parameters` must be an object, not \(json.kind).")
        }
        var parameters: [String: Value] = [:]
        for (name, value) in object {
            do throws(Flaw) {
                parameters[name] = try read(value)
            } catch {
                throw .invalidFormat("The parameter `\(name)` cannot be read: \(error.message)")
            }
        }
        return parameters
    }

    private func read(_ json: JSONValue) throws(Flaw) -> Value {
        switch json {
        case .null: return .null
        case .boolean(let truth): return .boolean(truth)
        case .integer(let number): return .integer(number)
        case .number(let number): return .float(number)
        case .string(let text): return .string(text)
        case .array(let elements): return .list(try read(elements))
        case .object(let object):
            guard form == .typed, object.count == 2, let type = object["$type"]?.stringValue,
                let value = object["_value"]
            else { return .map(try read(object)) }
            return try read(value, as: type)
        }
    }

    private func read(_ elements: [JSONValue]) throws(Flaw) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(elements.count)
        for element in elements { values.append(try read(element)) }
        return values
    }

    private func read(_ object: JSONObject) throws(Flaw) -> [String: Value] {
        var entries: [String: Value] = [:]
        for (name, value) in object { entries[name] = try read(value) }
        return entries
    }

    // MARK: Typed values

    private func read(_ json: JSONValue, as type: String) throws(Flaw) -> Value {
        switch (type, json) {
        case ("Null", .null): return .null
        case ("Boolean", .boolean(let truth)): return .boolean(truth)
        case ("String", .string(let text)): return .string(text)
        case ("List", .array(let elements)): return .list(try read(elements))
        case ("Map", .object(let object)): return .map(try read(object))
        case ("Integer", .string(let text)):
            guard let number = Int64(text) else {
                throw Flaw("`\(Self.shown(text))` is no 64-bit integer.")
            }
            return .integer(number)
        case ("Float", .string(let text)): return try float(text)
        case ("Point", .string(let text)):
            guard let point = PointValue(wellKnownText: text) else {
                throw Flaw("`\(Self.shown(text))` is no Point, such as `SRID=7203;POINT (1 2)`.")
            }
            return .point(point)
        case (_, .string(let text)):
            guard let function = Self.constructors[type] else { throw Self.unknown(type) }
            return try temporal(text, type, by: function)
        default:
            let known = Self.constructors[type] != nil || Self.plainTypes.contains(type)
            throw known
                ? Flaw("\(json.kind) is no `_value` for the type \(type).") : Self.unknown(type)
        }
    }

    private func float(_ text: String) throws(Flaw) -> Value {
        switch text {
        case "NaN": return .float(.nan)
        case "Infinity", "+Infinity": return .float(.infinity)
        case "-Infinity": return .float(-.infinity)
        default:
            let isDecimal = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
            guard isDecimal, let number = Double(text) else {
                throw Flaw("`\(Self.shown(text))` is no number.")
            }
            return .float(number)
        }
    }

    private func temporal(
        _ text: String, _ type: String, by function: String
    ) throws(Flaw) -> Value {
        do throws(CypherError) {
            guard let constructor = FunctionLibrary.standard[function] else {
                throw CypherError(
                    .databaseError, detail: "UnknownFunction", message: "No such function.")
            }
            return try constructor.evaluate([.string(text)], Self.context)
        } catch {
            throw Flaw("`\(Self.shown(text))` is no \(type). \(error.summary)")
        }
    }

    /// The function that makes a value of a type from text.
    private static let constructors = [
        "Date": "date", "Time": "time", "LocalTime": "localtime",
        "LocalDateTime": "localdatetime", "OffsetDateTime": "datetime",
        "ZonedDateTime": "datetime", "Duration": "duration",
    ]

    private static let plainTypes: Set<String> = [
        "Null", "Boolean", "Integer", "Float", "String", "List", "Map", "Point",
    ]

    private static let context = FunctionContext(
        graph: Graph(), environment: FunctionEnvironment())

    private static func unknown(_ type: String) -> Flaw {
        Flaw("the type `\(shown(type))` is not supported.")
    }

    private static func shown(_ text: String) -> String {
        text.count > 60 ? text.prefix(60) + "…" : text
    }
}

import Catalog
import CypherRuntime
import JSON
import PropertyGraph

extension CSVType {
    /// The value that a field holds.
    ///
    /// - Throws: `CSVValueError`.
    func value(_ text: String, _ coding: PropertyCoding) throws(CSVValueError) -> Value {
        switch self {
        case .scalar(let scalar):
            return try Self.value(text, scalar, coding)
        case .list(let scalar):
            var elements: [Value] = []
            for part in text.split(separator: Self.separator, omittingEmptySubsequences: false) {
                elements.append(try Self.value(String(part), scalar, coding))
            }
            return .list(elements)
        case .json:
            let json: JSONValue
            do throws(JSONError) {
                json = try JSONValue(parsing: text, depthLimit: 64)
            } catch {
                throw CSVValueError("it is no JSON (character \(error.column): \(error.message))")
            }
            return try Self.coded(json, coding)
        }
    }

    private static func coded(
        _ json: JSONValue, _ coding: PropertyCoding
    ) throws(CSVValueError) -> Value {
        do throws(PropertyCodingError) {
            return try coding.value(json)
        } catch {
            throw CSVValueError(error.description)
        }
    }

    private static func value(
        _ text: String, _ scalar: Scalar, _ coding: PropertyCoding
    ) throws(CSVValueError) -> Value {
        switch scalar {
        case .string: return .string(text)
        case .boolean:
            switch text.lowercased() {
            case "true": return .boolean(true)
            case "false": return .boolean(false)
            default: throw CSVValueError("`\(text)` is neither true nor false")
            }
        case .long:
            guard let number = Int64(text) else {
                throw CSVValueError("`\(text)` is no whole number of 64 bits")
            }
            return .integer(number)
        case .double:
            guard let number = double(text) else { throw CSVValueError("`\(text)` is no number") }
            return .float(number)
        case .date: return try coded(text, "Date", coding)
        case .localtime: return try coded(text, "LocalTime", coding)
        case .time: return try coded(text, "Time", coding)
        case .localdatetime: return try coded(text, "LocalDateTime", coding)
        case .datetime: return try coded(text, "OffsetDateTime", coding)
        case .duration: return try coded(text, "Duration", coding)
        case .point:
            guard let point = point(text) else {
                throw CSVValueError("`\(text)` is no point such as {crs: cartesian, x: 1, y: 2}")
            }
            return .point(point)
        }
    }

    private static func coded(
        _ text: String, _ type: String, _ coding: PropertyCoding
    ) throws(CSVValueError) -> Value {
        try coded(["$type": .string(type), "_value": .string(text)], coding)
    }

    /// A number as Java and Swift write it, without hexadecimal digits.
    private static func double(_ text: String) -> Double? {
        switch text {
        case "NaN": return .nan
        case "Infinity", "+Infinity": return .infinity
        case "-Infinity": return -.infinity
        default:
            let isDecimal = text.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || "+-.eE".utf8.contains(byte)
            }
            guard isDecimal, let number = Double(text), number.isFinite else { return nil }
            return number
        }
    }

    private static func point(_ text: String) -> PointValue? {
        guard text.hasPrefix("{"), text.hasSuffix("}") else { return nil }
        var numbers: [String: Double] = [:]
        var system: PointValue.System?
        for part in text.dropFirst().dropLast().split(separator: ",") {
            let pair = part.split(separator: ":", maxSplits: 1).map { $0.filter { $0 != " " } }
            guard pair.count == 2 else { return nil }
            let name = pair[0].lowercased()
            if name == "crs" {
                system = PointValue.System(named: pair[1])
                if system == nil { return nil }
            } else {
                guard let number = double(pair[1]) else { return nil }
                numbers[name] = number
            }
        }
        guard let x = numbers["x"] ?? numbers["longitude"],
            let y = numbers["y"] ?? numbers["latitude"]
        else { return nil }
        let z = numbers["z"] ?? numbers["height"]
        let isGeographic = numbers["longitude"] != nil
        let implied: PointValue.System =
            isGeographic
            ? (z == nil ? .wgs84 : .wgs84Height) : (z == nil ? .cartesian : .cartesianSpace)
        let known = system ?? implied
        guard (known.dimensions == 3) == (z != nil) else { return nil }
        return PointValue(known, x: x, y: y, z: z ?? 0)
    }
}

/// Why a field holds no value of its column's type.
struct CSVValueError: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}

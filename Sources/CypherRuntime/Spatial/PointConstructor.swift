import CypherSyntax
import PropertyGraph

/// Makes points from maps such as `{x: 1, y: 2}` and `{latitude: 55.6, longitude: 12.9}`.
///
/// The names of the coordinates and their number tell the system, unless `crs` or `srid` does.
///
/// Source: Neo4j 5, "Spatial functions".
struct PointConstructor {
    private let map: [String: Value]

    /// Takes a map; keys that say nothing about a point are passed over.
    init(_ map: [String: Value]) {
        self.map = map
    }

    private static let keys = [
        "x", "y", "z", "longitude", "latitude", "height", "crs", "srid",
    ]

    /// The point; nil when a part of it is null.
    ///
    /// - Throws: an argument error for parts that are missing, contradict each other or lie
    ///   outside their range, a type error for coordinates that are not numbers.
    func point() throws(CypherError) -> PointValue? {
        for key in Self.keys { if let value = map[key], value.isNull { return nil } }
        let first = try coordinate("x", or: "longitude")
        let second = try coordinate("y", or: "latitude")
        let third = try coordinate("z", or: "height")
        guard let first, let second else {
            throw .invalidArgument(
                "A point needs two coordinates.",
                hint: "Give x and y, or longitude and latitude.")
        }
        let isEarthly = map["longitude"] != nil || map["latitude"] != nil || map["height"] != nil
        let system = try system(isEarthly: isEarthly, dimensions: third == nil ? 2 : 3)
        if isEarthly, !system.isGeographic {
            throw .invalidArgument(
                "Longitude and latitude cannot be given in the system \(system.name).")
        }
        guard system.isGeographic else {
            return PointValue(system, x: first, y: second, z: third ?? 0)
        }
        guard (-90...90).contains(second) else {
            throw .numberOutOfRange("The latitude of a point must be between -90 and 90.")
        }
        return PointValue(system, x: Self.wrapped(first), y: second, z: third ?? 0)
    }

    /// A longitude brought into −180…180.
    private static func wrapped(_ longitude: Double) -> Double {
        guard !(-180...180).contains(longitude) else { return longitude }
        let turned = (longitude + 180).truncatingRemainder(dividingBy: 360)
        return turned < 0 ? turned + 180 : turned - 180
    }

    private func coordinate(
        _ name: String,
        or earthly: String
    ) throws(CypherError) -> Double? {
        if map[name] != nil, map[earthly] != nil {
            throw .invalidArgument("A point takes either `\(name)` or `\(earthly)`.")
        }
        guard let value = map[name] ?? map[earthly] else { return nil }
        let key = map[name] == nil ? earthly : name
        guard let number = value.asDouble else {
            throw .invalidType(
                "The coordinate `\(key)` of a point must be a number, not \(value.typeTitle).")
        }
        guard number.isFinite else {
            throw .numberOutOfRange("The coordinate `\(key)` of a point must be finite.")
        }
        return number
    }

    private func system(
        isEarthly: Bool,
        dimensions: Int
    ) throws(CypherError) -> PointValue.System {
        guard let named = try namedSystem() else {
            let candidates = PointValue.System.allCases
            return candidates.first { system in
                system.isGeographic == isEarthly && system.dimensions == dimensions
            } ?? .cartesian
        }
        guard named.dimensions == dimensions else {
            throw .invalidArgument(
                "A point of the system \(named.name) has \(named.dimensions) coordinates.")
        }
        return named
    }

    private func namedSystem() throws(CypherError) -> PointValue.System? {
        if map["crs"] != nil, map["srid"] != nil {
            throw .invalidArgument("A point takes either `crs` or `srid`.")
        }
        let known = PointValue.System.allCases
        if let value = map["crs"] {
            guard case .string(let name) = value else {
                throw .invalidType("The `crs` of a point must be a string.")
            }
            if let system = PointValue.System(named: name) { return system }
            throw .invalidArgument(
                "The text names no coordinate system.",
                hint: "Systems are \(known.map(\.name).joined(separator: ", ")).")
        }
        guard let value = map["srid"] else { return nil }
        guard case .integer(let code) = value else {
            throw .invalidType("The `srid` of a point must be an integer.")
        }
        if let system = Int32(exactly: code).flatMap(PointValue.System.init(rawValue:)) {
            return system
        }
        throw .invalidArgument(
            "There is no coordinate system of that number.",
            hint: "Numbers are \(known.map { String($0.rawValue) }.joined(separator: ", ")).")
    }
}

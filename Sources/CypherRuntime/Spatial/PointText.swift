public import PropertyGraph

extension PointValue.System {
    /// The name that queries use, such as `wgs-84`.
    public var name: String {
        switch self {
        case .wgs84: "wgs-84"
        case .wgs84Height: "wgs-84-3d"
        case .cartesian: "cartesian"
        case .cartesianSpace: "cartesian-3d"
        }
    }

    /// The system of a name, in any case; nil when there is none.
    public init?(named name: String) {
        let wanted = name.lowercased()
        guard let system = Self.allCases.first(where: { $0.name == wanted }) else { return nil }
        self = system
    }
}

extension PointValue {
    /// The point as `toString` gives it: `point({x: 3.0, y: 0.0, crs: 'cartesian'})`.
    var text: String {
        let parts = zip(["x", "y", "z"], coordinates).map { "\($0): \(FloatText.text($1))" }
        return "point({\(parts.joined(separator: ", ")), crs: '\(system.name)'})"
    }

    /// Well-known text with the SRID before it: `SRID=7203;POINT (3.0 0.0)`.
    ///
    /// Source: Neo4j Query API manual, "Typed JSON".
    public var wellKnownText: String {
        let mark = system.dimensions == 3 ? "POINT Z" : "POINT"
        let numbers = coordinates.map(FloatText.text).joined(separator: " ")
        return "SRID=\(system.rawValue);\(mark) (\(numbers))"
    }

    /// Reads well-known text with the SRID before it; nil when the text is none, or when the
    /// number of coordinates is not that of the system.
    public init?(wellKnownText text: String) {
        let halves = text.split(separator: ";", maxSplits: 1)
        guard halves.count == 2, halves[0].uppercased().hasPrefix("SRID="),
            let code = Int32(halves[0].dropFirst(5)), let system = System(rawValue: code),
            let open = halves[1].firstIndex(of: "("), halves[1].hasSuffix(")")
        else { return nil }
        let mark = halves[1][..<open].uppercased().filter { $0 != " " }
        guard mark == (system.dimensions == 3 ? "POINTZ" : "POINT") else { return nil }
        let numbers = halves[1][open...].dropFirst().dropLast().split(separator: " ")
        let coordinates = numbers.compactMap { FloatParser.parse(String($0)) }
        guard numbers.count == system.dimensions, coordinates.count == numbers.count,
            coordinates.allSatisfy(\.isFinite)
        else { return nil }
        let z = coordinates.count > 2 ? coordinates[2] : 0
        self.init(system, x: coordinates[0], y: coordinates[1], z: z)
    }
}

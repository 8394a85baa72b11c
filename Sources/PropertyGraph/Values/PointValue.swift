/// A place in the plane, in space or on the earth, told in one of four coordinate systems.
///
/// Equality and hashing mean identity, as for `Value`: `0.0` differs from `-0.0`.
public struct PointValue: Hashable, Sendable {
    /// What the coordinates mean; the raw value is the spatial reference identifier (SRID).
    public enum System: Int32, Sendable, CaseIterable {
        /// Longitude and latitude in degrees.
        case wgs84 = 4326
        /// Longitude and latitude in degrees, height in metres.
        case wgs84Height = 4979
        /// `x` and `y` in units of one's own.
        case cartesian = 7203
        /// `x`, `y` and `z` in units of one's own.
        case cartesianSpace = 9157

        /// The number of coordinates, 2 or 3.
        public var dimensions: Int { self == .wgs84 || self == .cartesian ? 2 : 3 }

        /// Whether points lie on the earth.
        public var isGeographic: Bool { self == .wgs84 || self == .wgs84Height }
    }

    /// What the coordinates mean.
    public let system: System
    /// The first coordinate; the longitude on the earth.
    public let x: Double
    /// The second coordinate; the latitude on the earth.
    public let y: Double
    /// The third coordinate, the height on the earth; 0 where there are only two.
    public let z: Double

    /// A point from its coordinates; `z` is dropped where the system has two.
    public init(_ system: System, x: Double, y: Double, z: Double = 0) {
        self.system = system
        self.x = x
        self.y = y
        self.z = system.dimensions == 3 ? z : 0
    }

    /// The coordinates in order, two or three.
    public var coordinates: [Double] { system.dimensions == 3 ? [x, y, z] : [x, y] }

    /// Whether two points are the same to the last bit.
    public static func == (left: PointValue, right: PointValue) -> Bool {
        left.system == right.system && left.identity == right.identity
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(system)
        hasher.combine(identity)
    }

    private var identity: [UInt64] { coordinates.map(Value.identityBits) }
}

import CypherPlanning
import CypherSyntax
import Foundation
import PropertyGraph

/// `point()` and what is computed from points, which is null of values that are no points.
///
/// Source: Neo4j 5, "Spatial functions".
enum SpatialFunctions {
    static let all: [FunctionDescriptor] = [
        .strict(
            "point", 1...1, takes: [[.map, .point, .entity]], result: .point,
            "A point from a map of coordinates."
        ) { (values, context) throws(CypherError) in
            if case .point = values[0] { return values[0] }
            let map = try GraphFunctions.propertyMap("point", values, context)
            return try PointConstructor(map).point().map(Value.point) ?? .null
        },
        .strict(
            "point.distance", 2...2, takes: [.point], result: .float,
            "The distance of two points: metres on the earth, else in units of the coordinates."
        ) { (values, _) throws(CypherError) in
            guard case .point(let from) = values[0], case .point(let to) = values[1],
                from.system == to.system
            else { return .null }
            return .float(Distances.distance(from, to))
        },
        .strict(
            "point.withinBBox", 3...3, takes: [.point], result: .boolean,
            "Whether a point lies in the box between a lower left and an upper right corner."
        ) { (values, _) throws(CypherError) in
            guard case .point(let point) = values[0], case .point(let lower) = values[1],
                case .point(let upper) = values[2],
                point.system == lower.system, point.system == upper.system
            else { return .null }
            return .boolean(Distances.isWithin(point, lower, upper))
        },
    ]
}

/// The geometry of points of one system.
private enum Distances {
    /// The radius of the earth at the equator in metres.
    private static let earthRadius = 6_378_140.0

    /// Pythagoras in the plane and in space.
    ///
    /// On the earth the haversine formula at the mean height, and Pythagoras with the difference
    /// in height.
    static func distance(_ from: PointValue, _ to: PointValue) -> Double {
        guard from.system.isGeographic else {
            return Vectors.squaredDistance(from.coordinates, to.coordinates).squareRoot()
        }
        let radius = earthRadius + (from.z + to.z) / 2
        let ground = radius * angle(from, to)
        let height = from.z - to.z
        return height == 0 ? ground : (ground * ground + height * height).squareRoot()
    }

    /// The angle between two places as seen from the centre of the earth, in radians.
    private static func angle(_ from: PointValue, _ to: PointValue) -> Double {
        let (first, second) = (radians(from.y), radians(to.y))
        let byLatitude = Foundation.sin((second - first) / 2)
        let byLongitude = Foundation.sin((radians(to.x) - radians(from.x)) / 2)
        let haversine =
            byLatitude * byLatitude
            + Foundation.cos(first) * Foundation.cos(second) * byLongitude * byLongitude
        return 2 * Foundation.asin(min(1, haversine.squareRoot()))
    }

    private static func radians(_ degrees: Double) -> Double { degrees * (.pi / 180) }

    /// On the earth, a box whose left edge lies east of its right edge crosses the 180th meridian.
    static func isWithin(_ point: PointValue, _ lower: PointValue, _ upper: PointValue) -> Bool {
        let isBetween = zip(point.coordinates, zip(lower.coordinates, upper.coordinates)).map {
            $1.0 <= $0 && $0 <= $1.1
        }
        guard point.system.isGeographic, lower.x > upper.x else {
            return isBetween.allSatisfy(\.self)
        }
        return (point.x >= lower.x || point.x <= upper.x)
            && isBetween.dropFirst().allSatisfy(\.self)
    }
}

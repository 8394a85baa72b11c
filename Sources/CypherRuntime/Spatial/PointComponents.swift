import CypherSyntax
package import PropertyGraph

extension Value {
    /// A component of a temporal value or a point by name; nil when there is none.
    package func component(_ name: String) -> Value? {
        if case .point(let point) = self { return point.component(name) }
        return temporalComponent(name)
    }
}

extension PointValue {
    /// `x`, `y`, `z`, `crs` and `srid`, and on the earth `longitude`, `latitude` and `height`.
    ///
    /// Source: Neo4j 5, "Spatial values".
    fileprivate func component(_ name: String) -> Value? {
        switch name {
        case "x": .float(x)
        case "y": .float(y)
        case "z": system.dimensions == 3 ? .float(z) : nil
        case "longitude": system.isGeographic ? .float(x) : nil
        case "latitude": system.isGeographic ? .float(y) : nil
        case "height": system == .wgs84Height ? .float(z) : nil
        case "crs": .string(system.name)
        case "srid": .integer(Int64(system.rawValue))
        default: nil
        }
    }
}

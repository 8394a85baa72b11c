import PropertyGraph
import Testing

@testable import CypherRuntime

@Suite("Points")
struct PointTests {
    static let points = [
        PointValue(.cartesian, x: 0, y: -1.5), PointValue(.cartesianSpace, x: 1e-9, y: 2, z: 1e20),
        PointValue(.wgs84, x: -180, y: 90), PointValue(.wgs84Height, x: 12.5, y: 55.25, z: -3),
    ]

    @Test(arguments: points)
    func `well-known text is read as it was written`(point: PointValue) {
        #expect(PointValue(wellKnownText: point.wellKnownText) == point)
    }

    @Test(arguments: [
        "", "POINT (1 2)", "SRID=7203", "SRID=1;POINT (1 2)", "SRID=7203;POINT (1)",
        "SRID=7203;POINT (1 2 3)", "SRID=7203;POINT Z (1 2 3)", "SRID=9157;POINT (1 2 3)",
        "SRID=9157;POINT Z (1 2)", "SRID=7203;POINT (1 x)", "SRID=7203;POINT (1 NaN)",
        "SRID=7203;LINE (1 2)", "SRID=7203;POINT (1 2", "SRID=99999999999;POINT (1 2)",
    ])
    func `other texts are no points`(text: String) {
        #expect(PointValue(wellKnownText: text) == nil)
    }

    @Test func `a third coordinate is dropped where there are two`() {
        let flat = PointValue(.cartesian, x: 1, y: 2, z: 3)
        #expect(flat == PointValue(.cartesian, x: 1, y: 2))
        #expect(flat.coordinates == [1, 2])
    }

    @Test func `zeros of both signs are different points that are equal to the language`() {
        let positive = PointValue(.cartesian, x: 0.0, y: 0)
        let negative = PointValue(.cartesian, x: -0.0, y: 0)
        #expect(positive != negative)
        #expect(Value.point(positive).equals(.point(negative)) == true)
        #expect(EquivalenceKey(.point(positive)) == EquivalenceKey(.point(negative)))
        #expect(
            EquivalenceKey(.point(positive)).hashValue == EquivalenceKey(.point(negative)).hashValue
        )
    }
}

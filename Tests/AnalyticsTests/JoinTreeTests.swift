import JSON
import Testing

@testable import Analytics

@Suite("Join trees")
struct JoinTreeTests {
    private static let keys: [JoinTree.Key] = [
        .init("Album", ["ArtistId"], to: "Artist", ["ArtistId"]),
        .init("Track", ["AlbumId"], to: "Album", ["AlbumId"]),
        .init("Employee", ["ReportsTo"], to: "Employee", ["EmployeeId"]),
        .init("Flight", ["OriginId"], to: "Airport", ["Id"]),
        .init("Flight", ["DestinationId"], to: "Airport", ["Id"], confidence: 0.8),
        .init("Part", ["Company", "Number"], to: "Item", ["Company", "Number"]),
    ]

    @Test func `a table on the way is a bridge`() {
        let tree = JoinTree(connecting: ["Track", "Artist"], over: Self.keys)
        #expect(tree.joins.map(\.table) == ["Track", "Album"])
        #expect(tree.bridges == ["Album"])
        #expect(tree.unreachable.isEmpty)
    }

    @Test func `two keys between the same tables are a choice, the surer first`() {
        let tree = JoinTree(connecting: ["Airport", "Flight"], over: Self.keys)
        #expect(tree.joins.map(\.columns) == [["OriginId"]])
        #expect(tree.alternatives.map(\.ways) == [[[Self.keys[4]]]])
    }

    @Test func `a table that no key leads to is reported, not crossed`() {
        let tree = JoinTree(connecting: ["Track", "Airport", "Album"], over: Self.keys)
        #expect(tree.joins.map(\.target) == ["Album"])
        #expect(tree.unreachable == ["Airport"])
    }

    @Test func `a key of two columns gives two joins`() throws {
        let tree = JoinTree(connecting: ["Part", "Item"], over: Self.keys)
        #expect(tree.json["joins"]?.arrayValue?.count == 2)
        #expect(tree.json["joins"]?[1]?["left"]?.stringValue == "Part.Number")
    }
}

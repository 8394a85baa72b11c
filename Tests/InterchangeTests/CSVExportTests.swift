import CSV
import Foundation
import PropertyGraph
import TestSupport
import Testing

@testable import Interchange

@Suite("CSV export")
struct CSVExportTests {
    private func small() throws -> Graph {
        let database = MemoryDatabase()
        try database.write(RandomContents.info) { draft in
            let name = try draft.propertyKey("name")
            let tags = try draft.propertyKey("tags")
            let mixed = try draft.propertyKey("mixed")
            let city = try draft.label("City")
            let turin = try draft.createNode(
                labels: [city],
                properties: [
                    PropertyEntry(name, .string("Turin, \"la\"")),
                    PropertyEntry(tags, .list([.string("a"), .string("b")])),
                    PropertyEntry(mixed, .integer(1)),
                ])
            let oslo = try draft.createNode(
                labels: [city, try draft.label("Port")],
                properties: [PropertyEntry(name, .string(""))])
            let rome = try draft.createNode(
                labels: [city],
                properties: [PropertyEntry(mixed, .float(0.5))])
            _ = try draft.createRelationship(
                draft.relationshipType("TWIN"), from: rome, to: oslo,
                properties: [
                    PropertyEntry(
                        try draft.propertyKey("at"), .point(PointValue(.cartesian, x: 1, y: -2)))
                ])
            _ = turin
        }
        return database.snapshot()
    }

    @Test func `headers have the types of neo4j-admin, and empty texts their quotes`() throws {
        let files = try exportedFiles(small())
            .map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) }
        #expect(
            files.map(\.0) == [
                "nodes-0001-City.csv", "nodes-0002-City-Port.csv", "relationships-0001-TWIN.csv",
            ])
        #expect(
            files.map(\.1) == [
                """
                :ID,:LABEL,mixed:json,name:string,tags:string[]
                0,City,1,"Turin, \""la\""",a;b
                1,City,0.5,,

                """,
                """
                :ID,:LABEL,name:string
                2,City;Port,""

                """,
                """
                :START_ID,:END_ID,:TYPE,at:point
                1,2,TWIN,"{crs: cartesian, x: 1.0, y: -2.0}"

                """,
            ])
    }

    @Test func `the archive is one that tar unpacks`() throws {
        let folder = try TemporaryDirectory()
        let graph = try RandomContents.database(seed: 3).snapshot()
        try Data(exported(graph, .csv)).write(to: URL(fileURLWithPath: folder.path("g.tar")))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["tar", "-xf", "g.tar"]
        process.currentDirectoryURL = folder.url
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        for (name, bytes) in try exportedFiles(graph) {
            let file = try Data(contentsOf: URL(fileURLWithPath: folder.path(name)))
            #expect(Array(file) == bytes, "\(name)")
        }
    }

    @Test func `what may not be seen is not in the files`() throws {
        let graph = try small()
        let access = AccessView(hiding: [NodeID(1)])
        let bytes = try exported(graph, .csv, access: access)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.contains("Port") && !text.contains("1,2,TWIN"))
    }
}

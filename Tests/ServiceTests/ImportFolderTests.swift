import Cypher
import CypherSyntax
import Foundation
import PropertyGraph
import Service
import TestSupport
import Testing

@Suite("LOAD CSV")
struct ImportFolderTests {
    private let folder: TemporaryDirectory
    private let workspace: Workspace

    init() throws {
        folder = try TemporaryDirectory()
        let files = URL(fileURLWithPath: folder.path("files"))
        let inner = files.appendingPathComponent("a folder")
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        for (name, text) in [
            (
                "files/people.csv",
                "name,age,city\nAda,36,\"London, UK\"\nBob,,\"a \"\"b\"\"\"\n\nEve\n"
            ),
            ("files/semicolons.csv", "a;b\n1,5;2\n"), ("files/a folder/one.csv", "x\n"),
            ("files/broken.csv", "a\n\"b\n"), ("files/empty.csv", ""), ("secret.csv", "secret\n"),
        ] {
            try text.write(toFile: folder.path(name), atomically: true, encoding: .utf8)
        }
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("files/link.csv"),
            withDestinationPath: folder.path("secret.csv")
        )
        var settings = WorkspaceSettings(databasePath: folder.path("catalog.db"))
        settings.importFolder = folder.path("files")
        workspace = try Workspace.create(settings, seeds: false).workspace
    }

    private func rows(_ text: String, _ parameters: [String: Value] = [:]) throws -> [[Value]] {
        try workspace.engine.execute(
            text,
            parameters: parameters,
            on: workspace.database,
            info: CommitInfo(actor: "tester", source: "test", time: 0)
        ).rows
    }

    @Test func `rows are lists of texts, empty fields null`() throws {
        #expect(
            try rows("LOAD CSV FROM 'file:///people.csv' AS row RETURN row") == [
                [["name", "age", "city"]], [["Ada", "36", "London, UK"]],
                [["Bob", .null, "a \"b\""]], [["Eve"]],
            ]
        )
        #expect(try rows("LOAD CSV FROM 'file:///empty.csv' AS row RETURN row") == [])
    }

    @Test func `with headers, rows are maps`() throws {
        let text = """
            LOAD CSV WITH HEADERS FROM 'file:///people.csv' AS row
            RETURN row.name, toInteger(row.age), row.city, size(keys(row))
            """
        #expect(
            try rows(text) == [
                ["Ada", 36, "London, UK", 3], ["Bob", .null, "a \"b\"", 3],
                ["Eve", .null, .null, 3],
            ]
        )
    }

    @Test func `the separator, the location and the folder within can be chosen`() throws {
        let semicolons = "LOAD CSV FROM $url AS row FIELDTERMINATOR ';' RETURN row"
        #expect(
            try rows(semicolons, ["url": "file:///semicolons.csv"]) == [
                [["a", "b"]], [["1,5", "2"]],
            ]
        )
        let each = """
            UNWIND ['people', 'a%20folder/one'] AS name
            LOAD CSV FROM 'file:///' + name + '.csv' AS row RETURN name, count(row)
            """
        #expect(try rows(each) == [["people", 4], ["a%20folder/one", 1]])
    }

    @Test func `what is read can be written`() throws {
        let text = """
            LOAD CSV WITH HEADERS FROM 'file:///people.csv' AS row
            MERGE (p:Person {name: row.name}) SET p.city = row.city
            """
        _ = try rows(text)
        _ = try rows(text)
        #expect(try rows("MATCH (p:Person) RETURN count(p), count(p.city)") == [[3, 2]])
    }

    @Test(arguments: [
        "file:///../secret.csv", "file:///%2e%2e/secret.csv", "file:///a%20folder/../../secret.csv",
        "file:///link.csv", "file:///missing.csv", "file:///", "file:///a%20folder",
        "file:///broken.csv", "http://127.0.0.1/people.csv", "people.csv", "",
        "file://host/people.csv",
    ])
    func `nothing else is read`(url: String) throws {
        let error = #expect(throws: CypherError.self) {
            try rows("LOAD CSV FROM $url AS row RETURN row", ["url": .string(url)])
        }
        #expect(error?.detail == "ExternalResourceFailed")
        #expect(error.map { !"\($0)".contains(folder.path("")) } == true)
    }

    @Test func `without a folder nothing is read`() throws {
        var settings = WorkspaceSettings(databasePath: folder.path("other.db"))
        settings.importFolder = nil
        let other = try Workspace.create(settings, seeds: false).workspace
        let error = #expect(throws: CypherError.self) {
            try other.engine.run(
                "LOAD CSV FROM 'file:///people.csv' AS row RETURN row",
                on: other.database.snapshot()
            )
        }
        #expect(error?.type == .forbidden)
    }
}

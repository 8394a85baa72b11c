import Catalog
import Foundation
import PropertyGraph
import TestSupport
import Testing

@testable import Interchange

@Suite("CSV import")
struct CSVImportTests {
    /// Writes files and imports them in the given order.
    @discardableResult
    private func importing(
        _ files: [(name: String, bytes: [UInt8])],
        into database: MemoryDatabase,
        _ options: ImportOptions = ImportOptions(),
        folder: TemporaryDirectory? = nil
    ) throws -> ImportReport {
        let folder = try folder ?? TemporaryDirectory()
        for (name, bytes) in files {
            try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
        }
        var importer = try CSVImporter(
            files.map { folder.path($0.name) }, into: database, info: RandomContents.info,
            options: options)
        return try importer.run()
    }

    private func texts(_ texts: KeyValuePairs<String, String>) -> [(name: String, bytes: [UInt8])] {
        texts.map { ($0.key, Array($0.value.utf8)) }
    }

    @Test(arguments: UInt64(0)..<UInt64(40 * TestScale.factor))
    func `an export that is imported exports to the same bytes`(seed: UInt64) throws {
        let graph = try RandomContents.database(seed: seed).snapshot()
        let files = try exportedFiles(graph)
        let copy = MemoryDatabase()
        try importing(files, into: copy)
        #expect(try contents(of: copy.snapshot()) == contents(of: graph), "seed \(seed)")
        let again = try exportedFiles(copy.snapshot())
        #expect(again.map(\.name) == files.map(\.name))
        #expect(again.map(\.bytes) == files.map(\.bytes), "seed \(seed)")
    }

    @Test func `headers of neo4j-admin are read`() throws {
        let database = MemoryDatabase()
        let report = try importing(
            texts([
                "roles.csv": #"""
                :START_ID(person),role,:END_ID(film),:TYPE
                1,"lead, ""L""",1,ACTED_IN

                """#,
                "people.csv": """
                personId:ID(person),name,born:int,tags:string[],note:IGNORE,:LABEL
                1,Ada,1815,a;b,x,Person;Writer
                2,Bob,,,y,Person

                """,
                "films.csv": """
                :ID(film),title,:LABEL
                1,Metropolis,Film

                """,
            ]), into: database)
        #expect(report.nodesCreated == 3)
        #expect(report.relationshipsCreated == 1)
        let lines = String(decoding: try exported(database.snapshot(), .jsonl), as: UTF8.self)
            .split(separator: "\n")
        #expect(
            lines == [
                #"{"type":"node","id":"0","labels":["Person","Writer"],"properties":{"born":1815,"name":"Ada","personId":"1","tags":["a","b"]}}"#,
                #"{"type":"node","id":"1","labels":["Person"],"properties":{"name":"Bob","personId":"2"}}"#,
                #"{"type":"node","id":"2","labels":["Film"],"properties":{"title":"Metropolis"}}"#,
                #"{"id":"0","type":"relationship","label":"ACTED_IN","properties":{"role":"lead, \"L\""},"start":{"id":"0","labels":["Person","Writer"]},"end":{"id":"2","labels":["Film"]}}"#,
            ])
    }

    static let mistakes: [(text: String, line: Int, column: Int?, part: String)] = [
        ("a:what\n", 1, 1, "no type `what`"),
        (":ID,n:long\n1,2\n2,é\n", 3, 3, "`n`: `é` is no whole number"),
        (":ID,n:long\n1,2\n2\n", 3, nil, "1 fields where the header names 2"),
        (":ID,\"b\"\n\"x\ny\",1\n1,\"a\"b\n", 4, 6, "text after a closing quote"),
        (":ID,d:date\n1,2024-02-30\n", 2, 3, "cannot be read as Date"),
        (":ID,l:long[]\n1,1;x\n", 2, 3, "`x` is no whole number"),
        (":START_ID,:END_ID,:TYPE\n1,2,T\n", 2, nil, "the node `1` at its start"),
        (":START_ID,:END_ID\n1,2\n", 1, nil, ":TYPE"),
        ("", 1, nil, "The header is missing"),
    ]

    @Test(arguments: mistakes)
    func `a mistake is named with its place`(
        text: String, line: Int, column: Int?, part: String
    ) throws {
        let database = MemoryDatabase()
        let folder = try TemporaryDirectory()
        let failure = #expect(throws: (any Error).self) {
            try importing(texts(["x.csv": text]), into: database, folder: folder)
        }
        let message = failure.map { "\($0)" } ?? ""
        let place = column.map { "line \(line), column \($0)" } ?? "line \(line)"
        #expect(message.contains("x.csv, \(place):"), "\(message)")
        #expect(message.contains(part), "\(message)")
    }

    @Test func `bad lines are passed over when asked`() throws {
        let database = MemoryDatabase()
        let report = try importing(
            texts([
                "n.csv": ":ID,n:long\n1,1\n2,x\n3,3\n",
                "r.csv": ":START_ID,:END_ID,:TYPE\n1,3,T\n1,2,T\n",
            ]), into: database, ImportOptions(onError: .continue))
        #expect(report.nodesCreated == 2 && report.relationshipsCreated == 1)
        #expect(report.problems.map(\.line) == [3, 3])
        #expect(report.problems.compactMap(\.file).map { $0.hasSuffix("n.csv") } == [true, false])
    }

    @Test(arguments: UInt64(0)..<UInt64(20 * TestScale.factor))
    func `an interrupted import goes on where it was`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let graph = try RandomContents.database(seed: seed).snapshot()
        let files = try exportedFiles(graph)
        let whole = MemoryDatabase()
        let folder = try TemporaryDirectory()
        try importing(files, into: whole, folder: folder)
        let name = "files"
        func options(_ start: ImportRecord.Start) -> ImportOptions {
            ImportOptions(
                batchSize: 2, stretchSize: seed.isMultiple(of: 2) ? 3 : 0,
                record: ImportRecord(name: name, start: start))
        }
        let database = InterruptedDatabase(after: Int.random(in: 0..<6, using: &random))
        do {
            var importer = try CSVImporter(
                files.map { folder.path($0.name) }, into: database, info: RandomContents.info,
                options: options(.fresh))
            _ = try importer.run()
        } catch let error as GraphError {
            #expect("\(error)" == "\(InterruptedDatabase.interruption)")
        }
        if database.isInterrupted {
            database.remaining = .max
            var importer = try CSVImporter(
                files.map { folder.path($0.name) }, into: database, info: RandomContents.info,
                options: options(database.commits == 0 ? .fresh : .resumed))
            _ = try importer.run()
        }
        #expect(
            try exported(database.snapshot(), .jsonl) == exported(whole.snapshot(), .jsonl),
            "seed \(seed)")
        #expect(database.snapshot().nodeCount == graph.nodeCount)
    }
}

import Catalog
import PropertyGraph
import TestSupport
import Testing

@testable import Interchange

@Suite("Resumed imports")
struct ResumeTests {
    private func options(
        _ start: ImportRecord.Start, stretch: Int = 3, onError: ImportErrorPolicy = .stop
    ) -> ImportOptions {
        ImportOptions(
            onError: onError, batchSize: 2, stretchSize: stretch,
            record: ImportRecord(name: "graph.jsonl", start: start))
    }

    private func run(
        _ bytes: [UInt8], into database: any GraphDatabase, _ options: ImportOptions
    ) throws -> ImportReport {
        var importer = try JSONLinesImporter(
            into: database, info: RandomContents.info, options: options)
        for start in stride(from: 0, to: bytes.count, by: 100) {
            try importer.append(Array(bytes[start..<min(start + 100, bytes.count)]))
        }
        return try importer.finish()
    }

    /// A keyed node that is there twice, lines that cannot be taken, empty lines, and a graph.
    private func file(seed: UInt64) throws -> [UInt8] {
        let graph = try RandomContents.database(seed: seed).snapshot()
        let lines = String(decoding: try exported(graph, .jsonl), as: UTF8.self)
        return Array(
            """
            {"id":"x","labels":["Keyed"],"properties":{"key":1}}
            nonsense

            {"id":"y","labels":["Keyed"],"properties":{"key":1,"more":true}}
            {"id":"z","labels":["Keyed"],"properties":{"key":2}}
            {"start":"y","end":"z","type":"T"}
            {"start":"y","end":"nowhere","type":"T"}

            \(lines)
            {"start":"z","end":"0","type":"LAST"}
            """.utf8)
    }

    private func keyed(_ database: any GraphDatabase) throws {
        try database.write(RandomContents.info) { draft in
            try draft.create(
                ConstraintDefinition(
                    name: "keyed", kind: .unique, target: .nodes(labels: ["Keyed"]),
                    keys: ["key"]))
        }
    }

    @Test(arguments: UInt64(0)..<UInt64(40 * TestScale.factor))
    func `an import interrupted anywhere ends as one that was not`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bytes = try file(seed: seed)
        let whole = MemoryDatabase()
        try keyed(whole)
        let plain = ImportOptions(onError: .continue)
        let expected = try run(bytes, into: whole, plain)
        #expect(expected.problemCount == 2)

        let database = InterruptedDatabase(after: 1)
        try keyed(database)
        let stretch = Int.random(in: 0..<5, using: &random)
        var start = ImportRecord.Start.fresh
        while true {
            database.remaining = Int.random(in: 1..<4, using: &random)
            do {
                _ = try run(
                    bytes, into: database, options(start, stretch: stretch, onError: .continue))
                break
            } catch let error as GraphError {
                try #require("\(error)" == "\(InterruptedDatabase.interruption)")
                start = .resumed
            }
        }
        #expect(
            try exported(database.snapshot(), .jsonl) == exported(whole.snapshot(), .jsonl),
            "seed \(seed)")
        try database.snapshot().checkInvariants()
    }

    @Test func `a line that was put right is taken when the import goes on`() throws {
        let database = MemoryDatabase()
        let lines = [
            #"{"id":1,"labels":["A"],"properties":{}}"#,
            #"{"id":2,"labels":["A"],"properties":{}}"#,
            "oops", #"{"start":1,"end":2,"type":"T"}"#,
        ]
        let bad = Array(lines.joined(separator: "\n").utf8)
        let problem = #expect(throws: ImportProblem.self) {
            try run(bad, into: database, options(.fresh))
        }
        #expect(problem?.line == 3 && problem?.column == 1)
        #expect(database.snapshot().nodes(labelled: "A").count == 2)
        var repaired = lines
        repaired[2] = #"{"id":3,"labels":["A"],"properties":{}}"#
        let report = try run(
            Array(repaired.joined(separator: "\n").utf8), into: database, options(.resumed))
        #expect(report.nodesCreated == 1 && report.relationshipsCreated == 1)
        #expect(database.snapshot().nodeCount == 3)
    }

    @Test func `what cannot be resumed is refused`() throws {
        let lines = (0..<9).map { #"{"id":\#($0),"labels":["A"],"properties":{}}"# + "\n" }
        let bytes = Array(lines.joined().utf8)
        let database = InterruptedDatabase(after: 2)
        func message(_ bytes: [UInt8], _ options: ImportOptions) -> String {
            let error = #expect(throws: ImportRecordError.self) {
                try run(bytes, into: database, options)
            }
            return error?.description ?? ""
        }
        #expect(message(bytes, options(.resumed)).contains("no interrupted import"))
        #expect(throws: GraphError.self) { try run(bytes, into: database, options(.fresh)) }
        database.remaining = .max
        #expect(message(bytes, options(.fresh)).contains("after line 6"))
        #expect(message(bytes, options(.unrecorded)).contains("--resume"))
        var changed = bytes
        changed[changed.count / 3] = UInt8(ascii: "B")
        #expect(message(changed, options(.resumed)).contains("not what it holds now"))
        #expect(
            message(Array(bytes.prefix(100)), options(.resumed)).contains("not what it holds now"))
        let report = try run(bytes, into: database, options(.resumed))
        #expect(report.nodesCreated == 3 && report.lines == 9)
        #expect(database.snapshot().nodeCount == 9)
        let anew = try run(bytes, into: database, options(.restarted))
        #expect(anew.nodesCreated == 9)
    }
}

extension Graph {
    fileprivate func nodes(labelled name: String) -> [NodeID] {
        guard let label = label(named: name) else { return [] }
        var found: [NodeID] = []
        var cursor = nodes(labelled: label)
        while let node = cursor.next() { found.append(node) }
        return found
    }
}

import PropertyGraph
import TestSupport
import Testing

@testable import Catalog

/// Lines of all kinds, most of them good, so that an import goes both ways often.
private struct LineWriter {
    var random: SeededGenerator
    private var next = 0

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    private mutating func number(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    /// An identifier that a line before may have had.
    private mutating func known() -> String {
        let number = number(next + 2)
        switch self.number(12) {
        case 0: return "\"\(number)\""
        case 1: return "{\"id\":\"\(number)\"}"
        case 2: return "{\"id\":\(number),\"labels\":[\"Any\"]}"
        case 3: return "\"x-\(number)\""
        default: return "\(number)"
        }
    }

    private mutating func value() -> String {
        switch number(14) {
        case 0: "null"
        case 1: "true"
        case 2: "-\(number(1000)).\(number(1000))"
        case 3: "0.1"
        case 4: "1e3"
        case 5: "123456789012345678901"
        case 6: "[\"a\",\"b\(number(3))\"]"
        case 7: "[]"
        case 8: "{\"$type\":\"Date\",\"_value\":\"2025-03-0\(1 + number(9))\"}"
        case 9: "\"ö€\(number(5))\""
        case 10: "\"with \\\"quotes\\\" \\u00e9\""
        case 11: "[1,2.5,3]"
        default: "\(number(40) - 20)"
        }
    }

    private mutating func node() -> String {
        let id = next
        next += 1
        var (labels, properties) = ("", "")
        switch number(9) {
        case 0...1:
            labels = "\"Dataset\""
            properties = "\"name\":\"d\(number(40))\""
        case 2...4:
            labels = "\"Column\""
            properties = "\"name\":\"c\(number(12))\""
            if number(6) == 0 { properties += ",\"dataset_name\":\"d\(number(40))\"" }
        case 5:
            labels = "\"Tag\",\"Hot\""
            properties = "\"name\":\"t\(number(30))\""
        case 6:
            labels = "\"BusinessTerm\""
            properties = "\"term\":\"term_\(number(30))\""
            if number(2) == 0 { properties += ",\"formula\":\"term_\(number(30)) / 2\"" }
        default:
            labels = number(3) == 0 ? "" : "\"Free\""
            properties = "\"n\":\(number(5))"
        }
        if number(3) > 0 { properties += ",\"a\":\(value())" }
        if number(3) > 0 { properties += ",\"b\": \(value())" }
        if number(9) == 0 { properties += ",\"a\":\(value())" }
        let name = number(9) == 0 ? "\"x-\(id)\"" : number(4) == 0 ? "\"\(id)\"" : "\(id)"
        return number(5) == 0
            ? "{\"type\":\"node\",\"id\":\(name),\"labels\":[\(labels)],\"properties\":{\(properties)}}"
            : "{\"id\":\(name),\"labels\":[\(labels)],\"properties\":{\(properties)}}"
    }

    private mutating func relationship() -> String {
        let type = ["HAS_COLUMN", "HAS_COLUMN", "USES", "MAPS_TO", "NEAR"][number(5)]
        let (start, end) = (known(), known())
        let properties = number(2) == 0 ? "{}" : "{\"c\":\(value())}"
        return number(3) == 0
            ? "{\"id\":\"1\",\"type\":\"relationship\",\"label\":\"\(type)\","
                + "\"properties\":\(properties),\"start\":\(start),\"end\":\(end)}"
            : "{\"start\":\(start),\"end\":\(end),\"type\":\"\(type)\",\"properties\":\(properties)}"
    }

    mutating func line() -> String {
        switch number(60) {
        case 0: return "{\"id\":"
        case 1: return ""
        case 2: return "{\"labels\":[\"Tag\"],\"properties\":{\"map\":{\"x\":1}}}"
        case 3: return "[1]"
        case 4: return "{\"id\":7,\"labels\":[1],\"properties\":{}}"
        case 5: return "{\"type\":\"relationship\",\"start\":1,\"end\":2}"
        case 6:
            return "{\"start\":{\"labels\":[\"Tag\"],\"properties\":{\"name\":\"t1\"}},"
                + "\"end\":\(known()),\"type\":\"NEAR\"}"
        case 7...30: return node()
        default: return relationship()
        }
    }
}

@Suite("Importing in bulk")
struct BulkImportTests {
    private struct Outcome: Equatable {
        var report: ImportReport?
        var problem: ImportProblem?
        var graph: String
    }

    /// Imports texts one after the other; a stretch of 0 is the general way.
    private static func outcome(
        _ texts: [String], stretch: Int, batch: Int, _ policy: ImportErrorPolicy
    ) throws -> Outcome {
        let database = try SeededGraph.empty()
        var outcome = Outcome(graph: "")
        for text in texts {
            var importer = try JSONLinesImporter(
                into: database, info: SeededGraph.info,
                options: ImportOptions(
                    onError: policy, batchSize: batch, stretchSize: stretch))
            do {
                var rest = Array(text.utf8)[...]
                while !rest.isEmpty {
                    try importer.append(Array(rest.prefix(777)))
                    rest = rest.dropFirst(777)
                }
                outcome.report = try importer.finish()
            } catch let problem as ImportProblem {
                outcome.problem = problem
            }
            outcome.report?.problems.sort { $0.line < $1.line }
        }
        try database.snapshot().checkInvariants()
        outcome.graph = try exported(database)
        return outcome
    }

    @Test(arguments: UInt64(0)..<40, [(1_000_000, 1), (50, 1), (7, 1)])
    func `all ways of importing give the same graph and the same report`(
        seed: UInt64, sizes: (stretch: Int, batch: Int)
    ) throws {
        var writer = LineWriter(seed: seed)
        let texts = (0..<2).map { _ in
            (0..<300).map { _ in writer.line() }.joined(separator: "\n")
        }
        let policy: ImportErrorPolicy = seed % 3 == 0 ? .stop : .continue
        let general = try Self.outcome(texts, stretch: 0, batch: 1, policy)
        let quick = try Self.outcome(texts, stretch: sizes.stretch, batch: sizes.batch, policy)
        #expect(quick.report == general.report)
        #expect(quick.problem == general.problem)
        if quick.graph != general.graph {
            let (found, wanted) = (
                quick.graph.split(separator: "\n"), general.graph.split(separator: "\n")
            )
            let place = zip(found, wanted).prefix { $0 == $1 }.count
            Issue.record(
                "line \(place): \(found[place...].first ?? "") \(wanted[place...].first ?? "")")
        }
    }

    @Test func `a column that would double another's key is refused at its line`() throws {
        let lines = """
            {"id":1,"labels":["Dataset"],"properties":{"name":"d"}}
            {"id":2,"labels":["Column"],"properties":{"name":"c"}}
            {"id":3,"labels":["Column"],"properties":{"name":"c"}}
            {"start":1,"end":2,"type":"HAS_COLUMN"}
            {"start":1,"end":3,"type":"HAS_COLUMN"}
            {"id":4,"labels":["Tag"],"properties":{"name":"t"}}
            """
        for stretch in [0, 1_000] {
            let outcome = try Self.outcome([lines], stretch: stretch, batch: 100, .continue)
            #expect(outcome.report?.problems.map(\.line) == [5])
            #expect(outcome.report?.relationshipsCreated == 1)
            #expect(outcome.graph.contains(#""dataset_name":"d""#))
        }
    }

    @Test func `what only adds is one transaction, however long`() throws {
        let database = try SeededGraph.empty()
        let before = database.snapshot().sequence
        var text = ""
        for number in 0..<30_000 {
            text +=
                "{\"id\":\(number),\"labels\":[\"Tag\"],\"properties\":{\"name\":\"\(number)\"}}\n"
        }
        for number in 1..<30_000 {
            text += "{\"start\":\(number - 1),\"end\":\(number),\"type\":\"NEXT\"}\n"
        }
        var importer = try JSONLinesImporter(into: database, info: SeededGraph.info)
        try importer.append(Array(text.utf8))
        let report = try importer.finish()
        #expect(report.nodesCreated == 30_000)
        #expect(report.relationshipsCreated == 29_999)
        #expect(database.snapshot().sequence == before + 1)
        try database.snapshot().checkInvariants()
    }

    static let numbers = [
        "0", "-0", "7", "-12", "00", "01", "1.", ".5", "1.5", "-1.5", "0.1", "0.30000000000000004",
        "123456789.123456789", "1e5", "1E-5", "1.7976931348623157e308", "1e999", "5e-324",
        "9007199254740993.0", "999999999999999999", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "0.000000000000000001", "-", "+1", "1x", "0.1.2", "12 ", "-0.0",
    ]

    @Test(arguments: numbers)
    func `numbers are read as the general way reads them`(text: String) throws {
        let line = "{\"id\":1,\"labels\":[\"Tag\"],\"properties\":{\"name\":\(text)}}"
        let general = try Self.outcome([line], stretch: 0, batch: 1, .continue)
        let quick = try Self.outcome([line], stretch: 10, batch: 1, .continue)
        #expect(quick == general)
    }

    @Test(arguments: UInt64(0)..<200)
    func `mangled lines have the same outcome both ways`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = Array(
            (JSONLinesTests.bad + "\n"
                + #"{"id":9,"labels":["Tag","Ü"],"properties":{"name":"größer","list":["a","b"],"x":1.25,"y":null}}"#)
                .utf8)
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let byte =
                Bool.random(using: &random)
                ? UInt8.random(in: 0...255, using: &random)
                : Array(#"{}[]":,\ "#.utf8).randomElement(using: &random) ?? 0
            bytes[Int.random(in: bytes.indices, using: &random)] = byte
        }
        func run(_ stretch: Int) throws -> (ImportReport, String) {
            let database = try SeededGraph.empty()
            var importer = try JSONLinesImporter(
                into: database, info: SeededGraph.info,
                options: ImportOptions(
                    onError: .continue, batchSize: 1, stretchSize: stretch))
            try importer.append(bytes)
            var report = try importer.finish()
            report.problems.sort { $0.line < $1.line }
            return (report, try exported(database))
        }
        let (general, quick) = (try run(0), try run(1_000))
        #expect(quick.0 == general.0)
        #expect(quick.1 == general.1)
    }
}

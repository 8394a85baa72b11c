import JSON
import PropertyGraph
import TestSupport
import Testing

@testable import Catalog

@Suite("JSON Lines")
struct JSONLinesTests {
    private func importing(
        _ text: String,
        into database: MemoryDatabase,
        onError: ImportErrorPolicy = .stop,
        batchSize: Int = 5_000,
        piece: Int = 1_000
    ) throws -> ImportReport {
        var importer = try JSONLinesImporter(
            into: database,
            info: SeededGraph.info,
            options: ImportOptions(
                onError: onError, batchSize: batchSize, stretchSize: batchSize, lineLimit: 10_000)
        )
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            try importer.append(Array(rest.prefix(piece)))
            rest = rest.dropFirst(piece)
        }
        return try importer.finish()
    }

    @Test(arguments: [(5_000, 65_536), (7, 13), (1, 1)])
    func `importing an export into a fresh file gives an equal export`(
        batchSize: Int,
        piece: Int
    ) throws {
        let text = try exported(SeededGraph.seeded())
        let fresh = try SeededGraph.empty()
        let report = try importing(text, into: fresh, batchSize: batchSize, piece: piece)
        #expect(report.problemCount == 0)
        #expect(report.committedLine == report.lines)
        #expect(try exported(fresh) == text)
    }

    @Test
    func `importing an export again doubles only what has no key`() throws {
        let database = try SeededGraph.seeded()
        let text = try exported(database)
        let report = try importing(text, into: database)
        // Quality scores have no key, so they are made anew.
        #expect(report.nodesCreated == 7)
        #expect(report.relationshipsCreated == 7)
        #expect(report.problemCount == 0)
    }

    @Test
    func `both forms are read`() throws {
        let database = try SeededGraph.empty()
        let report = try importing(
            """
            {"type":"node","id":"0","labels":["Tag"],"properties":{"name":"a"}}
            {"id":1,"labels":["Tag"],"properties":{"name":"b"}}

            {"type":"relationship","id":"0","label":"NEAR","start":{"id":"0","labels":["Tag"]},"end":{"id":"1","labels":["Tag"]},"properties":{"by":1.0}}
            {"start":1,"end":0,"type":"NEAR","properties":{"by":2}}
            {"start":1,"end":0,"type":"NEAR"}
            """,
            into: database
        )
        #expect(report.lines == 6)
        #expect(report.nodesCreated == 2)
        #expect(report.relationshipsCreated == 3)
        let lines = try exported(database).split(separator: "\n")
        #expect(
            lines.dropFirst(2) == [
                #"{"id":"0","type":"relationship","label":"NEAR","properties":{"by":1.0},"start":{"id":"0","labels":["Tag"]},"end":{"id":"1","labels":["Tag"]}}"#,
                #"{"id":"1","type":"relationship","label":"NEAR","properties":{"by":2},"start":{"id":"1","labels":["Tag"]},"end":{"id":"0","labels":["Tag"]}}"#,
                #"{"id":"2","type":"relationship","label":"NEAR","properties":{},"start":{"id":"1","labels":["Tag"]},"end":{"id":"0","labels":["Tag"]}}"#,
            ]
        )
    }

    @Test
    func `a node with the whole of a key is merged, another is made`() throws {
        let database = try SeededGraph.seeded()
        let before = database.snapshot().nodeCount
        let report = try importing(
            """
            {"id":0,"labels":["Column","Hot"],"properties":{"dataset_name":"bronze.orders","name":"status","description":"New."}}
            {"id":1,"labels":["Column"],"properties":{"name":"status"}}
            {"id":2,"labels":["BusinessTerm"],"properties":{"term":"order_status"}}
            {"start":0,"end":2,"type":"MAPS_TO","properties":{"confidence":0.5}}
            """,
            into: database
        )
        #expect(report.nodesMerged == 2)
        #expect(report.nodesCreated == 1)
        #expect(report.relationshipsMerged == 1)
        #expect(database.snapshot().nodeCount == before + 1)
        let term = CatalogReader(database.snapshot()).term(named: "order_status")
        #expect(term?.mappings.map(\.confidence) == [0.5])
        let column = CatalogReader(database.snapshot()).dataset(named: "bronze.orders")?.columns
            .first { $0.name == "status" }
        #expect(column?.description == "New.")
        #expect(column?.dataType == "VARCHAR")
    }

    @Test
    func `ends that the file lacks are found by their key`() throws {
        let database = try SeededGraph.seeded()
        let report = try importing(
            """
            {"type":"relationship","label":"RELATED_TO","start":{"id":"7","labels":["Dataset"],"properties":{"name":"bronze.orders"}},"end":{"id":"9","labels":["Tag"],"properties":{"name":"transactions"}},"properties":{}}
            """,
            into: database
        )
        #expect(report.relationshipsMerged == 1)
    }

    static let bad = """
        {"id":0,"labels":["Tag"],"properties":{"name":"a"}}
        {"id":1,"labels":["Tag"]
        {"id":2,"labels":["Tag"],"properties":{"when":{"$type":"Date","_value":"never"}}}
        {"start":0,"end":5,"type":"NEAR"}
        [1]
        {"id":3,"labels":["Tag"],"properties":{"name":"b"}}
        {"type":"relationship","start":0,"end":3}
        {"id":4,"labels":["Tag"],"properties":{"map":{"a":1}}}
        {"start":0,"end":3,"type":"NEAR"}
        """

    @Test
    func `bad lines are reported with their numbers and passed over`() throws {
        let database = try SeededGraph.empty()
        let report = try importing(Self.bad, into: database, onError: .continue)
        #expect(report.problems.map(\.line).sorted() == [2, 3, 4, 5, 7, 8])
        #expect(report.nodesCreated == 2)
        #expect(report.relationshipsCreated == 1)
        #expect(report.lines == 9)
    }

    @Test(arguments: [1, 100])
    func `an import that stops keeps what came before the bad line`(batchSize: Int) throws {
        let database = try SeededGraph.empty()
        let problem = #expect(throws: ImportProblem.self) {
            try importing(Self.bad, into: database, batchSize: batchSize)
        }
        #expect(problem?.line == 2)
        #expect(database.snapshot().nodeCount == 1)
    }

    @Test
    func `a refusal by the graph stops at its line too`() throws {
        let database = try SeededGraph.empty()
        let problem = #expect(throws: ImportProblem.self) {
            try importing(
                """
                {"id":0,"labels":["Tag"],"properties":{"name":"a"}}
                {"start":0,"end":5,"type":"NEAR"}
                {"id":1,"labels":["Tag"],"properties":{"name":"b"}}
                """,
                into: database
            )
        }
        #expect(problem?.line == 2)
        #expect(database.snapshot().nodeCount == 1)
    }

    @Test
    func `a line beyond the limit is refused without being kept`() throws {
        let database = try SeededGraph.empty()
        let long = String(repeating: "x", count: 20_000)
        let report = try importing(
            #"{"id":0,"labels":["Tag"],"properties":{"name":""# + long + "\"}}\n"
                + #"{"id":1,"labels":["Tag"],"properties":{"name":"b"}}"#,
            into: database,
            onError: .continue
        )
        #expect(report.problems.map(\.line) == [1])
        #expect(report.nodesCreated == 1)
    }

    static let values: [Value] = [
        true, 1, -9_223_372_036_854_775_808, 1.0, -0.0, 1e300,
        .float(.leastNonzeroMagnitude),
        .float(.nan), .float(.infinity), .float(-.infinity), "", "\u{0}\n\"é𝄞",
        .list([]), .list(["a", "b"]), .list([1, 2]), .list([1.5, 2.0]),
        .date(DateValue(daysSinceEpoch: -719_528)),
        .localTime(LocalTimeValue(nanosecondsOfDay: 86_399_999_999_999)),
        .time(TimeValue(nanosecondsOfDay: 1, offsetSeconds: -5400)),
        .localDateTime(LocalDateTimeValue(secondsSinceEpoch: -1, nanoseconds: 5)),
        .dateTime(DateTimeValue(secondsSinceEpoch: 1_750_000_000, nanoseconds: 123_000_000)),
        .dateTime(
            DateTimeValue(
                secondsSinceEpoch: 1_750_000_000,
                offsetSeconds: 7200,
                zone: "Europe/Stockholm"
            )
        ),
        .duration(DurationValue(months: 14, days: -3, seconds: 5, nanoseconds: 7)),
        .point(PointValue(.cartesianSpace, x: 1, y: -2.5, z: 1e20)),
        .point(PointValue(.wgs84, x: 12.5, y: 55.25)),
        .list([.date(DateValue(daysSinceEpoch: 1)), .date(DateValue(daysSinceEpoch: 2))]),
    ]

    @Test(arguments: values)
    func `a property survives as JSON`(value: Value) throws {
        let coding = PropertyCoding()
        let text = coding.json(value).serialized()
        let back = try coding.value(JSONValue(parsing: text))
        #expect(back == value, "\(text)")
    }

    @Test
    func `all values survive an export and import`() throws {
        let database = MemoryDatabase()
        try database.write(SeededGraph.info) { draft in
            for value in Self.values {
                _ = try draft.createNode(labels: [], properties: ["v": value])
            }
        }
        let text = try exported(database)
        let fresh = MemoryDatabase()
        _ = try importing(text, into: fresh)
        #expect(try exported(fresh) == text)
    }

    @Test(arguments: UInt64(0)..<50)
    func `no bytes, however mangled, crash the import`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = Array(Self.bad.utf8)
        for _ in 0..<20 {
            bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
                in: 0...255,
                using: &random
            )
        }
        var importer = try JSONLinesImporter(
            into: try SeededGraph.empty(),
            info: SeededGraph.info,
            options: ImportOptions(onError: .continue)
        )
        try importer.append(bytes)
        let report = try importer.finish()
        #expect(report.nodesCreated <= 9)
    }
}

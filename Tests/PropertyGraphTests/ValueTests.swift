import PropertyGraph
import TestSupport
import Testing

@Suite("Values")
struct ValueTests {
    static let samples: [Value] = [
        .null, true, false, 0, -1, .integer(.min), .integer(.max), 0.0, .float(-0.0),
        .float(.nan), .float(.infinity), "", "é", "e\u{301}", [], [1, 2.5, nil, "x"],
        [1.5, 2.5], [:], ["a": 1, "b": [["c": nil]]],
        .date(DateValue(daysSinceEpoch: -719_162)), .localTime(LocalTimeValue(nanosecondsOfDay: 1)),
        .time(TimeValue(nanosecondsOfDay: 86_399_999_999_999, offsetSeconds: -64_800)),
        .localDateTime(LocalDateTimeValue(secondsSinceEpoch: .min, nanoseconds: 999_999_999)),
        .dateTime(DateTimeValue(secondsSinceEpoch: -1, nanoseconds: 999_999_999)),
        .dateTime(DateTimeValue(secondsSinceEpoch: 1, nanoseconds: 2, offsetSeconds: 64_800)),
        .dateTime(
            DateTimeValue(secondsSinceEpoch: 1, offsetSeconds: -3600, zone: "Europe/London")),
        .duration(DurationValue(months: .min, days: .max, seconds: -1, nanoseconds: 5)),
        .point(PointValue(.cartesian, x: -0.0, y: 1e300)),
        .point(PointValue(.wgs84Height, x: 12.5, y: -55.25, z: 8)),
    ]

    @Test(arguments: samples)
    func `a value comes back from bytes as it was`(value: Value) throws {
        var bytes: [UInt8] = []
        try ValueCoding.encode(value, into: &bytes)
        let back = bytes.withUnsafeBufferPointer { buffer in
            var reader = ValueCoding.Reader(buffer)
            return (reader.next(), reader.isAtEnd)
        }
        #expect(back.0 == value)
        #expect(back.1)
    }

    @Test(arguments: samples)
    func `a value comes back from a page as it was`(value: Value) throws {
        let draft = Draft(on: Graph())
        let key = try draft.propertyKey("k")
        let node = try draft.createNode(labels: [], properties: ["k": value])
        #expect(draft.graph.value(of: key, on: node) == value)
        let link = try draft.createRelationship(
            "T", from: node, to: node, properties: ["k": value])
        #expect(draft.graph.value(of: key, on: link) == value)
        let cell = draft.graph.storedCell(value)
        #expect(cell?.isIdentical(to: draft.graph.cell(of: key, on: node)) == true)
    }

    @Test func `mangled bytes give no value and no harm`() throws {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            var bytes: [UInt8] = []
            let sample = Self.samples.randomElement(using: &random) ?? .null
            try ValueCoding.encode(.list([sample, sample]), into: &bytes)
            for _ in 0..<3 {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            }
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
            bytes.withUnsafeBufferPointer { buffer in
                var reader = ValueCoding.Reader(buffer)
                _ = reader.next()
            }
        }
    }

    @Test func `what cannot be stored is refused`() throws {
        let draft = Draft(on: Graph())
        for value in [Value.node(NodeID(0)), [.relationship(RelationshipID(0))]] {
            #expect(throws: GraphError.self) {
                try draft.createNode(labels: [], properties: ["k": value])
            }
        }
        var deep = Value.list([])
        for _ in 0..<100 {
            deep = [deep]
        }
        #expect(throws: GraphError.self) {
            try draft.createNode(labels: [], properties: ["k": deep])
        }
        #expect(draft.graph.nodeCount == 0)
        #expect(throws: GraphError.self) { try draft.label("") }
        #expect(throws: GraphError.self) { try draft.propertyKey("a\0b") }
        #expect(throws: GraphError.nodeNotFound(NodeID(.max))) {
            try draft.delete(NodeID(.max))
        }
        #expect(throws: GraphError.identityInUse(.max)) {
            try draft.createNode(id: NodeID(.max), labels: [], properties: [])
        }
    }

    @Test func `identity tells apart what only looks equal`() {
        #expect(Value.integer(1) != .float(1))
        #expect(Value.float(.nan) == .float(.nan))
        #expect(Value.float(0) != .float(-0.0))
        #expect(Value.string("é") != .string("e\u{301}"))
    }
}

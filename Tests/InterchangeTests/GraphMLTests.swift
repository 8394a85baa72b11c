import CXML2
import Catalog
import Foundation
import JSON
import PropertyGraph
import TestSupport
import Testing

@testable import Interchange

@Suite("GraphML")
struct GraphMLTests {
    private func isWellFormed(_ bytes: [UInt8]) -> Bool {
        let document = bytes.withUnsafeBytes { raw in
            xmlReadMemory(
                raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count), nil, nil,
                Int32(XML_PARSE_NONET.rawValue))
        }
        defer { xmlFreeDoc(document) }
        return document != nil
    }

    @Test(arguments: UInt64(0)..<UInt64(40 * TestScale.factor))
    func `libxml2 reads what is written`(seed: UInt64) throws {
        let graph = try RandomContents.database(seed: seed).snapshot()
        #expect(isWellFormed(try exported(graph, .graphml)))
    }

    @Test func `keys are declared before they are used, each type for itself`() throws {
        let database = MemoryDatabase()
        try database.write(RandomContents.info) { draft in
            let key = try draft.propertyKey("x")
            let label = try draft.label("L")
            for value in [Value.integer(1), .float(.nan), .string("<a&b>"), .list([.integer(1)])] {
                _ = try draft.createNode(labels: [label], properties: [PropertyEntry(key, value)])
            }
        }
        let text = String(decoding: try exported(database.snapshot(), .graphml), as: UTF8.self)
        for line in [
            #"<key id="d0" for="node" attr.name="x" attr.type="double"/>"#,
            #"<key id="d1" for="node" attr.name="x" attr.type="string">"#,
            #"<key id="d2" for="node" attr.name="x" attr.type="long"/>"#,
            #"<data key="labels">:L</data>"#, #"<data key="d2">1</data>"#,
            #"<data key="d0">NaN</data>"#, #"<data key="d3">&lt;a&amp;b&gt;</data>"#,
            #"<data key="d1">[1]</data>"#,
        ] {
            #expect(text.contains(line), "\(line)")
        }
    }

    @Test func `a character that XML lacks is reported before anything is written`() throws {
        let database = MemoryDatabase()
        try database.write(RandomContents.info) { draft in
            _ = try draft.createNode(
                labels: [try draft.label("L")],
                properties: [PropertyEntry(try draft.propertyKey("note"), .string("a\u{1}"))])
        }
        var pieces = 0
        let failure = #expect(throws: ExportError.self) {
            try GraphExporter(database.snapshot()).write(.graphml) { _ in pieces += 1 }
        }
        #expect(failure?.description.contains("U+0001") == true)
        #expect(failure?.description.contains("`note` of node 0 (L)") == true)
        #expect(pieces == 0)
    }

    // MARK: NetworkX

    private static let networkX: Bool = {
        (try? python("import networkx", [])).map { $0.status == 0 } ?? false
    }()

    private static func python(
        _ program: String, _ arguments: [String]
    ) throws -> (status: Int32, output: Data) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, data)
    }

    /// Prints nodes and edges as JSON lines, without what NetworkX adds.
    private static let program = """
        import json, math, sys, networkx
        graph = networkx.read_graphml(sys.argv[1], force_multigraph=True)
        def plain(value):
            if isinstance(value, float) and not math.isfinite(value):
                return {'special': str(value)}
            return value
        def show(kind, ends, data):
            data = {k: plain(v) for k, v in data.items()}
            print(json.dumps([kind, ends, data], sort_keys=True))
        for node, data in graph.nodes(data=True): show('node', [node], data)
        for start, end, data in graph.edges(data=True):
            data.pop('id', None)
            show('edge', [start, end], data)
        """

    @Test(
        .enabled("python3 with networkx is not installed") { networkX },
        arguments: UInt64(0)..<UInt64(6 * TestScale.factor))
    func `NetworkX reads back an equal graph`(seed: UInt64) throws {
        let graph = try RandomContents.database(seed: seed).snapshot()
        let folder = try TemporaryDirectory()
        try Data(exported(graph, .graphml)).write(
            to: URL(fileURLWithPath: folder.path("graph.graphml")))
        let run = try Self.python(Self.program, [folder.path("graph.graphml")])
        #expect(run.status == 0)
        let lines = try String(decoding: run.output, as: UTF8.self).split(separator: "\n")
            .map { try JSONValue(parsing: String($0)).serialized() }.sorted()
        #expect(try lines == expected(graph), "seed \(seed)")
    }

    /// What the program prints for a graph.
    private func expected(_ graph: Graph) throws -> [String] {
        let selection = ExportSelection(graph, access: .all)
        let keys = try GraphMLKeys(selection, coding: PropertyCoding())
        var found: [JSONValue] = []
        try selection.forEachNode { node, ordinal in
            var data = data(selection.properties(of: node))
            let labels = selection.labels(of: node)
            if !labels.isEmpty { data[keys.labels] = .string(labels.map { ":\($0)" }.joined()) }
            found.append(["node", [.string("n\(ordinal)")], object(data)])
        }
        try selection.forEachEdge { edge in
            var data = data(selection.properties(of: edge.id))
            data[keys.type] = .string(edge.type)
            found.append(
                [
                    "edge", [.string("n\(edge.start.ordinal)"), .string("n\(edge.end.ordinal)")],
                    object(data),
                ])
        }
        return found.map { $0.serialized() }.sorted()
    }

    private func object(_ members: [String: JSONValue]) -> JSONValue {
        .object(JSONObject(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
    }

    private func data(_ properties: [(name: String, value: Value)]) -> [String: JSONValue] {
        let coding = PropertyCoding()
        var data: [String: JSONValue] = [:]
        for (name, value) in properties {
            switch value {
            case .boolean, .integer, .string: data[name] = coding.json(value)
            case .float(let number) where number.isFinite: data[name] = .number(number)
            case .float(let number):
                data[name] = [
                    "special": .string(number.isNaN ? "nan" : number < 0 ? "-inf" : "inf")
                ]
            default: data[name] = .string(coding.json(value).serialized())
            }
        }
        return data
    }
}

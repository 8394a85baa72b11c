import Foundation
import JSON
import JSONSchema
import Testing

@Suite("JSON Schema")
struct SchemaTests {
    static let cases: [(schema: JSONValue, value: JSONValue, location: String?, keyword: String?)] =
        [
            (["type": "integer"], 1, nil, nil),
            (["type": "integer"], 1.0, nil, nil),
            (["type": "integer"], 1.5, "", "type"),
            (["required": ["name"]], ["nam": 1], "", "required"),
            (["properties": ["a": ["minimum": 3]]], ["a": 2], "/a", "minimum"),
            (["items": ["pattern": "^QR[0-9]+$"]], ["QR1", "x"], "/1", "pattern"),
            (["additionalProperties": false], ["x/y": 1], "", "additionalProperties"),
            (["properties": ["x/y": false]], ["x/y": 1], "/x~1y", "false"),
            (["enum": [1, "a"]], "b", "", "enum"),
            (["uniqueItems": true], [1, 1.0], "", "uniqueItems"),
        ]

    @Test(arguments: cases)
    func `a violation names its place and keyword`(
        schema: JSONValue,
        value: JSONValue,
        location: String?,
        keyword: String?
    ) throws {
        let violation = try Schema(schema).violations(of: value).first
        #expect(violation?.location == location)
        #expect(violation?.keyword == keyword)
    }

    @Test func `all violations are reported, not only the first`() throws {
        let schema = try Schema(["required": ["a", "b"], "properties": ["c": ["type": "string"]]])
        let violations = try schema.violations(of: ["c": 1])
        #expect(violations.map(\.keyword) == ["required", "required", "type"])
    }

    @Test func `schemas that refer to themselves in vain are an error`() throws {
        let schema = try Schema(["$ref": "#"])
        #expect(throws: SchemaError.self) { try schema.violations(of: 1) }
    }

    @Test func `references to nowhere are an error`() throws {
        let schema = try Schema(["$ref": "#/$defs/absent"])
        #expect(throws: SchemaError.self) { try schema.violations(of: 1) }
    }
}

/// The official suite, from the folder that `JSON_SCHEMA_TEST_SUITE` names.
@Suite(
    "JSON Schema Test Suite, draft 2020-12",
    .enabled(
        if: ProcessInfo.processInfo.environment["JSON_SCHEMA_TEST_SUITE"] != nil,
        "JSON_SCHEMA_TEST_SUITE names no folder"
    )
)
struct OfficialSuiteTests {
    static let folder = ProcessInfo.processInfo.environment["JSON_SCHEMA_TEST_SUITE"] ?? ""

    static func files() throws -> [String] {
        guard !folder.isEmpty else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder + "/tests/draft2020-12")
            .filter { $0.hasSuffix(".json") }
            .sorted()
    }

    static func remotes() throws -> [String: JSONValue] {
        var documents: [String: JSONValue] = [:]
        let root = folder + "/remotes"
        for case let path as String in FileManager.default.enumerator(atPath: root) ?? .init() {
            guard path.hasSuffix(".json"),
                let bytes = FileManager.default.contents(atPath: root + "/" + path)
            else { continue }
            documents["http://localhost:1234/" + path] = try JSONValue(parsing: Array(bytes))
        }
        return documents
    }

    /// Groups that need the draft's own metaschema as a document, which is not part of the suite.
    static let needMetaschema: Set<String> = [
        "validate definition against metaschema", "remote ref, containing refs itself",
        "schema that uses custom metaschema with with no validation vocabulary",
    ]

    @Test(arguments: try files())
    func `the required tests pass`(file: String) throws {
        let bytes = try #require(
            FileManager.default.contents(atPath: Self.folder + "/tests/draft2020-12/" + file)
        )
        let remotes = try Self.remotes()
        for group in try JSONValue(parsing: Array(bytes)).arrayValue ?? [] {
            let title = group["description"]?.stringValue ?? ""
            guard let document = group["schema"], !Self.needMetaschema.contains(title) else {
                continue
            }
            for test in group["tests"]?.arrayValue ?? [] {
                guard let value = test["data"] else { continue }
                let name = "\(title): " + (test["description"]?.stringValue ?? "")
                let isValid = Result {
                    try Schema(document, documents: remotes).violations(of: value).isEmpty
                }
                let expected = test["valid"]?.booleanValue
                #expect((try? isValid.get()) == expected, "\(file): \(name)")
            }
        }
    }
}

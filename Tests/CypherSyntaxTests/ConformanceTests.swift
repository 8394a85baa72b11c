import CypherSyntax
import Foundation
import Testing

/// Reads every query of the openCypher TCK from the folder named by `OPENCYPHER_TCK`.
@Suite("openCypher TCK, syntax")
struct ConformanceTests {
    static let folder = ProcessInfo.processInfo.environment["OPENCYPHER_TCK"]

    /// The errors that can be told from the text alone.
    static let syntactic: Set<String> = [
        "UnexpectedSyntax", "InvalidNumberLiteral", "IntegerOverflow", "FloatingPointOverflow",
        "InvalidUnicodeCharacter", "InvalidUnicodeLiteral", "InvalidClauseComposition",
        "InvalidRelationshipPattern", "InvalidParameterUse", "InvalidDelete", "NoExpressionAlias",
        "InvalidArgumentPassingMode",
    ]

    @Test(
        .enabled(if: folder != nil, "Set OPENCYPHER_TCK to the TCK's features folder to run this.")
    )
    func `every query parses, prints to the same tree, or fails as the scenario says`() throws {
        let root = URL(fileURLWithPath: try #require(Self.folder), isDirectory: true)
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        var parsed = 0
        var refused = 0
        var left = 0
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "feature" else { continue }
            for query in try Feature(contentsOf: file).queries {
                switch outcome(of: query) {
                case .parsed: parsed += 1
                case .refused: refused += 1
                case .leftToBinder: left += 1
                case .wrong(let reason):
                    Issue.record("\(query.scenario)\n\(query.text)\n\(reason)")
                }
            }
        }
        print("TCK: \(parsed) queries parsed, \(refused) refused as they should be, \(left) parsed")
        print("     whose error is semantic.")
        #expect(parsed > 0)
    }

    private enum Outcome {
        case parsed
        case refused
        case leftToBinder
        case wrong(String)
    }

    private func outcome(of query: Feature.Query) -> Outcome {
        do throws(CypherError) {
            let statement = try Parser.parse(query.text)
            let printed = statement.description
            guard (try? Parser.parse(printed)) == statement else {
                return .wrong("prints as another tree: \(printed)")
            }
            guard let wanted = query.compileTimeError else { return .parsed }
            if Self.syntactic.contains(wanted) { return .wrong("should fail with \(wanted)") }
            return .leftToBinder
        } catch {
            if error.detail == query.compileTimeError { return .refused }
            return .wrong(error.rendered(in: query.text))
        }
    }
}

/// Reads the Cypher blocks of the Markdown files named by `CYPHER_DOCUMENTS`, joined by `:`.
@Suite("Queries in documents")
struct DocumentTests {
    static let files = ProcessInfo.processInfo.environment["CYPHER_DOCUMENTS"]

    @Test(.enabled(if: files != nil, "Set CYPHER_DOCUMENTS to Markdown files to run this."))
    func `every Cypher block parses`() throws {
        var count = 0
        for path in try #require(Self.files).split(separator: ":") {
            let text = try String(contentsOfFile: String(path), encoding: .utf8)
            for block in text.components(separatedBy: "```cypher\n").dropFirst() {
                let code = block.components(separatedBy: "```").first ?? ""
                let query = code.replacing(" ...,", with: " 0.3, 0.4,")
                do throws(CypherError) {
                    for statement in try Parser.parseScript(query) {
                        #expect((try? Parser.parse(statement.description)) == statement)
                    }
                    count += 1
                } catch {
                    Issue.record("\(error.rendered(in: query))")
                }
            }
        }
        print("\(count) blocks parsed")
        #expect(count > 0)
    }
}

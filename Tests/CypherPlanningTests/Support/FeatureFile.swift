import CypherPlanning
import Foundation

/// A query of the TCK that must not compile, with the error it must give.
struct CompileErrorCase: Sendable, CustomStringConvertible {
    var scenario: String
    var query: String
    var type: String
    var error: String
    var procedures: [ProcedureSignature]

    var description: String { "\(scenario): \(query)" }
}

/// Reads the scenarios of a feature file that expect an error at compile time.
struct FeatureFile {
    private let name: String
    private let lines: [String]

    init(_ url: URL) throws {
        name = url.deletingPathExtension().lastPathComponent
        lines = try String(contentsOf: url, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in line.trimmingCharacters(in: .whitespaces) }
    }

    /// All queries of all scenarios of a kind, outlines expanded.
    func queries(erroneous: Bool) -> [CompileErrorCase] {
        var result: [CompileErrorCase] = []
        var scenario: [String] = []
        for line in lines + ["Scenario: end"] {
            guard line.hasPrefix("Scenario") else {
                if !line.hasPrefix("#") { scenario.append(line) }
                continue
            }
            result += Self.cases(scenario, in: name, erroneous: erroneous)
            scenario = [line]
        }
        return result
    }

    private static func cases(
        _ lines: [String],
        in file: String,
        erroneous: Bool
    ) -> [CompileErrorCase] {
        guard let title = lines.first, title.hasPrefix("Scenario") else { return [] }
        let marker = " should be raised at compile time: "
        var type = ""
        var error = ""
        if let line = lines.first(where: { line in line.contains(marker) }) {
            let parts = line.components(separatedBy: marker)
            type = parts[0].components(separatedBy: " ").last ?? ""
            error = parts[1]
        }
        guard erroneous != type.isEmpty,
            erroneous || !lines.contains(where: { line in line.contains("should be raised") })
        else { return [] }
        let procedures = lines.compactMap(procedure)
        return queries(lines).flatMap { query in
            examples(lines).map { example in
                let text = example.reduce(query) { text, pair in
                    text.replacingOccurrences(of: "<\(pair.key)>", with: pair.value)
                }
                return CompileErrorCase(
                    scenario: "\(file) \(title)",
                    query: text,
                    type: type,
                    error: error,
                    procedures: procedures
                )
            }
        }
    }

    private static func queries(_ lines: [String]) -> [String] {
        var result: [String] = []
        var index = 0
        while index < lines.count {
            defer { index += 1 }
            guard lines[index].contains("executing query:") else { continue }
            var text: [String] = []
            index += 2
            while index < lines.count, lines[index] != "\"\"\"" {
                text.append(lines[index])
                index += 1
            }
            result.append(text.joined(separator: "\n"))
        }
        return result
    }

    private static func examples(_ lines: [String]) -> [[String: String]] {
        guard let start = lines.firstIndex(of: "Examples:") else { return [[:]] }
        let rows = lines[(start + 1)...].filter { line in line.hasPrefix("|") }.map(cells)
        guard let header = rows.first else { return [[:]] }
        return rows.dropFirst().map { row in
            Dictionary(zip(header, row), uniquingKeysWith: { first, _ in first })
        }
    }

    private static func cells(_ line: String) -> [String] {
        let escaped = line.replacingOccurrences(of: "\\|", with: "\u{1}")
        return escaped.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
            .dropLast().map { cell in
                cell.trimmingCharacters(in: .whitespaces)
                    .replacingOccurrences(of: "\u{1}", with: "|")
            }
    }

    /// `And there exists a procedure test.my.proc(in :: INTEGER?) :: (out :: STRING?):`.
    private static func procedure(_ line: String) -> ProcedureSignature? {
        let marker = "there exists a procedure "
        guard let range = line.range(of: marker) else { return nil }
        let text = String(line[range.upperBound...])
        let parts = text.components(separatedBy: ") :: ")
        guard let head = parts.first, let open = head.firstIndex(of: "(") else { return nil }
        let name = String(head[..<open])
        let arguments = fields(String(head[head.index(after: open)...]))
        let results = fields(parts.count > 1 ? parts[1] : "")
        return ProcedureSignature(name, arguments: arguments, results: results)
    }

    private static func fields(_ text: String) -> [ProcedureSignature.Field] {
        let inside = text.trimmingCharacters(in: CharacterSet(charactersIn: "():"))
        return inside.components(separatedBy: ",").compactMap { field in
            let parts = field.components(separatedBy: "::").map { part in
                part.trimmingCharacters(in: .whitespaces)
            }
            guard parts.count == 2 else { return nil }
            return ProcedureSignature.Field(parts[0], type: parts[1])
        }
    }
}

import Foundation

/// The queries of an openCypher feature file, and the compile-time errors they must raise.
struct Feature {
    /// One query and what must come of it.
    struct Query {
        var scenario: String
        var text: String
        /// The detail of the compile-time error, if one is wanted.
        var compileTimeError: String?
    }

    var queries: [Query] = []

    private var scenario = ""
    private var pending: [Query] = []
    private var isQueryStep = false

    init(contentsOf url: URL) throws {
        let lines = try String(contentsOf: url, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        var index = 0
        while index < lines.count {
            let line = lines[index].trimmingCharacters(in: .whitespaces)
            index += 1
            if line.hasPrefix("#") { continue }
            if line.hasPrefix("Scenario") {
                flush(examples: [])
                scenario = "\(url.lastPathComponent): \(line)"
            } else if line.hasPrefix("\"\"\"") {
                let start = index
                while index < lines.count,
                    lines[index].trimmingCharacters(in: .whitespaces) != "\"\"\""
                { index += 1 }
                if isQueryStep { add(lines[start..<index]) }
                index += 1
            } else if line.hasPrefix("Examples:") {
                var table: [[String]] = []
                while index < lines.count {
                    let row = lines[index].trimmingCharacters(in: .whitespaces)
                    if row.hasPrefix("|") { table.append(Self.cells(row)) }
                    if !row.hasPrefix("|"), !row.isEmpty, !row.hasPrefix("#") { break }
                    index += 1
                }
                flush(examples: table)
            } else {
                step(line)
            }
        }
        flush(examples: [])
    }

    private mutating func step(_ line: String) {
        isQueryStep =
            line.contains("having executed:") || line.contains("executing query:")
            || line.contains("executing control query:")
        if line.contains("should be raised at"), !line.contains("at runtime"), !pending.isEmpty {
            let detail = line.split(separator: ":").last.map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            pending[pending.count - 1].compileTimeError = detail
        }
    }

    private mutating func add(_ lines: ArraySlice<Substring>) {
        let text = lines.joined(separator: "\n")
        pending.append(Query(scenario: scenario, text: text))
    }

    private mutating func flush(examples: [[String]]) {
        guard let header = examples.first else {
            queries += pending
            pending = []
            return
        }
        for row in examples.dropFirst() {
            for query in pending {
                var query = query
                for (name, value) in zip(header, row) {
                    query.text = query.text.replacing("<\(name)>", with: value)
                }
                queries.append(query)
            }
        }
        pending = []
    }

    private static func cells(_ row: String) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isEscaped = false
        for character in row.dropFirst() {
            if isEscaped {
                cell += character == "|" ? "|" : character == "n" ? "\n" : "\\\(character)"
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "|" {
                cells.append(cell.trimmingCharacters(in: .whitespaces))
                cell = ""
            } else {
                cell.append(character)
            }
        }
        return cells
    }
}

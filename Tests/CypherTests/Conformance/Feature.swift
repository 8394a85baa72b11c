/// One scenario of a feature file: the steps it runs, after outlines are filled in.
struct Scenario: Sendable {
    /// The folder of the file.
    var folder: String
    /// The file's name.
    var feature: String
    var name: String
    var steps: [Step]

    /// What a list of scenarios calls it.
    var identity: String { "\(feature): \(name)" }

    /// One `Given`, `When`, `Then` or `And` line with its argument.
    struct Step: Sendable {
        var text: String
        var document: String?
        var table: [[String]]
    }
}

/// Reads the gherkin that the openCypher TCK uses: backgrounds, outlines, documents and tables.
struct FeatureReader {
    private var lines: [Substring]
    private var index = 0
    private let folder: String

    private init(_ text: String, folder: String) {
        self.folder = folder
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The scenarios of a feature file in their order, one for each row of an outline's examples.
    static func scenarios(in text: String, feature: String, folder: String) -> [Scenario] {
        var reader = FeatureReader(text, folder: folder)
        return reader.read(feature)
    }

    private mutating func read(_ feature: String) -> [Scenario] {
        var background: [Scenario.Step] = []
        var result: [Scenario] = []
        while let line = current() {
            index += 1
            if line.hasPrefix("Background:") {
                background = steps()
            } else if line.hasPrefix("Scenario Outline:") {
                let name = rest(line)
                let template = steps()
                result += outline(feature, name, background + template)
            } else if line.hasPrefix("Scenario:") {
                let name = rest(line)
                let all = background + steps()
                result.append(
                    Scenario(folder: folder, feature: feature, name: name, steps: all))
            }
        }
        return result
    }

    private mutating func outline(
        _ feature: String,
        _ name: String,
        _ template: [Scenario.Step]
    ) -> [Scenario] {
        var result: [Scenario] = []
        while let line = current(), line.hasPrefix("Examples:") {
            index += 1
            let table = table()
            guard let header = table.first else { continue }
            for row in table.dropFirst() {
                let steps = template.map { fill($0, header, row) }
                let title = "\(name) (example \(result.count + 1))"
                result.append(
                    Scenario(folder: folder, feature: feature, name: title, steps: steps))
            }
        }
        return result
    }

    private func fill(
        _ step: Scenario.Step,
        _ header: [String],
        _ row: [String]
    ) -> Scenario.Step {
        func replace(_ text: String) -> String {
            var text = text
            for (name, value) in zip(header, row) {
                text = text.replacing("<\(name)>", with: value)
            }
            return text
        }
        return Scenario.Step(
            text: replace(step.text),
            document: step.document.map(replace),
            table: step.table.map { $0.map(replace) }
        )
    }

    private mutating func steps() -> [Scenario.Step] {
        let keywords = ["Given ", "When ", "Then ", "And ", "But "]
        var result: [Scenario.Step] = []
        while let line = current() {
            guard let keyword = keywords.first(where: { line.hasPrefix($0) }) else { break }
            index += 1
            var step = Scenario.Step(
                text: line.dropFirst(keyword.count).trimmed, document: nil, table: [])
            step.document = document()
            step.table = table()
            result.append(step)
        }
        return result
    }

    private mutating func document() -> String? {
        guard let line = current(), line.hasPrefix("\"\"\"") else { return nil }
        let indentation = lines[index].prefix { $0 == " " }.count
        index += 1
        var body: [Substring] = []
        while index < lines.count, !lines[index].trimmed.hasPrefix("\"\"\"") {
            let line = lines[index]
            let margin = min(indentation, line.prefix { $0 == " " }.count)
            body.append(line.dropFirst(margin))
            index += 1
        }
        index += 1
        return body.joined(separator: "\n")
    }

    private mutating func table() -> [[String]] {
        var rows: [[String]] = []
        while let line = current(), line.hasPrefix("|") {
            index += 1
            rows.append(cells(line))
        }
        return rows
    }

    private func cells(_ line: String) -> [String] {
        var result: [String] = []
        var cell = ""
        var isEscaped = false
        for character in line.dropFirst() {
            if isEscaped {
                switch character {
                case "n": cell.append("\n")
                case "|", "\\": cell.append(character)
                default:
                    cell.append("\\")
                    cell.append(character)
                }
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "|" {
                result.append(cell[...].trimmed)
                cell = ""
            } else {
                cell.append(character)
            }
        }
        return result
    }

    /// The next line that is neither blank, comment nor tag, without its margins.
    private mutating func current() -> String? {
        while index < lines.count {
            let line = lines[index].trimmed
            if line.isEmpty || line.hasPrefix("#") || line.hasPrefix("@") {
                index += 1
                continue
            }
            return line
        }
        return nil
    }

    private func rest(_ line: String) -> String {
        guard let colon = line.firstIndex(of: ":") else { return line }
        return line[line.index(after: colon)...].trimmed
    }
}

extension Substring {
    /// The text without white space at either end.
    var trimmed: String {
        var slice = self
        while let first = slice.first, first.isWhitespace { slice.removeFirst() }
        while let last = slice.last, last.isWhitespace { slice.removeLast() }
        return String(slice)
    }
}

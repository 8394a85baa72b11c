import Assets
import JSON

/// The comment at the top of a query file, taken apart.
struct QueryHeader {
    private(set) var summary = ""
    private(set) var parameters: [QueryParameter] = []
    private(set) var returns = ""

    private let path: String

    init(_ file: AssetFile) throws(CatalogError) {
        path = file.path
        var part = Part.summary
        for line in Self.comment(of: file.text) {
            if line.hasPrefix("$") {
                part = .parameters
                try addParameters(line)
            } else if part == .returns || line.hasPrefix("Returns ") {
                part = .returns
                returns = Self.joined(returns, line)
            } else if part == .summary {
                summary = Self.joined(summary, line)
            } else {
                throw .badQueryHeader(path, "`\(line)` is neither a parameter nor `Returns …`.")
            }
        }
        guard !summary.isEmpty else {
            throw .badQueryHeader(path, "The first comment should say what the query answers.")
        }
    }

    private enum Part { case summary, parameters, returns }

    /// The lines of the comment that a text begins with, without their slashes.
    private static func comment(of text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { $0.hasPrefix("//") }
            .map { trimmed($0.dropFirst(2)) }
            .filter { !$0.isEmpty }
    }

    private static func joined(_ first: String, _ second: String) -> String {
        first.isEmpty ? second : first + " " + second
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        guard let end = start.lastIndex(where: { $0 != " " && $0 != "\t" && $0 != "\r" }) else {
            return ""
        }
        return String(start[...end])
    }

    /// Reads `$name: TYPE = default, description`, several when wide gaps separate them.
    private mutating func addParameters(_ line: String) throws(CatalogError) {
        var rest = line[...]
        while !rest.isEmpty {
            let next = rest.firstRange(of: "   $")
            let item = next.map { rest[..<$0.lowerBound] } ?? rest
            rest = next.map { rest[rest.index(before: $0.upperBound)...] } ?? ""
            let parameter = try parameter(Self.trimmed(item))
            guard !parameters.contains(where: { $0.name == parameter.name }) else {
                throw .badQueryHeader(path, "The parameter $\(parameter.name) stands there twice.")
            }
            parameters.append(parameter)
        }
    }

    private func parameter(_ item: String) throws(CatalogError) -> QueryParameter {
        guard item.hasPrefix("$"), let colon = item.firstIndex(of: ":") else {
            throw .badQueryHeader(path, "`\(item)` should read `$name: TYPE, meaning`.")
        }
        let name = String(item[item.index(after: item.startIndex)..<colon])
        let (type, afterType) = Self.type(item[item.index(after: colon)...])
        guard !name.isEmpty, !type.isEmpty else {
            throw .badQueryHeader(path, "`\(item)` should read `$name: TYPE, meaning`.")
        }
        guard afterType.hasPrefix("=") else {
            return QueryParameter(
                name: name, type: type, defaultValue: nil,
                description: Self.description(afterType[...])
            )
        }
        let (literal, rest) = Self.literal(afterType.dropFirst())
        do {
            return QueryParameter(
                name: name, type: type, defaultValue: try JSONValue(parsing: literal),
                description: Self.description(rest)
            )
        } catch {
            throw .badQueryHeader(path, "The default of $\(name), `\(literal)`, is no JSON.")
        }
    }

    /// A type and what follows it, trimmed.
    private static func type(_ text: Substring) -> (String, String) {
        let text = trimmed(text)
        let end = text.firstIndex { $0 == "," || $0 == "=" || $0 == " " } ?? text.endIndex
        return (String(text[..<end]), trimmed(text[end...]))
    }

    /// A JSON literal up to the comma that ends it, and what follows.
    private static func literal(_ text: Substring) -> (String, Substring) {
        var isQuoted = false
        var depth = 0
        var previous: Character = " "
        for index in text.indices {
            let character = text[index]
            if character == "\"", previous != "\\" { isQuoted.toggle() }
            if !isQuoted {
                if "[{".contains(character) { depth += 1 }
                if "]}".contains(character) { depth -= 1 }
                if character == ",", depth == 0 {
                    return (trimmed(text[..<index]), text[index...])
                }
            }
            previous = character
        }
        return (trimmed(text), "")
    }

    private static func description(_ text: Substring) -> String {
        trimmed(text.drop { $0 == "," || $0 == " " })
    }
}

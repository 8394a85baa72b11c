import JSON
import YAML

/// Reads the fields of one YAML mapping, each by its type, and refuses those nobody asked for.
struct FieldReader {
    let file: String
    let node: YAMLNode

    private let entries: [YAMLNode.Entry]
    private var known: Set<String> = []

    // `what` is what the mapping is, for messages: `a term`.
    init(_ node: YAMLNode, file: String, what: String) throws(CatalogError) {
        self.file = file
        self.node = node
        switch node.content {
        case .mapping(let entries): self.entries = entries
        default: throw Self.problem("Expected \(what) with its fields.", at: node, in: file)
        }
    }

    static func problem(_ message: String, at node: YAMLNode, in file: String) -> CatalogError {
        .badDocument(
            DocumentProblem(file: file, line: node.line, column: node.column, message: message)
        )
    }

    /// Where the mapping begins.
    var place: DocumentPlace {
        DocumentPlace(file: file, line: node.line, column: node.column)
    }

    func problem(_ message: String, at place: YAMLNode? = nil) -> CatalogError {
        Self.problem(message, at: place ?? node, in: file)
    }

    /// The node under a name; `nil` when it is missing or null.
    mutating func field(_ name: String) -> YAMLNode? {
        known.insert(name)
        let found = entries.first { $0.key == name }?.value
        return found?.content == .scalar(.null) ? nil : found
    }

    mutating func text(_ name: String) throws(CatalogError) -> String? {
        guard let node = field(name) else { return nil }
        return try text(node, of: name)
    }

    mutating func requiredText(_ name: String) throws(CatalogError) -> String {
        guard let text = try text(name), !text.isEmpty else {
            throw problem("`\(name)` is missing.")
        }
        return text
    }

    /// A text, or a number or truth value as it is written.
    private func text(_ node: YAMLNode, of name: String) throws(CatalogError) -> String {
        switch node.content {
        case .scalar(.string(let text)): text
        case .scalar(.integer(let integer)): String(integer)
        case .scalar(.number(let number)): String(number)
        case .scalar(.boolean(let boolean)): String(boolean)
        default: throw problem("`\(name)` should be a text.", at: node)
        }
    }

    /// A list of texts; one text counts as a list of one.
    mutating func texts(_ name: String) throws(CatalogError) -> [String]? {
        guard let node = field(name) else { return nil }
        guard case .sequence(let elements) = node.content else { return [try text(node, of: name)] }
        var texts: [String] = []
        for element in elements { texts.append(try text(element, of: name)) }
        return texts
    }

    mutating func integer(_ name: String) throws(CatalogError) -> Int64? {
        guard let node = field(name) else { return nil }
        guard case .scalar(.integer(let integer)) = node.content else {
            throw problem("`\(name)` should be a whole number.", at: node)
        }
        return integer
    }

    mutating func number(
        _ name: String, in range: ClosedRange<Double>? = nil
    ) throws(CatalogError) -> Double? {
        guard let node = field(name) else { return nil }
        let number: Double
        switch node.content {
        case .scalar(.integer(let integer)): number = Double(integer)
        case .scalar(.number(let double)): number = double
        default: throw problem("`\(name)` should be a number.", at: node)
        }
        if let range, !range.contains(number) {
            throw problem(
                "`\(name)` should be from \(range.lowerBound) to \(range.upperBound).", at: node
            )
        }
        return number
    }

    mutating func boolean(_ name: String) throws(CatalogError) -> Bool? {
        guard let node = field(name) else { return nil }
        guard case .scalar(.boolean(let boolean)) = node.content else {
            throw problem("`\(name)` should be true or false.", at: node)
        }
        return boolean
    }

    /// A text that must be one of a few.
    mutating func choice(
        _ name: String, of choices: [String]
    ) throws(CatalogError) -> String? {
        guard let text = try text(name) else { return nil }
        guard choices.contains(text) else {
            let place = entries.first { $0.key == name }?.value
            let list = choices.joined(separator: ", ")
            throw problem("`\(name)` should be one of \(list), not `\(text)`.", at: place)
        }
        return text
    }

    /// The elements of a list of mappings.
    mutating func items(_ name: String) throws(CatalogError) -> [YAMLNode] {
        guard let node = field(name) else { return [] }
        guard case .sequence(let elements) = node.content else {
            throw problem("`\(name)` should be a list.", at: node)
        }
        return elements
    }

    /// Refuses fields that were not asked for, which are most often misspelt.
    func finish() throws(CatalogError) {
        for entry in entries where !known.contains(entry.key) {
            let expected = known.sorted().joined(separator: ", ")
            throw problem(
                "`\(entry.key)` is not known here; known are \(expected).", at: entry.value)
        }
    }
}

/// A value as the result tables of the TCK write it, and as a query's result is brought to.
indirect enum ExpectedValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case float(Double)
    case notANumber
    case string(String)
    case list([ExpectedValue])
    case map([String: ExpectedValue])
    case node(labels: Set<String>, properties: [String: ExpectedValue])
    case relationship(type: String, properties: [String: ExpectedValue])
    case path([ExpectedValue], forward: [Bool])

    /// The same value with every list's elements in one canonical order.
    var ignoringListOrder: ExpectedValue {
        switch self {
        case .list(let elements):
            let inner = elements.map(\.ignoringListOrder)
            return .list(inner.sorted { String(describing: $0) < String(describing: $1) })
        case .map(let entries):
            return .map(entries.mapValues(\.ignoringListOrder))
        case .node(let labels, let properties):
            return .node(labels: labels, properties: properties.mapValues(\.ignoringListOrder))
        default:
            return self
        }
    }
}

/// Reads one cell of a result table.
struct ExpectedValueReader {
    struct Failure: Error { var text: String }

    private let text: [Character]
    private var index = 0

    private init(_ text: String) { self.text = Array(text) }

    static func read(_ text: String) throws -> ExpectedValue {
        var reader = ExpectedValueReader(text)
        let value = try reader.value()
        reader.skipSpace()
        guard reader.index == reader.text.count else { throw Failure(text: text) }
        return value
    }

    private mutating func value() throws -> ExpectedValue {
        skipSpace()
        switch peek {
        case "(": return try node()
        case "<": return try path()
        case "{": return .map(try map())
        case "'": return .string(try string())
        case "[":
            if peek(1) == ":" { return try relationship() }
            return try list()
        default: return try word()
        }
    }

    private mutating func word() throws -> ExpectedValue {
        let start = index
        while let character = peek, !",]})|> ".contains(character) { index += 1 }
        let word = String(text[start..<index])
        switch word {
        case "null": return .null
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "NaN": return .notANumber
        case "Inf", "Infinity": return .float(.infinity)
        case "-Inf", "-Infinity": return .float(-.infinity)
        default: break
        }
        if let integer = Int64(word) { return .integer(integer) }
        guard let number = Double(word) else { throw Failure(text: String(text)) }
        return .float(number)
    }

    private mutating func string() throws -> String {
        index += 1
        var result = ""
        while let character = peek, character != "'" {
            index += 1
            if character == "\\", let escaped = peek, escaped == "'" || escaped == "\\" {
                result.append(escaped)
                index += 1
            } else {
                result.append(character)
            }
        }
        try expect("'")
        return result
    }

    private mutating func list() throws -> ExpectedValue {
        try expect("[")
        var elements: [ExpectedValue] = []
        skipSpace()
        while peek != "]" {
            elements.append(try value())
            skipSpace()
            if peek == "," { index += 1 }
            skipSpace()
            guard peek != nil else { throw Failure(text: String(text)) }
        }
        index += 1
        return .list(elements)
    }

    private mutating func map() throws -> [String: ExpectedValue] {
        try expect("{")
        var entries: [String: ExpectedValue] = [:]
        skipSpace()
        while peek != "}" {
            let key = name()
            skipSpace()
            try expect(":")
            entries[key] = try value()
            skipSpace()
            if peek == "," { index += 1 }
            skipSpace()
            guard peek != nil else { throw Failure(text: String(text)) }
        }
        index += 1
        return entries
    }

    private mutating func node() throws -> ExpectedValue {
        try expect("(")
        var labels: Set<String> = []
        skipSpace()
        while peek == ":" {
            index += 1
            labels.insert(name())
            skipSpace()
        }
        let properties = peek == "{" ? try map() : [:]
        skipSpace()
        try expect(")")
        return .node(labels: labels, properties: properties)
    }

    private mutating func relationship() throws -> ExpectedValue {
        try expect("[")
        try expect(":")
        let type = name()
        skipSpace()
        let properties = peek == "{" ? try map() : [:]
        skipSpace()
        try expect("]")
        return .relationship(type: type, properties: properties)
    }

    private mutating func path() throws -> ExpectedValue {
        try expect("<")
        var elements = [try node()]
        var forward: [Bool] = []
        while peek != ">" {
            let isBackward = peek == "<"
            if isBackward { index += 1 }
            try expect("-")
            elements.append(try relationship())
            try expect("-")
            if !isBackward { try expect(">") }
            forward.append(!isBackward)
            elements.append(try node())
        }
        index += 1
        return .path(elements, forward: forward)
    }

    private mutating func name() -> String {
        skipSpace()
        if peek == "`" {
            index += 1
            let start = index
            while let character = peek, character != "`" {
                index += 1
                _ = character
            }
            defer { index += 1 }
            return String(text[start..<min(index, text.count)])
        }
        let start = index
        while let character = peek, character.isLetter || character.isNumber || character == "_" {
            index += 1
        }
        return String(text[start..<index])
    }

    private var peek: Character? { peek(0) }

    private func peek(_ offset: Int) -> Character? {
        index + offset < text.count ? text[index + offset] : nil
    }

    private mutating func skipSpace() {
        while let character = peek, character.isWhitespace { index += 1 }
    }

    private mutating func expect(_ character: Character) throws {
        guard peek == character else { throw Failure(text: String(text)) }
        index += 1
    }
}

/// Reads a JSON text token by token, without a tree, and accepts nothing that RFC 8259 does not.
///
/// The caller asks for what it expects; what it does not know it skips, which checks it all the
/// same.
///
///     var reader = JSONReader(bytes)
///     try reader.beginObject()
///     while let name = try reader.nextName() {
///         if name == "rows" { rows = try reader.number() } else { try reader.skip() }
///     }
///     try reader.end()
///
/// The bytes are only lent: a reader is to be used while they stay where they are.
///
/// - Complexity: O(n) in the bytes read.
public struct JSONReader {
    /// What the next value is.
    public enum Kind: Hashable, Sendable {
        case null, boolean, number, string, array, object
    }

    /// A number; whole ones that fit keep all their digits.
    public enum Number: Hashable, Sendable {
        case integer(Int64)
        case number(Double)
    }

    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0
    private let depthLimit: Int
    private var depth = 0
    /// Whether the innermost array or object has been opened and nothing in it read.
    private var isAtFirst = false

    /// Creates a reader at the beginning of a text.
    ///
    /// - Parameters:
    ///   - bytes: The text's UTF-8.
    ///   - depthLimit: How deeply arrays and objects may nest.
    public init(
        _ bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int = JSONValue.defaultDepthLimit
    ) {
        self.bytes = bytes
        self.depthLimit = depthLimit
    }

    // MARK: Structure

    /// The kind of the value that comes next.
    ///
    /// - Throws: `JSONError` when no value begins here.
    public mutating func next() throws(JSONError) -> Kind {
        skipWhitespace()
        guard let byte = current else {
            throw error("Expected a value, found the end of the text.")
        }
        switch byte {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        default: throw error("Expected a value.")
        }
    }

    /// Enters an object, whose members `nextName` then yields.
    public mutating func beginObject() throws(JSONError) {
        try enter(UInt8(ascii: "{"), "Expected `{`.")
    }

    /// The name of the next member, whose value is to be read or skipped next; nil at the end of
    /// the object, which is left.
    public mutating func nextName() throws(JSONError) -> String? {
        guard try goesOn(UInt8(ascii: "}"), "Expected `,` or `}`.") else { return nil }
        skipWhitespace()
        guard current == UInt8(ascii: "\"") else {
            throw error("Expected a member's name in quotes.")
        }
        let name = try readString()
        skipWhitespace()
        guard current == UInt8(ascii: ":") else { throw error("Expected `:`.") }
        position += 1
        return name
    }

    /// Enters an array.
    public mutating func beginArray() throws(JSONError) {
        try enter(UInt8(ascii: "["), "Expected `[`.")
    }

    /// Whether another element comes, which is to be read or skipped next; the array is left when
    /// there is none.
    public mutating func nextElement() throws(JSONError) -> Bool {
        try goesOn(UInt8(ascii: "]"), "Expected `,` or `]`.")
    }

    /// Checks that the text ends here.
    public mutating func end() throws(JSONError) {
        skipWhitespace()
        guard position == bytes.count else {
            throw error("Expected the end of the text after the first value.")
        }
    }

    // MARK: Values

    /// Reads a string.
    public mutating func string() throws(JSONError) -> String {
        guard try next() == .string else { throw error("Expected a string.") }
        return try readString()
    }

    /// Reads a number.
    public mutating func number() throws(JSONError) -> Number {
        guard try next() == .number else { throw error("Expected a number.") }
        return try readNumber()
    }

    /// Reads a truth value.
    public mutating func boolean() throws(JSONError) -> Bool {
        skipWhitespace()
        let isTrue = current == UInt8(ascii: "t")
        try read(isTrue ? "true" : "false")
        return isTrue
    }

    /// Reads `null`.
    public mutating func null() throws(JSONError) {
        skipWhitespace()
        try read("null")
    }

    /// Reads a whole value as a tree; the last of several members with one name counts.
    public mutating func value() throws(JSONError) -> JSONValue {
        switch try next() {
        case .null:
            try null()
            return .null
        case .boolean: return .boolean(try boolean())
        case .string: return .string(try readString())
        case .number:
            switch try readNumber() {
            case .integer(let integer): return .integer(integer)
            case .number(let number): return .number(number)
            }
        case .array:
            var elements: [JSONValue] = []
            try beginArray()
            while try nextElement() { elements.append(try value()) }
            return .array(elements)
        case .object:
            var object = JSONObject()
            try beginObject()
            while let name = try nextName() { object[name] = try value() }
            return .object(object)
        }
    }

    /// Reads a whole value and forgets it.
    public mutating func skip() throws(JSONError) {
        switch try next() {
        case .null: try null()
        case .boolean: _ = try boolean()
        case .string: _ = try readString()
        case .number: _ = try readNumber()
        case .array:
            try beginArray()
            while try nextElement() { try skip() }
        case .object:
            try beginObject()
            while try nextName() != nil { try skip() }
        }
    }

    // MARK: Machinery

    var current: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    func error(_ message: String) -> JSONError {
        error(message, at: position)
    }

    func error(_ message: String, at offset: Int) -> JSONError {
        let before = bytes[..<min(offset, bytes.count)]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return JSONError(message: message, line: line, column: before.count - lineStart + 1)
    }

    private mutating func skipWhitespace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func enter(_ bracket: UInt8, _ message: String) throws(JSONError) {
        skipWhitespace()
        guard current == bracket else { throw error(message) }
        depth += 1
        guard depth <= depthLimit else {
            throw error("Arrays and objects nest more than \(depthLimit) levels deep.")
        }
        position += 1
        isAtFirst = true
    }

    /// Whether the array or object goes on; passes the comma, or the bracket at its end.
    private mutating func goesOn(
        _ bracket: UInt8, _ message: String
    ) throws(JSONError) -> Bool {
        skipWhitespace()
        if current == bracket {
            position += 1
            depth -= 1
            isAtFirst = false
            return false
        }
        if isAtFirst {
            isAtFirst = false
            return true
        }
        guard current == UInt8(ascii: ",") else { throw error(message) }
        position += 1
        return true
    }

    private mutating func read(_ word: StaticString) throws(JSONError) {
        let length = word.utf8CodeUnitCount
        let matches =
            bytes.count - position >= length
            && word.withUTF8Buffer { $0.elementsEqual(bytes[position..<position + length]) }
        guard matches else { throw error("Expected `\(word)`.") }
        position += length
    }
}

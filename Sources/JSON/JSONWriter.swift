/// Writes JSON straight into a byte buffer, one token at a time.
///
/// The writer places commas, colons and, when asked, line breaks; the caller opens and closes.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.name("rows")
///     writer.value(3)
///     writer.endObject()
///
/// - Complexity: O(n) in the bytes written.
public struct JSONWriter: Sendable {
    /// The bytes written so far.
    public private(set) var bytes: [UInt8] = []

    private let isPretty: Bool
    private var depth = 0
    private var needsComma = false
    private var followsName = false

    /// Creates an empty writer; a pretty one indents by two spaces.
    public init(pretty: Bool = false) {
        isPretty = pretty
    }

    /// The text written so far.
    public var text: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// Hands over the bytes written so far and continues with an empty buffer.
    public mutating func drain() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// A place in what is written.
    public struct Mark: Sendable {
        fileprivate let count: Int
        fileprivate let depth: Int
        fileprivate let needsComma: Bool
        fileprivate let followsName: Bool
    }

    /// The place that has been reached.
    public var mark: Mark {
        Mark(
            count: bytes.count, depth: depth, needsComma: needsComma, followsName: followsName)
    }

    /// Forgets what was written since a place; bytes that were drained since cannot be taken back.
    public mutating func rewind(to mark: Mark) {
        bytes.removeLast(max(0, bytes.count - mark.count))
        depth = mark.depth
        needsComma = mark.needsComma
        followsName = mark.followsName
    }

    /// Forgets what was written and begins anew, in the memory that is there.
    public mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        depth = 0
        needsComma = false
        followsName = false
    }

    // MARK: Structure

    /// Opens an object.
    public mutating func beginObject() {
        begin(UInt8(ascii: "{"))
    }

    /// Closes the innermost object.
    public mutating func endObject() {
        end(UInt8(ascii: "}"))
    }

    /// Opens an array.
    public mutating func beginArray() {
        begin(UInt8(ascii: "["))
    }

    /// Closes the innermost array.
    public mutating func endArray() {
        end(UInt8(ascii: "]"))
    }

    /// Writes a member's name; the next token is its value.
    public mutating func name(_ name: String) {
        separate()
        appendQuoted(name)
        bytes.append(UInt8(ascii: ":"))
        if isPretty { bytes.append(UInt8(ascii: " ")) }
        followsName = true
    }

    // MARK: Values

    /// Writes `null`.
    public mutating func null() {
        separate()
        append("null")
    }

    /// Writes a truth value.
    public mutating func value(_ boolean: Bool) {
        separate()
        append(boolean ? "true" : "false")
    }

    /// Writes an integer.
    public mutating func value(_ integer: Int64) {
        separate()
        appendDecimal(integer)
    }

    /// Writes an integer.
    public mutating func value(_ integer: Int) {
        value(Int64(integer))
    }

    /// Writes a number; infinities and NaN, which JSON lacks, become `null`.
    public mutating func value(_ number: Double) {
        separate()
        guard number.isFinite else {
            append("null")
            return
        }
        bytes.append(contentsOf: number.description.utf8)
    }

    /// Writes a string.
    public mutating func value(_ string: String) {
        separate()
        appendQuoted(string)
    }

    /// Writes a string that is there as UTF-8, which is not checked.
    public mutating func value(utf8: UnsafeBufferPointer<UInt8>) {
        separate()
        appendQuoted(utf8)
    }

    /// Writes a whole value.
    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .boolean(let boolean): self.value(boolean)
        case .integer(let integer): self.value(integer)
        case .number(let number): self.value(number)
        case .string(let string): self.value(string)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object {
                name(member.name)
                self.value(member.value)
            }
            endObject()
        }
    }

    // MARK: Machinery

    private mutating func begin(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        depth += 1
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        depth -= 1
        if isPretty, needsComma { breakLine() }
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if followsName {
            followsName = false
        } else {
            if needsComma { bytes.append(UInt8(ascii: ",")) }
            if isPretty, depth > 0 { breakLine() }
        }
        needsComma = true
    }

    private mutating func breakLine() {
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<max(0, depth) * 2 { bytes.append(UInt8(ascii: " ")) }
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func appendDecimal(_ integer: Int64) {
        if integer < 0 { bytes.append(UInt8(ascii: "-")) }
        var magnitude = integer.magnitude
        guard magnitude > 9 else {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude))
            return
        }
        let start = bytes.count
        repeat {
            let (quotient, digit) = magnitude.quotientAndRemainder(dividingBy: 10)
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
            magnitude = quotient
        } while magnitude > 0
        bytes[start...].reverse()
    }

    private mutating func appendQuoted(_ string: String) {
        var string = string
        string.withUTF8 { appendQuoted($0) }
    }

    private mutating func appendQuoted(_ utf8: UnsafeBufferPointer<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        var rest = utf8
        while true {
            let plain = PlainText.length(rest)
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: rest[..<plain]))
            guard plain < rest.count else { break }
            appendEscape(rest[plain])
            rest = UnsafeBufferPointer(rebasing: rest[(plain + 1)...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            append("u00")
            bytes.append(Self.hexDigit(byte >> 4))
            bytes.append(Self.hexDigit(byte & 0xF))
        }
    }

    private static func hexDigit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
    }
}

extension JSONValue {
    /// The value as JSON text.
    public func serialized(pretty: Bool = false) -> String {
        var writer = JSONWriter(pretty: pretty)
        writer.value(self)
        return writer.text
    }
}

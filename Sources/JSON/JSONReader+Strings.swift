extension JSONReader {
    /// Reads the string whose opening quote is here.
    mutating func readString() throws(JSONError) -> String {
        let opening = position
        position += 1
        let start = position
        position += PlainText.length(UnsafeBufferPointer(rebasing: bytes[start...]))
        guard current == UInt8(ascii: "\"") else {
            return try readEscapedString(from: start, opening: opening)
        }
        defer { position += 1 }
        return try string(of: UnsafeBufferPointer(rebasing: bytes[start..<position]), at: opening)
    }

    private mutating func readEscapedString(
        from start: Int,
        opening: Int
    ) throws(JSONError) -> String {
        var text = Array(bytes[start..<position])
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return try text.withUnsafeBufferPointer { (text) throws(JSONError) in
                    try string(of: text, at: opening)
                }
            case UInt8(ascii: "\\"):
                position += 1
                try readEscape(into: &text)
            case ..<0x20:
                throw error("Control characters must be escaped.")
            default:
                let rest = UnsafeBufferPointer(rebasing: bytes[position...])
                let plain = rest[..<PlainText.length(rest)]
                text.append(contentsOf: plain)
                position += plain.count
            }
        }
        throw error("The string that starts here has no end.", at: opening)
    }

    private func string(
        of utf8: UnsafeBufferPointer<UInt8>, at offset: Int
    ) throws(JSONError) -> String {
        if PlainText.isASCII(utf8) { return String(decoding: utf8, as: UTF8.self) }
        guard let text = String(validating: utf8, as: UTF8.self) else {
            throw error("The string that starts here is not UTF-8.", at: offset)
        }
        return text
    }

    private mutating func readEscape(into text: inout [UInt8]) throws(JSONError) {
        guard let byte = current else { throw error("Expected an escaped character.") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: try readUnicodeEscape())
        default: throw error("Unknown escape in a string.", at: position - 1)
        }
    }

    private mutating func readUnicodeEscape() throws(JSONError) -> String.UTF8View {
        let first = try readHexQuad()
        if (0xD800...0xDBFF).contains(first), current == UInt8(ascii: "\\"),
            position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u")
        {
            let rewind = position
            position += 2
            let second = try readHexQuad()
            if (0xDC00...0xDFFF).contains(second) {
                let scalar = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
                return Self.text(of: scalar)
            }
            position = rewind
        }
        return Self.text(of: first)
    }

    private static func text(of scalar: UInt32) -> String.UTF8View {
        String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8
    }

    private mutating func readHexQuad() throws(JSONError) -> UInt32 {
        guard bytes.count - position >= 4 else { throw error("Expected four hexadecimal digits.") }
        var quad: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw error("Expected four hexadecimal digits.")
            }
            quad = quad << 4 | UInt32(digit)
        }
        position += 4
        return quad
    }
}

/// Text that stands in a JSON string as it is.
enum PlainText {
    /// How many bytes come before the first quote, backslash or control character.
    ///
    /// Eight bytes are looked at together: in a word, a byte below `n` borrows into its top bit
    /// when `n` is subtracted, unless the top bit was set before. A borrow from a lower byte can
    /// make a hit appear above a true hit, never below it, so the lowest hit is right.
    static func length(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        let raw = UnsafeRawBufferPointer(text)
        var index = 0
        while index <= raw.count - 8 {
            let word = UInt64(
                littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let hits =
                (below(word, 0x20) | below(word ^ (ones &* 0x22), 1)
                    | below(word ^ (ones &* 0x5C), 1))
            if hits != 0 { return index + hits.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < raw.count, !needsEscape(raw[index]) { index += 1 }
        return index
    }

    /// Whether all bytes are ASCII, which is always well-formed.
    static func isASCII(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(text)
        var index = 0
        while index <= raw.count - 8 {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard word & tops == 0 else { return false }
            index += 8
        }
        return raw[index...].allSatisfy { $0 < 0x80 }
    }

    static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    @inline(__always)
    private static func below(_ word: UInt64, _ limit: UInt64) -> UInt64 {
        (word &- ones &* limit) & ~word & tops
    }
}

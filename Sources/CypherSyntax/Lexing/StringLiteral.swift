/// The values of string literals and quoted names.
enum StringLiteral {
    /// The string between the quotes of a literal, unescaped.
    ///
    /// Escapes: `\\ \' \" \` \b \f \n \r \t \/`, `\uXXXX` (pairs of surrogates are joined) and
    /// `\UXXXXXXXX`.
    ///
    /// - Parameters:
    ///   - literal: The literal with its quotes.
    ///   - offset: The offset of its first byte, for errors.
    /// - Returns: The string.
    /// - Throws: A syntax error for an unknown escape or an impossible character.
    static func string(
        _ literal: ArraySlice<UInt8>,
        at offset: Int
    ) throws(CypherError) -> String {
        let inner = literal.dropFirst().dropLast()
        guard inner.contains(0x5C) else { return String(decoding: inner, as: UTF8.self) }
        var unescaper = Unescaper(bytes: inner, shift: offset - literal.startIndex)
        return try unescaper.run()
    }

    /// The name between backticks, where two backticks stand for one.
    static func name(_ quoted: ArraySlice<UInt8>) -> String {
        let inner = quoted.dropFirst().dropLast()
        guard inner.contains(0x60) else { return String(decoding: inner, as: UTF8.self) }
        var result: [UInt8] = []
        var wasBacktick = false
        for byte in inner {
            if byte == 0x60, wasBacktick {
                wasBacktick = false
                continue
            }
            wasBacktick = byte == 0x60
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// Resolves the escapes of one string literal.
private struct Unescaper {
    let bytes: ArraySlice<UInt8>
    /// What to add to an index of `bytes` for an offset in the query.
    let shift: Int
    private var index: Int
    private var result: [UInt8] = []

    init(bytes: ArraySlice<UInt8>, shift: Int) {
        self.bytes = bytes
        self.shift = shift
        index = bytes.startIndex
        result.reserveCapacity(bytes.count)
    }

    mutating func run() throws(CypherError) -> String {
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == 0x5C {
                try escape()
            } else {
                result.append(byte)
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private mutating func escape() throws(CypherError) {
        let start = index
        index += 1
        guard index < bytes.endIndex else { throw unknownEscape(from: start) }
        let letter = bytes[index]
        index += 1
        switch letter {
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"),
            UInt8(ascii: "/"):
            result.append(letter)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "u"): try scalar(of: 4, from: start)
        case UInt8(ascii: "U"): try scalar(of: 8, from: start)
        default:
            // As in Neo4j 5, a backslash that begins no escape stands for itself, as in `'[.]\d'`.
            result.append(contentsOf: [0x5C, letter])
        }
    }

    private mutating func scalar(of digits: Int, from start: Int) throws(CypherError) {
        var value = try hexadecimal(digits, from: start)
        if digits == 4, (0xD800...0xDBFF).contains(value), nextIsUnicodeEscape() {
            index += 2
            let low = try hexadecimal(4, from: start)
            guard (0xDC00...0xDFFF).contains(low) else { throw invalidUnicode(from: start) }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw invalidUnicode(from: start) }
        result.append(contentsOf: Array(String(Character(scalar)).utf8))
    }

    private func nextIsUnicodeEscape() -> Bool {
        bytes.endIndex - index >= 6 && bytes[index] == 0x5C && bytes[index + 1] == 0x75
    }

    private mutating func hexadecimal(
        _ digits: Int,
        from start: Int
    ) throws(CypherError) -> UInt32 {
        guard bytes.endIndex - index >= digits else { throw invalidUnicode(from: start) }
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = NumberLiteral.value(of: bytes[index]) else {
                throw invalidUnicode(from: start)
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }

    private func unknownEscape(from start: Int) -> CypherError {
        CypherError(
            .syntaxError,
            detail: "UnexpectedSyntax",
            message: "This escape is not known.",
            span: SourceSpan(start: start + shift, end: index + shift),
            hint: "Write `\\\\` for a backslash."
        )
    }

    private func invalidUnicode(from start: Int) -> CypherError {
        CypherError(
            .syntaxError,
            detail: "InvalidUnicodeLiteral",
            message: "This escape is not a Unicode character.",
            span: SourceSpan(start: start + shift, end: index + shift),
            hint: "Write four hexadecimal digits after `\\u`, or eight after `\\U`."
        )
    }
}

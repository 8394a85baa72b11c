import PropertyGraph

/// Walks over the bytes of one JSON text, for its usual parts only.
///
/// What a method cannot read, for whatever reason, it answers with nil or false; the walk is then
/// over. Nothing is read beyond the end of the bytes.
struct ByteScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// The next byte that is no blank, 0 at the end.
    @inline(__always)
    var current: UInt8 {
        mutating get {
            while position < bytes.count {
                let byte = bytes[position]
                guard byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A else {
                    return byte
                }
                position += 1
            }
            return 0
        }
    }

    /// Whether only blanks are left.
    var isAtEnd: Bool {
        mutating get { current == 0 && position >= bytes.count }
    }

    /// Passes a sign if it is next.
    @inline(__always)
    mutating func skip(_ sign: UInt8) -> Bool {
        guard current == sign else { return false }
        position += 1
        return true
    }

    /// A member's name with the colon after it.
    @inline(__always)
    mutating func name() -> UnsafeBufferPointer<UInt8>? {
        guard let name = text(), skip(UInt8(ascii: ":")) else { return nil }
        return name
    }

    /// A text without escapes.
    mutating func text() -> UnsafeBufferPointer<UInt8>? {
        guard skip(UInt8(ascii: "\"")) else { return nil }
        let start = position
        var seen: UInt64 = 0
        // Eight at a time as long as none of them ends the text or needs a closer look.
        let raw = UnsafeRawBufferPointer(bytes)
        while position + 8 <= bytes.count {
            let word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            let special = Self.special(word)
            if special != 0 {
                let clean = UInt64(special.trailingZeroBitCount >> 3)
                seen |= word & ((1 << (clean * 8)) &- 1)
                position += Int(clean)
                break
            }
            seen |= word
            position += 8
        }
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                let text = UnsafeBufferPointer(rebasing: bytes[start..<position])
                position += 1
                if seen & 0x8080_8080_8080_8080 != 0,
                    String(validating: text, as: UTF8.self) == nil
                {
                    return nil
                }
                return text
            }
            guard byte >= 0x20, byte != UInt8(ascii: "\\") else { return nil }
            seen |= UInt64(byte)
            position += 1
        }
        return nil
    }

    /// A word whose lowest byte that is not zero marks the first quote, backslash or control
    /// character of eight bytes; bytes above it may be marked in vain.
    @inline(__always)
    private static func special(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* 0x22)
        let escapes = word ^ (ones &* 0x5C)
        let marks =
            ((quotes &- ones) & ~quotes) | ((escapes &- ones) & ~escapes)
            | ((word &- ones &* 0x20) & ~word)
        return marks & 0x8080_8080_8080_8080
    }

    /// A list of texts without escapes, as it stands there.
    mutating func textList() -> UnsafeBufferPointer<UInt8>? {
        guard skip(UInt8(ascii: "[")) else { return nil }
        let start = position - 1
        if !skip(UInt8(ascii: "]")) {
            repeat {
                guard text() != nil else { return nil }
            } while skip(UInt8(ascii: ","))
            guard skip(UInt8(ascii: "]")) else { return nil }
        }
        return UnsafeBufferPointer(rebasing: bytes[start..<position])
    }

    /// An identifier: a text, a whole number, or nothing.
    mutating func identity(_ identity: inout ImportIdentity?) -> Bool {
        if current == UInt8(ascii: "\"") {
            guard let text = text() else { return false }
            identity =
                ImportIdentity.number(text).map(ImportIdentity.number)
                ?? .text(String(decoding: text, as: UTF8.self))
            return true
        }
        switch scalar() {
        case .integer(let integer):
            identity =
                UInt32(exactly: integer).map(ImportIdentity.number)
                ?? .text(String(integer))
            return true
        case .null:
            identity = nil
            return true
        default: return false
        }
    }

    /// A list of scalars; nil also when one of them is null.
    mutating func list() -> [Value]? {
        guard skip(UInt8(ascii: "[")) else { return nil }
        var elements: [Value] = []
        if skip(UInt8(ascii: "]")) { return elements }
        repeat {
            if current == UInt8(ascii: "\"") {
                guard let text = text() else { return nil }
                elements.append(.string(String(decoding: text, as: UTF8.self)))
            } else {
                guard let scalar = scalar(), !scalar.isNull else { return nil }
                elements.append(scalar)
            }
        } while skip(UInt8(ascii: ","))
        return skip(UInt8(ascii: "]")) ? elements : nil
    }

    // MARK: Scalars

    /// A number, a truth value or null.
    mutating func scalar() -> Value? {
        switch current {
        case UInt8(ascii: "t"): word("true") ? .boolean(true) : nil
        case UInt8(ascii: "f"): word("false") ? .boolean(false) : nil
        case UInt8(ascii: "n"): word("null") ? .null : nil
        default: number()
        }
    }

    private mutating func word(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard bytes.count - position >= length,
            word.withUTF8Buffer({ $0.elementsEqual(bytes[position..<position + length]) })
        else { return false }
        position += length
        return true
    }

    /// A number that is a whole number of up to 18 digits, or a float that one division by a power
    /// of ten gives exactly rounded.
    ///
    /// Source: W. D. Clinger, How to read floating-point numbers accurately (1990): both numbers
    /// are exact in a double, so that the quotient is rounded once.
    private mutating func number() -> Value? {
        let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let start = position
        var digits: UInt64 = 0
        takeDigits(&digits)
        let whole = position - start
        guard whole > 0, whole <= 18, whole == 1 || bytes[start] != UInt8(ascii: "0") else {
            return nil
        }
        var places = 0
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            let point = position
            takeDigits(&digits)
            places = position - point
            guard places > 0, whole + places <= 18 else { return nil }
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") { return nil }
        if places == 0 {
            let number = Int64(digits)
            return .integer(isNegative ? -number : number)
        }
        guard digits < 1 << 53 else { return nil }
        let number = Double(digits) / Self.powers[places]
        return .float(isNegative ? -number : number)
    }

    @inline(__always)
    private mutating func takeDigits(_ digits: inout UInt64) {
        while position < bytes.count {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit < 10 else { return }
            // More than 18 digits are refused by the caller, whatever they amount to.
            digits = digits &* 10 &+ UInt64(digit)
            position += 1
        }
    }

    /// The powers of ten up to 18, all exact.
    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18,
    ]
}

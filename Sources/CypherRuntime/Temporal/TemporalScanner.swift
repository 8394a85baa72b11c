import PropertyGraph

/// Reads the parts of ISO 8601 texts: bytes in order, digits in bounded numbers.
///
/// No text can make it fail other than by a nil; numbers are at most nine digits long.
struct TemporalScanner {
    private let bytes: [UInt8]
    private(set) var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8.prefix(Self.longest))
        isTooLong = text.utf8.count > Self.longest
    }

    /// Whether the text goes on beyond what any temporal value can need.
    private let isTooLong: Bool
    private static let longest = 256

    /// Whether all of the text has been read.
    var isAtEnd: Bool { position == bytes.count && !isTooLong }

    /// The next byte, without passing it.
    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// The number of digits that follow.
    var digitCount: Int {
        var end = position
        while end < bytes.count, Self.isDigit(bytes[end]) { end += 1 }
        return end - position
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Passes a character if it is the next one, in either case.
    mutating func scan(_ character: Unicode.Scalar) -> Bool {
        guard let next else { return false }
        let wanted = UInt8(truncatingIfNeeded: character.value)
        let isLetter = (0x41...0x5A).contains(wanted)
        guard next == wanted || (isLetter && next == wanted | 0x20) else { return false }
        position += 1
        return true
    }

    /// Passes exactly that many digits, at most nine.
    mutating func scanNumber(digits: Int) -> Int64? {
        guard digits <= 9, digits > 0, digitCount >= digits else { return nil }
        var number: Int64 = 0
        for _ in 0..<digits {
            number = number * 10 + Int64(bytes[position] - 0x30)
            position += 1
        }
        return number
    }

    /// Passes exactly that many digits if the run ends there.
    mutating func scanWholeNumber(digits: Int) -> Int64? {
        guard digitCount == digits else { return nil }
        return scanNumber(digits: digits)
    }

    /// Passes `.` or `,` and one to nine digits; nil when they do not follow.
    mutating func scanFraction() -> Int64? {
        let start = position
        guard scan(".") || scan(",") else { return nil }
        let count = digitCount
        guard (1...9).contains(count), var number = scanNumber(digits: count) else {
            position = start
            return nil
        }
        for _ in count..<9 { number *= 10 }
        return number
    }

    /// Passes `Z`, `±hh`, `±hhmm`, `±hh:mm` or with seconds; nil when out of ±18 hours.
    mutating func scanOffset() -> Int32? {
        let start = position
        if scan("Z") { return 0 }
        let isNegative = next == 0x2D
        guard scan("+") || scan("-") else { return nil }
        var total: Int64 = 0
        let run = digitCount
        if run == 2, let hours = scanNumber(digits: 2) {
            total = hours * 3600
            if scan(":") {
                guard let minutes = scanWholeNumber(digits: 2), minutes < 60 else {
                    return fail(to: start)
                }
                total += minutes * 60
                if scan(":") {
                    guard let seconds = scanWholeNumber(digits: 2), seconds < 60 else {
                        return fail(to: start)
                    }
                    total += seconds
                }
            }
        } else if run == 4 || run == 6, let hours = scanNumber(digits: 2),
            let minutes = scanNumber(digits: 2), minutes < 60
        {
            total = hours * 3600 + minutes * 60
            if run == 6 {
                guard let seconds = scanNumber(digits: 2), seconds < 60 else {
                    return fail(to: start)
                }
                total += seconds
            }
        } else {
            return fail(to: start)
        }
        guard total <= 64_800 else { return fail(to: start) }
        return Int32(truncatingIfNeeded: isNegative ? -total : total)
    }

    private mutating func fail(to start: Int) -> Int32? {
        position = start
        return nil
    }

    /// Passes `[name]`; nil when it does not follow.
    mutating func scanZoneName() -> String? {
        guard next == 0x5B, let end = bytes[position...].firstIndex(of: 0x5D) else { return nil }
        let name = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
        position = end + 1
        return name
    }

    /// Passes a run of digits of any length and gives its text, perhaps empty.
    mutating func scanDigits() -> ArraySlice<UInt8> {
        let end = position + digitCount
        defer { position = end }
        return bytes[position..<end]
    }
}

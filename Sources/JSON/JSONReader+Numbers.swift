extension JSONReader {
    /// Reads the number that begins here.
    mutating func readNumber() throws(JSONError) -> Number {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        let leadsWithZero = current == UInt8(ascii: "0")
        let wholeDigits = skipDigits()
        guard wholeDigits > 0 else { throw error("Expected a digit.") }
        guard !leadsWithZero || wholeDigits == 1 else {
            throw error("A number has no leading zeros.", at: start)
        }
        var isWhole = true
        if current == UInt8(ascii: ".") {
            position += 1
            isWhole = false
            guard skipDigits() > 0 else { throw error("Expected a digit after the point.") }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            isWhole = false
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            guard skipDigits() > 0 else { throw error("Expected a digit in the exponent.") }
        }
        if isWhole, wholeDigits <= 18 { return .integer(integer(bytes[start..<position])) }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else {
            throw error("The number is too large.", at: start)
        }
        return .number(number)
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            position += 1
        }
        return position - start
    }

    /// The value of up to 18 digits after an optional minus sign.
    private func integer(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int64 {
        var magnitude: Int64 = 0
        for digit in digits where digit != UInt8(ascii: "-") {
            magnitude = magnitude &* 10 &+ Int64(digit &- UInt8(ascii: "0"))
        }
        return digits.first == UInt8(ascii: "-") ? -magnitude : magnitude
    }
}

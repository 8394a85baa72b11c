/// The values of number literals.
enum NumberLiteral {
    /// The value of a whole number: decimal, `0x…` or `0o…`, with `_` between digits.
    ///
    /// - Parameters:
    ///   - digits: The literal without a sign.
    ///   - isNegative: Whether a minus sign stands before it, which allows 2⁶³.
    ///   - span: Where it stands, for errors.
    /// - Returns: The value.
    /// - Throws: `InvalidNumberLiteral`, or `IntegerOverflow` outside 64 bits.
    static func integer(
        _ digits: ArraySlice<UInt8>,
        isNegative: Bool,
        span: SourceSpan
    ) throws(CypherError) -> Int64 {
        var rest = digits
        var radix: UInt64 = 10
        if digits.count > 1, digits.first == 0x30 {
            switch digits[digits.startIndex + 1] | 0x20 {
            case 0x78: radix = 16
            case 0x6F: radix = 8
            default: throw invalid(span: span, hint: "Octal numbers are written as `0o17`.")
            }
            rest = digits.dropFirst(2)
        }
        guard !rest.isEmpty else { throw invalid(span: span) }
        var magnitude: UInt64 = 0
        var isOverflowing = false
        for byte in rest where byte != 0x5F {
            guard let digit = value(of: byte), digit < radix else { throw invalid(span: span) }
            let (product, first) = magnitude.multipliedReportingOverflow(by: radix)
            let (sum, second) = product.addingReportingOverflow(digit)
            isOverflowing = isOverflowing || first || second
            magnitude = sum
        }
        let most = isNegative ? UInt64(1) << 63 : UInt64(Int64.max)
        guard !isOverflowing, magnitude <= most else {
            throw CypherError(
                .syntaxError,
                detail: "IntegerOverflow",
                message: "The whole number does not fit into 64 bits.",
                span: span,
                hint: "Write it with a decimal point, or as a string."
            )
        }
        return Int64(truncatingIfNeeded: isNegative ? 0 &- magnitude : magnitude)
    }

    /// The value of a number with a point or exponent.
    ///
    /// - Throws: `FloatingPointOverflow` when it is too large for 64 bits.
    static func float(
        _ digits: ArraySlice<UInt8>,
        span: SourceSpan
    ) throws(CypherError) -> Double {
        var text = String(decoding: digits.filter { $0 != 0x5F }, as: UTF8.self)
        if text.hasPrefix(".") { text = "0" + text }
        guard let value = Double(text) else { throw invalid(span: span) }
        guard value.isFinite else {
            throw CypherError(
                .syntaxError,
                detail: "FloatingPointOverflow",
                message: "The number is too large for a 64-bit floating-point number.",
                span: span
            )
        }
        return value
    }

    /// The error for a malformed number.
    static func invalid(span: SourceSpan, hint: String? = nil) -> CypherError {
        CypherError(
            .syntaxError,
            detail: "InvalidNumberLiteral",
            message: "This is not a valid number.",
            span: span,
            hint: hint
        )
    }

    /// The value of a hexadecimal digit.
    static func value(of byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: UInt64(byte - 0x30)
        case 0x41...0x46: UInt64(byte - 0x41 + 10)
        case 0x61...0x66: UInt64(byte - 0x61 + 10)
        default: nil
        }
    }
}

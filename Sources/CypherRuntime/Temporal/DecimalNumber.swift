import PropertyGraph

/// A decimal number as a whole part and a fraction in units of 10⁻¹⁸, both with its sign.
///
/// Durations are made from it so that `0.1` seconds are 100,000,000 nanoseconds exactly.
struct DecimalNumber {
    var whole: Int64
    /// Below `scale` in magnitude.
    var fraction: Int128

    static let scale: Int128 = 1_000_000_000_000_000_000

    init(whole: Int64, fraction: Int128 = 0) {
        self.whole = whole
        self.fraction = fraction
    }

    /// The number that a float prints as; nil when it is not finite or beyond 64 bits.
    init?(_ value: Double) {
        guard value.isFinite, let whole = Int64(exactly: value.rounded(.towardZero)) else {
            return nil
        }
        // A float below 10¹⁵ has its shortest decimal form within reach of 18 digits.
        guard abs(value) >= 1e-18, abs(value) < 1e15 else {
            self.init(whole: whole)
            return
        }
        var exponent = 0
        var text = Substring("\(value.magnitude)")
        if let mark = text.firstIndex(of: "e") {
            exponent = Int(text[text.index(after: mark)...]) ?? 0
            text = text[..<mark]
        }
        let parts = text.split(separator: ".", maxSplits: 1)
        let integerDigits = parts.first.map(String.init) ?? "0"
        let fractionDigits = parts.count > 1 ? String(parts[1]) : ""
        guard let significand = Int128(integerDigits + fractionDigits) else { return nil }
        var scaled = significand
        var shift = 18 + exponent - fractionDigits.utf8.count
        while shift > 0 {
            scaled *= 10
            shift -= 1
        }
        while shift < 0 {
            scaled /= 10
            shift += 1
        }
        let sign: Int128 = value < 0 ? -1 : 1
        let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: Self.scale)
        self.init(whole: Int64(truncatingIfNeeded: sign * quotient), fraction: sign * remainder)
    }

    /// The number of digits before and after a decimal point; nil beyond 18 digits before it.
    ///
    /// Digits after the eighteenth behind the point are dropped.
    init?(digits: some Sequence<UInt8>, fractionDigits: some Sequence<UInt8>, isNegative: Bool) {
        var whole: Int64 = 0
        var count = 0
        for digit in digits {
            count += 1
            guard count <= 18 else { return nil }
            whole = whole * 10 + Int64(digit & 0x0F)
        }
        var fraction: Int128 = 0
        var unit = Self.scale / 10
        for digit in fractionDigits {
            fraction += Int128(digit & 0x0F) * unit
            unit /= 10
        }
        self.init(
            whole: isNegative ? -whole : whole, fraction: isNegative ? -fraction : fraction)
    }

    /// An integer or a float; nil for any other value, and for floats beyond 64 bits.
    init?(number value: Value) {
        switch value {
        case .integer(let number): self.init(whole: number)
        case .float(let number): self.init(number)
        default: return nil
        }
    }
}

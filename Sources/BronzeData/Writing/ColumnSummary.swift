/// What is known about one column after all rows were written.
struct ColumnSummary {
    /// Digits after the decimal point of the numbers in `values`; nil for a column of text.
    let scale: Int?
    private(set) var nullCount = 0
    private var values: [Int64] = []
    private var hashes: Set<UInt64> = []

    /// A summary for a column of this SQL type.
    init(type: String) {
        switch type {
        case "INTEGER": scale = 0
        case "DECIMAL(18,2)": scale = 2
        case "DECIMAL(5,4)": scale = 4
        default: scale = nil
        }
    }

    mutating func addNull() {
        nullCount += 1
    }

    mutating func add(number: Int64) {
        values.append(number)
    }

    /// Counts a text by a 64-bit hash: a collision among a million values has chance 3 · 10⁻⁸.
    mutating func add(text: ArraySlice<UInt8>) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        hashes.insert(hash)
    }

    /// Distribution of a numeric column.
    struct Distribution: Sendable {
        let minimum: String
        let maximum: String
        let mean: Double
        let median: Double
        /// The sample's standard deviation (divided by n − 1), 0 for fewer than two values.
        let deviation: Double
    }

    /// How many different values there are, `NULL` not counted, and the numbers' distribution.
    ///
    /// - Complexity: O(n log n) for numbers.
    func evaluated() -> (distinct: Int, distribution: Distribution?) {
        guard let scale else { return (hashes.count, nil) }
        let sorted = values.sorted()
        guard let first = sorted.first, let last = sorted.last else { return (0, nil) }
        var distinct = 1
        for index in 1..<max(1, sorted.count) where sorted[index] != sorted[index - 1] {
            distinct += 1
        }
        var unit = 1.0
        for _ in 0..<scale { unit *= 10 }
        let count = Double(sorted.count)
        let mean = sorted.reduce(0.0) { $0 + Double($1) } / count
        let squares = sorted.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        let upper = sorted[sorted.count / 2]
        let lower = sorted[(sorted.count - 1) / 2]
        let distribution = Distribution(
            minimum: decimalText(first, scale: scale),
            maximum: decimalText(last, scale: scale),
            mean: mean / unit,
            median: (Double(lower) + Double(upper)) / 2 / unit,
            deviation: sorted.count < 2 ? 0 : (squares / (count - 1)).squareRoot() / unit
        )
        return (distinct, distribution)
    }
}

/// A number of `10^-scale` units with exactly `scale` digits after the point.
func decimalText(_ value: Int64, scale: Int) -> String {
    var bytes: [UInt8] = []
    bytes.append(decimal: value, scale: scale)
    return String(decoding: bytes, as: UTF8.self)
}

extension [UInt8] {
    /// Appends a number of `10^-scale` units with exactly `scale` digits after the point.
    mutating func append(decimal value: Int64, scale: Int) {
        if value < 0 { append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = count
        var digits = 0
        repeat {
            if digits == scale, scale > 0 { append(UInt8(ascii: ".")) }
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
            digits += 1
        } while rest > 0 || digits <= scale
        self[start...].reverse()
    }

    /// Appends a number with zeros in front up to `width` digits.
    mutating func append(padded value: Int, width: Int) {
        var divisor = 1
        for _ in 1..<Swift.max(1, width) { divisor *= 10 }
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
    }

    /// Appends `YYYY-MM-DD`.
    mutating func append(day: CalendarDay) {
        let (year, month, dayOfMonth) = day.civil
        append(padded: year, width: 4)
        append(UInt8(ascii: "-"))
        append(padded: month, width: 2)
        append(UInt8(ascii: "-"))
        append(padded: dayOfMonth, width: 2)
    }
}

import CypherSyntax
import PropertyGraph

/// Reads durations: `P1Y2M3W4DT5H6M7.8S` with signs and fractions anywhere, and
/// `P2012-02-02T14:37:21.545`.
///
/// Source: openCypher CIP2015-08-06; TCK `expressions/temporal/Temporal2`.
enum DurationParser {
    /// Reads a duration.
    ///
    /// - Throws: an argument error when the text is none, an arithmetic error when it is too long.
    static func duration(_ text: String) throws(CypherError) -> DurationValue {
        var scanner = TemporalScanner(text)
        let isNegative = scanner.next == 0x2D
        _ = scanner.scan("+") || scanner.scan("-")
        guard scanner.scan("P") else { throw unparsable }
        var builder = DurationBuilder()
        if scanner.digitCount == 4, scanDateForm(&scanner, isNegative, &builder) {
            return try builder.duration()
        }
        scanner = TemporalScanner(text)
        _ = scanner.scan("+") || scanner.scan("-")
        _ = scanner.scan("P")
        builder = DurationBuilder()
        let dates: [(Unicode.Scalar, DurationBuilder.Unit)] = [
            ("Y", .years), ("Q", .quarters), ("M", .months), ("W", .weeks), ("D", .days),
        ]
        let times: [(Unicode.Scalar, DurationBuilder.Unit)] = [
            ("H", .hours), ("M", .minutes), ("S", .seconds),
        ]
        var count = try scanParts(&scanner, dates, isNegative, &builder)
        if scanner.scan("T") {
            let more = try scanParts(&scanner, times, isNegative, &builder)
            guard more > 0 else { throw unparsable }
            count += more
        }
        guard count > 0, scanner.isAtEnd else { throw unparsable }
        return try builder.duration()
    }

    private static var unparsable: CypherError {
        .unparsable(as: "duration", example: "P1Y2M10DT2H30M")
    }

    /// Passes numbers with their units, each unit at most once and in order; gives their count.
    private static func scanParts(
        _ scanner: inout TemporalScanner,
        _ units: [(Unicode.Scalar, DurationBuilder.Unit)],
        _ isNegative: Bool,
        _ builder: inout DurationBuilder
    ) throws(CypherError) -> Int {
        var remaining = units[...]
        var count = 0
        while !scanner.isAtEnd, scanner.next != 0x54, scanner.next != 0x74 {
            let isMinus = scanner.next == 0x2D
            _ = scanner.scan("+") || scanner.scan("-")
            let digits = scanner.scanDigits()
            var fraction: ArraySlice<UInt8> = []
            if scanner.scan(".") || scanner.scan(",") { fraction = scanner.scanDigits() }
            guard !digits.isEmpty || !fraction.isEmpty else { throw unparsable }
            guard
                let number = DecimalNumber(
                    digits: digits, fractionDigits: fraction, isNegative: isMinus != isNegative)
            else { throw .temporalOverflow }
            guard let place = remaining.firstIndex(where: { scanner.scan($0.0) }) else {
                throw unparsable
            }
            builder.add(number, units[place].1)
            remaining = units[(place + 1)...]
            count += 1
        }
        return count
    }

    /// Passes `YYYY-MM-DD` or `YYYY-DDD`… with an optional time, read as amounts.
    private static func scanDateForm(
        _ scanner: inout TemporalScanner,
        _ isNegative: Bool,
        _ builder: inout DurationBuilder
    ) -> Bool {
        func amount(_ number: Int64) -> DecimalNumber {
            DecimalNumber(whole: isNegative ? -number : number)
        }
        guard let years = scanner.scanNumber(digits: 4), scanner.scan("-"),
            let months = scanner.scanWholeNumber(digits: 2), scanner.scan("-"),
            let days = scanner.scanWholeNumber(digits: 2)
        else { return false }
        builder.add(amount(years), .years)
        builder.add(amount(months), .months)
        builder.add(amount(days), .days)
        guard scanner.scan("T") else { return scanner.isAtEnd }
        let units: [DurationBuilder.Unit] = [.hours, .minutes, .seconds]
        for (index, unit) in units.enumerated() {
            guard let number = scanner.scanWholeNumber(digits: 2) else { return false }
            builder.add(amount(number), unit)
            if index < 2, !scanner.scan(":") { return scanner.isAtEnd }
        }
        if let fraction = scanner.scanFraction() {
            builder.add(amount(fraction), .nanoseconds)
        }
        return scanner.isAtEnd
    }
}

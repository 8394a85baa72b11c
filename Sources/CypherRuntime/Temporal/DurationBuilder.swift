import CypherSyntax
import PropertyGraph

/// Adds up the parts of a duration and carries their fractions down to smaller units.
///
/// A fraction of a month becomes days, at 30.436875 days (2,629,746 seconds) a month; a fraction
/// of a day becomes seconds. Whole parts stay where they are: 36 hours do not become a day and a
/// half. Fractions of nanoseconds are dropped.
struct DurationBuilder {
    /// A unit as maps and texts name it.
    enum Unit: String, CaseIterable {
        case years, quarters, months, weeks, days
        case hours, minutes, seconds, milliseconds, microseconds, nanoseconds
    }

    /// Seconds in an average month of the Gregorian calendar.
    static let secondsPerMonth: Int64 = 2_629_746

    private var months: Int128 = 0
    private var monthFraction: Int128 = 0
    private var days: Int128 = 0
    private var dayFraction: Int128 = 0
    private var seconds: Int128 = 0
    /// In units of 10⁻¹⁸ seconds.
    private var secondFraction: Int128 = 0

    /// Adds a number of a unit.
    mutating func add(_ number: DecimalNumber, _ unit: Unit) {
        switch unit {
        case .years: addMonths(number, times: 12)
        case .quarters: addMonths(number, times: 3)
        case .months: addMonths(number, times: 1)
        case .weeks: addDays(number, times: 7)
        case .days: addDays(number, times: 1)
        case .hours: addSeconds(number, times: 3600)
        case .minutes: addSeconds(number, times: 60)
        case .seconds: addSeconds(number, times: 1)
        case .milliseconds: addSeconds(number, over: 1000)
        case .microseconds: addSeconds(number, over: 1_000_000)
        case .nanoseconds: addSeconds(number, over: 1_000_000_000)
        }
    }

    private mutating func addMonths(_ number: DecimalNumber, times factor: Int128) {
        months += Int128(number.whole) * factor
        monthFraction += number.fraction * factor
    }

    private mutating func addDays(_ number: DecimalNumber, times factor: Int128) {
        days += Int128(number.whole) * factor
        dayFraction += number.fraction * factor
    }

    private mutating func addSeconds(_ number: DecimalNumber, times factor: Int128) {
        seconds += Int128(number.whole) * factor
        secondFraction += number.fraction * factor
    }

    private mutating func addSeconds(_ number: DecimalNumber, over divisor: Int128) {
        let (whole, rest) = Int128(number.whole).quotientAndRemainder(dividingBy: divisor)
        seconds += whole
        secondFraction += rest * (DecimalNumber.scale / divisor) + number.fraction / divisor
    }

    /// The duration.
    ///
    /// - Throws: an arithmetic error when a part does not fit in 64 bits.
    func duration() throws(CypherError) -> DurationValue {
        let scale = DecimalNumber.scale
        let (moreMonths, monthRest) = monthFraction.quotientAndRemainder(dividingBy: scale)
        let dayLength = Int128(LocalMoment.secondsPerDay) * scale
        let below =
            monthRest * Int128(Self.secondsPerMonth)
            + dayFraction * Int128(LocalMoment.secondsPerDay)
        var (carry, rest) = below.quotientAndRemainder(dividingBy: dayLength)
        carry += days
        if carry > 0, rest < 0 {
            carry -= 1
            rest += dayLength
        } else if carry < 0, rest > 0 {
            carry += 1
            rest -= dayLength
        }
        let (moreSeconds, secondRest) =
            (rest + secondFraction).quotientAndRemainder(dividingBy: scale)
        let perSecond = Int128(LocalMoment.nanosecondsPerSecond)
        // Towards zero, of the whole: 2 − 10⁻¹⁰ seconds are 1.999999999.
        let wholeSeconds = seconds + moreSeconds
        guard Int64(exactly: wholeSeconds) != nil else { throw .temporalOverflow }
        let total = wholeSeconds * scale + secondRest
        let nanoseconds = total / perSecond
        return try DurationValue(
            wideMonths: months + moreMonths, days: carry, wideNanoseconds: nanoseconds)
    }
}

extension DurationValue {
    /// A duration of parts that may be too large.
    ///
    /// - Throws: an arithmetic error when a part does not fit in 64 bits.
    init(
        wideMonths: Int128,
        days: Int128,
        wideNanoseconds: Int128
    ) throws(CypherError) {
        let perSecond = Int128(LocalMoment.nanosecondsPerSecond)
        var (seconds, rest) = wideNanoseconds.quotientAndRemainder(dividingBy: perSecond)
        if rest < 0 {
            seconds -= 1
            rest += perSecond
        }
        guard let months = Int64(exactly: wideMonths), let days = Int64(exactly: days),
            let seconds = Int64(exactly: seconds)
        else { throw .temporalOverflow }
        self.init(
            months: months, days: days, seconds: seconds,
            nanoseconds: Int32(truncatingIfNeeded: rest))
    }

    /// Seconds and nanoseconds together, in nanoseconds.
    var wideNanoseconds: Int128 {
        Int128(seconds) * Int128(LocalMoment.nanosecondsPerSecond) + Int128(nanoseconds)
    }
}

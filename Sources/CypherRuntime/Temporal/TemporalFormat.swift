import PropertyGraph

/// Writes temporal values as openCypher does; the parsers read all of it back.
///
/// Seconds are left out when they and their fraction are zero, a fraction has no trailing zeros.
enum TemporalFormat {
    /// `2015-07-21`; years beyond 9999 have a sign.
    static func text(_ value: DateValue) -> String {
        let date = CivilDate(dayNumber: value.daysSinceEpoch)
        let magnitude = padded(date.year.magnitude, 4)
        let sign = date.year < 0 ? "-" : date.year > 9999 ? "+" : ""
        return "\(sign)\(magnitude)-\(padded(date.month, 2))-\(padded(date.day, 2))"
    }

    /// `21:40:32.142`.
    static func text(_ value: LocalTimeValue) -> String {
        let perSecond = LocalMoment.nanosecondsPerSecond
        let seconds = value.nanosecondsOfDay / perSecond
        let fraction = value.nanosecondsOfDay % perSecond
        var result = "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2))"
        if seconds % 60 != 0 || fraction != 0 {
            result += ":\(padded(seconds % 60, 2))\(fractionText(fraction))"
        }
        return result
    }

    /// `21:40:32.142+01:00`; UTC is `Z`.
    static func text(_ value: TimeValue) -> String {
        text(LocalTimeValue(nanosecondsOfDay: value.nanosecondsOfDay))
            + offset(value.offsetSeconds)
    }

    /// `2015-07-21T21:40:32.142`.
    static func text(_ value: LocalDateTimeValue) -> String {
        text(LocalMoment(value))
    }

    /// `2015-07-21T21:40:32.142+02:00[Europe/Stockholm]`.
    static func text(_ value: DateTimeValue) -> String {
        let zone = value.zone.map { "[\($0)]" } ?? ""
        return text(LocalMoment(value)) + offset(value.offsetSeconds) + zone
    }

    private static func text(_ moment: LocalMoment) -> String {
        let date = text(DateValue(daysSinceEpoch: moment.day))
        let time = text(LocalTimeValue(nanosecondsOfDay: moment.nanosecondsOfDay))
        return "\(date)T\(time)"
    }

    /// `Z`, `+01:00` or `-02:05:07`.
    static func offset(_ seconds: Int32) -> String {
        if seconds == 0 { return "Z" }
        let magnitude = Int64(seconds.magnitude)
        var result = seconds < 0 ? "-" : "+"
        result += "\(padded(magnitude / 3600, 2)):\(padded(magnitude / 60 % 60, 2))"
        if magnitude % 60 != 0 { result += ":\(padded(magnitude % 60, 2))" }
        return result
    }

    /// `P12Y5M14DT16H13M10.000000001S`; nothing at all is `PT0S`.
    ///
    /// Each part has its own sign.
    static func text(_ value: DurationValue) -> String {
        var result = "P"
        func append(_ number: Int64, _ unit: Character) {
            if number != 0 { result += "\(number)\(unit)" }
        }
        append(value.months / 12, "Y")
        append(value.months % 12, "M")
        append(value.days, "D")
        if value.seconds != 0 || value.nanoseconds != 0 {
            var seconds = value.seconds
            var fraction = Int64(value.nanoseconds)
            let isNegative = seconds < 0
            if isNegative, fraction != 0 {
                seconds += 1
                fraction = LocalMoment.nanosecondsPerSecond - fraction
            }
            result += "T"
            append(seconds / 3600, "H")
            append(seconds / 60 % 60, "M")
            let rest = (seconds % 60).magnitude
            if rest != 0 || fraction != 0 {
                result += "\(isNegative ? "-" : "")\(rest)\(fractionText(fraction))S"
            }
        }
        return result == "P" ? "PT0S" : result
    }

    private static func fractionText(_ nanoseconds: Int64) -> String {
        guard nanoseconds != 0 else { return "" }
        var digits = padded(nanoseconds, 9)
        while digits.hasSuffix("0") { digits.removeLast() }
        return ".\(digits)"
    }

    private static func padded(_ number: some BinaryInteger, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

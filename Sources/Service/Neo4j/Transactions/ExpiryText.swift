import CypherRuntime
import PropertyGraph

/// Writes the time at which a transaction expires.
enum ExpiryText {
    /// `2024-10-18T10:23:44Z`, as the Query API has it.
    static func timestamp(_ second: Int64) -> String {
        let (date, time) = parts(second)
        return "\(date)T\(time)Z"
    }

    /// `Fri, 18 Oct 2024 10:23:44 GMT`, as the older API has it.
    ///
    /// Source: RFC 9110, §5.6.7.
    static func httpDate(_ second: Int64) -> String {
        let (date, time) = parts(second)
        let fields = date.split(separator: "-")
        guard fields.count == 3, let month = Int(fields[1]), months.indices.contains(month - 1)
        else { return timestamp(second) }
        let weekday = weekdays[Int(((day(second) + 4) % 7 + 7) % 7)]
        return "\(weekday), \(fields[2]) \(months[month - 1]) \(fields[0]) \(time) GMT"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func day(_ second: Int64) -> Int64 {
        second >= 0 ? second / 86_400 : (second - 86_399) / 86_400
    }

    /// The date and the time of day, with seconds even when they are zero.
    private static func parts(_ second: Int64) -> (date: String, time: String) {
        let rest = second - day(second) * 86_400
        let date = Value.date(DateValue(daysSinceEpoch: day(second))).scalarText ?? ""
        let time = [rest / 3600, rest / 60 % 60, rest % 60]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: ":")
        return (date, time)
    }
}

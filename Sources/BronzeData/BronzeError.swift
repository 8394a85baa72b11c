/// Why the demo data could not be made.
public enum BronzeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The last day lies before 2024-01-01, or so far away that days would be nearly empty.
    case dayOutOfRange(CalendarDay)
    case cannotWrite(path: String, reason: String)

    public var description: String {
        switch self {
        case .dayOutOfRange(let day):
            "The demo data covers 2024-01-01 to a day until 2099-12-31, not until \(day)."
        case .cannotWrite(let path, let reason):
            "The demo data cannot be written to \(path): \(reason)."
        }
    }
}

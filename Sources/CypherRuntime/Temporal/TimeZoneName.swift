public import CypherSyntax
import Foundation
import PropertyGraph

/// A time zone as queries name it: a fixed offset from UTC, or a zone of the IANA database.
public enum TimeZoneName: Hashable, Sendable {
    /// Seconds that local time is ahead of UTC, within ±18 hours.
    case offset(Int32)
    /// An IANA identifier such as `Europe/Stockholm`.
    case named(String)

    /// UTC, as offset 0.
    public static let utc = TimeZoneName.offset(0)

    /// The offsets that exist, in seconds.
    static let offsets: ClosedRange<Int32> = -64_800...64_800

    /// Reads `Z`, `+01:00`, `-0730`, `+02:05:59` or an IANA identifier.
    ///
    /// - Throws: an argument error when there is no such zone.
    public init(parsing text: String) throws(CypherError) {
        var scanner = TemporalScanner(text)
        if let offset = scanner.scanOffset(), scanner.isAtEnd {
            self = .offset(offset)
        } else if let name = Self.identifier(text) {
            self = .named(name)
        } else {
            throw .invalidArgument(
                "The text names no time zone.",
                hint: "Give an offset such as '+01:00' or a name such as 'Europe/Stockholm'.")
        }
    }
}

extension TimeZoneName {
    /// The IANA identifier that a text means; spaces stand for underscores.
    private static func identifier(_ text: String) -> String? {
        let name = String(text.map { $0 == " " ? "_" : $0 })
        return ZoneRules(named: name) == nil ? nil : name
    }

    /// The offset in force at an instant.
    func offset(atSecond second: Int64) -> Int32 {
        switch self {
        case .offset(let offset): offset
        case .named(let name): ZoneRules(named: name)?.offset(atSecond: second) ?? 0
        }
    }

    /// The offset for a local clock's reading.
    ///
    /// A reading that occurs twice, when clocks go back, means the first, unless the other offset
    /// is preferred; one that is skipped, when clocks go forward, is taken as if they had not.
    func offset(atLocalSecond local: Int64, preferring preferred: Int32? = nil) -> Int32 {
        guard case .named(let name) = self else {
            return offset(atSecond: 0)
        }
        guard let rules = ZoneRules(named: name) else { return 0 }
        if let preferred, rules.offset(atSecond: local &- Int64(preferred)) == preferred {
            return preferred
        }
        let before = rules.offset(atSecond: local &- 86_400)
        if rules.offset(atSecond: local &- Int64(before)) == before { return before }
        let after = rules.offset(atSecond: local &+ 86_400)
        if rules.offset(atSecond: local &- Int64(after)) == after { return after }
        return before
    }
}

/// The offsets of one IANA zone over time, from Foundation's copy of the database.
struct ZoneRules {
    private let zone: Foundation.TimeZone

    /// The rules of a zone; nil when there is none of that exact name.
    init?(named name: String) {
        guard !name.isEmpty, name.utf8.count <= 64, !name.hasPrefix("GMT+"),
            !name.hasPrefix("GMT-"), let zone = Foundation.TimeZone(identifier: name)
        else { return nil }
        self.zone = zone
    }

    /// Seconds that local time is ahead of UTC at an instant.
    ///
    /// Far instants are taken to a year that Foundation is sure of: the Gregorian calendar repeats
    /// every 400 years, weekdays included, and before 1800 every zone keeps its local mean time.
    func offset(atSecond second: Int64) -> Int32 {
        let cycle: Int64 = 146_097 * 86_400
        let year1800: Int64 = -5_364_662_400
        let year2100: Int64 = 4_102_444_800
        var known = max(second, year1800)
        if known > year2100 {
            known = year2100 + (known - year2100) % cycle
        }
        let date = Date(timeIntervalSince1970: Double(known))
        return Int32(truncatingIfNeeded: zone.secondsFromGMT(for: date))
    }
}

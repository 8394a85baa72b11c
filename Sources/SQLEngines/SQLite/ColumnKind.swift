internal import SQLite

/// Finds a result column's type from its declaration or, for expressions, from its values.
struct ColumnKind {
    private let declared: String?
    private var seen: Seen = []

    /// The kinds of values met.
    private struct Seen: OptionSet {
        let rawValue: UInt8
        static let integer = Seen(rawValue: 1)
        static let real = Seen(rawValue: 2)
        static let date = Seen(rawValue: 4)
        static let timestamp = Seen(rawValue: 8)
        static let text = Seen(rawValue: 16)
        static let blob = Seen(rawValue: 32)
    }

    init(declared: String?) {
        self.declared = declared
    }

    /// The value as results hold it; remembers what kind it was.
    mutating func take(_ value: SQLiteValue) -> SQLScalar {
        switch value {
        case .null:
            return .null
        case .integer(let integer):
            seen.insert(.integer)
            return declared == "BOOLEAN" ? .boolean(integer != 0) : .integer(integer)
        case .real(let real):
            seen.insert(.real)
            return .double(real)
        case .text(let text):
            seen.insert(Self.kind(of: text))
            return .text(text)
        case .blob(let bytes):
            seen.insert(.blob)
            return .blob(bytes)
        }
    }

    /// The declared type, or the one that all values share; nil when there was no value.
    var type: String? {
        if let declared { return declared }
        if seen.isEmpty { return nil }
        if seen == .integer { return "BIGINT" }
        if seen.isSubset(of: [.integer, .real]) { return "DOUBLE" }
        if seen == .date { return "DATE" }
        if seen == .timestamp { return "TIMESTAMP" }
        return seen == .blob ? "BLOB" : "VARCHAR"
    }

    private static func kind(of text: String) -> Seen {
        let bytes = text.utf8
        guard bytes.count == 10 || bytes.count == 19 else { return .text }
        let pattern = "0000-00-00 00:00:00".utf8
        let isAlike = zip(bytes, pattern).allSatisfy { byte, mark in
            mark == 48 ? (48...57).contains(byte) : byte == mark
        }
        guard isAlike else { return .text }
        return bytes.count == 10 ? .date : .timestamp
    }
}

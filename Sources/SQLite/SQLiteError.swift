/// What SQLite reported, with the statement it was about.
///
/// Bound values are never part of the error or of its description.
public struct SQLiteError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A primary result code.
    ///
    /// Source: <https://www.sqlite.org/rescode.html>.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// SQLite's number for the code.
        public let rawValue: Int32

        /// Wraps a primary result code.
        public init(rawValue: Int32) {
            self.rawValue = rawValue
        }

        public static let error = Code(rawValue: 1)
        public static let denied = Code(rawValue: 23)
        public static let aborted = Code(rawValue: 4)
        public static let busy = Code(rawValue: 5)
        public static let locked = Code(rawValue: 6)
        public static let outOfMemory = Code(rawValue: 7)
        public static let readOnly = Code(rawValue: 8)
        public static let interrupted = Code(rawValue: 9)
        public static let inputOutput = Code(rawValue: 10)
        public static let corrupt = Code(rawValue: 11)
        public static let full = Code(rawValue: 13)
        public static let cannotOpen = Code(rawValue: 14)
        public static let schemaChanged = Code(rawValue: 17)
        public static let tooBig = Code(rawValue: 18)
        public static let constraint = Code(rawValue: 19)
        public static let mismatch = Code(rawValue: 20)
        public static let misuse = Code(rawValue: 21)
        public static let range = Code(rawValue: 25)
        public static let notADatabase = Code(rawValue: 26)
    }

    /// The primary result code.
    public let code: Code

    /// The extended result code; its low byte is `code`.
    public let extendedCode: Int32

    /// SQLite's own message, in English.
    public let message: String

    /// The text of the statement, when one was involved.
    public let sql: String?

    /// Describes a failure; `code` is the low byte of `extendedCode`.
    public init(extendedCode: Int32, message: String, sql: String? = nil) {
        self.code = Code(rawValue: extendedCode & 0xFF)
        self.extendedCode = extendedCode
        self.message = message
        self.sql = sql
    }

    /// Whether the same call may succeed later because another connection was in the way.
    public var isTransient: Bool {
        code == .busy || code == .locked
    }

    public var description: String {
        guard let sql else { return "\(message) (SQLite \(extendedCode))" }
        return "\(message) (SQLite \(extendedCode)) in: \(sql)"
    }

    static func misuse(_ message: String, sql: String? = nil) -> SQLiteError {
        SQLiteError(extendedCode: Code.misuse.rawValue, message: message, sql: sql)
    }
}

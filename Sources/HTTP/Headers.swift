/// The header fields of a message, in order; names compare without regard to case.
///
/// Source: RFC 9110, §5.
public struct Headers: Sendable, Hashable {
    /// One field.
    public struct Field: Sendable, Hashable {
        /// The name, as it was written.
        public let name: String

        /// The value, without surrounding blanks.
        public let value: String
    }

    /// The fields, in order.
    public private(set) var fields: [Field] = []

    /// Creates headers without fields.
    public init() {}

    /// The first value of a field; setting one replaces all of that name.
    ///
    /// - Complexity: O(n) in the number of fields.
    public subscript(name: String) -> String? {
        get {
            fields.first { Self.equal($0.name, name) }?.value
        }
        set {
            fields.removeAll { Self.equal($0.name, name) }
            if let newValue { append(name, newValue) }
        }
    }

    /// All values of a field.
    public func values(_ name: String) -> [String] {
        fields.filter { Self.equal($0.name, name) }.map(\.value)
    }

    /// Adds a field and keeps others of the same name.
    public mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    private static func equal(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return zip(left.utf8, right.utf8).allSatisfy { lowercased($0) == lowercased($1) }
    }

    static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}

extension Headers: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { append(name, value) }
    }
}

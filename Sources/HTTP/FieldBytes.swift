/// The header fields of a request as they lie in the server's memory, in order.
///
/// The bytes are lent: they are good as long as what lends them says.
public struct FieldBytes {
    /// One field.
    public struct Field {
        /// The name, as it was written.
        public let name: UnsafeBufferPointer<UInt8>

        /// The value, without surrounding blanks.
        public let value: UnsafeBufferPointer<UInt8>

        /// Whether the field is called `lowercased`, which has no capitals.
        public func isNamed(_ lowercased: StaticString) -> Bool {
            guard name.count == lowercased.utf8CodeUnitCount else { return false }
            return lowercased.withUTF8Buffer { expected in
                for (byte, wanted) in zip(name, expected) where Headers.lowercased(byte) != wanted {
                    return false
                }
                return true
            }
        }

        /// Whether the value is `text`, to the letter.
        public func says(_ text: StaticString) -> Bool {
            guard value.count == text.utf8CodeUnitCount else { return false }
            return text.withUTF8Buffer { $0.elementsEqual(value) }
        }
    }

    /// The fields, in order.
    public private(set) var fields: [Field] = []

    /// Creates headers without fields.
    public init() {}

    /// Adds a field.
    public mutating func append(
        _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>
    ) {
        fields.append(Field(name: name, value: value))
    }

    /// Removes all fields and keeps the memory for others.
    public mutating func removeAll() {
        fields.removeAll(keepingCapacity: true)
    }

    /// The fields copied into strings.
    public var headers: Headers {
        var headers = Headers()
        for field in fields {
            headers.append(
                String(decoding: field.name, as: UTF8.self),
                String(decoding: field.value, as: UTF8.self))
        }
        return headers
    }
}

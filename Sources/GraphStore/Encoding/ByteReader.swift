internal import PropertyGraph

/// A stored value that cannot be read.
struct DecodingFailure: Error {
    /// What was wrong, for the message that names the row.
    let reason: String
}

/// Reads what `ByteWriter` wrote, one item after the other; every read is checked.
///
/// The bytes are passed to each call and only the place is kept, because a span cannot be stored.
struct ByteReader {
    private(set) var offset = 0

    /// Whether all bytes have been read.
    func isAtEnd(_ bytes: Span<UInt8>) -> Bool {
        offset >= bytes.count
    }

    mutating func readByte(_ bytes: Span<UInt8>) throws(DecodingFailure) -> UInt8 {
        guard offset < bytes.count else { throw DecodingFailure(reason: "it ends too early") }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func readUnsigned(_ bytes: Span<UInt8>) throws(DecodingFailure) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try readByte(bytes)
            guard shift < 63 || (shift == 63 && byte <= 1) else {
                throw DecodingFailure(reason: "a number is too long")
            }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    /// A count of items that take at least one byte each, so that it cannot exceed what is left.
    mutating func readCount(_ bytes: Span<UInt8>) throws(DecodingFailure) -> Int {
        let count = try readUnsigned(bytes)
        guard count <= UInt64(bytes.count - offset) else {
            throw DecodingFailure(reason: "it counts more than it holds")
        }
        return Int(count)
    }

    mutating func readUInt32(_ bytes: Span<UInt8>) throws(DecodingFailure) -> UInt32 {
        guard let value = UInt32(exactly: try readUnsigned(bytes)) else {
            throw DecodingFailure(reason: "an identity is too large")
        }
        return value
    }

    /// A value as `ValueCoding` writes it.
    mutating func readValue(_ bytes: Span<UInt8>) throws(DecodingFailure) -> Value {
        let found = bytes.extracting(offset..<bytes.count).withUnsafeBufferPointer {
            buffer -> (value: Value, count: Int)? in
            var values = ValueCoding.Reader(buffer)
            return values.next().map { ($0, values.position) }
        }
        guard let found else { throw DecodingFailure(reason: "a value is malformed") }
        offset += found.count
        return found.value
    }

    mutating func readText(_ bytes: Span<UInt8>) throws(DecodingFailure) -> String {
        let count = try readCount(bytes)
        let text = bytes.extracting(offset..<offset + count).withUnsafeBufferPointer {
            String(validating: $0, as: UTF8.self)
        }
        guard let text else { throw DecodingFailure(reason: "a text is not UTF-8") }
        offset += count
        return text
    }
}

internal import PropertyGraph

/// The stored form of an entity's properties: their count, then for each the key's number and the
/// value as `ValueCoding` writes it.
enum ValueCodec {
    static func write(_ properties: [PropertyEntry], to writer: inout ByteWriter) {
        writer.write(count: properties.count)
        for property in properties {
            writer.write(unsigned: UInt64(property.key.rawValue))
            write(property.value, to: &writer)
        }
    }

    static func readProperties(
        _ bytes: Span<UInt8>,
        with reader: inout ByteReader
    ) throws(DecodingFailure) -> [PropertyEntry] {
        let count = try reader.readCount(bytes)
        var properties: [PropertyEntry] = []
        properties.reserveCapacity(count)
        for _ in 0..<count {
            let key = PropertyKeyID(try reader.readUInt32(bytes))
            properties.append(PropertyEntry(key, try reader.readValue(bytes)))
        }
        return properties
    }

    static func write(_ value: Value, to writer: inout ByteWriter) {
        var bytes: [UInt8] = []
        do throws(GraphError) {
            try ValueCoding.encode(value, into: &bytes)
        } catch {
            // A draft refuses what cannot be encoded, so it cannot occur in a change.
            bytes = []
            try? ValueCoding.encode(.null, into: &bytes)
        }
        writer.write(bytes: bytes)
    }
}

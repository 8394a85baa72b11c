internal import PropertyGraph

/// The stored form of property values: one byte for the type, then the value.
///
/// The numbers of the types are part of the file format and never change.
enum ValueCodec {
    private enum Tag: UInt8 {
        case null = 0
        case no = 1
        case yes = 2
        case integer = 3
        case float = 4
        case string = 5
        case list = 6
        case map = 7
        case date = 8
        case localTime = 9
        case time = 10
        case localDateTime = 11
        case dateTime = 12
        case zonedDateTime = 13
        case duration = 14
    }

    /// Lists and maps nest at most this deeply in a file that is not damaged.
    private static let depthLimit = 128

    // MARK: Properties

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
            properties.append(PropertyEntry(key, try readValue(bytes, with: &reader)))
        }
        return properties
    }

    // MARK: Values

    static func write(_ value: Value, to writer: inout ByteWriter) {
        func write(_ tag: Tag) {
            writer.write(byte: tag.rawValue)
        }
        switch value {
        case .null: write(.null)
        case .boolean(let boolean): write(boolean ? .yes : .no)
        case .integer(let integer):
            write(.integer)
            writer.write(signed: integer)
        case .float(let number):
            write(.float)
            writer.write(double: number)
        case .string(let string):
            write(.string)
            writer.write(text: string)
        case .list(let elements):
            write(.list)
            writer.write(count: elements.count)
            for element in elements { self.write(element, to: &writer) }
        case .map(let members):
            write(.map)
            writer.write(count: members.count)
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                writer.write(text: name)
                self.write(member, to: &writer)
            }
        case .date, .localTime, .time, .localDateTime, .dateTime, .duration:
            writeTemporal(value, to: &writer)
        case .node, .relationship, .path:
            // A draft refuses to store these, so they cannot occur in a change.
            write(.null)
        }
    }

    private static func writeTemporal(_ value: Value, to writer: inout ByteWriter) {
        func write(_ tag: Tag, _ fields: Int64...) {
            writer.write(byte: tag.rawValue)
            for field in fields { writer.write(signed: field) }
        }
        switch value {
        case .date(let date): write(.date, date.daysSinceEpoch)
        case .localTime(let time): write(.localTime, time.nanosecondsOfDay)
        case .time(let time): write(.time, time.nanosecondsOfDay, Int64(time.offsetSeconds))
        case .localDateTime(let moment):
            write(.localDateTime, moment.secondsSinceEpoch, Int64(moment.nanoseconds))
        case .dateTime(let moment):
            write(
                moment.zone == nil ? .dateTime : .zonedDateTime,
                moment.secondsSinceEpoch,
                Int64(moment.nanoseconds),
                Int64(moment.offsetSeconds)
            )
            if let zone = moment.zone { writer.write(text: zone) }
        case .duration(let duration):
            write(
                .duration,
                duration.months,
                duration.days,
                duration.seconds,
                Int64(duration.nanoseconds)
            )
        default: break
        }
    }

    static func readValue(
        _ bytes: Span<UInt8>,
        with reader: inout ByteReader,
        depth: Int = 0
    ) throws(DecodingFailure) -> Value {
        guard let tag = Tag(rawValue: try reader.readByte(bytes)) else {
            throw DecodingFailure(reason: "a value has an unknown type")
        }
        guard depth < depthLimit else {
            throw DecodingFailure(reason: "a value nests too deeply")
        }
        switch tag {
        case .null: return .null
        case .no: return .boolean(false)
        case .yes: return .boolean(true)
        case .integer: return .integer(try reader.readSigned(bytes))
        case .float: return .float(try reader.readDouble(bytes))
        case .string: return .string(try reader.readText(bytes))
        case .list:
            var elements: [Value] = []
            for _ in 0..<(try reader.readCount(bytes)) {
                elements.append(try readValue(bytes, with: &reader, depth: depth + 1))
            }
            return .list(elements)
        case .map:
            var members: [String: Value] = [:]
            for _ in 0..<(try reader.readCount(bytes)) {
                let name = try reader.readText(bytes)
                members[name] = try readValue(bytes, with: &reader, depth: depth + 1)
            }
            return .map(members)
        default: return try readTemporal(tag, bytes, with: &reader)
        }
    }

    private static func readTemporal(
        _ tag: Tag,
        _ bytes: Span<UInt8>,
        with reader: inout ByteReader
    ) throws(DecodingFailure) -> Value {
        let first = try reader.readSigned(bytes)
        switch tag {
        case .date: return .date(DateValue(daysSinceEpoch: first))
        case .localTime: return .localTime(LocalTimeValue(nanosecondsOfDay: first))
        case .time:
            let offset = try reader.readInt32(bytes)
            return .time(TimeValue(nanosecondsOfDay: first, offsetSeconds: offset))
        case .localDateTime:
            let nanoseconds = try reader.readInt32(bytes)
            return .localDateTime(
                LocalDateTimeValue(secondsSinceEpoch: first, nanoseconds: nanoseconds)
            )
        case .dateTime, .zonedDateTime:
            let nanoseconds = try reader.readInt32(bytes)
            let offset = try reader.readInt32(bytes)
            let zone = tag == .zonedDateTime ? try reader.readText(bytes) : nil
            return .dateTime(
                DateTimeValue(
                    secondsSinceEpoch: first,
                    nanoseconds: nanoseconds,
                    offsetSeconds: offset,
                    zone: zone
                )
            )
        default:
            let days = try reader.readSigned(bytes)
            let seconds = try reader.readSigned(bytes)
            let nanoseconds = try reader.readInt32(bytes)
            return .duration(
                DurationValue(
                    months: first,
                    days: days,
                    seconds: seconds,
                    nanoseconds: nanoseconds
                )
            )
        }
    }
}

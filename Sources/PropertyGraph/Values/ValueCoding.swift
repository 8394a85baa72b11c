/// The compact binary form of values: equal values have equal bytes.
///
/// One byte for the kind, then: whole numbers zigzag in groups of seven bits, floats as eight
/// little-endian bytes, texts with their length before them, lists and maps with their count
/// before their elements, a map's keys in ascending order of bytes. A list of floats only has a
/// form of its own.
package enum ValueCoding {
    /// How deep lists and maps may be nested.
    package static let depthLimit = 64

    private enum Mark {
        static let null: UInt8 = 0
        static let no: UInt8 = 1
        static let yes: UInt8 = 2
        static let integer: UInt8 = 3
        static let float: UInt8 = 4
        static let string: UInt8 = 5
        static let list: UInt8 = 6
        static let map: UInt8 = 7
        static let date: UInt8 = 8
        static let localTime: UInt8 = 9
        static let time: UInt8 = 10
        static let localDateTime: UInt8 = 11
        static let dateTime: UInt8 = 12
        static let zonedDateTime: UInt8 = 13
        static let duration: UInt8 = 14
        static let floats: UInt8 = 15
        static let point: UInt8 = 16
    }

    /// Appends a value.
    ///
    /// - Throws: `.valueNotStorable` for nodes, relationships, paths, and nesting that is too deep.
    package static func encode(
        _ value: Value, into bytes: inout [UInt8], depth: Int = 0
    ) throws(GraphError) {
        guard depth <= depthLimit else {
            throw .valueNotStorable("value nested more than \(depthLimit) levels deep")
        }
        switch value {
        case .null: bytes.append(Mark.null)
        case .boolean(let truth): bytes.append(truth ? Mark.yes : Mark.no)
        case .integer(let number):
            bytes.append(Mark.integer)
            appendSigned(number, to: &bytes)
        case .float(let number):
            bytes.append(Mark.float)
            appendWord(Value.identityBits(number), to: &bytes)
        case .string(let text):
            bytes.append(Mark.string)
            appendText(text, to: &bytes)
        case .list(let elements): try encode(elements, into: &bytes, depth)
        case .map(let entries): try encode(entries, into: &bytes, depth)
        case .node: throw .valueNotStorable("node")
        case .relationship: throw .valueNotStorable("relationship")
        case .path: throw .valueNotStorable("path")
        case .point(let point): encode(point, into: &bytes)
        default: encodeTemporal(value, into: &bytes)
        }
    }

    private static func encode(
        _ elements: [Value], into bytes: inout [UInt8], _ depth: Int
    ) throws(GraphError) {
        let floats = elements.compactMap { element -> UInt64? in
            if case .float(let number) = element { Value.identityBits(number) } else { nil }
        }
        if !floats.isEmpty, floats.count == elements.count {
            bytes.append(Mark.floats)
            append(UInt64(floats.count), to: &bytes)
            for word in floats {
                appendWord(word, to: &bytes)
            }
            return
        }
        bytes.append(Mark.list)
        append(UInt64(elements.count), to: &bytes)
        for element in elements {
            try encode(element, into: &bytes, depth: depth + 1)
        }
    }

    private static func encode(
        _ entries: [String: Value], into bytes: inout [UInt8], _ depth: Int
    ) throws(GraphError) {
        bytes.append(Mark.map)
        append(UInt64(entries.count), to: &bytes)
        let sorted = entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        for (key, element) in sorted {
            appendText(key, to: &bytes)
            try encode(element, into: &bytes, depth: depth + 1)
        }
    }

    private static func encode(_ point: PointValue, into bytes: inout [UInt8]) {
        append(Mark.point, [Int64(point.system.rawValue)], to: &bytes)
        for coordinate in point.coordinates {
            appendWord(Value.identityBits(coordinate), to: &bytes)
        }
    }

    private static func encodeTemporal(_ value: Value, into bytes: inout [UInt8]) {
        switch value {
        case .date(let date):
            append(Mark.date, [date.daysSinceEpoch], to: &bytes)
        case .localTime(let time):
            append(Mark.localTime, [time.nanosecondsOfDay], to: &bytes)
        case .time(let time):
            append(Mark.time, [time.nanosecondsOfDay, Int64(time.offsetSeconds)], to: &bytes)
        case .localDateTime(let moment):
            let parts = [moment.secondsSinceEpoch, Int64(moment.nanoseconds)]
            append(Mark.localDateTime, parts, to: &bytes)
        case .dateTime(let moment):
            let parts = [
                moment.secondsSinceEpoch, Int64(moment.nanoseconds), Int64(moment.offsetSeconds),
            ]
            append(moment.zone == nil ? Mark.dateTime : Mark.zonedDateTime, parts, to: &bytes)
            if let zone = moment.zone { appendText(zone, to: &bytes) }
        case .duration(let duration):
            let parts = [
                duration.months, duration.days, duration.seconds, Int64(duration.nanoseconds),
            ]
            append(Mark.duration, parts, to: &bytes)
        default: bytes.append(Mark.null)
        }
    }

    private static func append(_ mark: UInt8, _ parts: [Int64], to bytes: inout [UInt8]) {
        bytes.append(mark)
        for part in parts {
            appendSigned(part, to: &bytes)
        }
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    private static func appendSigned(_ number: Int64, to bytes: inout [UInt8]) {
        append(UInt64(bitPattern: number << 1 ^ number >> 63), to: &bytes)
    }

    private static func appendWord(_ word: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: word >> shift))
        }
    }

    private static func appendText(_ text: String, to bytes: inout [UInt8]) {
        append(UInt64(text.utf8.count), to: &bytes)
        bytes.append(contentsOf: text.utf8)
    }
}

extension ValueCoding {
    /// Reads values from bytes; anything malformed gives nil and never traps.
    package struct Reader {
        private let bytes: UnsafeBufferPointer<UInt8>
        /// The position of the next byte.
        package private(set) var position = 0

        /// A reader of bytes that stay valid while it is used.
        package init(_ bytes: UnsafeBufferPointer<UInt8>) {
            self.bytes = bytes
        }

        /// Whether everything was read.
        package var isAtEnd: Bool { position >= bytes.count }

        /// The next value.
        package mutating func next() -> Value? { value(depth: 0) }

        private mutating func value(depth: Int) -> Value? {
            guard depth <= depthLimit, let mark = byte() else { return nil }
            switch mark {
            case Mark.null: return .null
            case Mark.no: return .boolean(false)
            case Mark.yes: return .boolean(true)
            case Mark.integer: return signed().map(Value.integer)
            case Mark.float: return word().map { .float(Double(bitPattern: $0)) }
            case Mark.string: return text().map(Value.string)
            case Mark.list: return list(depth)
            case Mark.map: return map(depth)
            case Mark.floats: return floats()
            case Mark.point: return point()
            default: return temporal(mark)
            }
        }

        /// Calls `body` with each text of a list until it answers false.
        ///
        /// Answers whether `body` always said true and the bytes are a list of nothing but texts.
        package mutating func forEachText(
            _ body: (UnsafeBufferPointer<UInt8>) -> Bool
        ) -> Bool {
            guard byte() == Mark.list, let count = count() else { return false }
            for _ in 0..<count {
                guard byte() == Mark.string, let length = self.count() else { return false }
                let text = UnsafeBufferPointer(rebasing: bytes[position..<(position + length)])
                position += length
                guard body(text) else { return false }
            }
            return true
        }

        private mutating func list(_ depth: Int) -> Value? {
            guard let count = count() else { return nil }
            var elements: [Value] = []
            elements.reserveCapacity(count)
            for _ in 0..<count {
                guard let element = value(depth: depth + 1) else { return nil }
                elements.append(element)
            }
            return .list(elements)
        }

        private mutating func map(_ depth: Int) -> Value? {
            guard let count = count() else { return nil }
            var entries: [String: Value] = [:]
            for _ in 0..<count {
                guard let key = text(), let element = value(depth: depth + 1) else { return nil }
                entries[key] = element
            }
            return .map(entries)
        }

        private mutating func floats() -> Value? {
            guard let count = count() else { return nil }
            var elements: [Value] = []
            elements.reserveCapacity(count)
            for _ in 0..<count {
                guard let word = word() else { return nil }
                elements.append(.float(Double(bitPattern: word)))
            }
            return .list(elements)
        }

        private mutating func point() -> Value? {
            guard let code = small(), let system = PointValue.System(rawValue: code) else {
                return nil
            }
            var coordinates: [Double] = []
            for _ in 0..<system.dimensions {
                guard let word = word() else { return nil }
                coordinates.append(Double(bitPattern: word))
            }
            let z = coordinates.count > 2 ? coordinates[2] : 0
            return .point(PointValue(system, x: coordinates[0], y: coordinates[1], z: z))
        }

        private mutating func temporal(_ mark: UInt8) -> Value? {
            guard let first = signed() else { return nil }
            switch mark {
            case Mark.date: return .date(DateValue(daysSinceEpoch: first))
            case Mark.localTime: return .localTime(LocalTimeValue(nanosecondsOfDay: first))
            case Mark.time:
                guard let offset = small() else { return nil }
                return .time(TimeValue(nanosecondsOfDay: first, offsetSeconds: offset))
            case Mark.localDateTime:
                guard let part = small() else { return nil }
                return .localDateTime(
                    LocalDateTimeValue(secondsSinceEpoch: first, nanoseconds: part))
            case Mark.dateTime, Mark.zonedDateTime:
                guard let part = small(), let offset = small() else { return nil }
                var zone: String?
                if mark == Mark.zonedDateTime {
                    zone = text()
                    if zone == nil { return nil }
                }
                return .dateTime(
                    DateTimeValue(
                        secondsSinceEpoch: first, nanoseconds: part, offsetSeconds: offset,
                        zone: zone))
            case Mark.duration:
                guard let days = signed(), let seconds = signed(), let part = small() else {
                    return nil
                }
                return .duration(
                    DurationValue(months: first, days: days, seconds: seconds, nanoseconds: part))
            default: return nil
            }
        }

        private mutating func byte() -> UInt8? {
            guard position < bytes.count else { return nil }
            defer { position += 1 }
            return bytes[position]
        }

        private mutating func unsigned() -> UInt64? {
            var (result, shift): (UInt64, UInt64) = (0, 0)
            while let next = byte() {
                guard shift < 63 || (shift == 63 && next <= 1) else { return nil }
                result |= UInt64(next & 0x7F) << shift
                if next < 0x80 { return result }
                shift += 7
            }
            return nil
        }

        private mutating func signed() -> Int64? {
            unsigned().map { Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1) }
        }

        private mutating func small() -> Int32? {
            signed().flatMap(Int32.init(exactly:))
        }

        private mutating func word() -> UInt64? {
            guard bytes.count - position >= 8, let start = bytes.baseAddress else { return nil }
            defer { position += 8 }
            return UInt64(
                littleEndian: UnsafeRawPointer(start).loadUnaligned(
                    fromByteOffset: position, as: UInt64.self))
        }

        /// A count of things of at least one byte each, so never more than what is left.
        private mutating func count() -> Int? {
            guard let number = unsigned(), number <= UInt64(bytes.count - position) else {
                return nil
            }
            return Int(number)
        }

        private mutating func text() -> String? {
            guard let length = count() else { return nil }
            defer { position += length }
            return String(
                decoding: UnsafeBufferPointer(rebasing: bytes[position..<(position + length)]),
                as: UTF8.self)
        }
    }
}

internal import Foundation

/// One record of a CSV file; its memory is used again for the next.
public struct CSVRecord: Sendable {
    /// The fields' bytes one after the other, quotes removed.
    fileprivate(set) var bytes: [UInt8] = []
    /// Where each field ends in `bytes`.
    fileprivate(set) var ends: [Int] = []

    /// Where each field begins, and whether it is in quotes.
    private var places: [Place] = []

    private struct Place {
        let line: Int
        let column: Int
        let isQuoted: Bool
    }

    /// The line on which the record begins, from 1.
    public fileprivate(set) var line = 0

    /// A record to read into.
    public init() {}

    /// How many fields there are.
    public var count: Int { ends.count }

    /// The bytes of a field; empty when there is no such field.
    public func field(_ index: Int) -> ArraySlice<UInt8> {
        guard ends.indices.contains(index) else { return [] }
        return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    /// A field as text; bytes that are no UTF-8 become U+FFFD.
    public func text(_ index: Int) -> String {
        String(decoding: field(index), as: UTF8.self)
    }

    /// Whether a field is in quotes, so that an empty one is a text without characters.
    public func isQuoted(_ index: Int) -> Bool {
        places.indices.contains(index) && places[index].isQuoted
    }

    /// Where a field begins: its line, and its column in characters, both from 1.
    public func place(_ index: Int) -> (line: Int, column: Int) {
        guard places.indices.contains(index) else { return (line, 1) }
        return (places[index].line, places[index].column)
    }

    fileprivate mutating func begin(line: Int, column: Int, isQuoted: Bool) {
        places.append(Place(line: line, column: column, isQuoted: isQuoted))
    }

    fileprivate mutating func clear() {
        places.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}

/// Reads CSV record by record, in pieces of the file.
///
/// Fields are separated by commas, unless another ASCII character is given.
///
/// Lines may end in LF or CRLF; a byte order mark is skipped; lines without any byte are passed
/// over. Quotes inside unquoted fields, and text after a closing quote, are errors.
///
/// Source: RFC 4180.
public struct CSVReader: ~Copyable {
    private let path: String
    private let separator: UInt8
    private let read: (Int) throws -> Data?
    private var buffer: [UInt8]
    private var position = 0
    private var line = 1
    /// Characters on the line before `position`.
    private var column = 0
    /// Bytes of the file before `buffer`.
    private var consumed: UInt64 = 0
    private var isAtEnd = false
    private var hasStarted = false
    private var skipsBlankLines = true

    private static let pieceSize = 1 << 20
    private static let recordLimit = 64 << 20

    /// How many bytes of the file have been read: the place of the next record.
    public var offset: UInt64 { consumed + UInt64(position) }

    /// Opens a file.
    ///
    /// - Throws: `CSVError.unreadable`.
    public init(path: String, separator: UInt8 = 0x2C) throws(CSVError) {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw .unreadable(path: path, reason: "there is no such file, or no permission")
        }
        self.init(path: path, separator, buffer: []) { try file.read(upToCount: $0) }
    }

    /// Reads bytes in memory.
    ///
    /// - Parameters:
    ///   - bytes: The file's content.
    ///   - path: The name to give in errors.
    ///   - skipsBlankLines: False reads a line without any byte as a record of one empty field.
    public init(bytes: [UInt8], path: String = "(memory)", skipsBlankLines: Bool = true) {
        self.init(path: path, 0x2C, buffer: bytes) { _ in nil }
        self.skipsBlankLines = skipsBlankLines
    }

    private init(
        path: String, _ separator: UInt8, buffer: [UInt8], read: @escaping (Int) throws -> Data?
    ) {
        self.path = path
        self.separator = separator
        self.buffer = buffer
        self.read = read
    }

    /// Reads the next record; false at the end of the file.
    ///
    /// - Throws: `CSVError.malformed` with the place of the mistake, or `unreadable`.
    public mutating func next(into record: inout CSVRecord) throws(CSVError) -> Bool {
        record.clear()
        try skipByteOrderMark()
        var next = try peek()
        while skipsBlankLines, next == 0x0A || next == 0x0D {
            advance()
            next = try peek()
        }
        guard next != nil else { return false }
        record.line = line
        while try readField(into: &record) {
            guard record.bytes.count <= Self.recordLimit else {
                throw .malformed(
                    path: path, line: record.line, column: 1, reason: "the record is too long")
            }
        }
        return true
    }

    /// Reads one field; true when another follows in the record.
    private mutating func readField(
        into record: inout CSVRecord
    ) throws(CSVError) -> Bool {
        let isQuoted = try peek() == 0x22
        record.begin(line: line, column: column + 1, isQuoted: isQuoted)
        if isQuoted {
            try readQuoted(into: &record)
        } else {
            try readPlain(into: &record)
        }
        record.ends.append(record.bytes.count)
        let end = try peek()
        if end == 0x0D {
            advance()
            let following = try peek()
            guard following == 0x0A || following == nil else {
                throw mistake("a carriage return without line feed")
            }
        }
        if end != nil { advance() }
        return end == separator
    }

    /// Reads up to a separator or the end of the line.
    private mutating func readPlain(into record: inout CSVRecord) throws(CSVError) {
        while try peek() != nil {
            var end = position
            while end < buffer.count {
                let byte = buffer[end]
                if byte == separator || byte == 0x0A || byte == 0x0D || byte == 0x22 { break }
                end += 1
            }
            record.bytes.append(contentsOf: buffer[position..<end])
            for byte in buffer[position..<end] where byte & 0xC0 != 0x80 { column += 1 }
            position = end
            guard end < buffer.count else { continue }
            guard buffer[end] != 0x22 else {
                throw mistake("a quote inside an unquoted field")
            }
            return
        }
    }

    /// Reads from an opening to its closing quote.
    private mutating func readQuoted(into record: inout CSVRecord) throws(CSVError) {
        advance()
        while let byte = try peek() {
            advance()
            guard byte == 0x22 else {
                record.bytes.append(byte)
                guard record.bytes.count <= Self.recordLimit else { break }
                continue
            }
            switch try peek() {
            case 0x22:
                record.bytes.append(0x22)
                advance()
            case nil, separator, 0x0A, 0x0D:
                return
            default:
                throw mistake("text after a closing quote")
            }
        }
        let start = record.place(record.ends.count)
        throw .malformed(
            path: path, line: start.line, column: start.column,
            reason: "a quoted field without an end")
    }

    /// What is wrong at the byte that comes next.
    private func mistake(_ reason: String) -> CSVError {
        .malformed(path: path, line: line, column: column + 1, reason: reason)
    }

    /// The next byte, which stays; nil at the end of the file.
    private mutating func peek() throws(CSVError) -> UInt8? {
        if position < buffer.count { return buffer[position] }
        try refill()
        return position < buffer.count ? buffer[position] : nil
    }

    /// Goes past the byte that `peek` showed; does nothing at the end of the file.
    private mutating func advance() {
        guard position < buffer.count else { return }
        if buffer[position] == 0x0A {
            line += 1
            column = 0
        } else if buffer[position] & 0xC0 != 0x80 {
            column += 1
        }
        position += 1
    }

    private mutating func refill() throws(CSVError) {
        guard !isAtEnd else { return }
        do {
            let piece = try read(Self.pieceSize) ?? Data()
            isAtEnd = piece.isEmpty
            consumed += UInt64(buffer.count)
            buffer.removeAll(keepingCapacity: true)
            buffer.append(contentsOf: piece)
            position = 0
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
    }

    private mutating func skipByteOrderMark() throws(CSVError) {
        guard !hasStarted else { return }
        hasStarted = true
        guard try peek() == 0xEF, buffer.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
        position = 3
    }
}

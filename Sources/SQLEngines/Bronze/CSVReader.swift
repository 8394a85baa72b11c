internal import Foundation

/// One record of a CSV file; its memory is used again for the next.
package struct CSVRecord: Sendable {
    /// The fields' bytes one after the other, quotes removed.
    fileprivate(set) var bytes: [UInt8] = []
    /// Where each field ends in `bytes`.
    fileprivate(set) var ends: [Int] = []

    /// The line on which the record begins, from 1.
    package fileprivate(set) var line = 0

    /// A record to read into.
    package init() {}

    /// How many fields there are.
    package var count: Int { ends.count }

    /// The bytes of a field; empty when there is no such field.
    package func field(_ index: Int) -> ArraySlice<UInt8> {
        guard ends.indices.contains(index) else { return [] }
        return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    /// A field as text; bytes that are no UTF-8 become U+FFFD.
    package func text(_ index: Int) -> String {
        String(decoding: field(index), as: UTF8.self)
    }

    fileprivate mutating func clear() {
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
package struct CSVReader: ~Copyable {
    private let path: String
    private let separator: UInt8
    private let read: (Int) throws -> Data?
    private var buffer: [UInt8]
    private var position = 0
    private var line = 1
    private var isAtEnd = false
    private var hasStarted = false
    private var skipsBlankLines = true

    private static let pieceSize = 1 << 20
    private static let recordLimit = 64 << 20

    /// Opens a file.
    ///
    /// - Throws: `BronzeStoreError.unreadable`.
    package init(path: String, separator: UInt8 = 0x2C) throws(BronzeStoreError) {
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
    package init(bytes: [UInt8], path: String = "(memory)", skipsBlankLines: Bool = true) {
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
    /// - Throws: `BronzeStoreError.row` with the record's first line, or `unreadable`.
    package mutating func next(into record: inout CSVRecord) throws(BronzeStoreError) -> Bool {
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
                throw .row(path: path, line: record.line, reason: "the record is too long")
            }
        }
        return true
    }

    /// Reads one field; true when another follows in the record.
    private mutating func readField(
        into record: inout CSVRecord
    ) throws(BronzeStoreError) -> Bool {
        if try peek() == 0x22 {
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
                throw .row(path: path, line: line, reason: "a carriage return without line feed")
            }
        }
        if end != nil { advance() }
        return end == separator
    }

    /// Reads up to a separator or the end of the line.
    private mutating func readPlain(into record: inout CSVRecord) throws(BronzeStoreError) {
        while try peek() != nil {
            var end = position
            while end < buffer.count {
                let byte = buffer[end]
                if byte == separator || byte == 0x0A || byte == 0x0D || byte == 0x22 { break }
                end += 1
            }
            record.bytes.append(contentsOf: buffer[position..<end])
            position = end
            guard end < buffer.count else { continue }
            guard buffer[end] != 0x22 else {
                throw .row(path: path, line: line, reason: "a quote inside an unquoted field")
            }
            return
        }
    }

    /// Reads from an opening to its closing quote.
    private mutating func readQuoted(into record: inout CSVRecord) throws(BronzeStoreError) {
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
                throw .row(path: path, line: line, reason: "text after a closing quote")
            }
        }
        throw .row(path: path, line: record.line, reason: "a quoted field without an end")
    }

    /// The next byte, which stays; nil at the end of the file.
    private mutating func peek() throws(BronzeStoreError) -> UInt8? {
        if position < buffer.count { return buffer[position] }
        try refill()
        return position < buffer.count ? buffer[position] : nil
    }

    /// Goes past the byte that `peek` showed; does nothing at the end of the file.
    private mutating func advance() {
        guard position < buffer.count else { return }
        if buffer[position] == 0x0A { line += 1 }
        position += 1
    }

    private mutating func refill() throws(BronzeStoreError) {
        guard !isAtEnd else { return }
        do {
            let piece = try read(Self.pieceSize) ?? Data()
            isAtEnd = piece.isEmpty
            buffer.removeAll(keepingCapacity: true)
            buffer.append(contentsOf: piece)
            position = 0
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
    }

    private mutating func skipByteOrderMark() throws(BronzeStoreError) {
        guard !hasStarted else { return }
        hasStarted = true
        guard try peek() == 0xEF, buffer.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
        position = 3
    }
}

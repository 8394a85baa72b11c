internal import Crypto
internal import PropertyGraph

/// What stands at the end of a record of the change log since version 3 of the file.
struct LogTail: Hashable, Sendable {
    /// How many names there were after the transaction.
    var names = NameCounts()
    var traits: LogTraits = []
    var notes: [LogNote] = []

    func write(to writer: inout ByteWriter) {
        writer.write(count: names.labels)
        writer.write(count: names.types)
        writer.write(count: names.keys)
        writer.write(byte: traits.rawValue)
        writer.write(count: notes.count)
        for note in notes { note.write(to: &writer) }
    }

    static func read(
        _ bytes: Span<UInt8>, with reader: inout ByteReader
    ) throws(DecodingFailure) -> LogTail {
        var tail = LogTail()
        tail.names = NameCounts(
            labels: try readNumber(bytes, with: &reader),
            types: try readNumber(bytes, with: &reader),
            keys: try readNumber(bytes, with: &reader))
        tail.traits = LogTraits(rawValue: try reader.readByte(bytes))
        for _ in 0..<(try reader.readCount(bytes)) {
            tail.notes.append(try LogNote.read(bytes, with: &reader))
        }
        return tail
    }

    private static func readNumber(
        _ bytes: Span<UInt8>, with reader: inout ByteReader
    ) throws(DecodingFailure) -> Int {
        Int(try reader.readUInt32(bytes))
    }
}

/// What is to be known of an entry of the log to check it.
struct LogTraits: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    /// What the transaction made stands in segments, as it was made.
    static let isBulk = LogTraits(rawValue: 1)

    /// `after` is the digest of everything there was afterwards, not only of what was touched: the
    /// state that older entries led to can be checked without them.
    static let isWhole = LogTraits(rawValue: 2)

    /// The entry stands for itself and all before it: what was before them is not known.
    static let isFolded = LogTraits(rawValue: 4)
}

/// What an entry says of entries before it.
enum LogNote: Hashable, Sendable {
    /// The contents of an entry were replaced; this is the digest of the new ones.
    case rewritten(sequence: UInt64, content: Digest)

    /// All entries before this one were folded away; this is its link in the chain.
    case base(sequence: UInt64, link: Digest)

    func write(to writer: inout ByteWriter) {
        switch self {
        case .rewritten(let sequence, let content):
            writer.write(byte: 0)
            writer.write(unsigned: sequence)
            writer.write(bytes: content.bytes)
        case .base(let sequence, let link):
            writer.write(byte: 1)
            writer.write(unsigned: sequence)
            writer.write(bytes: link.bytes)
        }
    }

    static func read(
        _ bytes: Span<UInt8>, with reader: inout ByteReader
    ) throws(DecodingFailure) -> LogNote {
        let kind = try reader.readByte(bytes)
        let sequence = try reader.readUnsigned(bytes)
        var digest: [UInt8] = []
        for _ in 0..<Digest.size { digest.append(try reader.readByte(bytes)) }
        guard let digest = Digest(digest), kind <= 1 else {
            throw DecodingFailure(reason: "a note is of an unknown kind")
        }
        return kind == 0
            ? .rewritten(sequence: sequence, content: digest)
            : .base(sequence: sequence, link: digest)
    }
}

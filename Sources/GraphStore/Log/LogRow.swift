internal import Crypto
internal import PropertyGraph
internal import SQLite

/// One row of the change log as it is stored, and how it is chained to the one before.
///
/// Two digests make a link. `content` is that of everything the row says, with a random salt:
/// whoever blanks a value later replaces the salt too, and nobody can find out by trying whether a
/// guess was the value. `digest` is that of the previous row's `digest`, the sequence and
/// `content`; it stays what it was when the contents are replaced, and the entry that replaced
/// them says what their digest is now (see `LogNote`).
struct LogRow: Sendable {
    var sequence: UInt64
    var info: CommitInfo
    var nextNode: UInt32
    var nextRelationship: UInt32
    /// A record; see `ChangeLogEntry`.
    var before: [UInt8]
    /// The digest of what the transaction led to; see `StateHasher`.
    ///
    /// Unknown for entries that a file of version 2 brought along.
    var after: Digest?
    var salt: [UInt8]

    static let saltSize = 16

    /// Bytes that nobody can guess.
    static func randomSalt() -> [UInt8] {
        var random = SystemRandomNumberGenerator()
        var salt: [UInt8] = []
        for _ in 0..<saltSize / 8 {
            withUnsafeBytes(of: random.next() as UInt64) { salt.append(contentsOf: $0) }
        }
        return salt
    }

    /// The digest of everything the row says.
    var contentDigest: Digest {
        var writer = ByteWriter()
        writer.write(bytes: salt)
        writer.write(unsigned: UInt64(bitPattern: info.time))
        writer.write(text: info.actor)
        writer.write(byte: info.reason == nil ? 0 : 1)
        if let reason = info.reason { writer.write(text: reason) }
        writer.write(text: info.source)
        writer.write(unsigned: UInt64(nextNode))
        writer.write(unsigned: UInt64(nextRelationship))
        writer.write(byte: after == nil ? 0 : 1)
        if let after { writer.write(bytes: after.bytes) }
        let hash = SHA256()
        hash.update(writer.bytes)
        hash.update(before)
        return hash.finish()
    }

    /// The link of an entry after another's.
    static func link(after previous: Digest, sequence: UInt64, content: Digest) -> Digest {
        let hash = SHA256()
        hash.update(previous.bytes)
        withUnsafeBytes(of: sequence.littleEndian) { hash.update($0) }
        hash.update(content.bytes)
        return hash.finish()
    }

    /// Adds the row to the log.
    func insert(
        _ connection: Connection, content: Digest, digest: Digest
    ) throws(SQLiteError) {
        try connection.withStatement(
            "INSERT INTO change VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, NULL)"
        ) { (statement: Statement) throws(SQLiteError) in
            try statement.bind(integer: Int64(clamping: sequence), at: 1)
            try statement.bind(integer: info.time, at: 2)
            try statement.bind(text: info.actor, at: 3)
            try statement.bind(info.reason.map { .text($0) } ?? .null, at: 4)
            try statement.bind(text: info.source, at: 5)
            try statement.bind(integer: Int64(nextNode), at: 6)
            try statement.bind(integer: Int64(nextRelationship), at: 7)
            try statement.bind(blob: before.span, at: 8)
            if let after { try statement.bind(blob: after.bytes.span, at: 9) }
            try statement.bind(blob: salt.span, at: 10)
            try statement.bind(blob: content.bytes.span, at: 11)
            try statement.bind(blob: digest.bytes.span, at: 12)
            _ = try statement.step()
        }
    }
}

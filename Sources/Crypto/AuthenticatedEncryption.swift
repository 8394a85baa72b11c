internal import CCrypto

/// The format of encrypted files: a header and chunks of AES-256-GCM.
///
///     file   = header chunk+
///     header = "LXGENC1\n" log2N r p 0 salt[16] nonce[7] 0 check[16]
///     chunk  = ciphertext[0…65536] tag[16]
///
/// A chunk's nonce is the header's, then the chunk's number, then 1 for the last chunk and 0 for
/// the others; so a chunk that was moved, left out or taken from another file does not
/// authenticate, nor does a file whose end is missing. The header is authenticated with each chunk.
/// `check` is the tag of an empty message, which tells a wrong passphrase from damage.
///
/// Source: Hoang, Reyhanitabar, Rogaway, Vizár, "Online Authenticated-Encryption and its
/// Nonce-Reuse Misuse-Resistance" (STREAM); NIST SP 800-38D.
enum EncryptedFormat {
    static let magic = Array("LXGENC1\n".utf8)
    static let headerSize = magic.count + 4 + 16 + 8
    static let tagSize = 16
    static let chunkSize = 64 << 10

    /// The number of a chunk that no message has, for `check`.
    static let checkNumber: UInt32 = .max
}

/// Encrypts a stream with a passphrase.
///
/// A class, because a copy would use a nonce again.
public final class Encryptor {
    private let cipher: ChunkCipher
    private var header: [UInt8]
    private var pending: [UInt8] = []
    private var number: UInt32 = 0

    /// Begins a stream with a fresh salt and nonce.
    public convenience init(passphrase: [UInt8]) throws(CryptoError) {
        try self.init(passphrase: passphrase, cost: PasswordKey.Cost())
    }

    package init(passphrase: [UInt8], cost: PasswordKey.Cost) throws(CryptoError) {
        var random = [UInt8](repeating: 0, count: 23)
        guard RAND_bytes(&random, Int32(random.count)) == 1 else {
            throw .failed("there is no randomness")
        }
        let salt = Array(random[..<16])
        let fixed = EncryptedFormat.magic + [cost.log2N, cost.r, cost.p, 0] + random + [0]
        let key = try PasswordKey(passphrase, salt: salt, cost: cost)
        cipher = try ChunkCipher(key, header: fixed)
        header = fixed + (try cipher.seal([], EncryptedFormat.checkNumber, isLast: true))
    }

    /// Takes the next bytes; what can be written of the file so far.
    public func append(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
        var output = takeHeader()
        pending += bytes
        var start = 0
        // The last chunk is only known at the end, so one chunk is kept.
        while pending.count - start > EncryptedFormat.chunkSize {
            let end = start + EncryptedFormat.chunkSize
            output += try seal(pending[start..<end], isLast: false)
            start = end
        }
        pending.removeFirst(start)
        return output
    }

    /// Ends the stream; the rest of the file.
    public func finish() throws(CryptoError) -> [UInt8] {
        let output = takeHeader()
        return output + (try seal(pending[...], isLast: true))
    }

    private func takeHeader() -> [UInt8] {
        defer { header = [] }
        return header
    }

    private func seal(
        _ bytes: ArraySlice<UInt8>, isLast: Bool
    ) throws(CryptoError) -> [UInt8] {
        guard number < EncryptedFormat.checkNumber else { throw .failed("the file is too long") }
        defer { number += 1 }
        return try cipher.seal(bytes, number, isLast: isLast)
    }
}

/// Decrypts a stream with a passphrase.
///
/// What it hands out is authentic; that nothing is missing is known when `finish()` returns.
public struct Decryptor {
    private var cipher: ChunkCipher?
    private let passphrase: [UInt8]
    private var pending: [UInt8] = []
    private var number: UInt32 = 0
    private var offset: UInt64 = 0

    /// Whether a file that begins with these bytes, eight or more, is an encrypted one.
    public static func recognizes(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: EncryptedFormat.magic)
    }

    /// Prepares to read a stream.
    public init(passphrase: [UInt8]) {
        self.passphrase = passphrase
    }

    /// Takes the next bytes of the file; what they hold.
    ///
    /// - Throws: `CryptoError` for another kind of file, a wrong passphrase, or changes.
    public mutating func append(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
        pending += bytes
        try readHeader()
        guard cipher != nil else { return [] }
        let size = EncryptedFormat.chunkSize + EncryptedFormat.tagSize
        var output: [UInt8] = []
        var start = 0
        while pending.count - start > size {
            output += try open(pending[start..<start + size], isLast: false)
            start += size
        }
        pending.removeFirst(start)
        return output
    }

    /// Ends the stream; the rest of what it holds.
    ///
    /// - Throws: `CryptoError.truncated` when the end is missing.
    public mutating func finish() throws(CryptoError) -> [UInt8] {
        guard cipher != nil, pending.count >= EncryptedFormat.tagSize else { throw .truncated }
        do throws(CryptoError) {
            return try open(pending[...], isLast: true)
        } catch {
            // A chunk that is whole, but not the last one.
            if (try? open(pending[...], isLast: false)) != nil { throw .truncated }
            throw pending.count < EncryptedFormat.chunkSize + EncryptedFormat.tagSize
                ? .truncated : error
        }
    }

    private mutating func readHeader() throws(CryptoError) {
        let whole = EncryptedFormat.headerSize + EncryptedFormat.tagSize
        let known = pending.prefix(EncryptedFormat.magic.count)
        guard cipher == nil else { return }
        guard EncryptedFormat.magic.starts(with: known) else { throw .notEncrypted }
        guard pending.count >= whole else { return }
        let header = Array(pending[..<EncryptedFormat.headerSize])
        let parameters = header[EncryptedFormat.magic.count...]
        let cost = PasswordKey.Cost(
            log2N: parameters[parameters.startIndex], r: parameters[parameters.startIndex + 1],
            p: parameters[parameters.startIndex + 2])
        let salt = Array(parameters.dropFirst(4).prefix(16))
        let cipher = try ChunkCipher(
            PasswordKey(passphrase, salt: salt, cost: cost), header: header)
        let check = pending[EncryptedFormat.headerSize..<whole]
        do throws(CryptoError) {
            _ = try cipher.open(check, EncryptedFormat.checkNumber, isLast: true)
        } catch {
            throw .wrongPassphrase
        }
        self.cipher = cipher
        pending.removeFirst(whole)
        offset = UInt64(whole)
    }

    private mutating func open(
        _ chunk: ArraySlice<UInt8>, isLast: Bool
    ) throws(CryptoError) -> [UInt8] {
        guard let cipher, let bytes = try? cipher.open(chunk, number, isLast: isLast) else {
            throw .damaged(offset: offset)
        }
        number += 1
        offset += UInt64(chunk.count)
        return bytes
    }
}

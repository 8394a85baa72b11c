import Crypto
import TestSupport
import Testing

@Suite("Authenticated encryption")
struct EncryptionTests {
    static let passphrase = Array("correct horse".utf8)
    /// Quick, for tests only.
    static let cost = PasswordKey.Cost(log2N: 4, r: 1, p: 1)

    private func encrypted(_ bytes: [UInt8], piece: Int = 10_007) throws -> [UInt8] {
        let encryptor = try Encryptor(passphrase: Self.passphrase, cost: Self.cost)
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
            output += try encryptor.append(Array(bytes[start..<min(start + piece, bytes.count)]))
        }
        return output + (try encryptor.finish())
    }

    private func decrypted(
        _ bytes: [UInt8], _ passphrase: [UInt8] = Self.passphrase, piece: Int = 9_973
    ) throws -> [UInt8] {
        var decryptor = Decryptor(passphrase: passphrase)
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
            output += try decryptor.append(Array(bytes[start..<min(start + piece, bytes.count)]))
        }
        return output + (try decryptor.finish())
    }

    private func sample(_ count: Int) -> [UInt8] {
        var random = SeededGenerator(seed: UInt64(count))
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    @Test(arguments: [0, 1, 15, 65_535, 65_536, 65_537, 131_072, 200_000])
    func `what was encrypted comes back`(count: Int) throws {
        let bytes = sample(count)
        let file = try encrypted(bytes)
        #expect(Decryptor.recognizes(file))
        #expect(try decrypted(file) == bytes)
        #expect(try decrypted(file, piece: file.count) == bytes)
        #expect(try encrypted(bytes) != file, "each file has its own salt and nonce")
    }

    @Test func `another passphrase is told apart from damage`() throws {
        let file = try encrypted(sample(100))
        #expect(throws: CryptoError.wrongPassphrase) { try decrypted(file, Array("x".utf8)) }
        #expect(throws: CryptoError.notEncrypted) { try decrypted(Array("SQLite format 3".utf8)) }
        #expect(throws: CryptoError.truncated) { try decrypted([]) }
    }

    @Test func `no byte can be changed`() throws {
        let file = try encrypted(sample(300))
        for index in file.indices {
            for bit in [UInt8(1), 0x80] {
                var changed = file
                changed[index] ^= bit
                #expect(throws: CryptoError.self, "byte \(index)") { try decrypted(changed) }
            }
        }
    }

    @Test func `no end can be cut off, and no chunk moved`() throws {
        let file = try encrypted(sample(200_000))
        let start = 52
        let chunk = 65_536 + 16
        for count in [0, 7, 20, start, start + 1, start + chunk, start + 2 * chunk, file.count - 1]
        {
            #expect(throws: CryptoError.truncated, "\(count) bytes") {
                try decrypted(Array(file.prefix(count)))
            }
        }
        var swapped = file
        swapped.replaceSubrange(
            start..<start + 2 * chunk,
            with: file[start + chunk..<start + 2 * chunk] + file[start..<start + chunk])
        #expect(throws: CryptoError.damaged(offset: 52)) { try decrypted(swapped) }
        var shortened = file
        shortened.removeSubrange(start..<start + chunk)
        #expect(throws: CryptoError.self) { try decrypted(shortened) }
        #expect(throws: CryptoError.self) { try decrypted(file + [0]) }
    }

    @Test func `keys are those of RFC 7914`() throws {
        let key = try PasswordKey.derive(
            Array("password".utf8), Array("NaCl".utf8), .init(log2N: 10, r: 8, p: 16), count: 8)
        #expect(key == [0xFD, 0xBA, 0xBE, 0x1C, 0x9D, 0x34, 0x72, 0x00])
        #expect(throws: CryptoError.self) {
            try PasswordKey.derive([1], [2], .init(log2N: 31, r: 255, p: 1), count: 8)
        }
    }
}

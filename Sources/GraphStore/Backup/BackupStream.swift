internal import Crypto
internal import Foundation
internal import PropertyGraph

/// Writes a backup file, encrypted or not; it appears when it is whole.
final class BackupWriter {
    private let path: String
    private let part: String
    private let descriptor: Int32
    private let encryptor: Encryptor?

    init(_ path: String, passphrase: [UInt8]?) throws {
        self.path = path
        part = "\(path).part-\(getpid())"
        encryptor = try passphrase.map { passphrase throws(CryptoError) in
            try Encryptor(passphrase: passphrase)
        }
        // Only the owner may read what was meant for few.
        descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoredFile.failure(path) }
    }

    deinit {
        close(descriptor)
        unlink(part)
    }

    func append(_ bytes: [UInt8]) throws {
        let bytes = try encryptor?.append(bytes) ?? bytes
        try StoredFile.write(bytes, to: descriptor, path)
    }

    /// Ends the file and gives it its name.
    func finish() throws {
        if let encryptor {
            try StoredFile.write(try encryptor.finish(), to: descriptor, path)
        }
        try StoredFile.publish(part, as: path)
    }
}

/// Reads backup files, encrypted or not.
enum BackupReader {
    /// Calls `body` with the pieces of what a file holds.
    ///
    /// - Throws: `BackupError` for an encrypted file without its passphrase, or one that was
    ///   changed.
    static func forEachPiece(
        _ path: String, passphrase: [UInt8]?, _ body: ([UInt8]) throws -> Void
    ) throws {
        var isFirst = true
        var decryptor: Decryptor?
        do {
            try StoredFile.forEachPiece(path) { piece in
                if isFirst, Decryptor.recognizes(piece) {
                    guard let passphrase else {
                        throw BackupError(
                            "`\(path)` is encrypted; give its passphrase in "
                                + "LEXIGRAPH_BACKUP_PASSPHRASE or with --key-file.")
                    }
                    decryptor = Decryptor(passphrase: passphrase)
                }
                isFirst = false
                guard decryptor != nil else { return try body(piece) }
                if let opened = try decryptor?.append(piece), !opened.isEmpty { try body(opened) }
            }
            if let rest = try decryptor?.finish(), !rest.isEmpty { try body(rest) }
        } catch let error as CryptoError {
            throw BackupError("`\(path)` cannot be decrypted. \(error)")
        }
    }
}

/// Why a backup cannot be taken or restored.
public struct BackupError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, and what to do.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}

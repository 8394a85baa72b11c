internal import CCrypto

/// AES-256-GCM on the chunks of one file.
struct ChunkCipher {
    private let key: [UInt8]
    private let header: [UInt8]
    private let nonce: [UInt8]

    /// The cipher of a file whose header's last bytes are the nonce and a zero.
    init(_ key: PasswordKey, header: [UInt8]) throws(CryptoError) {
        guard header.count == EncryptedFormat.headerSize else { throw .notEncrypted }
        self.key = key.bytes
        self.header = header
        nonce = Array(header.suffix(8).prefix(7))
    }

    /// Encrypts a chunk.
    func seal(
        _ bytes: ArraySlice<UInt8>, _ number: UInt32, isLast: Bool
    ) throws(CryptoError) -> [UInt8] {
        let context = try begin(number, isLast: isLast, isSealing: true)
        defer { EVP_CIPHER_CTX_free(context) }
        var output = try update(context, bytes)
        var rest = [UInt8](repeating: 0, count: 16)
        var count: Int32 = 0
        guard EVP_EncryptFinal_ex(context, &rest, &count) == 1 else { throw Self.failure }
        var tag = [UInt8](repeating: 0, count: EncryptedFormat.tagSize)
        guard
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, Int32(tag.count), &tag) == 1
        else { throw Self.failure }
        output += tag
        return output
    }

    /// Decrypts a chunk; throws when it is not authentic.
    func open(
        _ chunk: ArraySlice<UInt8>, _ number: UInt32, isLast: Bool
    ) throws(CryptoError) -> [UInt8] {
        guard chunk.count >= EncryptedFormat.tagSize else { throw .truncated }
        let context = try begin(number, isLast: isLast, isSealing: false)
        defer { EVP_CIPHER_CTX_free(context) }
        let output = try update(context, chunk.dropLast(EncryptedFormat.tagSize))
        var tag = Array(chunk.suffix(EncryptedFormat.tagSize))
        var rest = [UInt8](repeating: 0, count: 16)
        var count: Int32 = 0
        guard
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, Int32(tag.count), &tag) == 1,
            EVP_DecryptFinal_ex(context, &rest, &count) == 1
        else { throw Self.failure }
        return output
    }

    /// OpenSSL's state with key, nonce and header; the caller frees it.
    private func begin(
        _ number: UInt32, isLast: Bool, isSealing: Bool
    ) throws(CryptoError) -> OpaquePointer {
        guard let context = EVP_CIPHER_CTX_new() else { throw Self.failure }
        let place = (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * UInt32($0))) }
        let nonce = nonce + place + [isLast ? 1 : 0]
        var count: Int32 = 0
        guard
            EVP_CipherInit_ex(
                context, EVP_aes_256_gcm(), nil, key, nonce, isSealing ? 1 : 0) == 1,
            EVP_CipherUpdate(context, nil, &count, header, Int32(header.count)) == 1
        else {
            EVP_CIPHER_CTX_free(context)
            throw Self.failure
        }
        return context
    }

    private func update(
        _ context: OpaquePointer, _ bytes: ArraySlice<UInt8>
    ) throws(CryptoError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: bytes.count)
        guard !bytes.isEmpty else { return output }
        var count: Int32 = 0
        let result = bytes.withUnsafeBufferPointer { input in
            EVP_CipherUpdate(context, &output, &count, input.baseAddress, Int32(input.count))
        }
        guard result == 1, Int(count) == bytes.count else { throw Self.failure }
        return output
    }

    private static let failure = CryptoError.failed("AES-256-GCM is not to be had")
}

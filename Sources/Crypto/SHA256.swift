internal import CCrypto

/// Computes a SHA-256 digest of bytes that come in pieces.
///
///     let hash = SHA256()
///     hash.update(bytes)
///     let digest = hash.finish()
///
/// For one thread. Source: FIPS 180-4, by OpenSSL.
public final class SHA256 {
    private let context: OpaquePointer
    private var hasBegun = false

    /// Begins a digest.
    public init() {
        // Both fail only when there is no memory.
        guard let context = EVP_MD_CTX_new() else {
            preconditionFailure("there is no memory for a digest")
        }
        self.context = context
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    private func beginIfNeeded() {
        if hasBegun { return }
        hasBegun = true
        let status = EVP_DigestInit_ex(context, EVP_sha256(), nil)
        precondition(status == 1, "SHA-256 is part of every OpenSSL")
    }

    /// Takes further bytes in.
    public func update(_ bytes: UnsafeRawBufferPointer) {
        beginIfNeeded()
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    /// Takes further bytes in.
    public func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The digest of everything since the beginning, or since the last call of `finish`.
    public func finish() -> Digest {
        var bytes = [UInt8](repeating: 0, count: Digest.size)
        beginIfNeeded()
        EVP_DigestFinal_ex(context, &bytes, nil)
        hasBegun = false
        return Digest(unchecked: bytes)
    }

    /// The digest of some bytes.
    public static func digest(of bytes: [UInt8]) -> Digest {
        let hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }
}

internal import CCrypto

/// A key of 256 bits that is made from a passphrase.
///
/// Source: RFC 7914 (scrypt).
package struct PasswordKey: Sendable {
    /// How much work each guess of a passphrase costs.
    package struct Cost: Hashable, Sendable {
        /// The binary logarithm of scrypt's N.
        package var log2N: UInt8 = 15
        /// scrypt's r and p.
        package var r: UInt8 = 8
        package var p: UInt8 = 1

        /// 32 MiB and about a tenth of a second.
        package init() {}

        package init(log2N: UInt8, r: UInt8, p: UInt8) {
            self.log2N = log2N
            self.r = r
            self.p = p
        }

        /// Bytes of memory that making a key takes.
        fileprivate var memory: UInt64 {
            128 * UInt64(r) * (1 << UInt64(min(log2N, 40)) + UInt64(p) + 2)
        }
    }

    let bytes: [UInt8]

    /// The most memory that a key may take, so that a forged file cannot ask for all there is.
    private static let memoryLimit: UInt64 = 256 << 20

    /// Makes a key.
    ///
    /// - Throws: `CryptoError.failed` for costs that are impossible or above 256 MiB.
    package init(
        _ passphrase: [UInt8], salt: [UInt8], cost: Cost = Cost()
    ) throws(CryptoError) {
        bytes = try Self.derive(passphrase, salt, cost, count: 32)
    }

    /// Bytes derived from a passphrase.
    package static func derive(
        _ passphrase: [UInt8], _ salt: [UInt8], _ cost: Cost, count: Int
    ) throws(CryptoError) -> [UInt8] {
        guard cost.log2N < 32, cost.r > 0, cost.p > 0, cost.memory <= memoryLimit else {
            throw .failed("the cost of the key is out of range")
        }
        var key = [UInt8](repeating: 0, count: count)
        let result = passphrase.withUnsafeBytes { passphrase in
            EVP_PBE_scrypt(
                passphrase.baseAddress?.assumingMemoryBound(to: CChar.self), passphrase.count,
                salt, salt.count, 1 << UInt64(cost.log2N), UInt64(cost.r), UInt64(cost.p),
                memoryLimit * 2, &key, count)
        }
        guard result == 1 else { throw .failed("the key could not be made") }
        return key
    }
}

/// Why something cannot be encrypted or decrypted.
public enum CryptoError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text does not begin as encrypted files do.
    case notEncrypted
    /// The passphrase is wrong, or what tells so was changed.
    case wrongPassphrase
    /// The text was changed, at this byte or soon after.
    case damaged(offset: UInt64)
    /// The text ends before its end.
    case truncated
    /// OpenSSL could not do it.
    case failed(String)

    public var description: String {
        switch self {
        case .notEncrypted: "It is not an encrypted file of Lexigraph's."
        case .wrongPassphrase: "The passphrase is wrong, or the file's first part was changed."
        case .damaged(let offset): "It was changed near byte \(offset)."
        case .truncated: "Its end is missing."
        case .failed(let reason): "OpenSSL failed: \(reason)."
        }
    }
}

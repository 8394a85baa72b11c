/// The 32 bytes that SHA-256 makes of any others.
public struct Digest: Hashable, Sendable {
    /// How many bytes a digest has.
    public static let size = 32

    /// The bytes, always `size` of them.
    public let bytes: [UInt8]

    /// A digest that nothing has: what stands before the first link of a chain.
    public static let none = Digest(unchecked: [UInt8](repeating: 0, count: size))

    /// A digest from its bytes; nil unless there are 32.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.size else { return nil }
        self.bytes = bytes
    }

    init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }
}

extension Digest: CustomStringConvertible {
    /// The bytes in hexadecimal.
    public var description: String {
        bytes.map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

/// How far an import has come in its files.
package struct ImportPosition: Hashable, Sendable {
    /// The file, counted from 0.
    package var file = 0
    /// The line that was read last, counted from 1.
    package var line = 0
    /// The byte after it.
    package var offset: UInt64 = 0
    /// What the lines so far hold, in 64 bits.
    package var digest: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The start of the first file.
    package init() {}

    /// Takes bytes into the digest; it tells changed files apart, not forged ones.
    package mutating func digest(_ bytes: some Sequence<UInt8>) {
        // FNV-1a.
        for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
        // Sets neighbours apart: `a`, `b` is not `ab`.
        digest = (digest ^ 0x1_00) &* 0x100_0000_01B3
    }
}

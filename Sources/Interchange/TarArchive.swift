import Catalog

/// Writes files into a tar archive, one after the other.
///
/// A file is written twice, the first time only to learn its size, which stands before it.
///
/// Source: POSIX.1-2017, `pax`, "ustar Interchange Format"; GNU's form of sizes from 8 GiB.
struct TarArchive {
    private static let blockSize = 512

    private let sink: ([UInt8]) throws -> Void

    init(sink: @escaping ([UInt8]) throws -> Void) {
        self.sink = sink
    }

    /// Adds a file.
    ///
    /// - Parameters:
    ///   - name: Its name, at most 100 bytes.
    ///   - write: Writes its contents, the same each time.
    /// - Throws: What the writing throws.
    mutating func append(
        _ name: String, _ write: (@escaping ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        let counter = Counter()
        try write { counter.count += $0.count }
        try sink(Self.header(name, size: counter.count))
        let sink = sink
        try write { try sink($0) }
        let rest = counter.count % Self.blockSize
        if rest > 0 { try sink([UInt8](repeating: 0, count: Self.blockSize - rest)) }
    }

    /// Ends the archive.
    mutating func finish() throws {
        try sink([UInt8](repeating: 0, count: 2 * Self.blockSize))
    }

    private final class Counter {
        var count = 0
    }

    private static func header(_ name: String, size: Int) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: blockSize)
        func put(_ bytes: some Sequence<UInt8>, at offset: Int, upTo length: Int) {
            for (index, byte) in bytes.prefix(length).enumerated() { header[offset + index] = byte }
        }
        func octal(_ number: Int, digits: Int) -> [UInt8] {
            let text = String(number, radix: 8)
            return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8)
        }
        put(name.utf8, at: 0, upTo: 100)
        put(octal(0o644, digits: 7), at: 100, upTo: 8)
        put(octal(0, digits: 7), at: 108, upTo: 8)
        put(octal(0, digits: 7), at: 116, upTo: 8)
        if size < 1 << 33 {
            put(octal(size, digits: 11), at: 124, upTo: 12)
        } else {
            let bytes = (0..<8).map { UInt8(truncatingIfNeeded: size >> (56 - 8 * $0)) }
            put([0x80, 0, 0, 0] + bytes, at: 124, upTo: 12)
        }
        put(octal(0, digits: 11), at: 136, upTo: 12)
        put("        ".utf8, at: 148, upTo: 8)
        put("0ustar\u{0}00".utf8, at: 156, upTo: 9)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(octal(sum, digits: 6) + [0, 0x20], at: 148, upTo: 8)
        return header
    }
}

/// Gathers bytes into pieces of about 64 KB.
package struct PieceBuffer {
    private static let size = 64 << 10

    private let sink: ([UInt8]) throws -> Void
    private var bytes: [UInt8] = []

    /// Creates an empty buffer.
    package init(sink: @escaping ([UInt8]) throws -> Void) {
        self.sink = sink
    }

    /// Adds bytes that stay together.
    package mutating func append(_ added: some Collection<UInt8>) throws {
        bytes += added
        if bytes.count >= Self.size { try flush() }
    }

    /// Adds a line without its end.
    package mutating func append(line: some Collection<UInt8>) throws {
        bytes += line
        try append(CollectionOfOne(UInt8(ascii: "\n")))
    }

    /// Hands over what is left.
    package mutating func flush() throws {
        guard !bytes.isEmpty else { return }
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}

/// Appends integers and texts to a byte buffer in the store's compact form.
///
/// Integers are variable-length: seven bits a byte, the lowest first.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    /// Begins anew, with the room it has.
    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func write(byte: UInt8) {
        bytes.append(byte)
    }

    mutating func write(bytes more: [UInt8]) {
        bytes.append(contentsOf: more)
    }

    mutating func write(buffer: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: buffer)
    }

    /// Appends numbers as they lie in memory.
    mutating func write<Word: FixedWidthInteger & BitwiseCopyable>(words: [Word]) {
        words.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    mutating func write(unsigned value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func write(count: Int) {
        write(unsigned: UInt64(clamping: count))
    }

    mutating func write(text: String) {
        var text = text
        text.withUTF8 { utf8 in
            write(count: utf8.count)
            bytes.append(contentsOf: utf8)
        }
    }
}

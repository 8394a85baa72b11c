#if canImport(Glibc)
    import Glibc
#endif

/// A few byte strings, numbered from 0 in the order in which they were first met.
struct ByteTable {
    private var storage: [UInt8] = []
    /// Where each begins in the storage, and at the end where the next will.
    private var starts = [0]
    /// Numbers plus one by hash, 0 where free; a power of two of places.
    private var slots = [UInt32](repeating: 0, count: 64)

    /// The number of a byte string, and whether it is met for the first time.
    mutating func place(
        of bytes: UnsafeBufferPointer<UInt8>
    ) -> (place: Int, isNew: Bool) {
        let mask = slots.count - 1
        var slot = Self.hash(bytes) & mask
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if isEqual(bytes, place) { return (place, false) }
            slot = (slot + 1) & mask
        }
        let place = starts.count - 1
        storage.append(contentsOf: bytes)
        starts.append(storage.count)
        slots[slot] = UInt32(truncatingIfNeeded: place + 1)
        if starts.count * 2 > slots.count { grow() }
        return (place, true)
    }

    @inline(__always)
    private func isEqual(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        let (start, end) = (starts[place], starts[place + 1])
        guard end - start == bytes.count, let base = bytes.baseAddress else {
            return end == start && bytes.isEmpty
        }
        return storage.withUnsafeBytes { stored in
            stored.baseAddress.map { memcmp($0 + start, base, bytes.count) == 0 } ?? false
        }
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 4)
        storage.withUnsafeBufferPointer { storage in
            for place in 0..<starts.count - 1 {
                let bytes = UnsafeBufferPointer(
                    rebasing: storage[starts[place]..<starts[place + 1]])
                var slot = Self.hash(bytes) & (slots.count - 1)
                while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
                slots[slot] = UInt32(truncatingIfNeeded: place + 1)
            }
        }
    }

    /// Mixes the length with the first and the last bytes.
    @inline(__always)
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var state = UInt64(truncatingIfNeeded: bytes.count)
        if bytes.count >= 8 {
            let raw = UnsafeRawBufferPointer(bytes)
            state = state &* 31 &+ raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
            state =
                state &* 0xD6E8_FEB8_6659_FD93
                &+ raw.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
        } else {
            for byte in bytes { state = state << 8 ^ UInt64(byte) }
        }
        state = (state ^ state >> 32) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: state >> 32)
    }
}

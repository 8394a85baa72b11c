/// Compares as `memcmp` does, without needing a C library.
func compareBytes(
    _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int
) -> Int {
    let (first, second) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
    var offset = 0
    while offset + 8 <= count {
        let a = first.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let b = second.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        if a != b { return a.bigEndian < b.bigEndian ? -1 : 1 }
        offset += 8
    }
    while offset < count {
        if left[offset] != right[offset] { return left[offset] < right[offset] ? -1 : 1 }
        offset += 1
    }
    return 0
}

/// Orders byte strings: by the first byte that differs, else the shorter one first.
package func compareBytes(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
) -> Int {
    if let first = left.baseAddress, let second = right.baseAddress {
        let common = compareBytes(first, second, min(left.count, right.count))
        if common != 0 { return common }
    }
    return left.count == right.count ? 0 : left.count < right.count ? -1 : 1
}

/// A hash of bytes by multiplying and folding, eight at a time.
func mixBytes(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt64 {
    var state = mix(seed ^ 0x9E37_79B9_7F4A_7C15, UInt64(truncatingIfNeeded: bytes.count) | 1)
    guard let start = bytes.baseAddress else { return state }
    let raw = UnsafeRawPointer(start)
    var offset = 0
    while offset + 8 <= bytes.count {
        let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        state = mix(state ^ word, 0xD6E8_FEB8_6659_FD93)
        offset += 8
    }
    var rest: UInt64 = 0
    while offset < bytes.count {
        rest = rest << 8 | UInt64(bytes[offset])
        offset += 1
    }
    return mix(state ^ rest, 0xA076_1D64_78BD_642F)
}

/// Multiplies to 128 bits and folds the halves.
func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
}

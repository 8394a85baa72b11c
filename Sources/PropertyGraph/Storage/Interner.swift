import Synchronization

/// All texts and encoded values of a graph's versions, each once, numbered in order of arrival.
///
/// Codes never change their meaning and are never given up; a graph that is loaded anew starts
/// with the texts it needs. Looking up by code takes no lock; looking up by content does.
///
/// Safety: an entry is written once, under the mutex, before its code is given to anyone, and
/// neither entries nor bytes move or are freed before the interner. Whoever has a code got it
/// from its writer through some synchronisation, so reading the entry races with nothing.
final class Interner: @unchecked Sendable {
    /// Where one text is.
    struct Entry {
        var bytes: UnsafePointer<UInt8>
        /// The number of bytes; the top bit marks an encoded value.
        var length: UInt32
        var hash: UInt32
    }

    /// Texts or encoded values: equal bytes of different kinds are different entries.
    enum Kind {
        case text
        case encoded
    }

    /// The longest text in bytes.
    static let longest = 0x7FFF_FFFF
    /// The number of codes that can be given out.
    static let limit: UInt32 = 0xFFFF_FFF0

    /// The first chunk has this many entries, each further one twice as many.
    private static let firstChunk: UInt64 = 1024
    private static let chunkLimit = 23
    private static let encodedFlag: UInt32 = 0x8000_0000

    /// Pointers to chunks of entries.
    private let directory: UnsafeMutablePointer<UnsafeMutablePointer<Entry>?>
    private let lock = Mutex<Void>(())
    /// Touched under the lock only.
    private var state = State()
    private let seed: UInt64

    init() {
        directory = .allocate(capacity: Self.chunkLimit)
        directory.initialize(repeating: nil, count: Self.chunkLimit)
        var random = SystemRandomNumberGenerator()
        seed = random.next()
    }

    deinit {
        for chunk in 0..<Self.chunkLimit {
            directory[chunk]?.deallocate()
        }
        state.free()
        directory.deallocate()
    }

    /// The bytes behind a code; empty for a code that was never given out.
    func bytes(_ code: UInt32) -> UnsafeBufferPointer<UInt8> {
        let (chunk, offset) = Self.place(of: code)
        guard let entries = directory[chunk] else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        let entry = entries[offset]
        return UnsafeBufferPointer(
            start: entry.bytes, count: Int(entry.length & ~Self.encodedFlag))
    }

    /// The first byte behind a code; 0 for an empty text.
    @inline(__always)
    func firstByte(_ code: UInt32) -> UInt8 {
        let (chunk, offset) = Self.place(of: code)
        guard let entries = directory[chunk] else { return 0 }
        return entries[offset].length & ~Self.encodedFlag > 0 ? entries[offset].bytes.pointee : 0
    }

    /// The bytes of all contents and tables.
    var memory: Int { lock.withLock { _ in state.memory } }

    /// The code of some bytes, if they were interned.
    func find(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: Kind) -> UInt32? {
        let hash = hash(bytes, kind)
        return lock.withLock { _ in find(bytes, kind, hash).code }
    }

    /// The code of some bytes, interning them if they are new; nil when all codes are used up.
    func intern(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: Kind) -> UInt32? {
        guard bytes.count <= Self.longest else { return nil }
        let hash = hash(bytes, kind)
        return lock.withLock { _ -> UInt32? in
            state.growIfNeeded { self.entry($0).hash }
            let (found, slot) = find(bytes, kind, hash)
            if let found { return found }
            let code = state.count
            guard code < Self.limit else { return nil }
            let (chunk, offset) = Self.place(of: code)
            if directory[chunk] == nil {
                // Zeroed, so that even a made-up code reads an empty text and nothing worse.
                let room = Int(Self.firstChunk) << chunk
                let empty = Entry(
                    bytes: state.store(UnsafeBufferPointer(start: nil, count: 0)),
                    length: 0, hash: 0)
                let entries = UnsafeMutablePointer<Entry>.allocate(capacity: room)
                HugePages.advise(entries, room * MemoryLayout<Entry>.stride)
                entries.initialize(repeating: empty, count: room)
                directory[chunk] = entries
                state.memory += room * MemoryLayout<Entry>.stride
            }
            let flag = kind == .encoded ? Self.encodedFlag : 0
            let entry = Entry(
                bytes: state.store(bytes),
                length: UInt32(truncatingIfNeeded: bytes.count) | flag,
                hash: hash)
            if let entries = directory[chunk] {
                entries[offset] = entry
            }
            state.slots[slot] = code + 1
            state.count += 1
            return code
        }
    }

    /// Safety: for codes below `count` only.
    private func entry(_ code: UInt32) -> Entry {
        let (chunk, offset) = Self.place(of: code)
        guard let entries = directory[chunk] else {
            preconditionFailure("a code in use has an entry")
        }
        return entries[offset]
    }

    /// The chunk and the place in it where a code's entry is.
    private static func place(of code: UInt32) -> (chunk: Int, offset: Int) {
        let shifted = UInt64(code) + firstChunk
        let chunk = 53 - shifted.leadingZeroBitCount
        return (chunk, Int(shifted - firstChunk << UInt64(chunk)))
    }

    private func find(
        _ bytes: UnsafeBufferPointer<UInt8>, _ kind: Kind, _ hash: UInt32
    ) -> (code: UInt32?, slot: Int) {
        let length =
            UInt32(truncatingIfNeeded: bytes.count) | (kind == .encoded ? Self.encodedFlag : 0)
        let mask = state.slots.count - 1
        var slot = Int(hash) & mask
        while true {
            let occupant = state.slots[slot]
            if occupant == 0 { return (nil, slot) }
            let entry = entry(occupant - 1)
            if entry.hash == hash, entry.length == length,
                equalBytes(entry.bytes, bytes.baseAddress, bytes.count)
            {
                return (occupant - 1, slot)
            }
            slot = (slot + 1) & mask
        }
    }

    private func equalBytes(
        _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>?, _ count: Int
    ) -> Bool {
        guard let right else { return count == 0 }
        return compareBytes(left, right, count) == 0
    }

    private func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: Kind) -> UInt32 {
        let mixed = mixBytes(bytes, seed: kind == .encoded ? ~seed : seed)
        return UInt32(truncatingIfNeeded: mixed ^ mixed >> 32)
    }
}

extension Interner {
    /// What changes under the mutex.
    struct State: ~Copyable {
        var count: UInt32 = 0
        /// Codes plus one by hash, 0 where free; a power of two of places.
        var slots = [UInt32](repeating: 0, count: 256)
        var memory = 0
        private var room = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
        private var buffers: [UnsafeMutablePointer<UInt8>] = []
        private var nextBuffer = 4096

        mutating func store(
            _ bytes: UnsafeBufferPointer<UInt8>
        ) -> UnsafePointer<UInt8> {
            if room.count < bytes.count || room.baseAddress == nil {
                addBuffer(atLeast: bytes.count)
            }
            guard let start = room.baseAddress else {
                preconditionFailure("a buffer was just added")
            }
            if let source = bytes.baseAddress {
                start.update(from: source, count: bytes.count)
            }
            room = UnsafeMutableBufferPointer(
                start: start + bytes.count, count: room.count - bytes.count)
            return UnsafePointer(start)
        }

        private mutating func addBuffer(atLeast size: Int) {
            let size = max(size, nextBuffer)
            nextBuffer = min(nextBuffer * 2, 8 << 20)
            let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
            HugePages.advise(buffer, size)
            buffers.append(buffer)
            memory += size
            room = UnsafeMutableBufferPointer(start: buffer, count: size)
        }

        mutating func growIfNeeded(_ hash: (UInt32) -> UInt32) {
            guard Int(count) * 8 >= slots.count * 5 else { return }
            let places = slots.count * 2
            var larger = [UInt32](unsafeUninitializedCapacity: places) { buffer, count in
                if let start = buffer.baseAddress {
                    HugePages.advise(start, places * MemoryLayout<UInt32>.stride)
                }
                buffer.initialize(repeating: 0)
                count = places
            }
            let mask = larger.count - 1
            for code in 0..<count {
                var slot = Int(hash(code)) & mask
                while larger[slot] != 0 {
                    slot = (slot + 1) & mask
                }
                larger[slot] = code + 1
            }
            slots = larger
        }

        mutating func free() {
            for buffer in buffers {
                buffer.deallocate()
            }
            buffers = []
        }
    }
}

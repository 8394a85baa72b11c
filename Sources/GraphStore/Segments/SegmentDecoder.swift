internal import PropertyGraph

/// Reads what `SegmentEncoder` wrote, into a graph that is being loaded.
///
/// Everything is checked: bytes that are no segment give an error and never a trap.
struct SegmentDecoder {
    private let builder: GraphBuilder
    private var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    private var position = 0

    private var cells: [Cell] = []
    private var texts: [Cell] = []
    private var present: [Bool] = []

    /// The identities of the segment.
    private(set) var ids: [UInt32] = []

    init(_ builder: GraphBuilder) {
        self.builder = builder
    }

    /// Begins to read a segment, whose bytes must stay where they are until the last call of `readColumns`.
    mutating func begin(
        _ content: UnsafeRawBufferPointer, count: Int
    ) throws(DecodingFailure) {
        bytes = content
        position = 0
        ids.removeAll(keepingCapacity: true)
        guard count <= SegmentEncoder.rowLimit else { throw Self.malformed }
        var next: UInt64 = 0
        for _ in 0..<(try readCount()) {
            let first = next + (try readUnsigned() & 0xFFFF_FFFF)
            let length = try readUnsigned()
            guard length <= UInt64(count - ids.count), first + length <= 1 << 31 else {
                throw Self.malformed
            }
            for id in first..<first + length { ids.append(UInt32(id)) }
            next = first + length
        }
        guard ids.count == count else { throw Self.malformed }
    }

    /// Where the relationships start, or end.
    mutating func readEnds() throws(DecodingFailure) -> [UInt32] {
        var ends: [UInt32] = []
        ends.reserveCapacity(ids.count)
        var isFitting = true
        try takePacked(ids.count).visit { number in
            isFitting = isFitting && number >= 0 && number < 1 << 31
            ends.append(UInt32(truncatingIfNeeded: number))
        }
        guard isFitting else { throw Self.malformed }
        return ends
    }

    /// Reads all columns and gives each to `body`, with a cell for each row.
    mutating func readColumns(
        _ body: (PropertyKeyID, [Cell]) throws(GraphError) -> Void
    ) throws(DecodingFailure) {
        for _ in 0..<(try readCount()) {
            guard let key = UInt32(exactly: try readUnsigned()) else { throw Self.malformed }
            try readColumn()
            do throws(GraphError) {
                try body(PropertyKeyID(key), cells)
            } catch {
                throw DecodingFailure(reason: "\(error)")
            }
        }
        guard position == bytes.count else { throw Self.malformed }
    }

    private static let malformed = DecodingFailure(reason: "its contents are malformed")

    // MARK: Columns

    private mutating func readColumn() throws(DecodingFailure) {
        let hasGaps = try readByte() != 0
        present.removeAll(keepingCapacity: true)
        if hasGaps { try takeBits(ids.count).visit { present.append($0) } }
        let count = hasGaps ? present.count { $0 } : ids.count
        cells.removeAll(keepingCapacity: true)
        guard let kind = SegmentEncoder.Kind(rawValue: try readByte()) else {
            throw Self.malformed
        }
        switch kind {
        case .integers: try takePacked(count).visit { cells.append(.integer($0)) }
        case .floats:
            let words = try take(count * 8)
            for index in 0..<count {
                let bits = words.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
                cells.append(Cell(tag: .float, bits: UInt64(littleEndian: bits)))
            }
        case .booleans: try takeBits(count).visit { cells.append(.boolean($0)) }
        case .texts: try readTexts(count)
        case .others:
            for _ in 0..<count { cells.append(try readValue()) }
        }
        if hasGaps { spread() }
    }

    /// Puts the cells, which are those of the rows that have one, in their rows.
    private mutating func spread() {
        var source = cells.count
        var target = present.count
        cells += [Cell](repeating: .null, count: target - source)
        while target > source {
            target -= 1
            if present[target] {
                source -= 1
                cells[target] = cells[source]
            } else {
                cells[target] = .null
            }
        }
    }

    private mutating func readTexts(_ count: Int) throws(DecodingFailure) {
        texts.removeAll(keepingCapacity: true)
        let number = try readCount()
        guard number <= count else { throw Self.malformed }
        var lengths: [Int] = []
        lengths.reserveCapacity(number)
        for _ in 0..<number { lengths.append(try readCount()) }
        for length in lengths {
            let text = try take(length).assumingMemoryBound(to: UInt8.self)
            guard Self.isUTF8(text) else {
                throw DecodingFailure(reason: "a text is not UTF-8")
            }
            do throws(GraphError) {
                texts.append(try builder.cell(storingText: text))
            } catch {
                throw DecodingFailure(reason: "\(error)")
            }
        }
        var isKnown = true
        try takePacked(count).visit { place in
            if place >= 0, place < texts.count {
                cells.append(texts[Int(place)])
            } else {
                isKnown = false
            }
        }
        guard isKnown else { throw Self.malformed }
    }

    private static func isUTF8(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.allSatisfy { $0 < 0x80 } || String(validating: text, as: UTF8.self) != nil
    }

    private mutating func readValue() throws(DecodingFailure) -> Cell {
        let encoded = try take(try readCount()).assumingMemoryBound(to: UInt8.self)
        var reader = ValueCoding.Reader(encoded)
        guard let value = reader.next(), reader.isAtEnd, !value.isNull else {
            throw DecodingFailure(reason: "a value is malformed")
        }
        do throws(GraphError) {
            return try builder.cell(storing: value)
        } catch {
            throw DecodingFailure(reason: "\(error)")
        }
    }

    // MARK: Bytes

    private mutating func take(_ count: Int) throws(DecodingFailure) -> UnsafeRawBufferPointer {
        guard count >= 0, count <= bytes.count - position else {
            throw DecodingFailure(reason: "it ends too early")
        }
        defer { position += count }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
    }

    private mutating func readByte() throws(DecodingFailure) -> UInt8 { try take(1)[0] }

    private mutating func readUnsigned() throws(DecodingFailure) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try readByte()
            guard shift < 63 || (shift == 63 && byte <= 1) else { throw Self.malformed }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    /// A count of things, each at least a byte or a row.
    private mutating func readCount() throws(DecodingFailure) -> Int {
        let count = try readUnsigned()
        guard count <= UInt64(bytes.count - position) else { throw Self.malformed }
        return Int(count)
    }

    private mutating func takeBits(_ count: Int) throws(DecodingFailure) -> Bits {
        Bits(bytes: try take((count + 7) / 8), count: count)
    }

    private mutating func takePacked(_ count: Int) throws(DecodingFailure) -> PackedNumbers {
        let zigzag = try readUnsigned()
        let width = Int(try readByte())
        guard [0, 1, 2, 4, 8].contains(width) else { throw Self.malformed }
        return PackedNumbers(
            bytes: try take(count * width), count: count,
            least: Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1), width: width)
    }
}

/// Bits as they are stored; there are bytes enough.
private struct Bits {
    let bytes: UnsafeRawBufferPointer
    let count: Int

    @inline(__always)
    func visit(_ body: (Bool) -> Void) {
        for index in 0..<count { body(bytes[index >> 3] & 1 << UInt8(index & 7) != 0) }
    }
}

/// Numbers as they are stored; there are bytes enough.
private struct PackedNumbers {
    let bytes: UnsafeRawBufferPointer
    let count: Int
    let least: Int64
    let width: Int

    @inline(__always)
    func visit(_ body: (Int64) -> Void) {
        switch width {
        case 0: for _ in 0..<count { body(least) }
        case 1: each(UInt8.self, body)
        case 2: each(UInt16.self, body)
        case 4: each(UInt32.self, body)
        default: each(UInt64.self, body)
        }
    }

    @inline(__always)
    private func each<Word: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ type: Word.Type, _ body: (Int64) -> Void
    ) {
        for index in 0..<count {
            let word = bytes.loadUnaligned(
                fromByteOffset: index * MemoryLayout<Word>.size, as: Word.self)
            body(least &+ Int64(bitPattern: UInt64(truncatingIfNeeded: Word(littleEndian: word))))
        }
    }
}

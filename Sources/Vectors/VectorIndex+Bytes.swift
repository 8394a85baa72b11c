extension VectorIndex {
    /// The index as bytes.
    public func serialized() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(byteCount + 1_024)
        serialize { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// Writes the index piece by piece.
    ///
    /// - Throws: What `write` throws.
    public func serialize<E: Error>(
        _ write: (UnsafeRawBufferPointer) throws(E) -> Void
    ) throws(E) {
        var checksum = Checksum()
        func put(_ piece: UnsafeRawBufferPointer) throws(E) {
            checksum.update(piece)
            try write(piece)
        }
        try withBytes(of: header, put)
        for start in stride(from: 0, to: rows.count, by: ChunkedRows<Row>.rowsPerChunk) {
            let end = min(start + ChunkedRows<Row>.rowsPerChunk, rows.count)
            try withBytes(of: rowBytes(start..<end), put)
        }
        try scales.forEachPiece(put)
        try coarse.forEachPiece(put)
        try residuals.forEachPiece(put)
        try bottom.forEachPiece(put)
        try upper.forEachPiece(put)
        try withBytes(of: [checksum.value.littleEndian], write)
    }

    private func withBytes<T: BitwiseCopyable, E: Error>(
        of values: [T], _ body: (UnsafeRawBufferPointer) throws(E) -> Void
    ) throws(E) {
        try values.withUnsafeBufferPointer { (buffer) throws(E) in
            try body(UnsafeRawBufferPointer(buffer))
        }
    }

    private var header: [UInt64] {
        let numbers = [
            dimension, settings.links, settings.linkingEffort, settings.scanLimit,
        ].map { UInt64($0) }
        let counts = [rows.count, upper.count, linkedCount, Int(entry), topLevel]
        return [IndexFile.magic, IndexFile.version] + numbers + [settings.seed]
            + counts.map { UInt64($0) } + [0]
    }

    private func rowBytes(_ range: Range<Int>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count * IndexFile.rowSize)
        for number in range {
            let row = rows.row(number).pointee
            withUnsafeBytes(of: row.key.littleEndian) { bytes += $0 }
            withUnsafeBytes(of: row.fineScale.bitPattern.littleEndian) { bytes += $0 }
            withUnsafeBytes(of: row.upperStart.littleEndian) { bytes += $0 }
            bytes.append(row.level)
            bytes.append(row.isRemoved ? 1 : 0)
        }
        return bytes
    }

    // MARK: Reading

    /// Reads an index from the bytes that `serialized()` gave.
    ///
    /// - Throws: `VectorError.damaged` for any others; links are checked, so that searching what
    ///   was read is as safe as searching what was built.
    public init(reading bytes: [UInt8]) throws(VectorError) {
        self = try bytes.withUnsafeBufferPointer { (bytes) throws(VectorError) in
            try VectorIndex(reading: UnsafeRawBufferPointer(bytes))
        }
    }

    /// Reads an index from bytes in memory, such as those of a mapped file.
    ///
    /// - Throws: `VectorError.damaged`.
    public init(reading bytes: UnsafeRawBufferPointer) throws(VectorError) {
        try self.init(reading: bytes, isChecksumIgnored: false)
    }

    /// Reads bytes whose checksum may be wrong, so that tests reach what is checked beside it.
    package init(ignoringChecksumOf bytes: [UInt8]) throws(VectorError) {
        self = try bytes.withUnsafeBufferPointer { (bytes) throws(VectorError) in
            try VectorIndex(reading: UnsafeRawBufferPointer(bytes), isChecksumIgnored: true)
        }
    }

    private init(
        reading bytes: UnsafeRawBufferPointer, isChecksumIgnored: Bool
    ) throws(VectorError) {
        var reader = IndexReader(bytes)
        let head = try reader.piece(IndexFile.headerFields * 8)
        func field(_ place: Int, _ range: ClosedRange<UInt64>) throws(VectorError) -> Int {
            let value = UInt64(
                littleEndian: head.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
            guard range.contains(value) else { throw .damaged("a number of the head is wrong") }
            return Int(value)
        }
        _ = try field(0, IndexFile.magic...IndexFile.magic)
        _ = try field(1, IndexFile.version...IndexFile.version)
        let settings = Settings(
            links: try field(3, 4...64), linkingEffort: try field(4, 8...4_096),
            scanLimit: try field(5, 0...UInt64(Int64.max)),
            seed: UInt64(littleEndian: head.loadUnaligned(fromByteOffset: 48, as: UInt64.self)))
        let dimension = try field(2, 1...UInt64(Self.maximumDimension))
        try self.init(dimension: dimension, settings: settings)
        let count = try field(7, 0...UInt64(Int32.max))
        let upperCount = try field(8, 0...UInt64(count * Self.maximumLevel))
        linkedCount = try field(9, 0...UInt64(count))
        entry = UInt32(try field(10, 0...UInt64(max(0, linkedCount - 1))))
        topLevel = try field(11, 0...UInt64(Self.maximumLevel))
        try readRows(count, &reader)
        try Self.fill(&scales, count, &reader)
        try Self.fill(&coarse, count, &reader)
        try Self.fill(&residuals, count, &reader)
        try Self.fill(&bottom, count, &reader)
        try Self.fill(&upper, upperCount, &reader)
        try reader.end(isChecksumIgnored: isChecksumIgnored)
        try checkRows()
        try checkLinks()
    }

    private mutating func readRows(
        _ count: Int, _ reader: inout IndexReader
    ) throws(VectorError) {
        for start in stride(from: 0, to: count, by: ChunkedRows<Row>.rowsPerChunk) {
            let size = min(ChunkedRows<Row>.rowsPerChunk, count - start)
            let piece = try reader.piece(size * IndexFile.rowSize)
            for number in 0..<size {
                let at = number * IndexFile.rowSize
                func word(_ offset: Int) -> UInt32 {
                    UInt32(
                        littleEndian: piece.loadUnaligned(
                            fromByteOffset: at + offset, as: UInt32.self))
                }
                let key = UInt64(
                    littleEndian: piece.loadUnaligned(fromByteOffset: at, as: UInt64.self))
                rows.append().pointee = Row(
                    key: key, fineScale: Float(bitPattern: word(8)), upperStart: word(12),
                    level: piece[at + 16], isRemoved: piece[at + 17] != 0)
            }
        }
    }

    private static func fill<Element>(
        _ target: inout ChunkedRows<Element>, _ count: Int, _ reader: inout IndexReader
    ) throws(VectorError) {
        let size = target.width * MemoryLayout<Element>.stride
        for start in stride(from: 0, to: count, by: ChunkedRows<Element>.rowsPerChunk) {
            let rows = min(ChunkedRows<Element>.rowsPerChunk, count - start)
            let piece = try reader.piece(rows * size)
            for number in 0..<rows {
                UnsafeMutableRawBufferPointer(start: target.append(), count: size)
                    .copyMemory(
                        from: UnsafeRawBufferPointer(
                            rebasing: piece[number * size..<(number + 1) * size]))
            }
        }
    }

    private mutating func checkRows() throws(VectorError) {
        for number in 0..<rows.count {
            let row = rows.row(number).pointee
            let scale = scales.row(number).pointee
            guard scale.isFinite, scale > 0, row.fineScale.isFinite, row.fineScale > 0,
                Int(row.level) <= Self.maximumLevel,
                Int(row.upperStart) + Int(row.level) <= upper.count
            else { throw .damaged("row \(number) is wrong") }
            if row.isRemoved { continue }
            guard map[row.key] == nil else { throw .damaged("a key is there twice") }
            map[row.key] = number
        }
    }

    private func checkLinks() throws(VectorError) {
        if linkedCount > 0 {
            guard Int(rows.row(Int(entry)).pointee.level) == topLevel else {
                throw .damaged("the entry is not on the top level")
            }
        }
        for number in 0..<rows.count {
            let row = UInt32(truncatingIfNeeded: number)
            for level in 0...Int(rows.row(number).pointee.level) {
                let list = links(row, level)
                let limit = number >= linkedCount ? 0 : (level == 0 ? 2 : 1) * settings.links
                guard Int(list[0]) <= limit else { throw .damaged("row \(number) has many links") }
                for place in 0..<Int(list[0]) {
                    let target = Int(list[place + 1])
                    guard target < linkedCount, Int(rows.row(target).pointee.level) >= level
                    else { throw .damaged("a link of row \(number) leads nowhere") }
                }
            }
        }
    }
}

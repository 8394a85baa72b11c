/// Rows of equal width in chunks, where a copy shares every chunk that neither side changes.
///
/// Copying costs one reference for each 256 rows; changing a row of a shared chunk copies that
/// chunk. So an index keeps its value semantics while a commit changes a few rows of a million.
struct ChunkedRows<Element: BitwiseCopyable> {
    /// The memory of 256 rows.
    private final class Chunk {
        let base: UnsafeMutablePointer<Element>
        private let raw: UnsafeMutableRawPointer

        init(elements: Int, copying other: Chunk? = nil) {
            let bytes = elements * MemoryLayout<Element>.stride
            raw = .allocate(byteCount: bytes, alignment: 64)
            if let other {
                raw.copyMemory(from: other.raw, byteCount: bytes)
            } else {
                raw.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
            }
            base = raw.bindMemory(to: Element.self, capacity: elements)
        }

        deinit {
            raw.deallocate()
        }
    }

    private static var shift: Int { 8 }
    /// How many rows a chunk has.
    static var rowsPerChunk: Int { 1 << shift }

    /// The elements of a row.
    let width: Int
    /// The number of rows.
    private(set) var count = 0
    private var chunks: [Chunk] = []
    /// The chunks' memory, so that reading a row counts no references.
    private var bases: [UnsafeMutablePointer<Element>] = []

    init(width: Int) {
        self.width = width
    }

    /// The elements of a row, for reading while this value is held.
    @inline(__always)
    func row(_ row: Int) -> UnsafePointer<Element> {
        UnsafePointer(bases[row &>> Self.shift] + (row & (Self.rowsPerChunk &- 1)) &* width)
    }

    /// The elements of a row whose chunk has been made this value's own.
    ///
    /// Threads may write different rows at the same time.
    @inline(__always)
    func ownRow(_ row: Int) -> UnsafeMutablePointer<Element> {
        bases[row &>> Self.shift] + (row & (Self.rowsPerChunk &- 1)) &* width
    }

    /// Makes the chunk of a row this value's own, so that `ownRow` may write there.
    mutating func own(_ row: Int) {
        let number = row >> Self.shift
        guard !isKnownUniquelyReferenced(&chunks[number]) else { return }
        let copy = Chunk(elements: width * Self.rowsPerChunk, copying: chunks[number])
        chunks[number] = copy
        bases[number] = copy.base
    }

    /// The elements of a row, for writing.
    mutating func mutableRow(_ row: Int) -> UnsafeMutablePointer<Element> {
        own(row)
        return ownRow(row)
    }

    /// Adds a row of zeros.
    ///
    /// - Returns: Its elements, for writing.
    @discardableResult
    mutating func append() -> UnsafeMutablePointer<Element> {
        if count & (Self.rowsPerChunk - 1) == 0 {
            let chunk = Chunk(elements: width * Self.rowsPerChunk)
            chunks.append(chunk)
            bases.append(chunk.base)
        }
        count += 1
        return mutableRow(count - 1)
    }

    /// The bytes held.
    var byteCount: Int {
        chunks.count * Self.rowsPerChunk * width * MemoryLayout<Element>.stride
    }

    /// The rows' memory piece by piece, in order.
    func forEachPiece<E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> Void) throws(E) {
        for (number, chunk) in chunks.enumerated() {
            let rows = min(Self.rowsPerChunk, count - number * Self.rowsPerChunk)
            try body(
                UnsafeRawBufferPointer(UnsafeBufferPointer(start: chunk.base, count: rows * width)))
        }
    }
}

// Chunks are changed only through a value that holds the one reference to them; the rows that
// several threads write at once while an index is linked are different ones.
extension ChunkedRows: @unchecked Sendable {}

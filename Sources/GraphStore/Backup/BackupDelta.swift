internal import Foundation
internal import PropertyGraph

/// The pages in which a store differs from an earlier full backup of it.
///
///     delta  = "LXGDELT1" page-size pages page* end
///     page   = number (from 1) bytes
///     end    = 0 checksum base-pages base-checksum
///
/// Numbers have four bytes, checksums eight, all big-endian. The base's checksum tells that a delta
/// is applied to the file that it was made from.
enum BackupDelta {
    private static let magic = Array("LXGDELT1".utf8)
    private static let headerSize = 8 + 4 + 4
    static let endSize = 4 + 8 + 4 + 8

    /// Whether a file that begins with these bytes is a delta.
    static func recognizes(_ bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }

    // MARK: Writing

    /// Writes how `copy`, a store file, differs from `base`, a full backup.
    static func write(
        from base: String, to copy: String, passphrase: [UInt8]?, into writer: BackupWriter
    ) throws {
        let size = try pageSize(of: copy)
        let descriptor = open(copy, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoredFile.failure(copy) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw StoredFile.failure(copy) }
        let pages = UInt32(clamping: Int(status.st_size) / size)
        let header = magic + bytes(UInt32(clamping: size)) + bytes(pages)
        try writer.append(header)
        var sum = PageSum()
        sum.add(header)
        var baseline = PageSum()
        func compare(_ number: UInt32, _ page: [UInt8]?) throws {
            guard number <= pages else { return }
            let new = try read(descriptor, number, size, copy)
            guard new != page else { return }
            sum.add(bytes(number) + new)
            try writer.append(bytes(number) + new)
        }
        try forEachPage(base, passphrase, size) { number, page in
            baseline.add(page)
            try compare(number, page)
        }
        if baseline.count < pages {
            for number in baseline.count + 1...pages { try compare(number, nil) }
        }
        try writer.append(
            bytes(UInt32(0)) + bytes(sum.sum) + bytes(baseline.count) + bytes(baseline.sum))
    }

    private static func pageSize(of path: String) throws -> Int {
        guard let file = FileHandle(forReadingAtPath: path),
            let header = try file.read(upToCount: 18), header.count == 18
        else { throw StoredFile.failure(path) }
        // Source: SQLite's file format, "The Database Header"; 1 stands for 65,536.
        let size = Int(header[16]) << 8 | Int(header[17])
        guard size != 1 else { return 65_536 }
        guard size >= 512, size & (size - 1) == 0 else {
            throw BackupError("`\(path)` is no SQLite file.")
        }
        return size
    }

    private static func read(
        _ descriptor: Int32, _ number: UInt32, _ size: Int, _ path: String
    ) throws -> [UInt8] {
        var page = [UInt8](repeating: 0, count: size)
        guard pread(descriptor, &page, size, off_t(number - 1) * off_t(size)) == size else {
            throw StoredFile.failure(path)
        }
        return page
    }

    /// Calls `body` with each page of a full backup.
    private static func forEachPage(
        _ path: String, _ passphrase: [UInt8]?, _ size: Int,
        _ body: (UInt32, [UInt8]) throws -> Void
    ) throws {
        var pending: [UInt8] = []
        var number: UInt32 = 0
        try BackupReader.forEachPiece(path, passphrase: passphrase) { piece in
            pending += piece
            var start = 0
            while pending.count - start >= size {
                number += 1
                try body(number, Array(pending[start..<start + size]))
                start += size
            }
            pending.removeFirst(start)
        }
        guard pending.isEmpty else { throw BackupError("`\(path)` ends within a page.") }
    }

    // MARK: Applying

    /// Makes the file at `path`, which holds the base, what the delta was made from.
    static func apply(_ delta: String, to path: String, passphrase: [UInt8]?) throws {
        let damaged = BackupError("`\(delta)` is damaged.")
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoredFile.failure(path) }
        defer { close(descriptor) }
        var parser = DeltaParser()
        var pages: UInt32?
        var size = 0
        var base = PageSum()
        try BackupReader.forEachPiece(delta, passphrase: passphrase) { piece in
            parser.append(piece)
            if pages == nil, let header = parser.takeHeader(headerSize) {
                guard recognizes(header) else { throw damaged }
                size = Int(number(header[8..<12]))
                guard size >= 512, size <= 65_536 else { throw damaged }
                pages = UInt32(number(header[12..<16]))
                // As it is before the first page is written.
                try forEachPage(path, nil, size) { _, page in base.add(page) }
            }
            guard let pages else { return }
            while let (number, page) = parser.takePage(size) {
                guard number <= pages else { throw damaged }
                try StoredFile.write(
                    page, to: descriptor, at: UInt64(number - 1) * UInt64(size), path)
            }
        }
        guard let pages, let end = parser.end else { throw damaged }
        guard end == base else { throw BackupError("`\(delta)` belongs to another full backup.") }
        guard ftruncate(descriptor, off_t(pages) * off_t(size)) == 0 else {
            throw StoredFile.failure(path)
        }
    }

    static func number(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}

/// The checksum of pages, one after the other.
struct PageSum: Equatable {
    fileprivate(set) var sum: UInt64 = 0
    fileprivate(set) var count: UInt32 = 0

    init() {}

    /// What a delta's end says of its base.
    fileprivate init(atEnd bytes: ArraySlice<UInt8>) {
        count = UInt32(truncatingIfNeeded: BackupDelta.number(bytes.prefix(4)))
        sum = BackupDelta.number(bytes.dropFirst(4).prefix(8))
    }

    mutating func add(_ page: [UInt8]) {
        let word = page.withUnsafeBytes { UInt64(bitPattern: SegmentChecksum.of($0)) }
        sum = (sum &* 0x9E37_79B9_7F4A_7C15) ^ word
        count += 1
    }
}

/// Takes a delta's bytes apart as they come.
private struct DeltaParser {
    private var pending: [UInt8] = []
    private var start = 0
    private var sum = PageSum()
    /// The base's checksum, once the end was there and agreed.
    private(set) var end: PageSum?

    mutating func append(_ bytes: [UInt8]) {
        pending.removeFirst(start)
        start = 0
        pending += bytes
    }

    /// The header, once it is there.
    mutating func takeHeader(_ count: Int) -> [UInt8]? {
        let header = take(count)
        if let header { sum.add(header) }
        return header
    }

    private mutating func take(_ count: Int) -> [UInt8]? {
        guard pending.count - start >= count else { return nil }
        defer { start += count }
        return Array(pending[start..<start + count])
    }

    /// The next page; `nil` when more bytes are needed or there is none.
    mutating func takePage(_ size: Int) -> (number: UInt32, bytes: [UInt8])? {
        guard pending.count - start >= BackupDelta.endSize else { return nil }
        let number = UInt32(BackupDelta.number(pending[start..<start + 4]))
        guard number > 0 else {
            let rest = pending[(start + 4)...]
            let isWhole =
                pending.count - start == BackupDelta.endSize
                && BackupDelta.number(rest.prefix(8)) == sum.sum
            end = isWhole ? PageSum(atEnd: rest.dropFirst(8)) : nil
            return nil
        }
        guard let entry = take(4 + size) else { return nil }
        sum.add(entry)
        return (number, Array(entry.dropFirst(4)))
    }
}

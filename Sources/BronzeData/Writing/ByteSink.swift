internal import Foundation

/// A file that is written in large pieces beside its place and moved there when complete.
///
/// A run that is stopped half-way leaves the former file untouched.
struct ByteSink: ~Copyable {
    private let file: FileHandle
    private let path: String
    private var buffer: [UInt8] = []
    private static let pieceSize = 1 << 20

    /// Bytes written so far.
    private(set) var count = 0

    init(path: String) throws(BronzeError) {
        self.path = path
        guard FileManager.default.createFile(atPath: path + ".partial", contents: nil),
            let file = FileHandle(forWritingAtPath: path + ".partial")
        else { throw .cannotWrite(path: path, reason: "the file cannot be created") }
        self.file = file
        buffer.reserveCapacity(Self.pieceSize + 4_096)
    }

    /// Takes over the bytes of one or more rows and empties `bytes`.
    mutating func write(_ bytes: inout [UInt8]) throws(BronzeError) {
        count += bytes.count
        buffer.append(contentsOf: bytes)
        bytes.removeAll(keepingCapacity: true)
        if buffer.count >= Self.pieceSize { try flush() }
    }

    /// Writes what is left and moves the file to its place.
    mutating func finish() throws(BronzeError) -> Int {
        try flush()
        do {
            try file.close()
        } catch {
            throw .cannotWrite(path: path, reason: "\(error)")
        }
        guard rename(path + ".partial", path) == 0 else {
            throw .cannotWrite(path: path, reason: "it cannot be renamed")
        }
        return count
    }

    private mutating func flush() throws(BronzeError) {
        do {
            try file.write(contentsOf: buffer)
        } catch {
            throw .cannotWrite(path: path, reason: "\(error)")
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

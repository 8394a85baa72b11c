internal import Foundation
internal import PropertyGraph

/// Files that come into being whole or not at all.
enum StoredFile {
    /// Makes a file durable and gives it its final name.
    static func publish(_ part: String, as path: String) throws(GraphError) {
        let descriptor = open(part, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        let isSynced = fsync(descriptor) == 0
        close(descriptor)
        guard isSynced, rename(part, path) == 0 else { throw failure(path) }
        // The name is durable once the folder is.
        let folder = open(FileIdentity.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    /// Why the last call on a file failed.
    static func failure(_ path: String) -> GraphError {
        let code = errno
        if code == ENOSPC || code == EDQUOT {
            return .storage(.full, "The disk with `\(path)` is full.")
        }
        return .storage(
            code == EROFS ? .readOnly : .inaccessible,
            "`\(path)` cannot be used: \(String(cString: strerror(code))).")
    }

    /// Calls `body` with the pieces of a file.
    static func forEachPiece(
        _ path: String, _ body: ([UInt8]) throws -> Void
    ) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(path) }
            if count == 0 { return }
            try body(Array(buffer[..<count]))
        }
    }

    /// Writes all bytes, at a place when one is given.
    static func write(
        _ bytes: [UInt8], to descriptor: Int32, at offset: UInt64? = nil, _ path: String
    ) throws(GraphError) {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { rest in
                if let offset {
                    pwrite(
                        descriptor, rest.baseAddress, rest.count,
                        off_t(clamping: offset) + off_t(done))
                } else {
                    Foundation.write(descriptor, rest.baseAddress, rest.count)
                }
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            done += count
        }
    }
}

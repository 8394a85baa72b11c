internal import Foundation

/// Sockets in the file system.
public enum SocketPath {
    /// The path under which a socket is reached, however long its real path is.
    ///
    /// An address has room for 107 bytes. A longer path is replaced by one through the descriptor
    /// of its folder, which is good while `body` runs.
    public static func withShortPath<Result>(
        of path: String, _ body: (String) throws -> Result
    ) rethrows -> Result {
        guard path.utf8.count > 107 else { return try body(path) }
        let url = URL(fileURLWithPath: path)
        let folder = open(url.deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if folder >= 0 { close(folder) } }
        return try body("/proc/self/fd/\(folder)/\(url.lastPathComponent)")
    }

    /// Whether somebody listens at a path.
    public static func isAnswered(_ path: String) -> Bool {
        guard access(path, F_OK) == 0 else { return false }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return withAddress(of: path) { connect(descriptor, $0, $1) } == 0
    }

    static func withAddress(
        of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withShortPath(of: path) { path in
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let bytes = Array(path.utf8)
            guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
                errno = ENAMETOOLONG
                return -1
            }
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
            return withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
        }
    }
}

internal import Foundation

/// Which file a path leads to, whatever its name.
struct FileIdentity: Equatable {
    private let device: UInt64
    private let number: UInt64

    /// Whether it is a file with contents, not a folder, pipe or device.
    let isRegularFile: Bool

    /// The file that a path leads to now; `nil` when there is none.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
        isRegularFile = status.st_mode & S_IFMT == S_IFREG
    }

    /// The length of a file in bytes; 0 when there is none.
    static func size(of path: String) -> Int64 {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }

    /// The path without symbolic links; they may lead to a file that is not there yet.
    static func resolve(_ path: String) -> String {
        var path = path
        // As many links as Linux follows.
        for _ in 0..<40 {
            if let whole = real(path) { return whole }
            guard let next = target(ofLink: path) else { break }
            path = next.hasPrefix("/") ? next : folder(of: path) + "/" + next
        }
        guard let folder = real(folder(of: path)) else { return path }
        return folder + "/" + (path as NSString).lastPathComponent
    }

    /// The folder that a path's last name is in.
    static func folder(of path: String) -> String {
        let folder = (path as NSString).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
    }

    private static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func target(ofLink path: String) -> String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: path)
    }
}

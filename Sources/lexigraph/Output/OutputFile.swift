import Foundation

/// Writes a file whole or not at all.
enum OutputFile {
    /// Calls `body` with what appends bytes to the file.
    ///
    /// The bytes go to a file beside the target, which takes the target's place at the end; so what
    /// was there before stays when the writing fails. A pipe or device is written directly.
    static func write(
        to name: String,
        _ body: (@escaping ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        let path = Surroundings.path(name)
        var status = stat()
        let isSpecial = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        let destination = destination(path)
        let target = isSpecial ? path : "\(destination).part-\(getpid())"
        let flags = isSpecial ? O_WRONLY : O_WRONLY | O_CREAT | O_TRUNC
        let descriptor = open(target, flags | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        do {
            defer { close(descriptor) }
            try body { try append($0, to: descriptor, path) }
            guard isSpecial || fsync(descriptor) == 0 else { throw failure(path) }
        } catch {
            if !isSpecial { unlink(target) }
            throw error
        }
        guard isSpecial || rename(target, destination) == 0 else {
            let error = failure(path)
            unlink(target)
            throw error
        }
    }

    /// Where a symbolic link leads, so that the link itself is not replaced.
    private static func destination(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func append(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            rest = rest.dropFirst(count)
        }
    }

    private static func failure(_ path: String) -> CommandFailure {
        CommandFailure("`\(path)` cannot be written: \(String(cString: strerror(errno))).")
    }
}

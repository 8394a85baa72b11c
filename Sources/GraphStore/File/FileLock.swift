internal import Foundation

/// The right to write to a store file, held by one process at a time.
///
/// The lock is on a file of its own beside the store: closing any descriptor of the store itself
/// would drop the locks that SQLite holds. The kernel frees it when the process ends, however it
/// ends.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock, or answers `nil` when another process has it.
    ///
    /// - Parameter path: The store's path.
    /// - Throws: `FileLock.Failure` when the lock file cannot be made.
    init?(for path: String) throws(Failure) {
        descriptor = open(path + "-lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw Failure(reason: String(cString: strerror(errno)), isReadOnly: errno == EROFS)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }

    deinit {
        close(descriptor)
    }

    /// Why a lock file could not be made.
    struct Failure: Error {
        let reason: String
        let isReadOnly: Bool
    }
}

internal import Synchronization

/// A number of permits for work that must not be done too often at once.
final class Permits: Sendable {
    private let free: Mutex<Int>

    init(_ count: Int) {
        free = Mutex(count)
    }

    /// Takes a permit, to be given back; `false` when there is none left.
    func take() -> Bool {
        free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
    }

    /// Gives a permit back.
    func giveBack() {
        free.withLock { $0 += 1 }
    }
}

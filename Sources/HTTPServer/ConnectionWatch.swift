internal import CMicroHTTPD
internal import Foundation
internal import Synchronization

/// Ends connections whose client takes too long to send a request.
///
/// libmicrohttpd's own timeout counts silence only, so a client that sends one byte a second could
/// hold a connection for ever. Here the whole of a request has a deadline.
final class ConnectionWatch: Sendable {
    private struct Entry {
        let socket: Int32
        let since: ContinuousClock.Instant
    }

    private struct State {
        var receiving: [OpaquePointerKey: Entry] = [:]
        var isStopped = false
    }

    /// A connection's address, as a key only: it is never followed.
    private struct OpaquePointerKey: Hashable, Sendable {
        let address: Int

        init(_ pointer: OpaquePointer) {
            address = Int(bitPattern: pointer)
        }
    }

    private let state = Mutex(State())

    func start(requestTimeout: Duration) {
        Thread.detachNewThread { [weak self] in
            while let self, self.sweep(olderThan: requestTimeout) {
                Thread.sleep(forTimeInterval: 0.5)
            }
        }
    }

    func stop() {
        state.withLock { $0.isStopped = true }
    }

    /// The connection may begin a request from now on.
    func begin(_ connection: OpaquePointer) {
        let socket = lexigraph_mhd_socket(connection)
        guard socket >= 0 else { return }
        state.withLock {
            $0.receiving[OpaquePointerKey(connection)] = Entry(socket: socket, since: .now)
        }
    }

    /// The connection has sent its request, or waits for the server, or is gone.
    func sent(_ connection: OpaquePointer) {
        state.withLock { _ = $0.receiving.removeValue(forKey: OpaquePointerKey(connection)) }
    }

    func forget(_ connection: OpaquePointer) {
        sent(connection)
    }

    /// Shuts down what is late; `false` once the watch is stopped.
    ///
    /// A socket is shut down, not closed, and only while its entry stands: libmicrohttpd closes it
    /// after the entry is forgotten, so the descriptor cannot belong to another connection.
    private func sweep(olderThan limit: Duration) -> Bool {
        state.withLock { state in
            let now = ContinuousClock.now
            for (key, entry) in state.receiving where now - entry.since > limit {
                shutdown(entry.socket, Int32(SHUT_RDWR))
                state.receiving[key] = nil
            }
            return !state.isStopped
        }
    }
}

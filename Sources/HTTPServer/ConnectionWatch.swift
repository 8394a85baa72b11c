internal import Foundation
internal import Synchronization

/// Ends connections whose client takes too long to send a request.
///
/// libmicrohttpd's own timeout counts silence only, so a client that sends one byte a second could
/// hold a connection for ever. Here the whole of a request has a deadline.
final class ConnectionWatch: Sendable {
    private struct State {
        var clients: [ObjectIdentifier: ClientConnection] = [:]
        var isStopped = false
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

    func add(_ client: ClientConnection) {
        guard client.socket >= 0 else { return }
        state.withLock { $0.clients[ObjectIdentifier(client)] = client }
    }

    func remove(_ client: ClientConnection) {
        state.withLock { _ = $0.clients.removeValue(forKey: ObjectIdentifier(client)) }
    }

    /// Shuts down what is late; `false` once the watch is stopped.
    ///
    /// A socket is shut down, not closed, and only while its entry stands: libmicrohttpd closes it
    /// after the entry is removed, so the descriptor cannot belong to another connection.
    private func sweep(olderThan limit: Duration) -> Bool {
        let parts = limit.components
        let span = parts.seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let nanoseconds =
            span.overflow ? .max : span.partialValue &+ parts.attoseconds / 1_000_000_000
        return state.withLock { state in
            let now = ClientConnection.now
            for client in state.clients.values {
                let since = client.owesSince.load(ordering: .relaxed)
                guard since > 0, now &- since > nanoseconds else { continue }
                shutdown(client.socket, Int32(SHUT_RDWR))
                client.endWaiting()
            }
            return !state.isStopped
        }
    }
}

internal import CMicroHTTPD
internal import HTTP
internal import Synchronization

/// Moves a response's bytes from a channel to a connection, which is put aside while the channel
/// is empty.
///
/// The class is `@unchecked Sendable`: libmicrohttpd's thread calls `fill`, the producer's thread
/// calls `resume`, and what both touch is behind a mutex. A suspended connection cannot be
/// destroyed before it is resumed, so `connection` is good whenever it is used.
final class StreamPump: @unchecked Sendable {
    static let endOfStream = -1
    static let cutShort = -2

    private let channel: ByteChannel
    private let connection: OpaquePointer
    private let isSuspended = Mutex(false)

    init(_ channel: ByteChannel, _ connection: OpaquePointer) {
        self.channel = channel
        self.connection = connection
    }

    /// Copies what the channel has into the buffer, or puts the connection aside.
    ///
    /// - Parameter buffer: Where the bytes go.
    /// - Returns: The number of bytes; 0 to be called again later; `endOfStream`; `cutShort`, which
    ///   closes the connection, so that the client sees that there should be more.
    func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        channel.onBytes { [self] in resume() }
        switch channel.tryRead(limit: buffer.count) {
        case .end: return channel.isCut ? Self.cutShort : Self.endOfStream
        case .bytes(let bytes):
            buffer.copyBytes(from: bytes)
            return bytes.count
        case .nothingYet:
            isSuspended.withLock { isSuspended in
                MHD_suspend_connection(connection)
                isSuspended = true
            }
            // Bytes that came before the connection was suspended have woken nobody.
            if channel.isReadable { resume() }
            return 0
        }
    }

    func abandon() {
        channel.abandon()
    }

    private func resume() {
        isSuspended.withLock { isSuspended in
            guard isSuspended else { return }
            isSuspended = false
            MHD_resume_connection(connection)
        }
    }
}

internal import CMicroHTTPD
internal import Foundation
internal import HTTP
internal import Synchronization

/// An HTTP/1.1 server: libmicrohttpd in front of a router.
///
/// Routes placed `inline` run on the thread that read the request; others run on worker threads
/// while the connection is put aside, so that a slow request holds up no other.
public final class Server: Sendable {
    /// What a server may use.
    public struct Limits: Sendable {
        /// Threads that read requests and run inline routes; at least two.
        ///
        /// More than there are processors would only wake each other.
        public var connectionThreads = max(2, min(8, ProcessInfo.processInfo.activeProcessorCount))

        /// Threads that run the other routes.
        public var workerThreads = 8

        /// Threads that run the routes with a streamed body, whose pace the client sets.
        public var uploadThreads = 4

        /// Requests that may wait for a worker before more are refused with 503.
        public var queuedRequests = 1_024

        /// Open connections.
        public var connections = 2_048

        /// How long a connection may be silent.
        public var idleTimeout: Duration = .seconds(75)

        /// How long a client may take to send a request's head and buffered body, or the next
        /// 64 KiB of a streamed one.
        public var requestTimeout: Duration = .seconds(60)

        /// Creates the default limits.
        public init() {}
    }

    /// The address it listens on.
    public let host: String

    /// The port it listens on; the one that was picked when 0 was asked for.
    public let port: Int

    /// The path of the socket that it listens on, when that is in the file system.
    public let path: String?

    private let daemon: Mutex<Daemon?>
    private let core: ServerCore

    /// The running daemon.
    ///
    /// `@unchecked Sendable`: libmicrohttpd's own functions for stopping may be called from any
    /// thread, and the mutex lets one caller do it.
    private struct Daemon: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - router: What answers.
    ///   - host: The address to listen on.
    ///   - port: The port; 0 picks a free one.
    ///   - limits: What the server may use.
    /// - Throws: `ServerError` when the address cannot be had.
    public convenience init(
        _ router: Router,
        host: String = "127.0.0.1",
        port: Int = 0,
        limits: Limits = Limits()
    ) throws(ServerError) {
        try self.init(
            router, try ListeningSocket(host: host, port: port), limits, host: host,
            name: Self.authority(host, port), path: nil)
    }

    /// Starts to listen on a socket in the file system that only the process's owner can use.
    ///
    /// - Parameters:
    ///   - router: What answers.
    ///   - path: Where the socket is; what was left there is replaced.
    ///   - limits: What the server may use.
    /// - Throws: `ServerError` when the socket cannot be made.
    public convenience init(
        _ router: Router, path: String, limits: Limits = Limits()
    ) throws(ServerError) {
        try self.init(
            router, try ListeningSocket(path: path), limits, host: "localhost", name: path,
            path: path)
    }

    private init(
        _ router: Router, _ socket: ListeningSocket, _ limits: Limits, host: String, name: String,
        path: String?
    ) throws(ServerError) {
        let core = ServerCore(router: router, limits: limits)
        guard let pointer = Self.start(core, socket: socket, limits: limits) else {
            close(socket.descriptor)
            throw ServerError(description: "The HTTP server did not start on \(name).")
        }
        self.host = host
        self.port = socket.port
        self.path = path
        self.core = core
        daemon = Mutex(Daemon(pointer: pointer))
        core.startWatching()
    }

    /// A host and port as a URL writes them: an IPv6 address stands in brackets.
    public static func authority(_ host: String, _ port: Int) -> String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    private static func start(
        _ core: ServerCore,
        socket: ListeningSocket,
        limits: Limits
    ) -> OpaquePointer? {
        // The daemon is stopped before `core` goes (see `stop`), so the unretained reference that
        // the callbacks receive is good for as long as they can be called.
        let context = Unmanaged.passUnretained(core).toOpaque()
        var settings = lexigraph_mhd_settings(
            listen_socket: socket.descriptor,
            threads: UInt32(clamping: max(2, limits.connectionThreads)),
            connections: UInt32(clamping: limits.connections),
            idle_seconds: UInt32(clamping: limits.idleTimeout.components.seconds),
            stack_bytes: 8 << 20,
            // Bounds a request's head. libmicrohttpd clears all of it for each request.
            connection_bytes: 16 << 10,
            context: context,
            arrived: requestArrived,
            began: requestBegan,
            completed: requestCompleted,
            changed: connectionChanged,
            unescape: keepEscapes
        )
        return lexigraph_mhd_start(&settings)
    }

    /// Stops: refuses new connections, waits for requests under way, then closes.
    ///
    /// - Parameter grace: How long requests and streams may still take. Requests that take longer
    ///   are answered with 503, though their handlers may go on; streams are broken off.
    public func stop(grace: Duration = .seconds(10)) {
        let running = daemon.withLock { daemon in
            defer { daemon = nil }
            return daemon
        }
        guard let running else { return }
        if let path { unlink(path) }
        let socket = MHD_quiesce_daemon(running.pointer)
        if socket >= 0 { close(socket) }
        core.drain(grace: grace)
        MHD_stop_daemon(running.pointer)
    }

    deinit {
        stop()
    }
}

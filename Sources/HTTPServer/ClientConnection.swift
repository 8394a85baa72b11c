internal import Foundation
internal import HTTP
internal import Synchronization

/// One client's connection, and what is kept from one of its requests to the next.
///
/// A client mostly asks for the same target again and again, so the last one's route is kept; the
/// memory of a request that the connection's thread answered itself serves the next one.
///
/// The class is `@unchecked Sendable`: libmicrohttpd serves a connection on one thread, which alone
/// touches the stored variables; the watch, on a thread of its own, reads the constants.
final class ClientConnection: @unchecked Sendable {
    let socket: Int32
    /// Since when the client may send a request, in nanoseconds; 0 while it owes nothing.
    let owesSince = Atomic<Int64>(0)
    /// An exchange that is over and may be used again.
    ///
    /// It refers to the connection, so it is dropped when the connection closes.
    var spare: Exchange?
    /// Takes what brief handlers answer.
    var answer = BriefAnswer()

    private var targetText: [UInt8] = []
    private(set) var target = Target("")
    private var methodText: [UInt8] = []
    private(set) var method = Method.get
    private var match: Router.Match?

    init(socket: Int32) {
        self.socket = socket
        beginWaiting()
    }

    // MARK: Waiting for the client

    /// The client may begin a request from now on, or has sent a good piece of one.
    func beginWaiting() {
        owesSince.store(Self.now, ordering: .relaxed)
    }

    /// The client has sent its request, or waits for the server.
    func endWaiting() {
        owesSince.store(0, ordering: .relaxed)
    }

    /// A clock for timeouts: good to a few milliseconds, and quick to read.
    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }

    // MARK: Targets

    /// Takes note of the target of the request that begins.
    func begin(target text: UnsafePointer<CChar>?) {
        let bytes = Self.bytes(text)
        if match != nil, bytes.elementsEqual(targetText) { return }
        targetText = Array(bytes)
        target = Target(String(decoding: bytes, as: UTF8.self))
        match = nil
    }

    /// Where the request's method and target lead.
    func match(method text: UnsafePointer<CChar>?, in router: Router) -> Router.Match {
        let bytes = Self.bytes(text)
        if let match, bytes.elementsEqual(methodText) { return match }
        methodText = Array(bytes)
        method = Method(String(decoding: bytes, as: UTF8.self))
        let found = router.match(method, target)
        match = found
        return found
    }

    /// The bytes of a C string, as long as that stands.
    private static func bytes(_ text: UnsafePointer<CChar>?) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: text, count: text.map { strlen($0) } ?? 0)
    }
}

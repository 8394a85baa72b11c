internal import CMicroHTTPD
internal import HTTP
internal import Synchronization

/// One request and its response, from the first byte of the target to the end.
///
/// libmicrohttpd's thread owns the exchange's progress; a worker touches it only through
/// `complete(with:)`. The class is `@unchecked Sendable` because what both reach, `state`, is
/// behind a mutex; `upload` is set before others learn of the exchange; the rest is touched by
/// the connection's one thread only.
final class Exchange: @unchecked Sendable {
    /// How far the exchange is.
    enum State {
        case receiving
        case working
        /// libmicrohttpd has put the connection aside until it is resumed.
        case suspended(Suspended)
        case ready(Response)
        /// The response is being sent; a streamed one from a channel.
        case answered(ByteChannel?)
    }

    /// A connection that is put aside.
    ///
    /// `@unchecked Sendable`: libmicrohttpd allows `MHD_resume_connection` from any thread, and a
    /// suspended connection cannot be destroyed before it is resumed.
    struct Suspended: @unchecked Sendable {
        let connection: OpaquePointer

        func resume() {
            MHD_resume_connection(connection)
        }
    }

    let client: ClientConnection
    var isHead = false
    var hasBegun = false
    var isBodyComplete = false
    /// Whether a worker, or a stream's producer, may know of the exchange.
    var isHandedOn = false
    /// Whether the connection was left waiting once since its request is complete.
    var hasWaited = false
    var receivedSinceWatched = 0
    var fields = FieldBytes()
    var route: Router.Route?
    var parameters: [String: String] = [:]
    var request: Request?
    var body: [UInt8] = []
    var bodyLimit = 0
    /// Whether the body is known to be too large, and is passed over.
    var discardsBody = false
    var upload: ByteChannel?
    var rejection: Response?
    private let state = Mutex(State.receiving)

    init(_ client: ClientConnection) {
        self.client = client
    }

    /// Makes ready for the connection's next request; only for an exchange that nobody else knows.
    func renew() {
        isHead = false
        hasBegun = false
        isBodyComplete = false
        fields.removeAll()
        route = nil
        request = nil
        upload = nil
        body.removeAll(keepingCapacity: body.capacity <= Self.keptCapacity)
        rejection = nil
        discardsBody = false
    }

    /// The largest body whose memory is kept for the next request.
    private static let keptCapacity = 64 << 10

    /// The request as a value that may leave the connection's thread.
    func makeRequest(_ body: Request.Body) -> Request {
        Request(client.method, client.target, headers: fields.headers, body: body)
    }

    /// The response, once; `nil` while there is none.
    func takeResponse() -> Response? {
        state.withLock { state in
            guard case .ready(let response) = state else { return nil }
            state = .answered(response.stream)
            return response
        }
    }

    /// Marks that a worker has the request; `false` when one had it before.
    func beginWork() -> Bool {
        state.withLock { state in
            guard case .receiving = state else { return false }
            state = .working
            return true
        }
    }

    /// Puts the connection aside until there is a response, unless there is one already.
    ///
    /// Suspending happens under the lock, so that a worker cannot resume a connection before it
    /// is suspended.
    func suspendUnlessReady(_ connection: OpaquePointer) {
        state.withLock { state in
            guard case .working = state else { return }
            MHD_suspend_connection(connection)
            state = .suspended(Suspended(connection: connection))
        }
    }

    /// Whether a response is ready.
    var isAnswerable: Bool {
        state.withLock { state in
            guard case .ready = state else { return false }
            return true
        }
    }

    /// Lets a connection that waits for room in the upload go on.
    func resumeUpload() {
        state.withLock { state in
            guard case .suspended(let suspended) = state else { return }
            state = .working
            suspended.resume()
        }
    }

    /// Notes that a response is being sent that did not come through `complete(with:)`.
    func noteAnswered(from stream: ByteChannel) {
        state.withLock { $0 = .answered(stream) }
    }

    /// Takes the response from a worker and wakes the connection; a second response is dropped.
    func complete(with response: Response) {
        let isLate = state.withLock { state in
            switch state {
            case .ready, .answered: return true
            case .suspended(let suspended):
                state = .ready(response)
                suspended.resume()
            case .receiving, .working: state = .ready(response)
            }
            return false
        }
        if isLate { response.stream?.abandon() }
    }

    /// The exchange is over; a response that was never sent, or comes later, is dropped.
    func end() {
        let unsent = state.withLock { state -> Response? in
            defer { state = .answered(nil) }
            guard case .ready(let response) = state else { return nil }
            return response
        }
        unsent?.stream?.abandon()
        upload?.finish(isComplete: isBodyComplete)
    }

    /// Ends what would keep the connection aside: a missing response, an upload, a stream.
    ///
    /// Afterwards the connection is not put aside again.
    func cancel(with response: Response) {
        complete(with: response)
        upload?.cut()
        let stream = state.withLock { state -> ByteChannel? in
            guard case .answered(let stream) = state else { return nil }
            return stream
        }
        stream?.cut()
    }
}

extension Response {
    /// The channel of a streamed body.
    var stream: ByteChannel? {
        guard case .stream(let channel) = body else { return nil }
        return channel
    }
}

internal import CMicroHTTPD
internal import Foundation
internal import HTTP
internal import Synchronization

/// What the server's callbacks do, in terms of exchanges.
final class ServerCore: Sendable {
    private let router: Router
    private let limits: Server.Limits
    private let workers: WorkerPool
    private let uploads: WorkerPool
    private let watch = ConnectionWatch()
    private let underWay = Mutex<[ObjectIdentifier: Exchange]>([:])
    private let isDraining = Atomic(false)

    /// How much of a streamed body must arrive within the time that a request may take.
    private static let uploadProgress = 64 << 10

    init(router: Router, limits: Server.Limits) {
        self.router = router
        self.limits = limits
        workers = WorkerPool(threads: limits.workerThreads, queueLimit: limits.queuedRequests)
        uploads = WorkerPool(threads: limits.uploadThreads, queueLimit: limits.queuedRequests)
    }

    // MARK: Life

    /// Starts to look for clients that take too long to send a request.
    func startWatching() {
        watch.start(requestTimeout: limits.requestTimeout)
    }

    /// Waits until no request is under way, then ends those that take longer than `grace`.
    ///
    /// Afterwards no connection is suspended, nor will be: libmicrohttpd aborts the process when it
    /// is stopped while one is.
    func drain(grace: Duration) {
        isDraining.store(true, ordering: .releasing)
        waitUntilIdle(for: grace)
        workers.close()
        uploads.close()
        let late = underWay.withLock { Array($0.values) }
        if !late.isEmpty {
            let refusal = Problem(.serviceUnavailable, "The server stops.").response
            for exchange in late { exchange.cancel(with: refusal) }
            waitUntilIdle(for: .seconds(1))
        }
        watch.stop()
    }

    private func waitUntilIdle(for limit: Duration) {
        let deadline = ContinuousClock.now + limit
        while !underWay.withLock({ $0.isEmpty }), ContinuousClock.now < deadline {
            Thread.sleep(forTimeInterval: 0.005)
        }
    }

    func connectionOpened(_ connection: OpaquePointer) {
        watch.begin(connection)
    }

    func connectionClosed(_ connection: OpaquePointer) {
        watch.forget(connection)
    }

    // MARK: Requests

    /// Takes the head of a request.
    func begin(_ exchange: Exchange, _ connection: OpaquePointer, method: String) {
        exchange.hasBegun = true
        exchange.isHead = method == "HEAD"
        defer { underWay.withLock { $0[ObjectIdentifier(exchange)] = exchange } }
        let head = Request(Method(method), exchange.target, headers: Self.headers(of: connection))
        if let mistake = Self.mistake(in: head) {
            exchange.rejection = mistake.response
            return
        }
        switch router.match(head.method, head.target) {
        case .nothing: exchange.rejection = Router.notFound(head)
        case .otherMethods(let methods):
            exchange.rejection = Router.methodNotAllowed(head, methods)
        case .route(let route, let parameters):
            exchange.route = (route, parameters)
            prepareBody(of: exchange, head, route)
        }
    }

    private func prepareBody(of exchange: Exchange, _ head: Request, _ route: Router.Route) {
        switch route.body {
        case .buffered(let limit):
            exchange.request = head
            exchange.bodyLimit = limit
            let length = head.headers["Content-Length"].flatMap { Int($0) } ?? 0
            if length > limit { exchange.rejection = Self.tooLarge(limit) }
        case .streamed:
            let channel = ByteChannel()
            exchange.upload = channel
            exchange.request = head
            exchange.request?.body = .stream(channel)
        }
    }

    /// Takes a piece of the body.
    ///
    /// - Returns: How many bytes were not taken; they come again once there is room.
    func receive(
        _ bytes: UnsafeBufferPointer<UInt8>,
        of exchange: Exchange,
        _ connection: OpaquePointer
    ) -> Int {
        if exchange.rejection != nil { return 0 }
        if let upload = exchange.upload {
            startWork(exchange)
            watchUpload(of: exchange, bytes.count, connection)
            upload.onSpace { [exchange] in exchange.resumeUpload() }
            if upload.tryWrite(bytes) { return 0 }
            pauseWatch(of: exchange, connection)
            exchange.suspendUnlessReady(connection)
            // Room that came between the two lines above has told nobody.
            if upload.hasSpace { exchange.resumeUpload() }
            return exchange.isAnswerable ? 0 : bytes.count
        }
        guard exchange.body.count + bytes.count <= exchange.bodyLimit else {
            exchange.body = []
            exchange.rejection = Self.tooLarge(exchange.bodyLimit)
            return 0
        }
        exchange.body.append(contentsOf: bytes)
        return 0
    }

    /// Gives a streamed body more time whenever a good piece of it has arrived.
    private func watchUpload(of exchange: Exchange, _ count: Int, _ connection: OpaquePointer) {
        exchange.receivedSinceWatched += count
        guard exchange.receivedSinceWatched >= Self.uploadProgress else { return }
        exchange.receivedSinceWatched = 0
        watch.begin(connection)
    }

    /// The client waits for the server, which does not count against it.
    private func pauseWatch(of exchange: Exchange, _ connection: OpaquePointer) {
        watch.sent(connection)
        exchange.receivedSinceWatched = Self.uploadProgress
    }

    /// Answers once the body is complete, or puts the connection aside until there is an answer.
    func finishBody(of exchange: Exchange, _ connection: OpaquePointer) -> MHD_Result {
        watch.sent(connection)
        exchange.isBodyComplete = true
        if let rejection = exchange.rejection {
            return queue(rejection, of: exchange, on: connection)
        }
        if let response = exchange.takeResponse() {
            return queue(response, of: exchange, on: connection)
        }
        exchange.upload?.finish()
        if let response = respondAtOnce(to: exchange) {
            exchange.complete(with: response)
        } else {
            startWork(exchange)
            exchange.suspendUnlessReady(connection)
        }
        guard let response = exchange.takeResponse() else { return .YES }
        return queue(response, of: exchange, on: connection)
    }

    /// The response of a route that may run on the thread that reads requests, if it gives one.
    private func respondAtOnce(to exchange: Exchange) -> Response? {
        guard exchange.upload == nil else { return nil }
        let size = exchange.body.count
        exchange.request?.body = .bytes(exchange.body)
        exchange.body = []
        guard let request = exchange.request, let (route, parameters) = exchange.route else {
            return nil
        }
        switch route.placement {
        case .inline:
            return router.respond(to: request, through: route, parameters: parameters)
        case .briefFirst(let bodyLimit):
            guard size <= bodyLimit else { return nil }
            return router.respondBriefly(to: request, through: route, parameters: parameters)
        case .worker:
            return nil
        }
    }

    private func startWork(_ exchange: Exchange) {
        guard exchange.beginWork() else { return }
        let pool = exchange.upload == nil ? workers : uploads
        let isTaken = pool.submit { [self] in
            exchange.complete(with: respond(to: exchange))
            exchange.upload?.abandon()
        }
        guard !isTaken else { return }
        var refusal =
            Problem(.serviceUnavailable, "Too many requests are waiting; try again soon.").response
        refusal.headers["Retry-After"] = "1"
        exchange.complete(with: refusal)
        exchange.upload?.abandon()
    }

    private func respond(to exchange: Exchange) -> Response {
        guard let request = exchange.request, let route = exchange.route else {
            return Problem(.internalServerError, "The request was lost.").response
        }
        return router.respond(to: request, through: route.route, parameters: route.parameters)
    }

    func end(_ exchange: Exchange, _ connection: OpaquePointer) {
        exchange.end()
        watch.begin(connection)
        underWay.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(exchange)) }
    }

    func queue(
        _ response: Response,
        of exchange: Exchange,
        on connection: OpaquePointer
    ) -> MHD_Result {
        var response = response
        if isDraining.load(ordering: .acquiring) { response.headers["Connection"] = "close" }
        guard
            let raw = ResponseWriter.make(response, for: connection, isHead: exchange.isHead)
        else { return .NO }
        defer { MHD_destroy_response(raw) }
        return MHD_queue_response(connection, UInt32(clamping: response.status.code), raw)
    }

    // MARK: Checks

    private static func headers(of connection: OpaquePointer) -> Headers {
        var headers = Headers()
        withUnsafeMutablePointer(to: &headers) { pointer in
            _ = MHD_get_connection_values(connection, .HEADER_KIND, appendHeader, pointer)
        }
        return headers
    }

    /// What makes a head ambiguous or wrong, though libmicrohttpd lets it pass.
    private static func mistake(in head: Request) -> Problem? {
        let lengths = head.headers.values("Content-Length")
        if !lengths.isEmpty, head.headers["Transfer-Encoding"] != nil {
            return Problem(
                .badRequest,
                "A request has either Content-Length or Transfer-Encoding, not both."
            )
        }
        if lengths.count > 1 {
            return Problem(.badRequest, "A request has one Content-Length.")
        }
        if let coding = head.headers["Transfer-Encoding"], coding.lowercased() != "chunked" {
            return Problem(
                .notImplemented,
                "The transfer coding `\(coding)` is not known here; `chunked` is."
            )
        }
        if head.headers.fields.contains(where: { $0.name.utf8.contains { $0 <= 0x20 } }) {
            return Problem(.badRequest, "A header field's name has no blanks.")
        }
        if head.headers.values("Host").count > 1 {
            return Problem(.badRequest, "A request has one Host.")
        }
        return nil
    }

    private static func tooLarge(_ limit: Int) -> Response {
        var response =
            Problem(.contentTooLarge, "The body may have at most \(limit) bytes here.").response
        response.headers["Connection"] = "close"
        return response
    }
}

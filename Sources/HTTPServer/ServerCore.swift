internal import CMicroHTTPD
internal import Foundation
internal import HTTP
internal import Synchronization

/// What the server's callbacks do, in terms of exchanges.
final class ServerCore: Sendable {
    private let router: Router
    private let limits: Server.Limits
    private let workers: WorkerPool
    private let watch = ConnectionWatch()
    private let underWay = Atomic(0)

    init(router: Router, limits: Server.Limits) {
        self.router = router
        self.limits = limits
        workers = WorkerPool(threads: limits.workerThreads, queueLimit: limits.queuedRequests)
    }

    // MARK: Life

    /// Starts to look for clients that take too long to send a request.
    func startWatching() {
        watch.start(requestTimeout: limits.requestTimeout)
    }

    /// Waits until no request is under way, or only streams are and `grace` has passed.
    func drain(grace: Duration) {
        let deadline = ContinuousClock.now + grace
        while underWay.load(ordering: .acquiring) > 0 {
            if ContinuousClock.now > deadline { break }
            Thread.sleep(forTimeInterval: 0.005)
        }
        watch.stop()
        workers.close()
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
        underWay.add(1, ordering: .acquiringAndReleasing)
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
            upload.onSpace { [exchange] in exchange.resumeUpload() }
            if upload.tryWrite(bytes) { return 0 }
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

    /// Answers once the body is complete, or puts the connection aside until there is an answer.
    func finishBody(of exchange: Exchange, _ connection: OpaquePointer) -> MHD_Result {
        watch.sent(connection)
        if let rejection = exchange.rejection {
            return queue(rejection, on: connection)
        }
        if let response = exchange.takeResponse() {
            return queue(response, on: connection)
        }
        exchange.upload?.finish()
        if exchange.upload == nil {
            exchange.request?.body = .bytes(exchange.body)
            let size = exchange.body.count
            exchange.body = []
            if let response = respondAtOnce(to: exchange, bodySize: size) {
                return queue(response, on: connection)
            }
        }
        startWork(exchange)
        exchange.suspendUnlessReady(connection)
        if let response = exchange.takeResponse() { return queue(response, on: connection) }
        return .YES
    }

    /// The response of a route that may run on the thread that reads requests, if it gives one.
    private func respondAtOnce(to exchange: Exchange, bodySize: Int) -> Response? {
        guard let request = exchange.request, let (route, parameters) = exchange.route else {
            return nil
        }
        switch route.placement {
        case .inline:
            return router.respond(to: request, through: route, parameters: parameters)
        case .briefFirst(let bodyLimit):
            guard bodySize <= bodyLimit else { return nil }
            return router.respondBriefly(to: request, through: route, parameters: parameters)
        case .worker:
            return nil
        }
    }

    private func startWork(_ exchange: Exchange) {
        guard exchange.beginWork() else { return }
        let isTaken = workers.submit { [self] in
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
        exchange.upload?.finish()
        watch.begin(connection)
        if exchange.hasBegun { underWay.subtract(1, ordering: .acquiringAndReleasing) }
    }

    func queue(_ response: Response, on connection: OpaquePointer) -> MHD_Result {
        guard let raw = ResponseWriter.make(response, for: connection) else { return .NO }
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

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
    /// How many requests are under way.
    private let underWay = Atomic(0)
    /// Those of them that a worker or a stream's producer may know of.
    private let handedOn = Mutex(HandedOn())
    private let isDraining = Atomic(false)

    private struct HandedOn {
        var exchanges: [ObjectIdentifier: Exchange] = [:]
        /// Whether no more may come.
        var isClosed = false
    }

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
        let late = handedOn.withLock { handedOn in
            handedOn.isClosed = true
            return Array(handedOn.exchanges.values)
        }
        if !late.isEmpty {
            for exchange in late { exchange.cancel(with: Self.stopping) }
            waitUntilIdle(for: .seconds(1))
        }
        watch.stop()
    }

    private func waitUntilIdle(for limit: Duration) {
        let deadline = ContinuousClock.now + limit
        while underWay.load(ordering: .acquiring) > 0, ContinuousClock.now < deadline {
            Thread.sleep(forTimeInterval: 0.005)
        }
    }

    func connectionOpened(_ client: ClientConnection) {
        watch.add(client)
    }

    func connectionClosed(_ client: ClientConnection) {
        watch.remove(client)
        client.spare = nil
    }

    // MARK: Requests

    /// Takes the head of a request.
    func begin(
        _ exchange: Exchange, _ connection: OpaquePointer, method: UnsafePointer<CChar>?
    ) {
        exchange.hasBegun = true
        underWay.add(1, ordering: .relaxed)
        withUnsafeMutablePointer(to: &exchange.fields) { fields in
            _ = MHD_get_connection_values_n(connection, .HEADER_KIND, appendField, fields)
        }
        let client = exchange.client
        let match = client.match(method: method, in: router)
        exchange.isHead = client.method == .head
        let check = HeadCheck(exchange.fields)
        if let mistake = check.mistake {
            exchange.rejection = mistake.response
            return
        }
        switch match {
        case .nothing: exchange.rejection = Router.notFound(client.target)
        case .otherMethods(let methods):
            exchange.rejection = Router.methodNotAllowed(client.method, client.target, methods)
        case .route(let route, let parameters):
            exchange.route = route
            exchange.parameters = parameters
            prepareBody(of: exchange, check, route)
        }
    }

    private func prepareBody(of exchange: Exchange, _ head: HeadCheck, _ route: Router.Route) {
        switch route.body {
        case .buffered(let limit):
            exchange.bodyLimit = limit
            let length = head.contentLength ?? 0
            guard length > limit else { break }
            if Self.lengthsToDiscard.contains(length) {
                exchange.discardsBody = true
            } else {
                exchange.rejection = Self.tooLarge(limit)
            }
        case .streamed:
            let channel = ByteChannel()
            exchange.upload = channel
            exchange.request = exchange.makeRequest(.stream(channel))
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
            watchUpload(of: exchange, bytes.count)
            upload.onSpace { [exchange] in exchange.resumeUpload() }
            if upload.tryWrite(bytes) { return 0 }
            pauseWatch(of: exchange)
            exchange.suspendUnlessReady(connection)
            // Room that came between the two lines above has told nobody.
            if upload.hasSpace { exchange.resumeUpload() }
            return exchange.isAnswerable ? 0 : bytes.count
        }
        let size = exchange.body.count + bytes.count
        guard !exchange.discardsBody, size <= exchange.bodyLimit else {
            exchange.body = []
            exchange.rejection = Self.tooLarge(exchange.bodyLimit)
            return 0
        }
        exchange.body.append(contentsOf: bytes)
        return 0
    }

    /// Gives a streamed body more time whenever a good piece of it has arrived.
    private func watchUpload(of exchange: Exchange, _ count: Int) {
        exchange.receivedSinceWatched += count
        guard exchange.receivedSinceWatched >= Self.uploadProgress else { return }
        exchange.receivedSinceWatched = 0
        exchange.client.beginWaiting()
    }

    /// The client waits for the server, which does not count against it.
    private func pauseWatch(of exchange: Exchange) {
        exchange.client.endWaiting()
        exchange.receivedSinceWatched = Self.uploadProgress
    }

    /// Answers once the body is complete, or puts the connection aside until there is an answer.
    func finishBody(of exchange: Exchange, _ connection: OpaquePointer) -> MHD_Result {
        exchange.client.endWaiting()
        exchange.isBodyComplete = true
        if let rejection = exchange.rejection {
            return queue(rejection, of: exchange, on: connection)
        }
        if !exchange.isHandedOn {
            if let result = answerAtOnce(exchange, connection) { return result }
            startWork(exchange)
        }
        exchange.upload?.finish()
        return awaitResponse(of: exchange, connection)
    }

    /// Answers when there is a response, else puts the connection aside until there is.
    ///
    /// libmicrohttpd calls again, without waiting, when the connection has neither a response nor
    /// is put aside; only then does it cease to look for more bytes of the client. A connection
    /// that was put aside before would be closed when it is resumed, if the client has meanwhile
    /// said that it sends nothing more; so it is put aside at the second call.
    private func awaitResponse(
        of exchange: Exchange, _ connection: OpaquePointer
    ) -> MHD_Result {
        if exchange.hasWaited { exchange.suspendUnlessReady(connection) }
        exchange.hasWaited = true
        guard let response = exchange.takeResponse() else { return .YES }
        return queue(response, of: exchange, on: connection)
    }

    /// Answers on this thread, if the route may and the answer is brief.
    private func answerAtOnce(
        _ exchange: Exchange, _ connection: OpaquePointer
    ) -> MHD_Result? {
        guard exchange.upload == nil, let route = exchange.route else { return nil }
        if let brief = route.brief, exchange.body.count <= brief.bodyLimit,
            let result = answerBriefly(exchange, brief.handler, connection)
        {
            return result
        }
        exchange.request = exchange.makeRequest(.bytes(exchange.body))
        guard case .inline = route.placement else { return nil }
        let response = respond(to: exchange)
        if let stream = response.stream {
            guard handOn(exchange) else {
                stream.cut()
                return queue(Self.stopping, of: exchange, on: connection)
            }
            exchange.noteAnswered(from: stream)
        }
        return queue(response, of: exchange, on: connection)
    }

    private func answerBriefly(
        _ exchange: Exchange, _ handler: Router.BriefHandler, _ connection: OpaquePointer
    ) -> MHD_Result? {
        let client = exchange.client
        client.answer.reset()
        let isAnswered = exchange.body.withUnsafeBufferPointer { body in
            let request = BriefRequest(
                target: client.target, pathParameters: exchange.parameters,
                fields: exchange.fields, body: body)
            return handler(request, &client.answer)
        }
        guard isAnswered else { return nil }
        let raw = ResponseWriter.make(
            client.answer, isLast: isDraining.load(ordering: .acquiring))
        guard let raw else { return .NO }
        defer { MHD_destroy_response(raw) }
        return MHD_queue_response(connection, UInt32(clamping: client.answer.status.code), raw)
    }

    /// Takes note that others may know of the exchange from now on; `false` when it is too late.
    private func handOn(_ exchange: Exchange) -> Bool {
        exchange.isHandedOn = true
        return handedOn.withLock { handedOn in
            guard !handedOn.isClosed else { return false }
            handedOn.exchanges[ObjectIdentifier(exchange)] = exchange
            return true
        }
    }

    private func startWork(_ exchange: Exchange) {
        guard exchange.beginWork() else { return }
        guard handOn(exchange) else { return exchange.complete(with: Self.stopping) }
        let pool = exchange.upload == nil ? workers : uploads
        let isTaken = pool.submit { [self] in
            let response = respond(to: exchange) { exchange.complete(with: $0) }
            exchange.complete(with: response)
            exchange.upload?.abandon()
        }
        guard !isTaken else { return }
        var refusal =
            Problem(.serviceUnavailable, "Too many requests are waiting; try again soon.").response
        refusal.headers["Retry-After"] = "1"
        exchange.complete(with: refusal)
        exchange.upload?.abandon()
    }

    private static var stopping: Response {
        Problem(.serviceUnavailable, "The server stops.").response
    }

    private func respond(
        to exchange: Exchange, early: (@Sendable (Response) -> Void)? = nil
    ) -> Response {
        guard var request = exchange.request, let route = exchange.route else {
            return Problem(.internalServerError, "The request was lost.").response
        }
        request.answerEarly = early
        return router.respond(to: request, through: route, parameters: exchange.parameters)
    }

    func end(_ exchange: Exchange) {
        if exchange.hasBegun { underWay.subtract(1, ordering: .releasing) }
        exchange.client.beginWaiting()
        guard exchange.isHandedOn else {
            exchange.renew()
            exchange.client.spare = exchange
            return
        }
        exchange.end()
        handedOn.withLock { _ = $0.exchanges.removeValue(forKey: ObjectIdentifier(exchange)) }
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

    /// Bodies that are too large are read to their end if they have such a length: a client that
    /// writes before it reads would otherwise find its connection broken instead of an answer.
    private static let lengthsToDiscard = (64 << 10)...(256 << 20)

    private static func tooLarge(_ limit: Int) -> Response {
        var response =
            Problem(.contentTooLarge, "The body may have at most \(limit) bytes here.").response
        response.headers["Connection"] = "close"
        return response
    }
}

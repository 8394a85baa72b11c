public import HTTP

/// Finds the handler for a request by method and path.
///
/// Patterns are paths whose segments are literal or `{name}`; a literal segment wins over a named
/// one. The router needs no socket: `respond(to:)` is what the server calls, and what tests call.
public struct Router: Sendable {
    /// Where a route's handler runs.
    public enum Placement: Sendable {
        /// On the thread that read the request: for answers that take well under a millisecond.
        case inline

        /// On a worker thread: for everything that can take longer.
        case worker
    }

    /// How a route takes the request's body.
    public enum BodyPolicy: Sendable {
        /// Whole, up to a number of bytes.
        case buffered(limit: Int)

        /// As it arrives, through a channel; the handler runs on a worker from the first byte.
        case streamed
    }

    /// A handler: a request in, a response out; what it throws becomes a response in `failure`.
    public typealias Handler = @Sendable (Request) throws -> Response

    /// Answers a request on the thread that read it, within about a millisecond, or declines.
    ///
    /// A request that is declined costs no more than what was done so far, and goes to the route's
    /// `Handler`; so nothing may have been changed.
    ///
    /// - Returns: Whether the answer is complete.
    public typealias BriefHandler = @Sendable (BriefRequest, inout BriefAnswer) -> Bool

    /// What is tried before a route's handler.
    public struct BriefAttempt: Sendable {
        let bodyLimit: Int
        let handler: BriefHandler

        /// Tries a handler on bodies of up to `bodyLimit` bytes.
        public init(bodyLimit: Int, _ handler: @escaping BriefHandler) {
            self.bodyLimit = bodyLimit
            self.handler = handler
        }
    }

    /// One registered route.
    public final class Route: Sendable {
        let method: Method
        let pattern: [Segment]
        let placement: Placement
        let body: BodyPolicy
        let brief: BriefAttempt?
        let handler: Handler
        let parameterCount: Int

        init(
            _ method: Method, _ pattern: [Segment], _ placement: Placement, _ body: BodyPolicy,
            _ brief: BriefAttempt?, _ handler: @escaping Handler
        ) {
            self.method = method
            self.pattern = pattern
            self.placement = placement
            self.body = body
            self.brief = brief
            self.handler = handler
            parameterCount = pattern.count { if case .parameter = $0 { true } else { false } }
        }
    }

    enum Segment: Sendable, Hashable {
        case literal(String)
        case parameter(String)
    }

    /// The largest body of a route that does not say otherwise: 16 MiB.
    public static let defaultBodyLimit = 16 << 20

    private var routes: [Route] = []
    private let failure: @Sendable (any Error) -> Response

    /// Creates a router without routes.
    ///
    /// - Parameter failure: Makes a response of an error that a handler threw.
    public init(failure: @escaping @Sendable (any Error) -> Response) {
        self.failure = failure
    }

    /// Registers a handler.
    ///
    /// - Parameters:
    ///   - method: The method it answers.
    ///   - pattern: The path, such as `/datasets/{id}/lineage`.
    ///   - placement: Where it runs.
    ///   - body: How it takes the body.
    ///   - brief: What is tried first, unless the body is streamed.
    ///   - handler: The handler.
    public mutating func on(
        _ method: Method,
        _ pattern: String,
        placement: Placement = .worker,
        body: BodyPolicy = .buffered(limit: defaultBodyLimit),
        brief: BriefAttempt? = nil,
        use handler: @escaping Handler
    ) {
        let segments = pattern.split(separator: "/").map { segment -> Segment in
            guard segment.hasPrefix("{"), segment.hasSuffix("}") else {
                return .literal(String(segment))
            }
            return .parameter(String(segment.dropFirst().dropLast()))
        }
        routes.append(Route(method, segments, placement, body, brief, handler))
    }

    /// Registers a handler for `GET`.
    public mutating func get(
        _ pattern: String,
        placement: Placement = .worker,
        use handler: @escaping Handler
    ) {
        on(.get, pattern, placement: placement, use: handler)
    }

    /// Registers a handler for `POST`.
    public mutating func post(
        _ pattern: String,
        placement: Placement = .worker,
        use handler: @escaping Handler
    ) {
        on(.post, pattern, placement: placement, use: handler)
    }

    /// What a request's method and path lead to.
    public enum Match: Sendable {
        case route(Route, parameters: [String: String])
        case otherMethods([Method])
        case nothing
    }

    /// Finds the route for a method and path; `HEAD` is answered by the route for `GET`.
    ///
    /// - Parameters:
    ///   - method: The request's method.
    ///   - target: The request's target.
    /// - Returns: The route, the methods the path has instead, or nothing.
    /// - Complexity: O(routes × segments).
    public func match(_ method: Method, _ target: Target) -> Match {
        let wanted = method == .head ? Method.get : method
        var best: Route?
        var others: [Method] = []
        for route in routes where Self.fits(route.pattern, target.segments) {
            guard route.method == wanted else {
                others.append(route.method)
                continue
            }
            if best.map({ route.parameterCount < $0.parameterCount }) ?? true { best = route }
        }
        if let best {
            return .route(best, parameters: Self.parameters(best, target.segments))
        }
        return others.isEmpty ? .nothing : .otherMethods(others)
    }

    private static func fits(_ pattern: [Segment], _ segments: [String]) -> Bool {
        guard pattern.count == segments.count else { return false }
        for (expected, segment) in zip(pattern, segments) {
            if case .literal(let text) = expected, text != segment { return false }
        }
        return true
    }

    private static func parameters(_ route: Route, _ segments: [String]) -> [String: String] {
        if route.parameterCount == 0 { return [:] }
        var parameters: [String: String] = [:]
        for (expected, segment) in zip(route.pattern, segments) {
            if case .parameter(let name) = expected { parameters[name] = segment }
        }
        return parameters
    }

    /// Answers a request on this thread.
    public func respond(to request: Request) -> Response {
        switch match(request.method, request.target) {
        case .route(let route, let parameters):
            return respond(to: request, through: route, parameters: parameters)
        case .otherMethods(let methods):
            return Self.methodNotAllowed(request.method, request.target, methods)
        case .nothing:
            return Self.notFound(request.target)
        }
    }

    func respond(
        to request: Request,
        through route: Route,
        parameters: [String: String]
    ) -> Response {
        var request = request
        request.pathParameters = parameters
        do {
            return try route.handler(request)
        } catch let problem as Problem {
            return problem.response
        } catch {
            return failure(error)
        }
    }

    static func notFound(_ target: Target) -> Response {
        Problem(.notFound, "Nothing is at `\(target.path)`.").response
    }

    static func methodNotAllowed(
        _ method: Method, _ target: Target, _ methods: [Method]
    ) -> Response {
        let allowed = Set(methods.map(\.name)).sorted().joined(separator: ", ")
        var response =
            Problem(
                .methodNotAllowed,
                "`\(target.path)` answers \(allowed), not \(method)."
            ).response
        response.headers["Allow"] = allowed
        return response
    }
}

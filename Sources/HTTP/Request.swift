public import JSON

/// A request method.
public struct Method: Sendable, Hashable, CustomStringConvertible {
    /// The method's name, in capitals.
    public let name: String

    /// Creates a method from its name.
    public init(_ name: String) {
        self.name = name
    }

    public static let get = Method("GET")
    public static let head = Method("HEAD")
    public static let post = Method("POST")
    public static let put = Method("PUT")
    public static let patch = Method("PATCH")
    public static let delete = Method("DELETE")

    public var description: String {
        name
    }
}

/// A request as a handler sees it: values only.
public struct Request: Sendable {
    /// Where the body's bytes are.
    public enum Body: Sendable {
        case bytes([UInt8])
        case stream(ByteChannel)
    }

    /// The method.
    public let method: Method

    /// The target: path and query.
    public let target: Target

    /// The header fields.
    public let headers: Headers

    /// The body.
    public var body: Body

    /// What the route's `{…}` segments matched, decoded.
    public var pathParameters: [String: String] = [:]

    /// Hands a response over while the handler goes on; nil where nobody can take one early.
    ///
    /// It is for a body that the handler itself streams. What the handler returns afterwards is
    /// dropped.
    public var answerEarly: (@Sendable (Response) -> Void)?

    /// Creates a request.
    public init(
        _ method: Method,
        _ target: String,
        headers: Headers = Headers(),
        body: Body = .bytes([])
    ) {
        self.init(method, Target(target), headers: headers, body: body)
    }

    /// Creates a request whose target is known already.
    public init(
        _ method: Method,
        _ target: Target,
        headers: Headers = Headers(),
        body: Body = .bytes([])
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    /// The body's bytes; empty for a streamed body, which its handler reads itself.
    public var bytes: [UInt8] {
        guard case .bytes(let bytes) = body else { return [] }
        return bytes
    }

    /// What a `{name}` segment of the route matched.
    ///
    /// - Throws: A problem (404) when the route has no such segment.
    public func path(_ name: String) throws(Problem) -> String {
        guard let value = pathParameters[name] else {
            throw Problem(.notFound, "The path has no segment for `\(name)`.")
        }
        return value
    }

    /// The body as JSON.
    ///
    /// - Throws: A problem (400) that says where the body is malformed.
    public func json() throws(Problem) -> JSONValue {
        do {
            return try JSONValue(parsing: bytes)
        } catch {
            throw Problem(.badRequest, "The body is not JSON: \(error.description)")
        }
    }

    /// An integer of the query string.
    ///
    /// - Parameters:
    ///   - name: The parameter's name.
    ///   - fallback: What counts when the parameter is absent.
    ///   - range: The values that are allowed.
    /// - Returns: The integer.
    /// - Throws: A problem (422) when the value is no integer or lies outside the range.
    public func query(
        _ name: String,
        default fallback: Int,
        in range: ClosedRange<Int>
    ) throws(Problem) -> Int {
        guard let text = target.query[name] else { return fallback }
        guard let integer = Int(text), range.contains(integer) else {
            throw Problem(
                .unprocessableContent,
                """
                `\(name)` must be an integer from \(range.lowerBound) to \(range.upperBound), \
                not `\(text)`.
                """
            )
        }
        return integer
    }
}

public import JSON

/// A response as a handler makes it.
public struct Response: Sendable {
    /// Where the body's bytes are.
    public enum Body: Sendable {
        case bytes([UInt8])
        case stream(ByteChannel)
    }

    /// The status.
    public var status: Status

    /// The header fields; length and connection are the server's business.
    public var headers: Headers

    /// The body.
    public var body: Body

    /// Creates a response.
    public init(
        _ status: Status = .ok,
        headers: Headers = Headers(),
        body: Body = .bytes([])
    ) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A JSON response from bytes that are JSON already.
    public static func json(
        bytes: [UInt8],
        status: Status = .ok,
        type: String = "application/json"
    ) -> Response {
        Response(status, headers: ["Content-Type": type], body: .bytes(bytes))
    }

    /// A JSON response.
    public static func json(_ value: JSONValue, status: Status = .ok) -> Response {
        var writer = JSONWriter()
        writer.value(value)
        return json(bytes: writer.drain(), status: status)
    }

    /// A text response.
    public static func text(
        _ text: String,
        type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(headers: ["Content-Type": type], body: .bytes(Array(text.utf8)))
    }

    /// The body's bytes; empty for a streamed body.
    public var bytes: [UInt8] {
        guard case .bytes(let bytes) = body else { return [] }
        return bytes
    }
}

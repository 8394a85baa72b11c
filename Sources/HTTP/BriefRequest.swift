public import JSON

/// A request that others wait behind, as it lies in the server's memory.
///
/// A handler of such requests answers within about a millisecond or declines, see `BriefAnswer`.
/// All that is lent here as a pointer stays where it is until the handler returns, and no longer:
/// the server keeps the connection's memory as it is while it calls the handler.
public struct BriefRequest {
    /// The target: path and query.
    public let target: Target

    /// What the route's `{…}` segments matched, decoded.
    public let pathParameters: [String: String]

    /// The header fields.
    public let fields: FieldBytes

    /// The body.
    public let body: UnsafeBufferPointer<UInt8>

    /// Creates a request.
    public init(
        target: Target,
        pathParameters: [String: String],
        fields: FieldBytes,
        body: UnsafeBufferPointer<UInt8>
    ) {
        self.target = target
        self.pathParameters = pathParameters
        self.fields = fields
        self.body = body
    }
}

/// The answer to a `BriefRequest`, written into memory that is used again for the next one.
public struct BriefAnswer: Sendable {
    /// The status.
    public var status = Status.ok

    /// The type of the body.
    public var contentType = "application/json"

    /// Takes the body, JSON.
    public var writer = JSONWriter()

    /// Creates an empty answer.
    public init() {}

    /// Makes the answer empty again; memory beyond `limit` bytes is given back.
    public mutating func reset(keeping limit: Int = 64 << 10) {
        status = .ok
        contentType = "application/json"
        if writer.bytes.capacity > limit { writer = JSONWriter() } else { writer.reset() }
    }
}

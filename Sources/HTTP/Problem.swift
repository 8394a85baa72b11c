public import JSON

/// An error that a client can read: what happened, and what to do about it.
///
/// Source: RFC 9457.
public struct Problem: Error, Sendable, Hashable {
    /// The status of the response.
    public let status: Status

    /// What happened, as sentences for a person.
    public let detail: String

    /// Further members, such as `code` or `errors`.
    public let members: JSONObject

    /// Creates a problem.
    public init(_ status: Status, _ detail: String, members: JSONObject = JSONObject()) {
        self.status = status
        self.detail = detail
        self.members = members
    }

    /// The problem as `application/problem+json`.
    public var response: Response {
        var object: JSONObject = [
            "type": "about:blank",
            "title": .string(status.reason),
            "status": .integer(Int64(status.code)),
            "detail": .string(detail),
        ]
        for member in members { object[member.name] = member.value }
        var response = Response.json(.object(object), status: status)
        response.headers["Content-Type"] = "application/problem+json"
        return response
    }
}

internal import HTTP

/// What is wrong with a request's head, though libmicrohttpd lets it pass.
///
/// A head that can be read in two ways could be read in the other way by a proxy before this
/// server, so it is refused.
struct HeadCheck {
    /// The length of the body, when the head says it.
    private(set) var contentLength: Int?
    /// What the client is told when the head is refused.
    private(set) var mistake: Problem?

    init(_ fields: FieldBytes) {
        var lengths = 0
        var hosts = 0
        var coding: FieldBytes.Field?
        for field in fields.fields {
            if field.name.contains(where: { $0 <= 0x20 }) {
                mistake = Problem(.badRequest, "A header field's name has no blanks.")
                return
            }
            switch field.name.count {
            case 4 where field.isNamed("host"): hosts += 1
            case 14 where field.isNamed("content-length"):
                lengths += 1
                contentLength = Int(String(decoding: field.value, as: UTF8.self))
            case 17 where field.isNamed("transfer-encoding"): coding = coding ?? field
            default: break
            }
        }
        if lengths > 0, coding != nil {
            mistake = Problem(
                .badRequest,
                "A request has either Content-Length or Transfer-Encoding, not both."
            )
        } else if lengths > 1 {
            mistake = Problem(.badRequest, "A request has one Content-Length.")
        } else if let coding {
            mistake = Self.mistake(inCoding: String(decoding: coding.value, as: UTF8.self))
        }
        if mistake == nil, hosts > 1 {
            mistake = Problem(.badRequest, "A request has one Host.")
        }
    }

    private static func mistake(inCoding coding: String) -> Problem? {
        if coding.lowercased() == "chunked" { return nil }
        return Problem(
            .notImplemented,
            "The transfer coding `\(coding)` is not known here; `chunked` is."
        )
    }
}

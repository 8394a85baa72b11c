internal import Foundation
internal import HTTP

extension Request {
    /// The moment that a request asks about: `?asOf=`; see `MomentText`.
    var asOf: String? { target.query["asOf"] }

    /// Who sends the request: the header `X-Actor`, or the name of HTTP's basic authentication;
    /// nil when neither is there or makes sense.
    ///
    /// A claim, which nobody has checked.
    var actor: String? {
        Self.name(headers["X-Actor"]) ?? Self.name(basicUser)
    }

    private static let nameLimit = 200

    private static func name(_ text: String?) -> String? {
        guard let text, !text.isEmpty, text.utf8.count <= nameLimit,
            text.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 })
        else { return nil }
        return text
    }

    private var basicUser: String? {
        let parts = headers["Authorization"]?.split(separator: " ", maxSplits: 1)
        guard let parts, parts.count == 2, parts[0].lowercased() == "basic",
            let bytes = Data(base64Encoded: String(parts[1])),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        return text.split(separator: ":", omittingEmptySubsequences: false).first.map(String.init)
    }
}

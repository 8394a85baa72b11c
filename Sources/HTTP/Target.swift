/// The target of a request: its path, split and decoded, and its query.
///
/// Source: RFC 3986, §3.3 and §3.4; `+` in a query stands for a blank, as forms write it.
public struct Target: Sendable, Hashable {
    /// The target as it was sent.
    public let text: String

    /// The path's segments, each decoded; `/a/b` has two.
    public let segments: [String]

    /// The query's parameters, decoded; the first of several with one name counts.
    public let query: [String: String]

    /// Splits and decodes a target such as `/api/v1/datasets?layer=bronze`.
    public init(_ text: String) {
        self.text = text
        let bytes = text.utf8
        let pathEnd = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
        segments = Self.path(of: text[..<pathEnd]).utf8.split(separator: UInt8(ascii: "/"))
            .map { Self.decode(Substring($0), plusIsBlank: false) }
        query = pathEnd == bytes.endIndex ? [:] : Self.query(bytes[pathEnd...].dropFirst())
    }

    private static func query(_ bytes: Substring.UTF8View) -> [String: String] {
        var query: [String: String] = [:]
        for item in bytes.split(separator: UInt8(ascii: "&")) {
            let pair = item.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = pair.first, !name.isEmpty else { continue }
            let value = pair.count > 1 ? decode(Substring(pair[1]), plusIsBlank: true) : ""
            let key = decode(Substring(name), plusIsBlank: true)
            if query[key] == nil { query[key] = value }
        }
        return query
    }

    /// The path of a target in absolute form, such as `http://host/path`; else the target itself.
    private static func path(of target: Substring) -> Substring {
        guard !target.hasPrefix("/"), let scheme = target.firstRange(of: "://") else {
            return target
        }
        return target[scheme.upperBound...].drop { $0 != "/" }
    }

    /// The path alone, as it was sent.
    public var path: String {
        String(text.prefix { $0 != "?" })
    }

    private static func decode(_ text: Substring, plusIsBlank: Bool) -> String {
        let isPlain = text.utf8.allSatisfy {
            $0 != UInt8(ascii: "%") && !(plusIsBlank && $0 == UInt8(ascii: "+"))
        }
        if isPlain { return String(text) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.utf8.count)
        var bytes = text.utf8[...]
        while let byte = bytes.popFirst() {
            if byte == UInt8(ascii: "%"), let high = hexDigit(bytes.first),
                let low = hexDigit(bytes.dropFirst().first)
            {
                decoded.append(high << 4 | low)
                bytes = bytes.dropFirst(2)
            } else {
                decoded.append(plusIsBlank && byte == UInt8(ascii: "+") ? 0x20 : byte)
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func hexDigit(_ byte: UInt8?) -> UInt8? {
        guard let byte, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
            return nil
        }
        return UInt8(digit)
    }
}

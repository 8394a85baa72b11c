internal import CCurl
internal import Foundation

/// An HTTP request whose body is pulled and whose answer is handed on piece by piece, through
/// libcurl.
///
/// It blocks its thread until the answer has ended.
public struct StreamingRequest {
    /// Where the request goes.
    public enum Server: Sendable, Hashable {
        /// A host and port.
        case network(host: String, port: Int)
        /// A socket in the file system.
        case socket(path: String)
        /// Another machine's, by the beginning of its addresses, such as `https://api.example.com`;
        /// a proxy that the environment names is used.
        case url(String)
    }

    /// Where it goes.
    public let server: Server
    /// The method, such as `POST`.
    public let method: String
    /// The path and query, beginning with `/`.
    public let target: String
    /// How long connecting may take.
    public var connectTimeout: Duration = .seconds(10)
    /// How long everything together may take; nil for as long as it takes.
    public var timeout: Duration?
    /// The body's length in bytes, where it is known; without it the body goes in chunks.
    public var bodyLength: Int?

    /// Creates a request.
    public init(_ method: String, _ target: String, at server: Server) {
        self.method = method
        self.target = target
        self.server = server
    }

    /// Sends the request.
    ///
    /// - Parameters:
    ///   - headers: The headers beside those that libcurl sets.
    ///   - body: Gives the next bytes, at most as many as asked for; none at the end. `nil` for a
    ///     request without a body.
    ///   - receiveHeader: Takes a header of the answer, its name in small letters.
    ///   - receive: Takes the answer's bytes; what it throws breaks off the request.
    /// - Returns: The answer's status.
    /// - Throws: `TransferError`, or what the closures throw.
    public func send(
        headers: [(name: String, value: String)] = [],
        body: ((_ limit: Int) throws -> [UInt8])? = nil,
        receiveHeader: (_ name: String, _ value: String) -> Void = { _, _ in },
        receive: ([UInt8]) throws -> Void
    ) throws -> Int {
        let pull = body ?? { _ in [] }
        return try withoutActuallyEscaping(pull) { pull in
            try withoutActuallyEscaping(receive) { receive in
                try withoutActuallyEscaping(receiveHeader) { receiveHeader in
                    let transfer = Transfer(pull, receive, receiveHeader)
                    return try perform(transfer, headers, hasBody: body != nil)
                }
            }
        }
    }

    private func perform(
        _ transfer: Transfer, _ headers: [(name: String, value: String)], hasBody: Bool
    ) throws -> Int {
        // Once for the process; libcurl does nothing when it is done again.
        guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK, let curl = curl_easy_init()
        else { throw TransferError(kind: .other, reason: "libcurl cannot be started") }
        defer { curl_easy_cleanup(curl) }
        var list: UnsafeMutablePointer<curl_slist>?
        for (name, value) in headers { list = curl_slist_append(list, "\(name): \(value)") }
        // What is asked for is small enough to go without asking.
        list = curl_slist_append(list, "Expect:")
        defer { curl_slist_free_all(list) }
        lexigraph_curl_set_list(curl, CURLOPT_HTTPHEADER, list)
        configure(curl, hasBody: hasBody)
        // The transfer outlives the call that uses the reference.
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        lexigraph_curl_set_pointer(curl, CURLOPT_WRITEDATA, context)
        lexigraph_curl_set_data(curl, CURLOPT_WRITEFUNCTION, receiveBytes)
        lexigraph_curl_set_pointer(curl, CURLOPT_HEADERDATA, context)
        lexigraph_curl_set_data(curl, CURLOPT_HEADERFUNCTION, receiveHeaderLine)
        if hasBody {
            lexigraph_curl_set_pointer(curl, CURLOPT_READDATA, context)
            lexigraph_curl_set_data(curl, CURLOPT_READFUNCTION, sendBytes)
        }
        let result = curl_easy_perform(curl)
        if let error = transfer.error { throw error }
        guard result == CURLE_OK else {
            throw TransferError(
                kind: TransferError.Kind(result),
                reason: String(cString: curl_easy_strerror(result)))
        }
        var status = 0
        lexigraph_curl_status(curl, &status)
        return status
    }

    private func configure(_ curl: UnsafeMutableRawPointer, hasBody: Bool) {
        switch server {
        case .network(let host, let port):
            let authority = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
            lexigraph_curl_set_text(curl, CURLOPT_URL, "http://\(authority)\(target)")
        case .socket(let path):
            lexigraph_curl_set_text(curl, CURLOPT_URL, "http://localhost\(target)")
            lexigraph_curl_set_text(curl, CURLOPT_UNIX_SOCKET_PATH, path)
        case .url(let base):
            lexigraph_curl_set_text(curl, CURLOPT_URL, base + target)
            lexigraph_curl_set_text(curl, CURLOPT_PROTOCOLS_STR, "http,https")
        }
        lexigraph_curl_set_text(curl, CURLOPT_CUSTOMREQUEST, method)
        // A proxy of the environment has no business between a program and its own server.
        if case .url = server {} else { lexigraph_curl_set_text(curl, CURLOPT_PROXY, "") }
        lexigraph_curl_set_long(curl, CURLOPT_NOSIGNAL, 1)
        lexigraph_curl_set_long(
            curl, CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(connectTimeout))
        if let timeout {
            lexigraph_curl_set_long(curl, CURLOPT_TIMEOUT_MS, Self.milliseconds(timeout))
        }
        if let bodyLength {
            lexigraph_curl_set_long(curl, CURLOPT_INFILESIZE, bodyLength)
        }
        lexigraph_curl_set_long(curl, CURLOPT_UPLOAD, hasBody ? 1 : 0)
    }

    /// At least 1: libcurl takes 0 for no limit at all.
    private static func milliseconds(_ duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        let whole = Int(min(max(seconds, 0), 1_000_000)) * 1_000
        return max(1, whole + Int(max(attoseconds, 0) / 1_000_000_000_000_000))
    }
}

/// Why no whole answer came.
public struct TransferError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Kind: Hashable, Sendable {
        /// Nobody listens there.
        case noServer
        /// The time was over.
        case timedOut
        /// Any other.
        case other

        init(_ code: CURLcode) {
            self =
                code == CURLE_COULDNT_CONNECT
                ? .noServer : code == CURLE_OPERATION_TIMEDOUT ? .timedOut : .other
        }
    }

    /// What kind of failure it is.
    public let kind: Kind
    let reason: String

    public var description: String { "The server cannot be reached: \(reason)." }
}

/// What libcurl's callbacks work on; it lives on one thread, for one call.
private final class Transfer {
    let pull: (Int) throws -> [UInt8]
    let receive: ([UInt8]) throws -> Void
    let receiveHeader: (String, String) -> Void
    var error: (any Error)?

    init(
        _ pull: @escaping (Int) throws -> [UInt8], _ receive: @escaping ([UInt8]) throws -> Void,
        _ receiveHeader: @escaping (String, String) -> Void
    ) {
        self.pull = pull
        self.receive = receive
        self.receiveHeader = receiveHeader
    }
}

private func receiveBytes(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes, let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let raw = UnsafeRawBufferPointer(start: bytes, count: size * count)
    do {
        try transfer.receive(Array(raw))
        return raw.count
    } catch {
        transfer.error = error
        // Less than there is tells libcurl to stop.
        return raw.count == 0 ? 1 : 0
    }
}

private func receiveHeaderLine(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes, let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let raw = UnsafeRawBufferPointer(start: bytes, count: size * count)
    let parts = String(decoding: raw, as: UTF8.self)
        .split(separator: ":", maxSplits: 1)
        .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    // The status line and the end of the headers have no name.
    if parts.count == 2 { transfer.receiveHeader(parts[0].lowercased(), parts[1]) }
    return raw.count
}

private func sendBytes(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes, let context else { return Int(CURL_READFUNC_ABORT) }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let room = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
    do {
        let next = try transfer.pull(room.count).prefix(room.count)
        room.copyBytes(from: next)
        return next.count
    } catch {
        transfer.error = error
        return Int(CURL_READFUNC_ABORT)
    }
}

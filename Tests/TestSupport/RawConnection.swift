public import Foundation

/// A plain TCP connection to 127.0.0.1 that sends and receives bytes as they are.
///
/// It lets a test say exactly what goes over the wire, malformed requests included.
public final class RawConnection {
    private let descriptor: Int32

    /// Why a connection failed.
    public struct Failure: Error {
        let call: String
        let code: Int32
    }

    /// Connects to a port of this machine.
    public init(port: Int, timeout: TimeInterval = 20) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket", code: errno) }
        var limit = timeval(tv_sec: Int(timeout), tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            close(descriptor)
            throw Failure(call: "connect", code: errno)
        }
    }

    deinit {
        close(descriptor)
    }

    /// Sends bytes.
    public func send(_ text: String) throws {
        try send(Array(text.utf8))
    }

    /// Sends bytes; `false` when the peer has closed.
    @discardableResult
    public func send(_ bytes: [UInt8]) throws -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EPIPE || errno == ECONNRESET { return false }
            guard count > 0 else { throw Failure(call: "send", code: errno) }
            sent += count
        }
        return true
    }

    /// Tells the peer that nothing more will be sent; answers can still be received.
    public func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// What arrives next; `nil` once the peer has closed.
    public func receive() throws -> String? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count == 0 || (count < 0 && errno == ECONNRESET) { return nil }
        guard count > 0 else { throw Failure(call: "recv", code: errno) }
        return String(decoding: buffer[..<count], as: UTF8.self)
    }

    /// Everything that arrives until the peer closes.
    public func receiveAll() throws -> String {
        var text = ""
        while let piece = try receive() { text += piece }
        return text
    }

    /// Sends a request and returns the whole response; the request must ask to close.
    public static func exchange(_ request: String, port: Int) throws -> String {
        let connection = try RawConnection(port: port)
        try connection.send(request)
        return try connection.receiveAll()
    }
}

internal import Foundation

/// Why a server could not start.
public struct ServerError: Error, CustomStringConvertible {
    /// What happened, as a sentence.
    public let description: String
}

/// A socket that listens on one address.
struct ListeningSocket {
    let descriptor: Int32
    let port: Int

    /// Listens at a path in the file system, in place of what was left there; only the owner of
    /// the process can connect.
    init(path: String) throws(ServerError) {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        port = 0
        unlink(path)
        let status = SocketPath.withAddress(of: path) { address, length in
            // Nobody may connect before the mode is right; no other thread makes files meanwhile
            // that would mind.
            let mask = umask(0o177)
            defer { umask(mask) }
            return bind(descriptor, address, length)
        }
        guard descriptor >= 0, status == 0, Foundation.listen(descriptor, 128) == 0 else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw ServerError(description: "Cannot listen at `\(path)`: \(reason).")
        }
    }

    /// Binds and listens; port 0 picks a free one.
    init(host: String, port: Int) throws(ServerError) {
        guard (0...65_535).contains(port) else {
            throw ServerError(description: "A port is a number from 0 to 65535, not \(port).")
        }
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &found)
        guard status == 0 else {
            throw ServerError(
                description:
                    "The host `\(host)` is unknown: \(String(cString: gai_strerror(status)))."
            )
        }
        defer { freeaddrinfo(found) }
        var candidates: [addrinfo] = []
        var next = found
        while let candidate = next?.pointee {
            candidates.append(candidate)
            next = candidate.ai_next
        }
        // A name such as `localhost` may stand for both; IPv4 is what most clients try.
        let ordered =
            candidates.filter { $0.ai_family == AF_INET }
            + candidates.filter { $0.ai_family != AF_INET }
        for candidate in ordered {
            guard let descriptor = Self.listen(on: candidate) else { continue }
            self.descriptor = descriptor
            self.port = Self.port(of: descriptor) ?? port
            return
        }
        throw ServerError(
            description: "Cannot listen on \(Server.authority(host, port)): "
                + "\(String(cString: strerror(errno)))."
        )
    }

    /// A socket that listens; `nil`, with `errno` saying why, when there is none.
    private static func listen(on info: addrinfo) -> Int32? {
        let flags = info.ai_socktype | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(info.ai_family, flags, info.ai_protocol)
        guard descriptor >= 0 else { return nil }
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
        guard bind(descriptor, info.ai_addr, info.ai_addrlen) == 0,
            Foundation.listen(descriptor, 1_024) == 0
        else {
            let code = errno
            close(descriptor)
            errno = code
            return nil
        }
        return descriptor
    }

    private static func port(of descriptor: Int32) -> Int? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { pointer -> Int? in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> Int? in
                guard getsockname(descriptor, address, &length) == 0 else { return nil }
                // The port is at the same place for IPv4 and IPv6.
                return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                    Int(UInt16(bigEndian: $0.pointee.sin_port))
                }
            }
        }
    }
}

internal import CMicroHTTPD
internal import HTTP

// libmicrohttpd's callbacks. They stand at file scope, so that no actor's isolation is attached
// to them; each receives the `ServerCore` that the daemon was started with.

typealias TargetCallback =
    @convention(c) (
        UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?
    ) -> UnsafeMutableRawPointer?

typealias UnescapeCallback =
    @convention(c) (
        UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<CChar>?
    ) -> Int

private func core(_ context: UnsafeMutableRawPointer?) -> ServerCore? {
    context.map { Unmanaged<ServerCore>.fromOpaque($0).takeUnretainedValue() }
}

private func exchange(_ slot: UnsafeMutableRawPointer?) -> Exchange? {
    slot.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
}

/// The request's first line is there: its raw target begins an exchange, retained until
/// `requestCompleted` releases it.
let requestBegan: TargetCallback = { context, target, connection in
    Unmanaged.passRetained(Exchange(target: target.map { String(cString: $0) } ?? "")).toOpaque()
}

/// The head, a piece of the body, or the end of the body is there.
let requestArrived: MHD_AccessHandlerCallback = {
    context, connection, _, method, _, bytes, count, slot in
    guard let core = core(context), let connection, let exchange = exchange(slot?.pointee),
        let count
    else { return .NO }
    if !exchange.hasBegun {
        core.begin(exchange, connection, method: method.map { String(cString: $0) } ?? "")
        if let rejection = exchange.rejection {
            return core.queue(rejection, of: exchange, on: connection)
        }
        return .YES
    }
    guard count.pointee > 0, let bytes else { return core.finishBody(of: exchange, connection) }
    let piece = UnsafeRawBufferPointer(start: bytes, count: count.pointee)
    count.pointee = core.receive(
        piece.assumingMemoryBound(to: UInt8.self), of: exchange, connection)
    return .YES
}

/// The exchange is over, answered or not.
let requestCompleted: MHD_RequestCompletedCallback = { context, connection, slot, _ in
    guard let slot, let raw = slot.pointee else { return }
    let exchange = Unmanaged<Exchange>.fromOpaque(raw).takeRetainedValue()
    slot.pointee = nil
    if let core = core(context), let connection { core.end(exchange, connection) }
}

/// A connection opened or closed.
let connectionChanged: MHD_NotifyConnectionCallback = { context, connection, _, event in
    guard let core = core(context), let connection else { return }
    if event == .CONNECTION_NOTIFY_STARTED {
        core.connectionOpened(connection)
    } else {
        core.connectionClosed(connection)
    }
}

/// Leaves `%` escapes alone: paths are split before they are decoded.
let keepEscapes: UnescapeCallback = { _, _, text in
    var length = 0
    while let text, text[length] != 0 { length += 1 }
    return length
}

/// Adds one header field to the `Headers` that `context` points to.
let appendHeader: MHD_KeyValueIterator = { context, _, name, value in
    guard let context, let name else { return .YES }
    context.assumingMemoryBound(to: Headers.self).pointee
        .append(String(cString: name), value.map { String(cString: $0) } ?? "")
    return .YES
}

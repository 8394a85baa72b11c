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

/// What is kept for a connection, from its opening to its close.
private func client(_ connection: OpaquePointer) -> ClientConnection? {
    lexigraph_mhd_client(connection).map {
        Unmanaged<ClientConnection>.fromOpaque($0).takeUnretainedValue()
    }
}

/// The request's first line is there: its raw target begins an exchange, retained until
/// `requestCompleted` releases it.
let requestBegan: TargetCallback = { _, target, connection in
    guard let connection, let client = client(connection) else { return nil }
    client.begin(target: target)
    let exchange = client.spare ?? Exchange(client)
    client.spare = nil
    return Unmanaged.passRetained(exchange).toOpaque()
}

/// The head, a piece of the body, or the end of the body is there.
let requestArrived: MHD_AccessHandlerCallback = {
    context, connection, _, method, _, bytes, count, slot in
    guard let core = core(context), let connection, let exchange = exchange(slot?.pointee),
        let count
    else { return .NO }
    if !exchange.hasBegun {
        core.begin(exchange, connection, method: method)
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
let requestCompleted: MHD_RequestCompletedCallback = { context, _, slot, _ in
    guard let slot, let raw = slot.pointee else { return }
    let exchange = Unmanaged<Exchange>.fromOpaque(raw).takeRetainedValue()
    slot.pointee = nil
    core(context)?.end(exchange)
}

/// A connection opened or closed; what is kept for it is retained in between.
let connectionChanged: MHD_NotifyConnectionCallback = { context, connection, slot, event in
    guard let core = core(context), let connection, let slot else { return }
    if event == .CONNECTION_NOTIFY_STARTED {
        let client = ClientConnection(socket: lexigraph_mhd_socket(connection))
        slot.pointee = Unmanaged.passRetained(client).toOpaque()
        core.connectionOpened(client)
    } else if let raw = slot.pointee {
        slot.pointee = nil
        core.connectionClosed(Unmanaged<ClientConnection>.fromOpaque(raw).takeRetainedValue())
    }
}

/// Leaves `%` escapes alone: paths are split before they are decoded.
let keepEscapes: UnescapeCallback = { _, _, text in
    var length = 0
    while let text, text[length] != 0 { length += 1 }
    return length
}

/// Adds one header field to the `FieldBytes` that `context` points to.
let appendField: MHD_KeyValueIteratorN = { context, _, name, nameLength, value, valueLength in
    guard let context else { return .YES }
    context.assumingMemoryBound(to: FieldBytes.self).pointee
        .append(bytes(name, nameLength), bytes(value, valueLength))
    return .YES
}

private func bytes(_ start: UnsafePointer<CChar>?, _ count: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
        .assumingMemoryBound(to: UInt8.self)
}

internal import CMicroHTTPD
internal import HTTP
internal import JSON

/// Turns a response into libmicrohttpd's form.
enum ResponseWriter {
    /// Makes a response.
    ///
    /// - Parameters:
    ///   - response: What to send.
    ///   - connection: Where it goes.
    ///   - isHead: Whether only the head will be sent. libmicrohttpd 0.9.75 would end the chunks of
    ///     a streamed body even so; the response then says neither length nor chunks.
    /// - Returns: The response, owned by the caller; `nil` when memory is short.
    static func make(
        _ response: Response,
        for connection: OpaquePointer,
        isHead: Bool
    ) -> OpaquePointer? {
        let raw =
            switch response.body {
            case .bytes(let bytes): make(bytes)
            case .stream(let channel): make(channel, for: connection)
            }
        guard let raw else { return nil }
        if isHead, response.stream != nil { lexigraph_mhd_end_with_connection(raw) }
        for field in response.headers.fields {
            MHD_add_response_header(raw, field.name, field.value)
        }
        return raw
    }

    /// Makes a response of a brief answer.
    ///
    /// - Parameters:
    ///   - answer: What to send.
    ///   - isLast: Whether the connection closes afterwards.
    /// - Returns: The response, owned by the caller; `nil` when memory is short.
    static func make(_ answer: BriefAnswer, isLast: Bool) -> OpaquePointer? {
        guard let raw = make(answer.writer.bytes) else { return nil }
        answer.contentType.withCString { _ = MHD_add_response_header(raw, "Content-Type", $0) }
        if isLast { MHD_add_response_header(raw, "Connection", "close") }
        return raw
    }

    private static func make(_ bytes: [UInt8]) -> OpaquePointer? {
        bytes.withUnsafeBytes { buffer in
            // libmicrohttpd copies the bytes at once, so it never writes through this pointer.
            MHD_create_response_from_buffer(
                buffer.count,
                UnsafeMutableRawPointer(mutating: buffer.baseAddress),
                .RESPMEM_MUST_COPY
            )
        }
    }

    /// A body of unknown length: libmicrohttpd asks for more until the channel ends.
    private static func make(
        _ channel: ByteChannel,
        for connection: OpaquePointer
    ) -> OpaquePointer? {
        MHD_create_response_from_callback(
            .max,
            64 << 10,
            readStream,
            Unmanaged.passRetained(StreamPump(channel, connection)).toOpaque(),
            releaseStream
        )
    }
}

/// Fills a buffer from the stream.
private let readStream: MHD_ContentReaderCallback = { context, _, buffer, capacity in
    guard let context, let buffer else { return StreamPump.endOfStream }
    return Unmanaged<StreamPump>.fromOpaque(context).takeUnretainedValue()
        .fill(UnsafeMutableRawBufferPointer(start: buffer, count: capacity))
}

/// The response is gone: whoever still produces may stop.
private let releaseStream: MHD_ContentReaderFreeCallback = { context in
    guard let context else { return }
    Unmanaged<StreamPump>.fromOpaque(context).takeRetainedValue().abandon()
}

import CypherSyntax
import HTTP
import JSON

/// Sends a large answer while it is being written.
///
/// A small answer is kept until it is complete, so that it has a length and an error its own
/// status. One that grows beyond `Self.threshold` is begun with the status of success; an error
/// that comes later stands at the end of the answer, in `errors`, as Neo4j has it.
///
/// It belongs to one thread. Whoever writes waits for a client that reads slowly, so only so many
/// answers are streamed at once as there are permits; others are kept.
final class AnswerStream {
    /// How many bytes of an answer are kept before it is sent.
    static let threshold = 1 << 20
    /// How many bytes go to the client together.
    private static let piece = 1 << 18

    private enum State {
        case waiting
        case sending(ByteChannel)
        case keeping
    }

    private let answerEarly: (@Sendable (Response) -> Void)?
    private let permits: Permits
    private let type: String
    private let status: Status
    private var state = State.waiting

    init(_ request: Request, _ status: Status, type: String, permits: Permits) {
        answerEarly = request.answerEarly
        self.permits = permits
        self.status = status
        self.type = type
    }

    deinit {
        guard case .sending(let channel) = state else { return }
        channel.cut()
        permits.giveBack()
    }

    /// Whether the client has been told the status.
    var hasBegun: Bool {
        if case .sending = state { true } else { false }
    }

    /// Takes note of how much was written, and sends it when that is enough.
    ///
    /// - Throws: `cancelled` when the client is gone.
    func note(_ writer: inout JSONWriter) throws(CypherError) {
        switch state {
        case .keeping: return
        case .sending(let channel):
            guard writer.bytes.count >= Self.piece else { return }
            guard channel.write(writer.drain()) else { throw Self.clientGone }
        case .waiting:
            guard writer.bytes.count >= Self.threshold else { return }
            guard let answerEarly, permits.take() else {
                state = .keeping
                return
            }
            let channel = ByteChannel(capacity: Self.threshold)
            state = .sending(channel)
            answerEarly(
                Response(status, headers: ["Content-Type": type], body: .stream(channel)))
            channel.write(writer.drain())
        }
    }

    /// Ends the answer.
    ///
    /// - Returns: The whole answer, unless it was streamed.
    func finish(_ writer: inout JSONWriter) -> Response {
        guard case .sending(let channel) = state else {
            return .json(bytes: writer.drain(), status: status, type: type)
        }
        state = .keeping
        permits.giveBack()
        channel.write(writer.drain())
        channel.finish()
        return Response(status)
    }

    private static var clientGone: CypherError {
        CypherError(
            .cancelled, at: .runtime, detail: "ClientGone",
            message: "The client no longer reads the answer.")
    }
}

import Foundation
import HTTP
import HTTPServer
import JSON
import Service

/// Runs the commands that other processes send, on the catalog that this one has open.
///
/// The socket stands beside the database file and is the owner's alone; whoever can connect could
/// as well change the file.
struct CommandServer: Sendable {
    /// Where commands are sent to.
    static let target = "/command"

    private let workspace: Workspace

    init(_ workspace: Workspace) {
        self.workspace = workspace
    }

    /// The socket beside a database file, however the file is called.
    static func socketPath(of database: String) -> String {
        let resolved = realpath(database, nil)
        defer { free(resolved) }
        return (resolved.map { String(cString: $0) } ?? database) + "-socket"
    }

    /// Adds the route to those of a server.
    func register(on router: inout Router) {
        router.on(.post, Self.target, body: .streamed, use: run)
    }

    /// Runs a command: `POST /command`, the message as one line of JSON, then the input.
    ///
    /// The answer is a stream of frames. It begins at once, except for a command that reads the
    /// input, which has to come to its end first.
    @Sendable
    private func run(_ request: Request) throws -> Response {
        guard case .stream(let body) = request.body else {
            throw Problem(.badRequest, "The body is missing.")
        }
        let (message, rest) = try Self.message(from: body)
        guard message.hasInput else {
            while body.read() != nil {}
            let channel = ByteChannel()
            Thread.detachNewThread {
                run(message, input: nil) { _ = channel.write($0.bytes) }
                channel.finish()
            }
            return Response(
                headers: ["Content-Type": "application/octet-stream"], body: .stream(channel))
        }
        let input = ByteChannel()
        Thread.detachNewThread {
            var isOpen = input.write(rest)
            while isOpen, let piece = body.read() { isOpen = input.write(piece) }
            // What the command did not want.
            while body.read() != nil {}
            input.finish(isComplete: !body.isCut)
        }
        let frames = Frames()
        run(message, input: input) { frames.append($0) }
        input.abandon()
        return Response(
            headers: ["Content-Type": "application/octet-stream"], body: .bytes(frames.bytes))
    }

    /// The first line of a body, and what came with it.
    private static func message(
        from body: ByteChannel
    ) throws -> (message: CommandMessage, rest: [UInt8]) {
        var bytes: [UInt8] = []
        while !bytes.contains(0x0A), bytes.count < 16 << 20, let piece = body.read() {
            bytes += piece
        }
        guard let end = bytes.firstIndex(of: 0x0A),
            let json = try? JSONValue(parsing: Array(bytes[..<end])),
            let message = CommandMessage(json)
        else { throw Problem(.badRequest, "The body does not begin with a command.") }
        return (message, Array(bytes[(end + 1)...]))
    }

    private func run(
        _ message: CommandMessage, input: ByteChannel?,
        write: @escaping @Sendable (CommandFrame) -> Void
    ) {
        let surroundings = Surroundings(
            folder: message.folder, user: message.user, width: message.width,
            hasColour: message.hasColour,
            isErrorTerminal: message.isErrorTerminal, input: input, write: write,
            workspace: workspace)
        let code = try? BlockingTask.run {
            await Surroundings.$sender.withValue(surroundings) {
                await Lexigraph.perform(message.arguments)
            }
        }
        write(.exit(code ?? 1))
    }

    /// Frames that wait for the command's end.
    private final class Frames: @unchecked Sendable {
        // @unchecked: the lock guards the bytes.
        private let lock = NSLock()
        private var all: [UInt8] = []

        func append(_ frame: CommandFrame) { lock.withLock { all += frame.bytes } }

        var bytes: [UInt8] { lock.withLock { all } }
    }
}

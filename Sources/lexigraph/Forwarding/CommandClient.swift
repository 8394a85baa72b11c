import Foundation
import HTTPClient
import HTTPServer
import JSON

/// Sends a command to the process that has the catalog open.
struct CommandClient {
    private let socket: String

    /// The server that has a database file open; `nil` when there is none that answers.
    init?(database: String) {
        socket = CommandServer.socketPath(of: database)
        guard SocketPath.isAnswered(socket) else { return nil }
    }

    /// Has a command run, and shows what it says.
    ///
    /// - Parameters:
    ///   - arguments: The command line.
    ///   - readsInput: Whether the command reads standard input.
    /// - Returns: The exit code.
    /// - Throws: `TransferError` or `CommandFailure` when no whole answer comes.
    func run(_ arguments: [String], readsInput: Bool) throws -> UInt8 {
        let message = CommandMessage(
            arguments: arguments, folder: FileManager.default.currentDirectoryPath,
            user: NSUserName(),
            width: Terminal.width, hasColour: Terminal.hasColour,
            isErrorTerminal: Terminal.isErrorTerminal, hasInput: readsInput)
        var pending = Array((message.json.serialized() + "\n").utf8)[...]
        var received: ArraySlice<UInt8> = []
        var code: UInt8?
        let status = try SocketPath.withShortPath(of: socket) { socket in
            try StreamingRequest("POST", CommandServer.target, at: .socket(path: socket)).send(
                headers: [("Content-Type", "application/octet-stream")],
                body: { limit in
                    if pending.isEmpty, readsInput { return Self.input(upTo: limit) }
                    defer { pending = pending.dropFirst(limit) }
                    return Array(pending.prefix(limit))
                }
            ) { bytes in
                received += bytes
                while let frame = try CommandFrame.take(from: &received) {
                    switch frame {
                    case .output(let bytes): Terminal.write(bytes)
                    case .errors(let bytes): Terminal.writeErrors(bytes)
                    case .exit(let value): code = value
                    }
                }
            }
        }
        guard status == 200, let code else {
            throw CommandFailure(
                "The server that has the catalog open ended before the command did "
                    + "(status \(status)); whether the change was made is not known.")
        }
        return code
    }

    private static func input(upTo limit: Int) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: limit)
        while true {
            let count = read(0, &buffer, limit)
            if count < 0, errno == EINTR { continue }
            return Array(buffer.prefix(max(0, count)))
        }
    }
}

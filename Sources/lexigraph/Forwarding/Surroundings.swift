import Foundation
import HTTP
import Service

/// Whose streams, folder and catalog a command works with.
///
/// A command that another process sent to this one, which has the catalog open, writes to that
/// process's streams and means files by that process's folder.
struct Surroundings: Sendable {
    /// The process that sent the command under way; `nil` when it is this one.
    @TaskLocal static var sender: Surroundings?

    /// The sender's working folder.
    let folder: String
    /// The name of its user.
    let user: String
    /// The width of its terminal, and what that shows.
    let width: Int?
    let hasColour: Bool
    let isErrorTerminal: Bool
    /// Its standard input; `nil` when the command is not to read that.
    let input: ByteChannel?
    /// Takes what the command writes.
    let write: @Sendable (CommandFrame) -> Void
    /// The open catalog.
    let workspace: Workspace

    /// A path as the process means it that gave the command.
    static func path(_ path: String) -> String {
        guard let sender, !path.hasPrefix("/") else { return path }
        return sender.folder + "/" + path
    }
}

/// A piece of what a forwarded command has to say, in the form in which it travels.
///
///     frame = kind[1] length[4] bytes
///
/// Lengths are big-endian.
enum CommandFrame: Sendable {
    case output([UInt8])
    case errors([UInt8])
    /// The command's exit code; the last frame.
    case exit(UInt8)

    /// The frame's bytes.
    var bytes: [UInt8] {
        let (kind, content): (UInt8, [UInt8]) =
            switch self {
            case .output(let bytes): (1, bytes)
            case .errors(let bytes): (2, bytes)
            case .exit(let code): (3, [code])
            }
        return [kind] + withUnsafeBytes(of: UInt32(clamping: content.count).bigEndian) { Array($0) }
            + content
    }

    /// Takes the first whole frame from bytes; `nil` when more are needed.
    ///
    /// - Throws: `CommandFailure` for bytes that are no frames.
    static func take(from bytes: inout ArraySlice<UInt8>) throws -> CommandFrame? {
        guard bytes.count >= 5, let kind = bytes.first else { return nil }
        let length = bytes.dropFirst().prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard bytes.count >= 5 + length else { return nil }
        let content = Array(bytes.dropFirst(5).prefix(length))
        bytes = bytes.dropFirst(5 + length)
        switch (kind, content.first) {
        case (1, _): return .output(content)
        case (2, _): return .errors(content)
        case (3, let code?): return .exit(code)
        default: throw CommandFailure("The server's answer cannot be understood.")
        }
    }
}

/// What is said of a command that is sent to the process that has the catalog open.
struct CommandMessage {
    var arguments: [String]
    var folder: String
    var user: String
    var width: Int?
    var hasColour: Bool
    var isErrorTerminal: Bool
    /// Whether the sender's standard input follows.
    var hasInput: Bool
}

import Foundation
import HTTP
import Service

extension Invocation {
    /// Where the workspace's parts are.
    var settings: WorkspaceSettings {
        var settings = WorkspaceSettings(databasePath: self["db"] ?? "lexigraph.db")
        settings.dataFolder = self["data"].map(Surroundings.path)
        settings.importFolder = self["import-dir"].map(Surroundings.path)
        settings.schemaFolder = self["schema"].map(Surroundings.path)
        settings.seedsFolder = self["seeds"].map(Surroundings.path)
        settings.queriesFolder = self["queries"].map(Surroundings.path)
        settings.embeddings = EmbeddingSettings(
            environment: ProcessInfo.processInfo.environment, resolve: Surroundings.path)
        settings.actor = self["actor"] ?? Surroundings.sender?.user ?? NSUserName()
        settings.reason = self["reason"]
        return settings
    }

    /// The form of the output.
    var format: OutputFormat {
        get throws(UsageError) {
            try choice("output", default: .table)
        }
    }

    /// Runs `body` on the open catalog and closes it.
    func withWorkspace<Result>(
        writing isWriting: Bool = false,
        _ body: (Workspace) async throws -> Result
    ) async throws -> Result {
        if let sender = Surroundings.sender {
            return try await body(sender.workspace.shared(with: settings))
        }
        let workspace = try Workspace.open(settings, readOnlyAllowed: !isWriting)
        defer { workspace.shutDown() }
        return try await body(workspace)
    }
}

/// Reads the files that commands take.
enum InputFile {
    /// The longest text that is taken as a whole: 64 MiB.
    private static let textLimit = 64 << 20

    /// The whole of a file, or of standard input when the path is `-`.
    static func text(_ path: String) throws -> String {
        var data: [UInt8] = []
        try forEachPiece(path) { piece in
            data += piece
            guard data.count <= textLimit else {
                throw CommandFailure("\(name(of: path)) has more than \(textLimit >> 20) MiB.")
            }
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw CommandFailure("\(name(of: path)) is not UTF-8 text.")
        }
        return text
    }

    private static func name(of path: String) -> String {
        path == "-" ? "Standard input" : "`\(path)`"
    }

    /// Calls `body` with pieces of a file, or of standard input when the path is `-`.
    static func forEachPiece(_ path: String, _ body: ([UInt8]) throws -> Void) throws {
        if path == "-", let sender = Surroundings.sender {
            while let piece = sender.input?.read() { try body(piece) }
            guard sender.input?.isCut != true else {
                throw CommandFailure("Standard input broke off.")
            }
            return
        }
        let descriptor = path == "-" ? 0 : open(Surroundings.path(path), O_RDONLY)
        guard descriptor >= 0 else {
            throw CommandFailure("There is no file at `\(path)` that can be read.")
        }
        defer { if descriptor != 0 { close(descriptor) } }
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw CommandFailure(
                    "\(name(of: path)) cannot be read: \(String(cString: strerror(errno)))."
                )
            }
            if count == 0 { return }
            try body(Array(buffer[..<count]))
        }
    }
}

/// A command that did not succeed; exit code 1.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

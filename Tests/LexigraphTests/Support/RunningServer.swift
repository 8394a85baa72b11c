import Foundation
import TestSupport

/// `lexigraph serve` in a process of its own.
///
/// The class is `@unchecked Sendable` because a started process is only asked for its number here
/// and ended once, by the thread that started it.
final class RunningServer: @unchecked Sendable {
    /// Why it did not start.
    struct NotStarted: Error {}

    private let process = Process()
    /// The port that it picked.
    let port: Int

    /// Starts a server on the catalog of a folder.
    init(in folder: URL, _ options: [String] = []) throws {
        process.executableURL = Lexigraph.location(of: "lexigraph")
        process.arguments = ["serve", "--port", "0"] + options
        process.currentDirectoryURL = folder
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var text = ""
        while !text.contains("\n") {
            let piece = output.fileHandleForReading.availableData
            guard !piece.isEmpty else { throw NotStarted() }
            text += String(decoding: piece, as: UTF8.self)
        }
        let digits = text.split(separator: ":").last?.prefix { $0.isNumber }
        guard let port = digits.flatMap({ Int($0) }) else { throw NotStarted() }
        self.port = port
    }

    /// The number of its process.
    var processIdentifier: Int32 { process.processIdentifier }

    /// Stops it as a person does.
    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    /// Ends it as a crash does.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    deinit {
        stop()
    }
}

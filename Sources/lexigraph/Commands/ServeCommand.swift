import Foundation
import GraphStore
import HTTPServer
import Service

/// `serve`.
enum ServeCommand {
    static let serve = Command(
        name: "serve",
        summary: "Answer over HTTP: REST and Neo4j's Query API.",
        options: [
            .value("host", "ADDRESS", "the address to listen on (default: 127.0.0.1)"),
            .value("port", "PORT", "the port; 0 picks a free one (default: 7474)"),
            .value("timeout", "SECONDS", "how long a query may take (default: 60)"),
            .value("memory", "MIB", "how much memory a query may use (default: 1024)"),
            .value("backup-dir", "DIR", "back up there: full once a day, changes once an hour"),
            .value("key-file", "FILE", "encrypt the backups with the file's contents"),
        ],
        examples: [
            "lexigraph serve",
            "curl -s http://127.0.0.1:7474/api/v1/datasets | jq '.datasets[].name'",
        ]
    ) { invocation in
        let port = try invocation.integer("port", in: 0...65_535) ?? 7_474
        let host = invocation["host"] ?? "127.0.0.1"
        let limits = QueryLimits(
            time: .seconds(try invocation.integer("timeout", in: 1...86_400) ?? 60),
            memory: (try invocation.integer("memory", in: 1...1_048_576) ?? 1_024) << 20)
        let workspace = try Workspace.open(invocation.settings, readOnlyAllowed: false)
        defer { workspace.shutDown() }
        try workspace.followWithVectors()
        let stop = StopSignal()
        let service = LexigraphService(workspace, limits: limits)
        let server = try service.listen(host: host, port: port)
        var router = service.router
        CommandServer(workspace).register(on: &router)
        let local = try Server(
            router, path: CommandServer.socketPath(of: workspace.settings.databasePath))
        let address = Server.authority(host, server.port)
        let backups = try invocation["backup-dir"].map { path in
            let isEncrypted = invocation["key-file"] != nil
            let passphrase = isEncrypted ? try invocation.passphrase(isWanted: true) : nil
            return BackupSchedule(
                BackupFolder(
                    path: path, passphrase: passphrase,
                    scratch: URL(fileURLWithPath: workspace.settings.databasePath)
                        .deletingLastPathComponent().path), of: workspace
            ) { Terminal.note($0) }
        }
        defer { backups?.stop() }
        Terminal.print("Lexigraph listens on http://\(address)")
        Terminal.note(
            "No users are configured, so everyone who can reach \(address) may read and write. "
                + "Ctrl-C stops."
        )
        await stop.wait()
        local.stop()
        server.stop()
    }
}

/// The signals that end a service; they are caught from the moment this is made.
///
/// The first one asks to stop; the next one ends the process at once, as if nobody caught it.
struct StopSignal {
    private let signals: AsyncStream<Void>

    init() {
        for signal in Self.all { Foundation.signal(signal, SIG_IGN) }
        signals = AsyncStream<Void> { continuation in
            let sources = Self.all.map { signal in
                let source = DispatchSource.makeSignalSource(signal: signal, queue: .global())
                source.setEventHandler { continuation.yield() }
                source.resume()
                return SourceBox(source: source)
            }
            continuation.onTermination = { _ in for box in sources { box.source.cancel() } }
        }
    }

    private static let all = [SIGTERM, SIGINT]

    /// Waits for SIGTERM or SIGINT.
    func wait() async {
        for await _ in signals { break }
        for signal in Self.all { Foundation.signal(signal, SIG_DFL) }
    }

    /// `@unchecked Sendable`: a Dispatch source may be cancelled from any thread.
    private struct SourceBox: @unchecked Sendable {
        let source: any DispatchSourceSignal
    }
}

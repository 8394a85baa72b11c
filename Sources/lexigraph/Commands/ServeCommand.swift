import Foundation
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
        ],
        examples: [
            "lexigraph serve",
            "curl -s http://127.0.0.1:7474/api/v1/datasets | jq '.datasets[].name'",
        ]
    ) { invocation in
        let port = try invocation.integer("port", in: 0...65_535) ?? 7_474
        let host = invocation["host"] ?? "127.0.0.1"
        let workspace = try Workspace.open(invocation.settings, readOnlyAllowed: false)
        let server = try LexigraphService(workspace).listen(host: host, port: port)
        Terminal.print("Lexigraph listens on http://\(host):\(server.port)")
        Terminal.note(
            "No users are configured, so everyone who can reach \(host):\(server.port) may read "
                + "and write. Ctrl-C stops."
        )
        await StopSignal.wait()
        server.stop()
        workspace.shutDown()
    }
}

/// The signals that end a service.
enum StopSignal {
    /// Waits for SIGTERM or SIGINT.
    static func wait() async {
        for signal in [SIGTERM, SIGINT] { Foundation.signal(signal, SIG_IGN) }
        let signals = AsyncStream<Void> { continuation in
            let sources = [SIGTERM, SIGINT].map { signal in
                let source = DispatchSource.makeSignalSource(signal: signal, queue: .global())
                source.setEventHandler { continuation.yield() }
                source.resume()
                return SourceBox(source: source)
            }
            continuation.onTermination = { _ in for box in sources { box.source.cancel() } }
        }
        for await _ in signals { return }
    }

    /// `@unchecked Sendable`: a Dispatch source may be cancelled from any thread.
    private struct SourceBox: @unchecked Sendable {
        let source: any DispatchSourceSignal
    }
}

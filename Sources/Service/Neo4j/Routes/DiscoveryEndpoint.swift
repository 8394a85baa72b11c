import HTTP
import HTTPServer
import JSON

/// `GET /`: what this server is and where its endpoints are.
///
/// Source: Neo4j HTTP API manual, "Discovery API".
struct DiscoveryEndpoint: Sendable {
    /// The version of Neo4j whose endpoints these are.
    static let version = "5.26.0"

    func register(on router: inout Router) {
        router.get("/", placement: .inline) { request in
            let origin = Self.origin(of: request)
            return .json([
                "query": .string("\(origin)/db/{databaseName}/query/v2"),
                "transaction": .string("\(origin)/db/{databaseName}/tx"),
                "neo4j_version": .string(Self.version),
                "neo4j_edition": "community",
            ])
        }
    }

    /// `http://host:port` as the client wrote it; empty when it wrote nothing usable.
    static func origin(of request: Request) -> String {
        guard let host = request.headers["Host"], !host.isEmpty, host.utf8.count <= 255,
            host.utf8.allSatisfy(isHostByte)
        else { return "" }
        return "http://\(host)"
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: ".-:[]_".utf8.contains(byte)
        }
    }
}

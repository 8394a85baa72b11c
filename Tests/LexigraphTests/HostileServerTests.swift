import Foundation
import Synchronization
import TestSupport
import Testing

/// A real server, asked what no server should be asked, keeps its word on time and memory and
/// keeps answering others.
///
/// `LEXIGRAPH_TEST_SCALE` multiplies the graph; 20 makes it 100,000 nodes.
@Suite("A server and hostile queries", .serialized)
struct HostileServerTests {
    /// The time a query gets, and how much more it may take until its answer is there.
    ///
    /// The margin of the goal, 0.2 s, is for optimised builds on a machine with nothing else to do.
    private static let timeout = 2
    private static let margin = TestScale.factor > 1 ? 0.2 : 20

    private static func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    private static func joined(_ count: Int, _ separator: String, _ part: (Int) -> String) -> String
    {
        (0..<count).map(part).joined(separator: separator)
    }

    static let statements: [(name: String, text: String)] = [
        ("parentheses", "RETURN " + repeated("(", 100_000) + "1" + repeated(")", 100_000)),
        ("10 million elements", "RETURN size([" + repeated("1,", 9_999_999) + "1])"),
        ("range of 10 million", "RETURN size(range(1, 10000000))"),
        ("sum of 1 billion", "UNWIND range(1, 1000000000) AS x RETURN sum(x)"),
        ("collect of 1 billion", "UNWIND range(1, 1000000000) AS x RETURN collect(x)"),
        ("rows without end", "UNWIND range(1, 1000000000) AS x RETURN x"),
        ("all nodes four times", "MATCH (a), (b), (c), (d) RETURN count(*)"),
        ("all pairs in order", "MATCH (a), (b) RETURN a.x, b.x ORDER BY a.x * b.x"),
        ("trails on a clique", "MATCH (a:K)-[*]-(b:K) RETURN count(*)"),
        ("paths on a clique", "MATCH p = (a:K)-[*]-(b:K) RETURN p"),
        (
            "long shortest path",
            "MATCH (a:K {x: 0}), (b:K {x: 1}), p = shortestPath((a)-[*]-(b)) WHERE length(p) > 12 RETURN p"
        ),
        (
            "regular expression",
            "UNWIND range(1, 100000) AS i RETURN count(repeat('a', 40) + i =~ '(a+)+b')"
        ),
        (
            "regular expression of one text",
            "RETURN '" + repeated("a", 60) + "' =~ '(a|aa)+(a|aa)+$b'"
        ),
        ("doubling a text", "RETURN size(reduce(s = 'a', i IN range(1, 60) | s + s))"),
        ("doubling a list", "RETURN size(reduce(s = [1], i IN range(1, 60) | s + s))"),
        (
            "replacing letters",
            "RETURN size(reduce(s = 'aa', i IN range(1, 60) | replace(s, 'a', 'aaaaaaaaaa')))"
        ),
        ("growing a list", "RETURN size(reduce(s = [], i IN range(1, 1000000) | s + [i]))"),
        (
            "comparing lists",
            "WITH range(1, 3000000) AS a UNWIND range(1, 1000) AS i WITH a, i WHERE a = a + [] RETURN count(*)"
        ),
        (
            "lists in lists",
            "RETURN size([x IN range(1, 10000) | size([y IN range(1, 10000) WHERE y > x])])"
        ),
        ("percentile", "UNWIND range(1, 10000000) AS x RETURN percentileCont(x, 0.5)"),
        ("percentile of pairs", "MATCH (a), (b) RETURN percentileDisc(a.x * b.x, 0.5)"),
        ("different pairs", "MATCH (a), (b) RETURN DISTINCT a.x * 1000000 + b.x"),
        ("chain of WITH", "WITH 1 AS x " + repeated("WITH x + 1 AS x ", 5_000) + "RETURN x"),
        ("chain of UNION", joined(5_000, " UNION ") { "RETURN \($0) AS x" }),
        ("long IN", "WITH 1 AS a RETURN a IN [" + repeated("2, ", 500_000) + "1]"),
        ("10,000 MATCH", joined(10_000, " ") { "MATCH (n\($0):None)" } + " RETURN 1"),
        (
            "5,000 OPTIONAL MATCH",
            joined(5_000, " ") { "OPTIONAL MATCH (n\($0):None)" } + " RETURN 1"
        ),
        ("1,000 UNWIND", joined(1_000, " ") { "UNWIND [1, 2] AS n\($0)" } + " RETURN count(*)"),
        ("long pattern", "MATCH " + repeated("()--", 3_000) + "() RETURN count(*)"),
        (
            "long CASE",
            "WITH 1 AS a RETURN CASE a " + joined(50_000, " ") { "WHEN \($0 + 2) THEN 0" } + " END"
        ),
        (
            "nested CALL",
            repeated("CALL { ", 3_000) + "RETURN 1 AS x" + repeated(" } RETURN x", 3_000)
        ),
        ("long sum", "RETURN 1" + repeated(" + 1", 9_000)),
        ("long sum of a variable", "WITH 1 AS a RETURN a" + repeated(" + a", 9_000)),
    ]

    @Test(.timeLimit(.minutes(60)))
    func `hostile queries end in time, others are answered, and memory comes back`() throws {
        let folder = try TemporaryDirectory()
        try Lexigraph.succeed(["init", "--no-seeds"], in: folder.url)
        let server = try RunningServer(
            in: folder.url,
            ["--timeout", "\(Self.timeout)", "--memory", "512"])
        defer { server.stop() }
        let count = 5_000 * TestScale.factor
        for text in [
            "UNWIND range(1, \(count)) AS x CREATE (:N {x: x})",
            "UNWIND range(0, 29) AS x CREATE (:K {x: x})",
            "MATCH (a:K), (b:K) WHERE a.x < b.x CREATE (a)-[:T]->(b)",
        ] { #expect(try server.ask(text).contains("values")) }
        let before = server.residentBytes
        let latencies = server.probe {
            for (name, text) in Self.statements {
                let start = ContinuousClock.now
                let answer = (try? server.ask(text)) ?? ""
                let time = (ContinuousClock.now - start) / .seconds(1)
                let isClear = ["\"values\":", "\"message\":", "HTTP/1.1 413"].contains {
                    answer.contains($0)
                }
                #expect(isClear, "\(name): \(answer.prefix(200))")
                #expect(time < Double(Self.timeout) + Self.margin, "\(name) took \(time) s")
                if TestScale.factor > 1 { print("\(name): \(time) s, \(answer.suffix(300))") }
            }
        }
        let slow = latencies.sorted().dropLast(latencies.count / 100).last ?? 0
        #expect(latencies.count > 20)
        #expect(slow < (TestScale.factor > 1 ? 0.1 : 5), "p99 of RETURN 1: \(slow) s")
        let growth = server.residentBytes - before
        #expect(growth < 400 << 20, "\(growth >> 20) MiB more than before")
    }
}

extension RunningServer {
    /// Runs a statement and returns the whole response.
    fileprivate func ask(_ statement: String) throws -> String {
        let text = try JSONSerialization.data(
            withJSONObject: ["statement": statement], options: .withoutEscapingSlashes)
        let head = """
            POST /db/neo4j/query/v2 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
            Content-Type: application/json\r\nContent-Length: \(text.count)\r\n\r\n
            """
        let connection = try RawConnection(port: port, timeout: 120)
        try connection.send(Array(head.utf8) + Array(text))
        return try connection.receiveAll()
    }

    /// Asks `RETURN 1` again and again while `body` runs; the seconds each took.
    fileprivate func probe(_ body: () -> Void) -> [Double] {
        let probe = Probe()
        let group = DispatchGroup()
        DispatchQueue.global().async(group: group) { [self] in
            while !probe.isOver.load(ordering: .relaxed) {
                let start = ContinuousClock.now
                guard let answer = try? ask("RETURN 1 AS x"), answer.contains("[[1]]") else {
                    Issue.record("RETURN 1 was not answered")
                    return
                }
                let time = (ContinuousClock.now - start) / .seconds(1)
                probe.latencies.withLock { $0.append(time) }
                Thread.sleep(forTimeInterval: 0.02)
            }
        }
        body()
        probe.isOver.store(true, ordering: .relaxed)
        group.wait()
        return probe.latencies.withLock { $0 }
    }

    private final class Probe: Sendable {
        let isOver = Atomic<Bool>(false)
        let latencies = Mutex<[Double]>([])
    }

    fileprivate var residentBytes: Int {
        let path = "/proc/\(processIdentifier)/statm"
        let statistics = try? String(contentsOfFile: path, encoding: .utf8)
        let pages = statistics?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return (pages ?? 0) * 4_096
    }
}

import Foundation
import GraphStore
import PropertyGraph
import TestSupport
import Testing

/// Kills a writing process again and again; the environment variable `LEXIGRAPH_TEST_SCALE`
/// multiplies the rounds, 200 of them with 25.
@Suite("Crashes")
struct CrashTests {
    private static let writers = 8

    private static var rounds: Int {
        let scale = ProcessInfo.processInfo.environment["LEXIGRAPH_TEST_SCALE"].flatMap { Int($0) }
        return 8 * max(1, scale ?? 1)
    }

    /// The folder of the test program, where the package manager puts all programs.
    private static var program: URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("StoreWriter")
    }

    @Test(.timeLimit(.minutes(60)))
    func `kill -9 loses no acknowledged transaction and leaves no half one`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        var random = SeededGenerator(seed: 1)
        var acknowledged: Set<[Int64]> = []
        for round in 1...Self.rounds {
            let delay = Double.random(in: 0.02...0.25, using: &random)
            let lines = try Self.runAndKill([path, String(Self.writers)], after: delay)
            for line in lines { #expect(acknowledged.insert(line).inserted) }
            try Self.check(path, acknowledged, round: round)
        }
        #expect(acknowledged.count > Self.rounds)
    }

    @Test(.timeLimit(.minutes(60)))
    func `a power cut that loses what was not synced loses no acknowledged transaction`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        var random = SeededGenerator(seed: 3)
        var acknowledged: Set<[Int64]> = []
        for round in 1...Self.rounds {
            // Some cuts come while the file is being opened.
            let writes = Int.random(
                in: round.isMultiple(of: 4) ? 1...40 : 40...2_000, using: &random)
            let seed = UInt64.random(in: .min ... .max, using: &random)
            let lines = try Self.runUntilCut(
                [path, String(Self.writers), String(writes), String(seed)])
            for line in lines { #expect(acknowledged.insert(line).inserted) }
            try Self.check(path, acknowledged, round: round)
        }
        #expect(acknowledged.count > Self.rounds)
    }

    /// Starts the writer and waits for the cut; what it had acknowledged.
    private static func runUntilCut(_ arguments: [String]) throws -> [[Int64]] {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal, "the power was not cut")
        return lines(of: output)
    }

    @Test(.timeLimit(.minutes(60)))
    func `kill -9 during a transaction in bulk leaves all of it or nothing`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        var random = SeededGenerator(seed: 2)
        var acknowledged: Int64 = 0
        for round in 1...Self.rounds / 4 {
            let delay = Double.random(in: 0...0.4, using: &random)
            let lines = try Self.runAndKill([path, "bulk"], after: delay)
            acknowledged = lines.last?.first ?? acknowledged
            let database = try DurableDatabase(path: path)
            defer { database.close() }
            let graph = database.snapshot()
            #expect(Int64(graph.sequence) >= acknowledged, "round \(round): a lost transaction")
            #expect(Int64(graph.sequence) <= acknowledged + 1)
            #expect(graph.nodeCount == Int(graph.sequence) * 26_000, "round \(round)")
            #expect(graph.relationshipCount == graph.nodeCount)
            if round == Self.rounds / 4 { try graph.checkInvariants() }
        }
        #expect(acknowledged > 0)
    }

    /// Starts the writer, waits for its first acknowledgement and a while longer, and kills it.
    private static func runAndKill(
        _ arguments: [String], after delay: Double
    ) throws -> [[Int64]] {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        var output = pipe.fileHandleForReading.availableData
        Thread.sleep(forTimeInterval: delay)
        kill(process.processIdentifier, SIGKILL)
        output += pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return lines(of: output)
    }

    /// The numbers on each whole line.
    private static func lines(of output: Data) -> [[Int64]] {
        // What follows the last line's end was cut off by the kill.
        let text = String(decoding: output, as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map { $0.split(separator: " ").compactMap { Int64($0) } }
    }

    private static func check(
        _ path: String,
        _ acknowledged: Set<[Int64]>,
        round: Int
    ) throws {
        let database = try DurableDatabase(path: path)
        defer { database.close() }
        let graph = database.snapshot()
        try graph.checkInvariants()
        var found: [[Int64]: Int] = [:]
        var cursor = graph.nodes()
        while let node = cursor.next() {
            guard let writerKey = graph.propertyKey(named: "writer"),
                let numberKey = graph.propertyKey(named: "number"),
                case .integer(let writer) = graph.value(of: writerKey, on: node),
                case .integer(let number) = graph.value(of: numberKey, on: node)
            else { continue }
            found[[writer, number], default: 0] += 1
        }
        #expect(found.values.allSatisfy { $0 == 3 }, "round \(round): a half transaction")
        #expect(acknowledged.isSubset(of: found.keys), "round \(round): a lost transaction")
        #expect(graph.relationshipCount == found.count * 2)
        #expect(graph.sequence == UInt64(found.count))
        guard round % 5 == 0 else { return }
        #expect(try StoreCheck.run(path: path).findings == [], "round \(round)")
    }
}

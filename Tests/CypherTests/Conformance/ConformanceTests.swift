import Foundation
import Synchronization
import Testing

/// Runs each scenario of the openCypher TCK, from the folder that `OPENCYPHER_TCK` names, and each
/// scenario of the project's own, as a test case of its own.
@Suite("Conformance")
struct ConformanceTests {
    private static let kit = ScenarioFolder.kit
    private static let own = ScenarioFolder.own

    @Suite("openCypher TCK", .tallied(kit))
    struct Kit {
        @Test(
            .enabled(if: kit.isPresent, "OPENCYPHER_TCK names no folder"),
            arguments: kit.scenarios)
        func `the kit's scenario`(_ scenario: Scenario) throws {
            try ConformanceTests.check(scenario, in: ConformanceTests.kit)
        }

        @Test(.enabled(if: kit.isPresent, "OPENCYPHER_TCK names no folder"))
        func `the kit's folder has scenarios`() {
            #expect(!kit.scenarios.isEmpty)
        }
    }

    @Suite("The project's scenarios", .tallied(own))
    struct Own {
        @Test(arguments: own.scenarios)
        func `the project's scenario`(_ scenario: Scenario) throws {
            try ConformanceTests.check(scenario, in: ConformanceTests.own)
        }

        @Test(arguments: own.scenarios.filter { !$0.looksAtPlan })
        func `without an optimised plan the answer is the same`(_ scenario: Scenario) throws {
            guard try KnownFailures.read()[scenario.identity] == nil else { return }
            let outcome = ScenarioRun.outcome(
                of: scenario, graphs: ConformanceTests.own.graphs, optimizes: false)
            #expect(outcome == .passed)
        }

        @Test func `a known failure is a scenario and a reason`() {
            let text = "# a comment\nA: [1] b — because — of it\n\nno reason\n"
            #expect(KnownFailures.parse(text) == ["A: [1] b": "because — of it"])
        }

        @Test func `every known failure names a scenario`() throws {
            let names = Set((kit.scenarios + own.scenarios).map(\.identity))
            let unknown = try KnownFailures.read().keys.filter { name in
                !names.contains(name) && (kit.isPresent || !name.isFromKit)
            }
            #expect(unknown.isEmpty)
        }
    }

    /// Runs a scenario; one that is known to fail has to fail still.
    fileprivate static func check(_ scenario: Scenario, in folder: ScenarioFolder) throws {
        let outcome = ScenarioRun.outcome(of: scenario, graphs: folder.graphs)
        let reason = try KnownFailures.read()[scenario.identity]
        folder.tally.note(outcome, isKnown: reason != nil, of: scenario)
        switch (outcome, reason) {
        case (.passed, nil), (.failed, _?): break
        case (.passed, let reason?):
            Issue.record("passes although it is listed as a known failure: \(reason)")
        case (.failed(let problem), nil): Issue.record("\(problem)")
        }
    }
}

extension Scenario: CustomTestStringConvertible {
    var testDescription: String { identity }

    /// Whether a step tells of the plan.
    fileprivate var looksAtPlan: Bool {
        steps.contains { $0.text.hasPrefix("the plan should contain ") }
    }
}

/// A folder of feature files.
struct ScenarioFolder: Sendable {
    /// What the folder is called in the counts.
    let title: String
    /// Whether there is such a folder.
    let isPresent: Bool
    /// Where named graphs are.
    let graphs: URL
    /// The scenarios of all files, outlines filled in.
    let scenarios: [Scenario]
    /// The counts of the run.
    let tally = ScenarioTally()

    /// The openCypher TCK.
    static let kit: ScenarioFolder = {
        let folder = ProcessInfo.processInfo.environment["OPENCYPHER_TCK"]
        let root = URL(fileURLWithPath: folder ?? "/")
        return ScenarioFolder(
            title: "openCypher TCK", isPresent: folder != nil,
            features: root.appendingPathComponent("features"),
            graphs: root.appendingPathComponent("graphs"))
    }()

    /// The project's own scenarios.
    static let own: ScenarioFolder = {
        let root = KnownFailures.file.deletingLastPathComponent()
        return ScenarioFolder(
            title: "The project's scenarios", isPresent: true,
            features: root.appendingPathComponent("Scenarios"),
            graphs: root.appendingPathComponent("Scenarios"))
    }()

    private init(title: String, isPresent: Bool, features: URL, graphs: URL) {
        self.title = title
        self.isPresent = isPresent
        self.graphs = graphs
        scenarios = isPresent ? Self.files(under: features).flatMap(Self.read) : []
    }

    private static func read(_ file: URL) -> [Scenario] {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        let name = file.deletingPathExtension().lastPathComponent
        let folder = file.deletingLastPathComponent().lastPathComponent
        return FeatureReader.scenarios(in: text, feature: name, folder: folder)
    }

    private static func files(under folder: URL) -> [URL] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var result: [URL] = []
        while let file = files?.nextObject() as? URL {
            if file.pathExtension == "feature" { result.append(file) }
        }
        return result.sorted { $0.path < $1.path }
    }
}

/// The scenarios that are known to fail, each with a reason.
///
/// A line of the file reads `Feature: scenario — reason`; `#` begins a comment.
enum KnownFailures {
    /// Where the list is.
    static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("known-failures.txt")

    /// The reasons by the scenarios' identities.
    static func read() throws -> [String: String] { try entries.get() }

    private static let entries = Result { try parse(String(contentsOf: file, encoding: .utf8)) }

    static func parse(_ text: String) -> [String: String] {
        var entries: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.components(separatedBy: " — ")
            guard parts.count > 1 else { continue }
            entries[parts[0]] = parts.dropFirst().joined(separator: " — ")
        }
        return entries
    }
}

extension String {
    /// Whether a scenario's identity is one of the kit's, which number their scenarios.
    fileprivate var isFromKit: Bool { contains(": [") }
}

// MARK: - Counts

/// How many scenarios of each folder passed, failed and are known to fail.
final class ScenarioTally: Sendable {
    private struct Count {
        var passed = 0
        var failed = 0
        var known = 0
    }

    private let counts = Mutex<[String: Count]>([:])

    func note(_ outcome: ScenarioRun.Outcome, isKnown: Bool, of scenario: Scenario) {
        counts.withLock { counts in
            switch outcome {
            case .passed: counts[scenario.folder, default: Count()].passed += 1
            case .failed where isKnown: counts[scenario.folder, default: Count()].known += 1
            case .failed: counts[scenario.folder, default: Count()].failed += 1
            }
        }
    }

    /// Prints the counts of each folder and of all.
    func report(_ folder: ScenarioFolder) {
        guard folder.isPresent else {
            return print("\(folder.title): skipped, OPENCYPHER_TCK names no folder")
        }
        let counts = counts.withLock(\.self)
        guard !counts.isEmpty else { return }
        var total = Count()
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
            total.passed += count.passed
            total.failed += count.failed
            total.known += count.known
            print(Self.line(name, count))
        }
        let run = total.passed + total.failed + total.known
        let skipped = folder.scenarios.count - run
        print(Self.line(folder.title, total) + ", \(skipped) skipped, of \(folder.scenarios.count)")
    }

    private static func line(_ name: String, _ count: Count) -> String {
        let known = count.known > 0 ? ", \(count.known) known to fail" : ""
        return "\(name): \(count.passed) passed, \(count.failed) failed\(known)"
    }
}

/// Prints a folder's counts when its suite has run.
struct TallyTrait: SuiteTrait, TestScoping {
    let folder: ScenarioFolder

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await function()
        folder.tally.report(folder)
    }
}

extension Trait where Self == TallyTrait {
    static func tallied(_ folder: ScenarioFolder) -> TallyTrait { TallyTrait(folder: folder) }
}

import Foundation
import Testing

/// Runs the openCypher TCK from the folder that `OPENCYPHER_TCK` names.
@Suite("openCypher TCK")
struct ConformanceTests {
    static let folder = ProcessInfo.processInfo.environment["OPENCYPHER_TCK"]

    @Test(.enabled(if: folder != nil, "OPENCYPHER_TCK names no folder"))
    func `the scenarios of the kit pass`() throws {
        let root = URL(fileURLWithPath: try #require(Self.folder))
        let graphs = root.appendingPathComponent("graphs")
        var tally: [String: (passed: Int, all: Int)] = [:]
        var failures: [String] = []
        for file in Self.featureFiles(under: root.appendingPathComponent("features")) {
            let text = try String(contentsOf: file, encoding: .utf8)
            let name = file.deletingPathExtension().lastPathComponent
            let group = file.deletingLastPathComponent().lastPathComponent
            for scenario in FeatureReader.scenarios(in: text, feature: name) {
                let outcome = ScenarioRun.outcome(of: scenario, graphs: graphs)
                tally[group, default: (0, 0)].all += 1
                switch outcome {
                case .passed: tally[group, default: (0, 0)].passed += 1
                case .failed(let reason):
                    failures.append("\(name) \(scenario.name)\n    \(reason)")
                }
            }
        }
        for (group, count) in tally.sorted(by: { $0.key < $1.key }) {
            print("\(group): \(count.passed) of \(count.all)")
        }
        let all = tally.values.reduce((0, 0)) { ($0.0 + $1.passed, $0.1 + $1.all) }
        print("openCypher TCK: \(all.0) of \(all.1) scenarios pass")
        if let path = ProcessInfo.processInfo.environment["OPENCYPHER_TCK_FAILURES"] {
            try failures.joined(separator: "\n").write(
                toFile: path, atomically: true, encoding: .utf8)
        }
        #expect(all.1 > 0, "OPENCYPHER_TCK names a folder without scenarios")
        #expect(failures.isEmpty, "\(failures.count) scenarios fail")
    }

    private static func featureFiles(under folder: URL) -> [URL] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var result: [URL] = []
        while let file = files?.nextObject() as? URL {
            if file.pathExtension == "feature" { result.append(file) }
        }
        return result.sorted { $0.path < $1.path }
    }
}

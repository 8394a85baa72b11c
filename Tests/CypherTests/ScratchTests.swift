import Cypher
import CypherPlanning
import CypherRuntime
import Foundation
import PropertyGraph
import Testing

@Suite struct Scratch {
    @Test func scratch() throws {
        guard let path = ProcessInfo.processInfo.environment["SCRATCH"] else { return }
        let bench = Workbench()
        for text in try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n;\n") {
            do {
                let r = try bench.run(text)
                print(text, "\n", r.columns, r.rows, r.counters.containsUpdates, r.notifications)
                if let plan = try bench.engine.explain(text, on: bench.database.snapshot()) { print(plan.text) }
            } catch { print(text, error) }
        }
    }
}

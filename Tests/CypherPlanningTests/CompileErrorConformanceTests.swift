import CypherPlanning
import CypherSyntax
import Foundation
import Testing

/// The TCK's folder, when its place is known.
private let tck: URL? = ProcessInfo.processInfo.environment["OPENCYPHER_TCK"].map { path in
    URL(fileURLWithPath: path, isDirectory: true)
}

private func cases(erroneous: Bool) -> [CompileErrorCase] {
    guard let tck,
        let files = FileManager.default.enumerator(at: tck, includingPropertiesForKeys: nil)
    else { return [] }
    let features = files.compactMap { file in file as? URL }
        .filter { file in file.pathExtension == "feature" }
        .sorted { left, right in left.path < right.path }
    return features.flatMap { file in
        (try? FeatureFile(file).queries(erroneous: erroneous)) ?? []
    }
}

@Suite(
    "Compile-time errors of the openCypher TCK",
    .enabled(if: tck != nil, "set OPENCYPHER_TCK to the folder of the TCK's features")
)
struct CompileErrorConformanceTests {
    @Test func `every query that must not compile gives its error`() throws {
        let all = cases(erroneous: true)
        #expect(!all.isEmpty)
        var right = 0
        for entry in all {
            do {
                _ = try plan(entry.query, procedures: entry.procedures)
                Issue.record("compiles, but should give \(entry.error): \(entry)")
            } catch {
                let isRight =
                    error.type.rawValue == entry.type && error.detail == entry.error
                    && error.phase == .compileTime
                if isRight { right += 1 }
                #expect(isRight, "\(error) instead of \(entry.type) \(entry.error): \(entry)")
            }
        }
        print("TCK compile-time errors: \(right) of \(all.count) queries give their error")
    }

    @Test func `every other query compiles`() throws {
        var count = 0
        for entry in cases(erroneous: false) {
            do {
                _ = try plan(entry.query, procedures: entry.procedures)
                count += 1
            } catch {
                guard error.detail != "UnknownFunction" else { continue }
                Issue.record("\(error): \(entry)")
            }
        }
        print("TCK queries that compile: \(count)")
    }
}

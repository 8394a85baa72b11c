import Foundation
import TestSupport
import Testing

/// What `demo` writes.
@Suite("Demo")
struct DemoTests {
    private static let small = ["--until", "2024-12-31", "--seed", "42", "--rows", "500"]

    private func files(in folder: URL) throws -> [String: Data] {
        var files: [String: Data] = [:]
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        for path in paths where path.hasSuffix(".csv") || path.hasSuffix(".json") {
            files[path] = try Data(contentsOf: folder.appendingPathComponent(path))
        }
        return files
    }

    @Test
    func `the same day and seed give the same bytes, another seed gives others`() throws {
        let folder = try TemporaryDirectory()
        for (name, seed) in [("a", "42"), ("b", "42"), ("c", "43")] {
            try Lexigraph.succeed(
                [
                    "demo", "--dir", name, "--until", "2024-12-31", "--rows", "500", "--seed", seed,
                ],
                in: folder.url
            )
        }
        let bronze = try ["a", "b", "c"].map { name in
            try files(in: folder.url.appendingPathComponent("\(name)/data/bronze"))
        }
        #expect(bronze[0].count == 14)
        #expect(bronze[0] == bronze[1])
        #expect(bronze[0]["orders/orders.csv"] != bronze[2]["orders/orders.csv"])
        let sql = try ["a", "b"].map { name in
            try Data(
                contentsOf: folder.url.appendingPathComponent(
                    "\(name)/products/marketing_campaign_performance.sql"
                )
            )
        }
        #expect(sql[0] == sql[1])
    }

    @Test
    func `the data covers every week up to the last day`() throws {
        let demo = try Demo.shared()
        let days = try Set(demo.bronze.orders.map { try $0.day("order_date") })
        #expect(days.min()?.description == "2024-01-01")
        #expect(days.max()?.description == Demo.until)
        let weeks = Set(days.map(\.monday.number)).sorted()
        #expect(zip(weeks, weeks.dropFirst()).allSatisfy { $1 - $0 == 7 })
    }

    @Test
    func `each dataset has its metadata beside it`() throws {
        let demo = try Demo.shared()
        let url = demo.folder.appendingPathComponent("data/bronze/orders/_metadata.json")
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
        let metadata = try #require(json as? [String: Any])
        #expect(metadata["schema"] != nil)
        #expect(metadata["statistics"] != nil)
        #expect(metadata["known_defects"] != nil)
    }

    @Test
    func `a second demo in the same folder is refused and harms nothing`() throws {
        let folder = try TemporaryDirectory()
        try Lexigraph.succeed(["demo"] + Self.small, in: folder.url)
        let before = try files(in: folder.url)
        let again = try Lexigraph.run(
            ["demo", "--rows", "600", "--until", "2024-12-31"],
            in: folder.url
        )
        #expect(again.status == 1)
        #expect(again.errors.contains("holds a catalog already"))
        #expect(try files(in: folder.url) == before)
    }

    @Test(arguments: [
        ["--until", "yesterday"], ["--rows", "0"], ["--rows", "many"], ["--seed", "-1"],
        ["--until", "2025-02-30"], ["--size", "5"],
    ])
    func `wrong options are usage errors that create nothing`(options: [String]) throws {
        let folder = try TemporaryDirectory()
        let run = try Lexigraph.run(["demo", "--dir", "d"] + options, in: folder.url)
        #expect(run.status == 2)
        #expect(run.output.isEmpty && !run.errors.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }
}

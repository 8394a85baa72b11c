import Foundation
import TestSupport

/// A small demo folder, made once with the program itself and shared by all tests that only read.
struct Demo {
    /// The last day of the data; questions are asked on the day after.
    static let until = "2025-06-30"
    static let today = "2025-07-01"
    static let options = ["--until", until, "--seed", "7", "--rows", "3000"]

    let folder: URL
    let bronze: Bronze

    /// What `demo --output json` printed.
    let run: Lexigraph.Run

    private static let parent = Result { try TemporaryDirectory() }
    private static let made = Result { try make() }

    /// The shared folder; tests must not write into it.
    static func shared() throws -> Demo {
        try made.get()
    }

    /// A copy of the folder that one test may write into.
    static func copy() throws -> TemporaryDirectory {
        let demo = try shared()
        let copy = try TemporaryDirectory()
        for name in ["lexigraph.db", "data", "products"] {
            try FileManager.default.copyItem(
                at: demo.folder.appendingPathComponent(name),
                to: copy.url.appendingPathComponent(name)
            )
        }
        return copy
    }

    private static func make() throws -> Demo {
        let parent = try parent.get()
        // Values in static storage are never let go; the folder has to be removed by hand.
        atexit {
            if case .success(let parent) = Demo.parent {
                try? FileManager.default.removeItem(at: parent.url)
            }
        }
        let run = try Lexigraph.succeed(
            ["demo", "--dir", "demo", "--output", "json"] + options,
            in: parent.url
        )
        let folder = parent.url.appendingPathComponent("demo")
        return Demo(folder: folder, bronze: try Bronze(demo: folder), run: run)
    }
}

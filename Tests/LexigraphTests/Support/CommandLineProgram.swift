import Foundation
import TestSupport

/// The built `lexigraph` program, run as its users run it.
enum Lexigraph {
    /// How a run ended, and what it printed.
    struct Run {
        let status: Int32
        let output: String
        let errors: String

        /// Standard output as JSON; fails when anything else is on it.
        func json() throws -> Any {
            try JSONSerialization.jsonObject(
                with: Data(output.utf8),
                options: [.fragmentsAllowed]
            )
        }

        /// Standard output as one JSON object.
        func object() throws -> [String: Any] {
            guard let object = try json() as? [String: Any] else { throw NotThatShape(output) }
            return object
        }

        /// Standard output as an array of JSON objects.
        func rows() throws -> [[String: Any]] {
            guard let rows = try json() as? [[String: Any]] else { throw NotThatShape(output) }
            return rows
        }
    }

    /// The output is JSON, but not of the expected shape.
    struct NotThatShape: Error {
        let output: Substring

        init(_ output: String) {
            self.output = output.prefix(500)
        }
    }

    /// A run that had to succeed did not.
    struct Failure: Error {
        let arguments: [String]
        let status: Int32
        let errors: String
    }

    /// The package manager puts all programs of a build into one folder.
    static func location(of program: String) -> URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent(program)
    }

    /// Runs the program through a shell, with redirections as the shell writes them.
    ///
    /// - Returns: The exit code.
    static func shell(
        _ arguments: [String],
        _ redirections: String,
        in folder: URL
    ) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments =
            ["-c", "exec \"$@\" \(redirections)", "sh", location(of: "lexigraph").path] + arguments
        process.currentDirectoryURL = folder
        try process.run()
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -1
    }

    /// Runs the program in a folder, feeding it `input`, and waits for its end.
    ///
    /// Files take the input and the output, so that no full pipe can block either side.
    static func run(
        _ arguments: [String],
        of program: String = "lexigraph",
        in folder: URL,
        input: String = "",
        environment: [String: String] = [:]
    ) throws -> Run {
        let exchange = try TemporaryDirectory()
        for name in ["in", "out", "err"] {
            let contents = name == "in" ? Data(input.utf8) : Data()
            try contents.write(to: URL(fileURLWithPath: exchange.path(name)))
        }
        let process = Process()
        process.executableURL = location(of: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment
            .merging(environment) { _, new in new }
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: exchange.path("out")))
        let errors = try FileHandle(forWritingTo: URL(fileURLWithPath: exchange.path("err")))
        process.standardInput = try FileHandle(
            forReadingFrom: URL(fileURLWithPath: exchange.path("in"))
        )
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus,
            output: try String(contentsOfFile: exchange.path("out"), encoding: .utf8),
            errors: try String(contentsOfFile: exchange.path("err"), encoding: .utf8)
        )
    }

    /// Runs the program and fails unless it exits with 0.
    @discardableResult
    static func succeed(
        _ arguments: [String],
        in folder: URL,
        input: String = ""
    ) throws -> Run {
        let run = try run(arguments, in: folder, input: input)
        guard run.status == 0 else {
            throw Failure(arguments: arguments, status: run.status, errors: run.errors)
        }
        return run
    }

    /// Whether the engine `duckdb` finds the program it needs.
    static let hasDuckDB: Bool = {
        let environment = ProcessInfo.processInfo.environment
        if environment["LEXIGRAPH_DUCKDB"] != nil { return true }
        return (environment["PATH"] ?? "").split(separator: ":").contains { folder in
            FileManager.default.isExecutableFile(atPath: "\(folder)/duckdb")
        }
    }()
}

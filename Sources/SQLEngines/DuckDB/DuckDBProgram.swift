internal import Foundation

/// The DuckDB command-line program on this machine.
public struct DuckDBProgram: Sendable, Hashable {
    /// The program's path.
    public let path: String

    /// A program at a known path.
    public init(path: String) {
        self.path = path
    }

    /// Finds the program: the path in `LEXIGRAPH_DUCKDB`, else `duckdb` on `PATH`.
    ///
    /// - Parameter environment: The variables to look in; nil for this process's own.
    /// - Throws: `SQLEngineError.unavailable`, which says what to install or set.
    public init(environment: [String: String]? = nil) throws(SQLEngineError) {
        let environment = environment ?? ProcessInfo.processInfo.environment
        if let path = environment["LEXIGRAPH_DUCKDB"], !path.isEmpty {
            guard FileManager.default.isExecutableFile(atPath: path) else {
                throw .unavailable(
                    message: "LEXIGRAPH_DUCKDB names \(path), which is no program that can be run."
                )
            }
            self.path = path
            return
        }
        for folder in (environment["PATH"] ?? "").split(separator: ":") {
            let path = "\(folder)/duckdb"
            guard FileManager.default.isExecutableFile(atPath: path) else { continue }
            self.path = path
            return
        }
        throw .unavailable(
            message: """
                DuckDB was not found. Install it with `pip install duckdb-cli`, or set \
                LEXIGRAPH_DUCKDB to the path of its command-line program.
                """
        )
    }
}

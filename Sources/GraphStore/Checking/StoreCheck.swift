internal import Crypto
public import PropertyGraph
internal import SQLite

/// Checks everything that a store file holds, also while a server has it open.
public enum StoreCheck {
    /// Checks a file as of one moment: SQLite's structure, the graph and its indexes, the chain of
    /// the log, and whether the graph is what the log led to, entry by entry.
    ///
    /// - Returns: What was found; a file that is wrong is no error.
    /// - Throws: `GraphError.storage` when there is no such file, or it cannot be read at all.
    /// - Complexity: O(nodes + relationships + log).
    public static func run(path: String) throws(GraphError) -> CheckReport {
        let file = try StoreFile(reading: path)
        var report = CheckReport(path: path)
        do throws(SQLiteError) {
            try file.connection.begin()
            for problem in try file.connection.integrityProblems(limit: 20) {
                report.add(.file, "SQLite: \(problem).")
            }
        } catch {
            report.add(.file, StorageErrors.translate(error, path: path).description)
            return report
        }
        guard let contents = contents(of: file, &report) else { return report }
        let graph = contents.graph
        report.sequence = graph.sequence
        report.nodes = graph.nodeCount
        report.relationships = graph.relationshipCount
        do {
            try graph.checkInvariants()
        } catch {
            report.add(.index, "In memory, \(error).")
        }
        guard file.version >= StoreSchema.version else {
            report.add(
                .log,
                """
                The file has the form of version \(file.version), whose log is not chained. Open it \
                once for writing to bring it up to date.
                """)
            return report
        }
        report.digest = contents.digest.description
        var chain = ChainCheck(file, graph, report)
        do throws(GraphError) {
            try chain.run()
        } catch {
            chain.report.add(.log, error.description)
        }
        return chain.report
    }

    private static func contents(
        of file: StoreFile, _ report: inout CheckReport
    ) -> StoreContents? {
        do throws(GraphError) {
            return try GraphLoader(file).loadInTransaction()
        } catch {
            report.add(.graph, error.description)
            return nil
        }
    }
}

import Foundation
import JSON

/// Everything that was measured at one size.
struct SizeReport {
    let size: EnterpriseSize
    let load: LoadFigures
    let queries: [QueryFigures]
    /// The reads again, with a fifth of the datasets hidden.
    let restricted: [RestrictedFigures]

    var wrong: Int {
        (queries + restricted.map(\.restricted)).reduce(0) { $0 + $1.wrong }
    }

    /// The report for people.
    var text: String {
        var lines = [
            "Size \(size.rawValue): \(load.datasets) datasets, \(load.columns) columns, "
                + "\(load.nodes) nodes, \(load.relationships) relationships",
            number(
                "load %.2f s, %.2f s of processor time, %.0f lines/s; opening again %.2f s",
                load.wall, load.processor, Double(load.lines) / load.wall, load.reopening),
            number(
                "resident %.0f MB; %.0f bytes a node, %.0f bytes a relationship; file %.0f MB",
                megabytes(load.resident), load.bytesPerNode, load.bytesPerRelationship,
                megabytes(load.fileBytes)),
            "",
            row("query", ["median", "p95", "p99", "CPU", "rows/s", "runs", "answers"]),
        ]
        for figures in queries {
            lines.append(line(figures))
            if let difference = figures.firstDifference { lines.append("  wrong: \(difference)") }
        }
        if !restricted.isEmpty {
            lines += ["", row("a fifth hidden", ["median", "CPU", "ratio", "answers"])]
            for pair in restricted {
                let figures = pair.restricted
                lines.append(
                    row(
                        figures.query.rawValue,
                        [
                            microseconds(figures.timings.percentile(0.5)),
                            microseconds(figures.timings.processorPerRun),
                            number("%.2f", pair.ratio), verdict(figures),
                        ]))
                if let difference = figures.firstDifference {
                    lines.append("  wrong: \(difference)")
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The report for programs; times in microseconds.
    var json: JSONValue {
        [
            "size": .string(size.rawValue),
            "load": [
                "datasets": .integer(Int64(load.datasets)),
                "columns": .integer(Int64(load.columns)),
                "nodes": .integer(Int64(load.nodes)),
                "relationships": .integer(Int64(load.relationships)),
                "seconds": .number(load.wall), "cpu_seconds": .number(load.processor),
                "lines_per_second": .number(Double(load.lines) / load.wall),
                "reopening_seconds": .number(load.reopening),
                "resident_bytes": .integer(Int64(load.resident)),
                "bytes_per_node": .number(load.bytesPerNode),
                "bytes_per_relationship": .number(load.bytesPerRelationship),
                "file_bytes": .integer(Int64(load.fileBytes)),
            ],
            "queries": .array(queries.map(json)),
            "fifth_hidden": .array(
                restricted.map { pair in
                    ["ratio": .number(pair.ratio), "figures": json(pair.restricted)]
                }),
        ]
    }

    private func json(_ figures: QueryFigures) -> JSONValue {
        [
            "query": .string(figures.query.rawValue),
            "runs": .integer(Int64(figures.timings.count)),
            "median": .number(figures.timings.percentile(0.5) * 1e6),
            "p95": .number(figures.timings.percentile(0.95) * 1e6),
            "p99": .number(figures.timings.percentile(0.99) * 1e6),
            "cpu": .number(figures.timings.processorPerRun * 1e6),
            "rows_per_second": .number(figures.rowsPerSecond),
            "checked": .integer(Int64(figures.checked)),
            "wrong": .integer(Int64(figures.wrong)),
        ]
    }

    private func line(_ figures: QueryFigures) -> String {
        let times = figures.timings
        return row(
            figures.query.rawValue,
            [
                microseconds(times.percentile(0.5)), microseconds(times.percentile(0.95)),
                microseconds(times.percentile(0.99)), microseconds(times.processorPerRun),
                number("%.0f", figures.rowsPerSecond), "\(times.count)", verdict(figures),
            ])
    }

    private func verdict(_ figures: QueryFigures) -> String {
        figures.wrong == 0
            ? "\(figures.checked) right" : "\(figures.wrong) of \(figures.checked) WRONG"
    }

    private func microseconds(_ seconds: Double) -> String { number("%.1f µs", seconds * 1e6) }

    private func megabytes(_ bytes: Int) -> Double { Double(bytes) / 1e6 }

    private func number(_ format: String, _ values: Double...) -> String {
        String(format: format, arguments: values)
    }

    private func row(_ name: String, _ cells: [String]) -> String {
        let padding = String(repeating: " ", count: max(1, 20 - name.count))
        return name + padding
            + cells.map { String(repeating: " ", count: max(1, 13 - $0.count)) + $0 }.joined()
    }
}

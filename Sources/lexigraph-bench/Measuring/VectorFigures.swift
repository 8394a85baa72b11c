import Foundation
import JSON

/// What a vector index of a size costs and finds.
struct VectorFigures {
    /// The searches of one kind.
    struct Row {
        let name: String
        let timings: Timings
        /// The share of the ten nearest that was found.
        let recall: Double
    }

    let count: Int
    let isClustered: Bool
    /// Seconds to take all vectors in and to link them with two threads.
    let building: Double
    let bytesPerVector: Double
    /// Growth of the resident memory for each vector.
    let residentPerVector: Double
    let rows: [Row]

    private var kind: String { isClustered ? "clustered" : "uniform" }

    /// The report for people.
    var text: String {
        let head = String(
            format: "%d %@ vectors: built in %.1f s, %.0f bytes each (%.0f resident)\n", count,
            kind, building, bytesPerVector, residentPerVector)
        return rows.reduce(head) { text, row in
            text
                + String(
                    format: "  %@: recall@10 %.4f, p50 %.3f ms, p99 %.3f ms, processor %.3f ms\n",
                    row.name, row.recall, row.timings.percentile(0.5) * 1e3,
                    row.timings.percentile(0.99) * 1e3, row.timings.processorPerRun * 1e3)
        }
    }

    /// The report for programs.
    var json: JSONValue {
        [
            "vectors": .integer(Int64(count)),
            "kind": .string(kind),
            "build_seconds": .number(building),
            "bytes_per_vector": .number(bytesPerVector),
            "resident_per_vector": .number(residentPerVector),
            "searches": .array(
                rows.map { row in
                    [
                        "name": .string(row.name),
                        "recall_at_10": .number(row.recall),
                        "p50_seconds": .number(row.timings.percentile(0.5)),
                        "p99_seconds": .number(row.timings.percentile(0.99)),
                        "processor_seconds": .number(row.timings.processorPerRun),
                    ]
                }),
        ]
    }
}

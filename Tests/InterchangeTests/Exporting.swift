import Interchange
import PropertyGraph

/// What an export writes.
func exported(
    _ graph: Graph, _ format: ExportFormat, access: AccessView = .all
) throws -> [UInt8] {
    let bytes = Bytes()
    try GraphExporter(graph, access: access).write(format) { bytes.all += $0 }
    return bytes.all
}

/// The CSV files of a graph, in their order.
func exportedFiles(_ graph: Graph) throws -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    try GraphExporter(graph).writeCSVFiles { name, write in
        let bytes = Bytes()
        try write { bytes.all += $0 }
        files.append((name, bytes.all))
    }
    return files
}

private final class Bytes {
    var all: [UInt8] = []
}

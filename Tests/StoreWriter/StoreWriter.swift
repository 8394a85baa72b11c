import Foundation
import GraphStore
import PropertyGraph

/// Writes transactions into a store file from several threads until it is killed.
///
///     StoreWriter <file> <threads>
///
/// Each transaction makes a chain of three nodes. Once it is acknowledged, one line with the
/// writer and the transaction's number goes to standard output.
@main
struct StoreWriter {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let threads = Int(arguments[2]) else {
            FileHandle.standardError.write(Data("usage: StoreWriter <file> <threads>\n".utf8))
            exit(2)
        }
        let database = try DurableDatabase(path: arguments[1])
        let start = Int64(database.snapshot().sequence) * 1_000
        for writer in 0..<threads {
            Thread.detachNewThread {
                var number = start
                while true {
                    number += 1
                    guard (try? write(number, by: writer, to: database)) != nil else { exit(1) }
                    let line = Array("\(writer) \(number)\n".utf8)
                    _ = Foundation.write(1, line, line.count)
                }
            }
        }
        while true { Thread.sleep(forTimeInterval: 60) }
    }

    private static func write(_ number: Int64, by writer: Int, to database: DurableDatabase) throws
    {
        let info = CommitInfo(actor: "writer \(writer)", source: "test", time: 0)
        try database.write(info) { draft in
            var previous: NodeID?
            for position in 0..<3 {
                let node = try draft.createNode(
                    labels: ["Entry"],
                    properties: [
                        "writer": .integer(Int64(writer)), "number": .integer(number),
                        "text": .string("entry \(number) at \(position)"),
                    ]
                )
                if let previous {
                    _ = try draft.createRelationship("NEXT", from: previous, to: node)
                }
                previous = node
            }
        }
    }
}

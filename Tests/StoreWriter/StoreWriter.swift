import Foundation
import GraphStore
import PropertyGraph

/// Writes transactions into a store file from several threads until it is killed.
///
///     StoreWriter <file> <threads>
///     StoreWriter <file> bulk
///     StoreWriter <file> <threads> <writes> <seed>
///
/// Each transaction makes a chain of three nodes. Once it is acknowledged, one line with the
/// writer and the transaction's number goes to standard output. With `bulk`, one thread makes
/// transactions of many nodes and relationships, which are stored in another way. With a number of
/// writes to the disk, the power is cut after so many; see `PowerCut`.
@main
struct StoreWriter {
    static func main() throws {
        let arguments = CommandLine.arguments
        if arguments.count == 3, arguments[2] == "bulk" { try writeInBulk(arguments[1]) }
        if arguments.count == 5, let writes = Int(arguments[3]), let seed = UInt64(arguments[4]) {
            guard PowerCut.install(afterWrites: writes, seed: seed | 1) else { exit(2) }
        }
        guard arguments.count == 3 || arguments.count == 5, let threads = Int(arguments[2]) else {
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

    /// How many nodes each transaction in bulk makes; as many relationships lead from each to itself.
    private static let bulkSize = 26_000

    private static func writeInBulk(_ path: String) throws -> Never {
        let database = try DurableDatabase(path: path)
        var number = Int64(database.snapshot().sequence)
        while true {
            number += 1
            let info = CommitInfo(actor: "bulk", source: "test", time: 0)
            try database.write(info) { draft in
                let insertion = BulkInsertion(draft)
                let table = try insertion.table(labels: [try draft.label("Entry")])
                let type = try insertion.table(type: try draft.relationshipType("SELF"))
                let key = try draft.propertyKey("number")
                for _ in 0..<bulkSize {
                    let node = try insertion.addNode(to: table, [(key, .integer(number))])
                    guard let node else { exit(1) }
                    _ = try insertion.addRelationship(to: type, from: node, to: node, [])
                }
                try insertion.settle()
            }
            let line = Array("\(number)\n".utf8)
            _ = Foundation.write(1, line, line.count)
        }
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

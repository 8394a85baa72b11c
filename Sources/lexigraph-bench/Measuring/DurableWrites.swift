import Foundation
import GraphStore
import JSON
import PropertyGraph
import SQLite
import Synchronization
import TestSupport

/// How many durable transactions a second the store takes, beside plain SQLite writing the same
/// rows.
///
/// A transaction adds a column to a dataset: a node, a relationship, and what the log says of
/// them. The rows that it left in the file are then written again by one plain connection to a file
/// of the same tables, with the same journal and as many syncs. Both take turns, so that they meet
/// the same disk.
struct DurableWrites {
    private static let turns = 10
    private static let writers = 16

    /// Transactions of each writer in a turn in which all write.
    private let share: Int

    /// A measurement with at least so many transactions of each kind.
    init(transactions: Int) {
        share = max(1, (transactions - 1) / (Self.turns * Self.writers) + 1)
    }

    private var perTurn: Int { share * Self.writers }

    func measure() throws -> WriteFigures {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        let database = try DurableDatabase(path: path)
        defer { database.close() }
        let datasets = try addDatasets(to: database)
        let reader = try Connection(path: path, mode: .readOnly)
        let floor = try Self.emptyCopy(of: reader, at: folder.path("floor.db"))
        var figures = WriteFigures(writers: Self.writers, transactions: perTurn * Self.turns)
        for _ in 0..<Self.turns {
            let first = database.snapshot().sequence + 1
            figures.single += try seconds { try write(perTurn, to: database, datasets[0]) }
            let last = database.snapshot().sequence
            let rows = try StoredRows(from: first, through: last, reader)
            figures.floor += try seconds { try rows.write(to: floor) }
            figures.shared += try seconds { try writeTogether(to: database, datasets) }
        }
        return figures
    }

    private func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = Clocks.wall
        try body()
        return Clocks.wall - start
    }

    private static let info = CommitInfo(
        actor: "bench", reason: "add a column", source: "bench", time: 0)

    private func addDatasets(to database: DurableDatabase) throws -> [NodeID] {
        try database.write(Self.info) { draft in
            try (0..<Self.writers).map { number in
                try draft.createNode(
                    labels: ["Dataset"], properties: ["name": .string("dataset \(number)")])
            }
        }
    }

    private func write(
        _ count: Int, to database: DurableDatabase, _ dataset: NodeID
    ) throws {
        for number in 0..<count {
            try database.write(Self.info) { draft in
                let column = try draft.createNode(
                    labels: ["Column"],
                    properties: [
                        "name": .string("customer_id_\(number)"), "type": "INTEGER",
                        "description": "The customer this row belongs to.",
                        "position": .integer(Int64(number)), "is_pii": .boolean(false),
                    ])
                _ = try draft.createRelationship("HAS_COLUMN", from: dataset, to: column)
            }
        }
    }

    private func writeTogether(to database: DurableDatabase, _ datasets: [NodeID]) throws {
        let failure = FirstFailure()
        let running = DispatchGroup()
        for dataset in datasets {
            running.enter()
            Thread.detachNewThread {
                do {
                    try write(share, to: database, dataset)
                } catch {
                    failure.note(error)
                }
                running.leave()
            }
        }
        running.wait()
        try failure.check()
    }

    /// A file with the tables of another, ready to be written as durably.
    private static func emptyCopy(of source: Connection, at path: String) throws -> Connection {
        let copy = try Connection(path: path)
        _ = try copy.setPragma("journal_mode", "wal")
        _ = try copy.setPragma("synchronous", "full")
        for row in try source.rows("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL") {
            guard case .text(let sql)? = row.first else { continue }
            try copy.execute(script: sql)
        }
        return copy
    }
}

/// What went wrong first in one of several threads.
private final class FirstFailure: Sendable {
    private let failure = Mutex<(any Error)?>(nil)

    func note(_ error: any Error) {
        failure.withLock { $0 = $0 ?? error }
    }

    func check() throws {
        if let error = failure.withLock({ $0 }) { throw error }
    }
}

/// The rows that transactions left in the store's tables.
private struct StoredRows {
    /// For each table, a query that yields a transaction's number and the row.
    private static let queries: [(table: String, select: String)] = [
        ("change", "SELECT sequence, * FROM change"),
        ("node_change", "SELECT sequence, * FROM node_change"),
        ("relationship_change", "SELECT sequence, * FROM relationship_change"),
        ("node", "SELECT sequence, node.* FROM node JOIN node_change ON node = id"),
        (
            "relationship",
            """
            SELECT sequence, relationship.*
            FROM relationship JOIN relationship_change ON relationship = id
            """
        ),
    ]

    private var transactions: [Int64: [(insert: String, values: [SQLiteValue])]] = [:]

    init(from first: UInt64, through last: UInt64, _ connection: Connection) throws {
        let range: [SQLiteValue] = [.integer(Int64(first)), .integer(Int64(last))]
        for (table, select) in Self.queries {
            let rows = try connection.rows("\(select) WHERE sequence BETWEEN ? AND ?", range)
            for row in rows {
                guard case .integer(let sequence)? = row.first else { continue }
                let places = row.dropFirst().map { _ in "?" }.joined(separator: ", ")
                transactions[sequence, default: []].append(
                    ("INSERT OR REPLACE INTO \(table) VALUES (\(places))", Array(row.dropFirst())))
            }
        }
    }

    func write(to connection: Connection) throws {
        for (_, rows) in transactions.sorted(by: { $0.key < $1.key }) {
            try connection.run("BEGIN IMMEDIATE")
            for (insert, values) in rows { try connection.run(insert, values) }
            try connection.run("COMMIT")
        }
    }
}

/// Seconds that durable transactions took.
struct WriteFigures {
    let writers: Int
    /// How many there were, each time.
    let transactions: Int
    /// Of one writer, of plain SQLite, and of all writers together.
    var single = 0.0
    var floor = 0.0
    var shared = 0.0

    init(writers: Int, transactions: Int) {
        self.writers = writers
        self.transactions = transactions
    }

    private func rate(_ seconds: Double) -> Double { Double(transactions) / seconds }

    /// The report for people.
    var text: String {
        String(
            format: """
                %d durable transactions: one writer %.0f/s, plain SQLite %.0f/s, %d writers %.0f/s
                one writer has %.0f %% of plain SQLite's, %d writers %.1f times one writer's

                """,
            transactions, rate(single), rate(floor), writers, rate(shared), 100 * floor / single,
            writers, single / shared)
    }

    /// The report for programs.
    var json: JSONValue {
        [
            "transactions": .integer(Int64(transactions)),
            "writers": .integer(Int64(writers)),
            "single_per_second": .number(rate(single)),
            "sqlite_per_second": .number(rate(floor)),
            "shared_per_second": .number(rate(shared)),
        ]
    }
}

import CypherRuntime
import CypherSyntax
import HTTP
import JSON

/// The answer of the older API while its statements run.
struct LegacyAnswer {
    /// Each statement's result as JSON.
    private var results: [[UInt8]] = []
    /// Why the transaction was rolled back.
    var failure: QueryFailure?
    /// The number of the version that was made, once it is.
    var sequence: UInt64?
    /// When the transaction expires, while it is open.
    var expiry: Int64?
    /// Where the transaction is committed, while it is open.
    var commitLocation: String?

    /// Runs statements until one fails, which rolls the transaction back.
    mutating func run(_ statements: [LegacyStatement], in transaction: any OpenTransaction) {
        for statement in statements {
            add(statement) { (statement, rows) throws(CypherError) in
                try transaction.run(statement, into: &rows)
            }
            if failure != nil { return transaction.rollback() }
        }
    }

    /// Runs one statement and keeps its result or its error.
    ///
    /// - Returns: The number of the version that the statement read or made; nil after an error.
    @discardableResult
    mutating func add(
        _ statement: LegacyStatement,
        run: (CypherStatement, inout RowBuffer) throws(CypherError) -> Outcome
    ) -> UInt64? {
        var writer = JSONWriter()
        writer.beginObject()
        var rows = RowBuffer(.records(statement.contents), writer: writer)
        do throws(CypherError) {
            let outcome = try run(statement.statement, &rows)
            writer = rows.finish()
            if statement.includesStatistics {
                writer.name("stats")
                SummaryWriter.writeStatistics(of: outcome.counters, to: &writer)
            }
            if let plan = outcome.plan {
                writer.name("plan")
                writer.beginObject()
                writer.name("root")
                PlanWriter.write(plan, to: &writer)
                writer.endObject()
            }
            writer.endObject()
            results.append(writer.drain())
            return outcome.sequence
        } catch {
            failure = QueryFailure(error, in: statement.statement.text)
            return nil
        }
    }

    /// Commits the transaction.
    mutating func commit(_ transaction: any OpenTransaction) {
        do throws(CypherError) {
            sequence = try transaction.commit()
        } catch {
            failure = QueryFailure(error, in: nil)
        }
    }

    /// The whole answer.
    func response(_ status: Status) -> Response {
        var bytes = Array(#"{"results":["#.utf8)
        for (index, result) in results.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: result)
        }
        bytes.append(contentsOf: "],".utf8)
        bytes.append(contentsOf: rest().dropFirst())
        return .json(bytes: bytes, status: status)
    }

    /// The members after the results, as an object.
    private func rest() -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("errors")
        writer.beginArray()
        failure?.write(to: &writer)
        writer.endArray()
        if let commitLocation {
            writer.name("commit")
            writer.value(commitLocation)
        }
        if let expiry {
            writer.name("transaction")
            writer.beginObject()
            writer.name("expires")
            writer.value(ExpiryText.httpDate(expiry))
            writer.endObject()
        }
        if let sequence {
            writer.name("lastBookmarks")
            writer.beginArray()
            writer.value(Bookmark.text(sequence))
            writer.endArray()
        }
        writer.endObject()
        return writer.drain()
    }
}

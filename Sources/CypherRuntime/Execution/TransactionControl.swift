package import CypherSyntax
package import PropertyGraph

/// Where the transactions of a query begin and end.
package protocol TransactionSource {
    /// A draft of a new transaction.
    func begin() throws(CypherError) -> Draft
    /// Makes a draft's changes durable and visible.
    func commit(_ draft: Draft) throws(CypherError)
}

/// The transactions that a query in an auto-commit transaction goes through.
///
/// It belongs to the thread that runs the query.
package final class TransactionControl {
    /// The draft of the transaction under way.
    package private(set) var draft: Draft
    /// How many transactions were committed before it.
    package private(set) var committed = 0
    private let source: any TransactionSource

    /// Makes the control of a transaction and those after it.
    package init(draft: Draft, source: any TransactionSource) {
        self.draft = draft
        self.source = source
    }

    /// Commits the transaction under way and begins the next.
    func commit() throws(CypherError) -> Draft {
        try source.commit(draft)
        committed += 1
        draft = try source.begin()
        return draft
    }

    /// Gives the transaction under way up and begins another.
    func discard() throws(CypherError) -> Draft {
        draft = try source.begin()
        return draft
    }
}

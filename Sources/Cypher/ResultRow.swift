import CypherRuntime
public import PropertyGraph

/// One row of an answer while it is being streamed; not to be kept.
public struct ResultRow {
    let execution: Execution
    let slots: [Int]
    let row: Int

    /// The number of columns.
    public var count: Int { slots.count }

    /// The graph that nodes and relationships of the row belong to.
    public var graph: Graph { execution.context.graph }

    /// A column's value.
    public subscript(column: Int) -> Value {
        execution.context.value(cell(column))
    }

    /// A column's cell: numbers, truth values, nodes and relationships without a `Value`.
    public func cell(_ column: Int) -> Cell {
        execution.batch[slots[column], row]
    }

    /// Lends the UTF-8 bytes of a column's text; nil when it holds no text.
    public func withUTF8<Result>(
        _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result? {
        execution.context.withUTF8(cell(column), body)
    }
}

/// Takes the rows of an answer one by one.
public protocol ResultSink {
    /// The bytes that the sink holds by now, which count toward the statement's memory budget.
    var bytesHeld: Int { get }
    /// Called once, before the first row.
    mutating func begin(columns: [String]) throws
    /// Called for each row.
    mutating func take(_ row: ResultRow) throws
}

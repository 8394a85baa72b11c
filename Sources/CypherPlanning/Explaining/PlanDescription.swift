/// A plan for people: what `EXPLAIN` and `PROFILE` show.
public struct PlanDescription: Hashable, Sendable {
    /// What was counted while the plan ran.
    public struct Measurement: Hashable, Sendable {
        /// The rows that the operator yielded.
        public var rows: Int
        /// The time spent in the operator and those below it.
        public var nanoseconds: Int64
        /// How often the operator, without those below it, asked the graph; see `StorageUse`.
        public var accesses = 0

        /// Makes a measurement.
        public init(rows: Int, nanoseconds: Int64) {
            self.rows = rows
            self.nanoseconds = nanoseconds
        }
    }

    /// The operator's number: its position in pre-order over `LogicalPlan.inputs`, from 0.
    public var number: Int
    /// The operator's name, such as `NodeIndexSeek`.
    public var operation: String
    /// What it works on, in Cypher's notation; empty when there is nothing to say.
    public var details: String
    /// The expected number of rows.
    public var estimatedRows: Double
    /// The names of the variables that the operator sets.
    public var variables: [String]
    /// The plans below, in the order of `LogicalPlan.inputs`; `.argument` is left out.
    public var children: [PlanDescription]
    /// Whether this is not the first input of the operator above: an inner plan or another side.
    ///
    /// The estimates of an inner plan are those of one run.
    public var isInner = false
    /// How often the operator asks the graph.
    public var storageUse = StorageUse()
    /// What was counted, after `PROFILE`.
    public var measurement: Measurement?

    /// Makes a description.
    public init(
        number: Int,
        operation: String,
        details: String,
        estimatedRows: Double,
        variables: [String] = [],
        children: [PlanDescription] = [],
        measurement: Measurement? = nil
    ) {
        self.number = number
        self.operation = operation
        self.details = details
        self.estimatedRows = estimatedRows
        self.variables = variables
        self.children = children
        self.measurement = measurement
    }

    /// The description with measurements by operator number.
    public func measured(_ measurements: [Int: Measurement]) -> PlanDescription {
        var copy = self
        copy.children = children.map { child in child.measured(measurements) }
        // Without an input there is the one row from outside.
        let inputRows = copy.children.first { !$0.isInner }?.measurement?.rows ?? 1
        copy.measurement = measurements[number].map { measurement in
            var measurement = measurement
            measurement.accesses = storageUse.accesses(
                inputRows: inputRows, rows: measurement.rows)
            return measurement
        }
        return copy
    }

    /// The upper part of the description; what is left out below shows as one operator.
    package func cut(below height: Int) -> PlanDescription {
        guard !children.isEmpty else { return self }
        var copy = self
        if height <= 1 {
            copy.children = [
                PlanDescription(
                    number: number + 1, operation: "…", details: "more operators",
                    estimatedRows: children.first?.estimatedRows ?? 0)
            ]
        } else {
            copy.children = children.map { child in child.cut(below: height - 1) }
        }
        return copy
    }
}

extension PlanDescription {
    /// The plan as a tree in text, the last operator first.
    ///
    /// A chain of operators goes straight down; further inputs are indented.
    ///
    ///     ProduceResults  name                        ~10 rows
    ///     Project  d.name AS name                     ~10 rows
    ///     LabelScan  (d:Dataset)                      ~10 rows
    public var text: String {
        var lines: [Line] = []
        collect(into: &lines, indent: "")
        let width = min(lines.map(\.head.count).max() ?? 0, 72)
        return lines.map { line in
            let padding = String(repeating: " ", count: max(width - line.head.count, 0))
            return line.head + padding + "  " + line.tail
        }.joined(separator: "\n")
    }

    private struct Line {
        var head: String
        var tail: String
    }

    private func collect(into lines: inout [Line], indent: String) {
        let head = details.isEmpty ? operation : operation + "  " + details
        var tail = "~\(Self.rounded(estimatedRows)) rows"
        if let measurement {
            tail += ", \(measurement.rows) rows, \(measurement.accesses) hits, "
            tail += "\(measurement.nanoseconds / 1_000) µs"
        }
        lines.append(Line(head: indent + head, tail: tail))
        for child in children.reversed() {
            child.collect(into: &lines, indent: child.isInner ? indent + "│   " : indent)
        }
    }

    /// The estimate with two significant digits.
    private static func rounded(_ rows: Double) -> String {
        guard rows.isFinite, rows < 1e15 else { return "∞" }
        var scale = 1.0
        while rows / scale >= 100 { scale *= 10 }
        let value = (rows / scale).rounded() * scale
        return String(Int64(value))
    }
}

/// Writes the rows of one dataset as CSV and keeps the figures for its metadata.
///
/// Cells are given in the columns' order; `endRow` closes a row. Text is quoted as RFC 4180 asks,
/// and only when it must be. An empty cell is `NULL`.
struct TableWriter: ~Copyable {
    private let dataset: BronzeDataset
    private var sink: ByteSink
    private var row: [UInt8]
    private var column = 0
    private var summaries: [ColumnSummary]
    private var rowCount = 0

    init(_ dataset: BronzeDataset, path: String) throws(BronzeError) {
        sink = try ByteSink(path: path)
        self.dataset = dataset
        summaries = dataset.columns.map { ColumnSummary(type: $0.type) }
        // The header leaves together with the first row.
        row = Array(dataset.columns.map(\.name).joined(separator: ",").utf8)
        row.append(UInt8(ascii: "\n"))
    }

    mutating func null() {
        separate()
        summaries[column].addNull()
        column += 1
    }

    /// A number in units of the column's scale: cents for money, ten-thousandths for discounts.
    mutating func number(_ value: Int) {
        separate()
        row.append(decimal: Int64(value), scale: summaries[column].scale ?? 0)
        summaries[column].add(number: Int64(value))
        column += 1
    }

    /// An identifier such as `O0000042`.
    mutating func identifier(_ identifier: Identifier) {
        text { bytes in
            bytes.append(contentsOf: identifier.kind.rawValue.utf8)
            bytes.append(padded: identifier.number, width: identifier.kind.width)
        }
    }

    mutating func day(_ day: CalendarDay) {
        text { $0.append(day: day) }
    }

    /// A moment in seconds since 1970-01-01 00:00:00 UTC, not before that.
    mutating func moment(_ seconds: Int) {
        text { bytes in
            bytes.append(day: CalendarDay(daysSinceEpoch: seconds / 86_400))
            bytes.append(UInt8(ascii: " "))
            bytes.append(padded: seconds / 3_600 % 24, width: 2)
            bytes.append(UInt8(ascii: ":"))
            bytes.append(padded: seconds / 60 % 60, width: 2)
            bytes.append(UInt8(ascii: ":"))
            bytes.append(padded: seconds % 60, width: 2)
        }
    }

    mutating func boolean(_ value: Bool) {
        word(value ? "true" : "false")
    }

    /// Text that needs no quoting.
    mutating func word(_ word: String) {
        text { $0.append(contentsOf: word.utf8) }
    }

    /// Any text; it is quoted when it holds a comma, a quote or a line break.
    mutating func quoted(_ value: String) {
        let special: (UInt8) -> Bool = { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        guard value.utf8.contains(where: special) else { return word(value) }
        text { bytes in
            bytes.append(0x22)
            for byte in value.utf8 {
                if byte == 0x22 { bytes.append(0x22) }
                bytes.append(byte)
            }
            bytes.append(0x22)
        }
    }

    mutating func endRow() throws(BronzeError) {
        precondition(column == summaries.count, "a row of \(dataset.name) has \(column) cells")
        row.append(UInt8(ascii: "\n"))
        column = 0
        rowCount += 1
        try sink.write(&row)
    }

    /// Completes the file and returns what its metadata says.
    mutating func finish(defects: [KnownDefect]) throws(BronzeError) -> DatasetReport {
        try sink.write(&row)
        let size = try sink.finish()
        return DatasetReport(
            dataset: dataset,
            rowCount: rowCount,
            sizeInBytes: size,
            columns: zip(dataset.columns, summaries).map { column, summary in
                let (distinct, distribution) = summary.evaluated()
                return DatasetReport.ColumnFigures(
                    column: column,
                    nullCount: summary.nullCount,
                    distinctCount: distinct,
                    distribution: distribution
                )
            },
            defects: defects
        )
    }

    private mutating func separate() {
        if column > 0 { row.append(UInt8(ascii: ",")) }
    }

    private mutating func text(_ append: (inout [UInt8]) -> Void) {
        separate()
        let start = row.count
        append(&row)
        summaries[column].add(text: row[start...])
        column += 1
    }
}

/// A row's identifier: what it identifies and its number from 1.
struct Identifier: Hashable, Sendable {
    /// What is identified; the raw value is the prefix.
    enum Kind: String, Sendable {
        case order = "O"
        case customer = "C"
        case product = "P"
        case campaign = "CMP"
        case event = "E"
        case interaction = "I"
        case session = "S"
        case ticket = "T"

        /// How many digits the number has at least.
        var width: Int {
            switch self {
            case .order, .session: 7
            case .customer, .ticket: 6
            case .product: 4
            case .campaign: 3
            case .event, .interaction: 8
            }
        }
    }

    let kind: Kind
    let number: Int

    /// The identifier of the row at `index`, counted from 0.
    static func at(_ index: Int, _ kind: Kind) -> Identifier {
        Identifier(kind: kind, number: index + 1)
    }
}

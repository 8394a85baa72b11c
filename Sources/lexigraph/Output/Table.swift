import JSON
import YAML

/// The form of what a command prints.
enum OutputFormat: String, CaseIterable {
    case table
    case json
    case csv
    case yaml
}

/// Rows with named columns, printed in any of the forms.
struct Table {
    /// One cell: its value, and how a person reads it.
    struct Cell {
        let json: JSONValue
        let text: String

        init(_ json: JSONValue, _ text: String? = nil) {
            self.json = json
            self.text = text ?? Self.text(of: json)
        }

        private static func text(of json: JSONValue) -> String {
            switch json {
            case .null: ""
            case .string(let text): text
            case .array(let elements) where elements.allSatisfy({ $0.stringValue != nil }):
                elements.compactMap(\.stringValue).joined(separator: ", ")
            default: json.serialized()
            }
        }

        var isNumber: Bool {
            switch json {
            case .integer, .number: true
            default: false
            }
        }
    }

    let columns: [String]
    var rows: [[Cell]] = []

    /// The rows in a form.
    func text(_ format: OutputFormat) -> String {
        switch format {
        case .table: plain
        case .json: json.serialized(pretty: true) + "\n"
        case .csv: csv
        case .yaml: YAML.write(json)
        }
    }

    private var json: JSONValue {
        .array(
            rows.map { row in .object(JSONObject(zip(columns, row).map { ($0, $1.json) })) }
        )
    }

    private var csv: String {
        let lines = [columns] + rows.map { $0.map(\.text) }
        return lines.map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
    }

    /// A field by RFC 4180.
    private static func quoted(_ field: String) -> String {
        let needsQuotes = field.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
                || byte == UInt8(ascii: "\r")
        }
        return needsQuotes ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
    }

    // MARK: Plain

    private var plain: String {
        guard !columns.isEmpty else { return "" }
        let cells = rows.map { row in row.map { DisplayText.harmless($0.text) } }
        let titles = columns.map { DisplayText.harmless($0) }
        var widths = columns.indices.map { column in
            ([titles[column]] + cells.map { $0[column] })
                .map { min(DisplayText.width(of: $0), Self.widthLimit) }.max() ?? 0
        }
        let terminalWidth = Terminal.width
        if let terminalWidth { Self.shrink(&widths, to: terminalWidth) }
        let fit = { Self.fit($0, $1, isCut: terminalWidth != nil) }
        let header = zip(titles, widths).map(fit)
        var lines = [Terminal.bold(Self.joined(header))]
        lines.append(Self.joined(widths.map { String(repeating: "-", count: $0) }))
        for (index, row) in cells.enumerated() {
            let line = row.indices.map { column in
                rows[index][column].isNumber
                    ? Self.fitRight(row[column], widths[column])
                    : fit(row[column], widths[column])
            }
            lines.append(Self.joined(line))
        }
        lines.append(rows.count == 1 ? "1 row" : "\(rows.count) rows")
        return lines.joined(separator: "\n") + "\n"
    }

    /// The widest that a column becomes; longer cells stand out of it, so that one of them does not
    /// make all rows as long.
    private static let widthLimit = 1_000

    private static func joined(_ cells: [String]) -> String {
        let line = cells.joined(separator: "  ")
        let end = line.lastIndex { $0 != " " }
        return end.map { String(line[...$0]) } ?? ""
    }

    private static func fit(_ text: String, _ width: Int, isCut: Bool) -> String {
        let own = DisplayText.width(of: text)
        guard own > width, isCut else {
            return text + String(repeating: " ", count: max(0, width - own))
        }
        let start = String(DisplayText.prefix(of: text, columns: max(0, width - 1))) + "…"
        return start + String(repeating: " ", count: max(0, width - DisplayText.width(of: start)))
    }

    private static func fitRight(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - DisplayText.width(of: text))) + text
    }

    /// Narrows the widest columns until the table fits, but none below eight characters.
    private static func shrink(_ widths: inout [Int], to total: Int) {
        var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - total
        while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
            widths[widest] > 8
        {
            let second = widths.filter { $0 < widths[widest] }.max() ?? 8
            let step = max(1, min(excess, widths[widest] - max(8, second)))
            widths[widest] -= step
            excess -= step
        }
    }
}

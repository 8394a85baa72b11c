import GraphStore
import PropertyGraph
import Service

/// Histories and differences as lines for people.
enum HistoryText {
    static func lines(_ history: EntityHistory) -> [String] {
        let gone = history.exists ? "" : ", deleted"
        var lines = ["\(history.name) (\(history.kind) \(history.id)\(gone))"]
        for version in history.versions {
            let entry = version.entry
            let reason = entry.info.reason.map { " · \($0)" } ?? ""
            lines += [
                "",
                "change \(entry.sequence) · \(entry.timeText) · \(entry.info.actor) "
                    + "via \(entry.info.source)\(reason)",
                "  \(version.change.action.rawValue)",
            ]
            lines += version.change.lines.map { "  \($0)" }
        }
        return lines
    }

    static func lines(_ difference: GraphDifference) -> [String] {
        guard !difference.items.isEmpty || !difference.schema.isEmpty else {
            return ["Nothing differs."]
        }
        var lines: [String] = []
        for area in GraphDifference.Area.allCases {
            let items = difference.items.filter { $0.area == area }
            guard !items.isEmpty else { continue }
            if !lines.isEmpty { lines.append("") }
            lines.append("\(area.rawValue) (\(items.count))")
            for item in items {
                let sign =
                    switch item.change.action {
                    case .created: "+"
                    case .changed: "~"
                    case .deleted: "-"
                    }
                lines.append("  \(sign) \(item.name)")
                // What was deleted needs no list of what it was.
                if item.change.action != .deleted {
                    lines += item.change.lines.map { "      \($0)" }
                }
            }
        }
        if !difference.schema.isEmpty {
            if !lines.isEmpty { lines.append("") }
            lines += ["schema (\(difference.schema.count))"] + difference.schema.map { "  \($0)" }
        }
        return lines
    }

    /// The lines as one text that a terminal can show, each cut at its width.
    static func fitted(_ lines: [String]) -> String {
        let width = Terminal.width
        return lines.map { line in
            let line = DisplayText.harmless(line)
            guard let width, DisplayText.width(of: line) > width else { return line + "\n" }
            return DisplayText.prefix(of: line, columns: max(0, width - 1)) + "…\n"
        }.joined()
    }
}

import GraphStore
import JSON
import PropertyGraph
import Service
import YAML

/// `log`, `history`, `diff` and `undo`.
enum HistoryCommands {
    static let log = Command(
        name: "log",
        summary: "Show who changed what, the newest change first.",
        options: [
            .value("limit", "N", "how many to show (default: 20)"),
            .value("since", "MOMENT", "from this change or time on"),
            .value("actor", "NAME", "only the changes of this actor"),
        ],
        examples: [
            "lexigraph log", "lexigraph log --since 2026-03-01 --actor ann",
            "lexigraph log --output json | jq '.[0].digest'",
        ]
    ) { invocation in
        let limit = try invocation.integer("limit", in: 1...1_000_000) ?? 20
        let format = try invocation.format
        try await invocation.withWorkspace { workspace in
            let entries = try workspace.entries(
                limit: limit, since: invocation["since"], actor: invocation["actor"])
            switch format {
            case .json:
                Terminal.print(JSONValue.array(entries.map(\.json)).serialized(pretty: true))
            case .yaml: Terminal.write(YAML.write(.array(entries.map(\.json))))
            case .table, .csv:
                let table = Table(
                    columns: ["change", "time", "actor", "source", "reason", "what"],
                    rows: entries.map { entry in
                        [
                            .init(.integer(Int64(clamping: entry.sequence))),
                            .init(.string(entry.timeText)), .init(.string(entry.info.actor)),
                            .init(.string(entry.info.source)),
                            .init(.string(entry.info.reason ?? "")),
                            .init(.string(entry.summary)),
                        ]
                    })
                Terminal.write(table.text(format))
            }
        }
    }

    static let history = Command(
        name: "history",
        summary: "Show what happened to one node or relationship.",
        operands: "[LABEL KEY]",
        operandCount: 0...2,
        options: [
            .value("id", "N", "the node of this identity, instead of a label and a key"),
            .value("relationship", "N", "the relationship of this identity"),
        ],
        examples: [
            "lexigraph history BusinessTerm revenue",
            "lexigraph history Column bronze.orders.total_amount",
            "lexigraph history --id 42 --output json | jq '.versions[].actor'",
        ]
    ) { invocation in
        let format = try invocation.format
        let node = try invocation.integer("id", in: 0...Int(NodeID.maximum.rawValue))
        let relationship = try invocation.integer(
            "relationship", in: 0...Int(RelationshipID.maximum.rawValue))
        let operands = invocation.operands
        guard operands.count == 2 || (operands.isEmpty && (node ?? relationship) != nil) else {
            throw UsageError("`history` takes a label and a key, or --id, or --relationship.")
        }
        try await invocation.withWorkspace { workspace in
            let history =
                if let node {
                    try workspace.history(ofNode: NodeID(UInt32(node)))
                } else if let relationship {
                    try workspace.history(ofRelationship: RelationshipID(UInt32(relationship)))
                } else {
                    try workspace.history(of: operands[0], operands[1])
                }
            show(history.json, format) { HistoryText.lines(history) }
        }
    }

    static let diff = Command(
        name: "diff",
        summary: "Compare the catalog at two moments.",
        operands: "FROM [TO]",
        operandCount: 1...2,
        examples: [
            "lexigraph diff 2026-03-01 2026-04-01", "lexigraph diff 41 42",
            "lexigraph diff 41 --output json | jq '.terms[].name'",
        ]
    ) { invocation in
        let format = try invocation.format
        try await invocation.withWorkspace { workspace in
            let now = String(workspace.database.snapshot().sequence)
            let operands = invocation.operands + [now]
            let difference = try workspace.difference(operands[0], operands[1])
            show(difference.json, format) { HistoryText.lines(difference) }
        }
    }

    static let undo = Command(
        name: "undo",
        summary: "Take a change back, by a new one.",
        operands: "CHANGE",
        operandCount: 1...1,
        options: [.flag("dry-run", "only show what would change")],
        examples: ["lexigraph undo 42 --dry-run", "lexigraph undo 42 --reason 'wrong file'"],
        isForwarded: true
    ) { invocation in
        let format = try invocation.format
        let text = invocation.operands.first ?? ""
        guard let sequence = UInt64(text) else {
            throw UsageError("`undo` takes the number of a change, not `\(text)`.")
        }
        let isDry = invocation.has("dry-run")
        try await invocation.withWorkspace(writing: !isDry) { workspace in
            if isDry {
                let preview = try workspace.undoPreview(sequence)
                show(["undone": false, "difference": preview.json], format) {
                    ["Undoing change \(sequence) would do this:", ""] + HistoryText.lines(preview)
                }
                return
            }
            let (undo, difference) = try workspace.undo(
                sequence, workspace.info("undo change \(sequence)"))
            let report: JSONValue = [
                "undone": true, "sequence": .integer(Int64(clamping: undo)),
                "difference": difference.json,
            ]
            show(report, format) {
                ["Change \(sequence) is undone by change \(undo):", ""]
                    + HistoryText.lines(difference)
            }
        }
    }

    /// Prints a report in the form that is wanted.
    private static func show(
        _ json: JSONValue, _ format: OutputFormat, _ lines: () -> [String]
    ) {
        switch format {
        case .json: Terminal.print(json.serialized(pretty: true))
        case .yaml: Terminal.write(YAML.write(json))
        case .table, .csv: Terminal.write(HistoryText.fitted(lines()))
        }
    }
}

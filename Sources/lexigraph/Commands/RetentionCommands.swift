import GraphStore
import JSON
import PropertyGraph
import Service
import YAML

/// `compact` and `erase`.
enum RetentionCommands {
    static let compact = Command(
        name: "compact",
        summary: "Fold the history before a moment away; what the graph is now stays.",
        options: [.value("before", "MOMENT", "the first change or time whose history stays")],
        examples: ["lexigraph compact --before 2026-01-01", "lexigraph compact --before 5000"],
        isForwarded: true
    ) { invocation in
        guard let moment = invocation["before"] else {
            throw UsageError("`compact` needs --before MOMENT.")
        }
        let format = try invocation.format
        try await invocation.withWorkspace(writing: true) { workspace in
            let last = try workspace.compact(
                before: moment, workspace.info("compact the history before \(moment)"))
            let number = last.map { JSONValue.integer(Int64(clamping: $0)) } ?? .null
            show(["folded_through": number], format) {
                last.map { "The history up to change \($0) is folded away." }
                    ?? "There is nothing to fold."
            }
        }
    }

    static let erase = Command(
        name: "erase",
        summary: "Remove a person's values from the graph, the history and the file.",
        operands: "[LABEL KEY PROPERTY]",
        operandCount: 0...3,
        options: [
            .value("value", "TEXT", "erase a text wherever it stands; `-` reads it from input")
        ],
        examples: [
            "lexigraph erase User jane email --reason 'request 17'",
            "printf 'Jane Example' | lexigraph erase --value -",
        ],
        isForwarded: true
    ) { invocation in
        let operands = invocation.operands
        let value = invocation["value"]
        guard operands.count == (value == nil ? 3 : 0) else {
            throw UsageError("`erase` takes a label, a key and a property, or --value TEXT.")
        }
        let format = try invocation.format
        try await invocation.withWorkspace(writing: true) { workspace in
            let erasure: Erasure
            if let value {
                var text = value == "-" ? try InputFile.text("-") : value
                if value == "-", text.hasSuffix("\n") { text.removeLast() }
                guard !text.isEmpty else {
                    throw UsageError("The text to erase is empty.")
                }
                erasure = .value(text)
            } else {
                erasure = .property(
                    operands[2], of: try workspace.nodes(of: operands[0], operands[1]))
            }
            // The entry must not say what was erased.
            let (sequence, isPurged) = try workspace.erase(
                erasure, workspace.info("erase a value"))
            let report: JSONValue = [
                "sequence": .integer(Int64(clamping: sequence)), "purged": .boolean(isPurged),
            ]
            show(report, format) { "The value is erased by change \(sequence)." }
            if !isPurged {
                Terminal.note(
                    "A reader keeps earlier bytes in the write-ahead log; they go when it ends.")
            }
        }
    }

    private static func show(_ json: JSONValue, _ format: OutputFormat, _ text: () -> String) {
        switch format {
        case .json: Terminal.print(json.serialized(pretty: true))
        case .yaml: Terminal.write(YAML.write(json))
        case .table, .csv: Terminal.print(text())
        }
    }
}

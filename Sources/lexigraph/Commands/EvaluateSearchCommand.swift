import JSON
import Search
import Service
import YAML

/// `evaluate-search`.
enum EvaluateSearchCommand {
    static let evaluateSearch = Command(
        name: "evaluate-search",
        summary: "Measure how well the search finds the datasets that questions need.",
        operands: "FILE",
        operandCount: 1...1,
        options: [
            .value("source", "NAME", "only datasets of this source"),
            .value(
                "signal", "NAME", "lexical, vector or fused; all there are when none is named",
                repeatable: true),
        ],
        examples: [
            "lexigraph evaluate-search questions.jsonl",
            "lexigraph evaluate-search questions.yaml --source shop --output json",
            "LEXIGRAPH_EMBEDDINGS=local:all-MiniLM-L6-v2 lexigraph evaluate-search questions.jsonl",
        ]
    ) { invocation in
        let format = try invocation.format
        let cases = try read(invocation.operands[0])
        try await invocation.withWorkspace { workspace in
            try workspace.computeVectors()
            let rows = try signals(invocation, workspace).map { signal in
                let found = try SearchEvaluation(
                    cases, source: invocation["source"], signal: signal, in: workspace)
                return members(of: found, signal)
            }
            let table = Table(
                columns: rows.first?.map(\.0) ?? [],
                rows: rows.map { row in row.map { Table.Cell($0.1) } })
            Terminal.write(table.text(format))
        }
    }

    /// The signals to measure: those that are named, else all for which there is what they need.
    private static func signals(
        _ invocation: Invocation, _ workspace: Workspace
    ) throws -> [SearchSignal] {
        guard let names = invocation.values["signal"] else {
            return workspace.hasVectors ? SearchSignal.allCases : [.lexical]
        }
        return try names.map { name in
            guard let signal = SearchSignal(rawValue: name) else {
                throw UsageError("--signal takes lexical, vector or fused, not `\(name)`.")
            }
            return signal
        }
    }

    private static func members(
        of found: SearchEvaluation, _ signal: SearchSignal
    ) -> [(String, JSONValue)] {
        let recall = found.recall.map { ("recall@\($0.depth)", rounded($0.share)) }
        return [
            ("signal", .string(signal.rawValue)),
            ("questions", JSONValue.integer(Int64(found.count))),
        ] + recall + [("mrr", rounded(found.meanReciprocalRank))]
    }

    private static func rounded(_ share: Double) -> JSONValue {
        .number((share * 10_000).rounded() / 10_000)
    }

    /// The questions of a file: JSON Lines, or a list in YAML or JSON.
    private static func read(_ path: String) throws -> [SearchEvaluation.Case] {
        let text = try InputFile.text(path)
        let isLines = text.first { !$0.isWhitespace } == "{"
        var values: [JSONValue] = []
        if isLines {
            for line in text.split(whereSeparator: \.isNewline)
            where line.contains(where: { !$0.isWhitespace }) {
                values.append(try JSONValue(parsing: String(line)))
            }
        } else {
            guard case .array(let list) = try YAML.parse(text) else {
                throw CommandFailure("`\(path)` is not a list of questions.")
            }
            values = list
        }
        guard !values.isEmpty else { throw CommandFailure("`\(path)` has no questions.") }
        return try values.enumerated().map { number, value in
            guard let one = SearchEvaluation.Case(value) else {
                throw CommandFailure(
                    "Question \(number + 1) of `\(path)` needs `question`, a text, and `expected`, "
                        + "a list of datasets' names.")
            }
            return one
        }
    }
}

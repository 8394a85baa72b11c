import JSON
import Service
import YAML

/// `evaluate-search`.
enum EvaluateSearchCommand {
    static let evaluateSearch = Command(
        name: "evaluate-search",
        summary: "Measure how well the search finds the datasets that questions need.",
        operands: "FILE",
        operandCount: 1...1,
        options: [.value("source", "NAME", "only datasets of this source")],
        examples: [
            "lexigraph evaluate-search questions.jsonl",
            "lexigraph evaluate-search questions.yaml --source shop --output json",
        ]
    ) { invocation in
        let format = try invocation.format
        let cases = try read(invocation.operands[0])
        try await invocation.withWorkspace { workspace in
            let found = try SearchEvaluation(cases, source: invocation["source"], in: workspace)
            let recall = found.recall.map { ("recall@\($0.depth)", rounded($0.share)) }
            let members =
                [("questions", JSONValue.integer(Int64(found.count)))] + recall
                + [("mrr", rounded(found.meanReciprocalRank))]
            let table = Table(
                columns: members.map(\.0), rows: [members.map { Table.Cell($0.1) }])
            Terminal.write(table.text(format))
        }
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

import Analytics
import Harvest
import JSON
import SQLEngines
import SemanticLayer
import Service
import YAML

/// `sources`, `ask` and `evaluate`.
enum SourceCommands {
    static let sources = Command(
        name: "sources",
        summary: "Register databases to ask: add, list, remove.",
        operands: "list | add NAME | remove NAME",
        operandCount: 0...2,
        options: [.value("path", "FILE", "add: the SQLite database")],
        examples: [
            "lexigraph sources add shop --path shop.sqlite", "lexigraph sources list",
            "lexigraph sources remove shop",
        ],
        isForwarded: true
    ) { invocation in
        let action = invocation.operands.first ?? "list"
        let name = invocation.operands.dropFirst().first
        let format = try invocation.format
        switch (action, name) {
        case ("list", nil):
            try await invocation.withWorkspace { workspace in
                Terminal.write(list(workspace.sources()).text(format))
            }
        case ("add", let name?):
            guard let path = invocation["path"] else {
                throw UsageError("`sources add` needs the database: --path FILE.")
            }
            let source = try SourceRegistration(name: name, path: Surroundings.path(path))
            try await invocation.withWorkspace(writing: true) { workspace in
                show(try workspace.register(source), of: name, format)
            }
        case ("remove", let name?):
            try await invocation.withWorkspace(writing: true) { workspace in
                try workspace.removeSource(name)
            }
            Terminal.note("`\(name)` removed")
        default:
            throw UsageError("Usage: lexigraph sources list | add NAME --path FILE | remove NAME")
        }
    }

    private static func list(_ sources: [SourceReader.Listing]) -> Table {
        let columns = ["name", "kind", "tables", "columns", "harvested_at", "path"]
        return Table(
            columns: columns,
            rows: sources.map { source in columns.map { .init(source.json[$0] ?? .null) } }
        )
    }

    private static func show(_ summary: HarvestSummary, of name: String, _ format: OutputFormat) {
        switch format {
        case .json: Terminal.print(JSONValue.object(summary.json).serialized(pretty: true))
        case .yaml: Terminal.write(YAML.write(.object(summary.json)))
        case .table, .csv:
            Terminal.print(
                "\(name): \(summary.tables) tables, \(summary.columns) columns, "
                    + "\(summary.references) foreign keys; \(summary.added.count) new, "
                    + "\(summary.gone.count) gone")
        }
        for item in summary.skipped { Terminal.note("skipped `\(item.table)`: \(item.reason)") }
        for warning in summary.warnings { Terminal.note("warning: \(warning)") }
    }

    static let ask = Command(
        name: "ask",
        summary: "Ask a registered source a question.",
        operands: "QUESTION",
        operandCount: 1...1,
        options: [
            .value("source", "NAME", "the source to ask (default: the only one)"),
            .flag("dry-run", "show the SQL without running it"),
            .value("limit", "N", "the most rows to show (default: 1000)"),
            .value("user", "ID", "use only the tables that this user may see"),
            .value("today", "DATE", "the day that `last month` counts from (default: today)"),
        ],
        examples: [
            "lexigraph ask 'How many customers are in Germany?' --source shop",
            "lexigraph ask 'total sales by country' --dry-run",
            "lexigraph ask 'top 5 artists by number of albums' --output csv",
        ]
    ) { invocation in
        let format = try invocation.format
        let limit = try invocation.integer("limit", in: 1...100_000) ?? 1_000
        let today = try invocation.day("today")
        try await invocation.withWorkspace { workspace in
            let source = try invocation["source"] ?? workspace.onlySource()
            let (analyst, _) = try workspace.analyst(of: source, for: invocation["user"])
            let answer = try analyst.answer(
                invocation.operands.first ?? "", today: today,
                limits: .within(.seconds(60), maxRows: limit),
                dryRun: invocation.has("dry-run"))
            show(answer, format)
        }
    }

    private static func show(_ answer: SourceAnswer, _ format: OutputFormat) {
        switch format {
        case .json: Terminal.print(JSONValue.object(answer.json).serialized(pretty: true))
        case .yaml: Terminal.write(YAML.write(.object(answer.json)))
        case .table, .csv:
            if let table = answer.table {
                let shown = Table(
                    columns: table.columns.map(\.name),
                    rows: table.rows.map { row in row.map { .init(JSONValue($0)) } })
                Terminal.write(shown.text(format))
                if table.isTruncated { Terminal.note("There are more rows; --limit shows them.") }
            } else if let sql = answer.sql {
                Terminal.print(sql)
            }
            explain(answer)
        }
    }

    private static func explain(_ answer: SourceAnswer) {
        if let sql = answer.sql, answer.table != nil { Terminal.note("\n\(sql)\n") }
        if let reply = answer.reply { Terminal.note(reply) }
        for choice in answer.choices { Terminal.note("  - \(choice)") }
        for line in answer.explanation + answer.assumptions { Terminal.note(line) }
        if answer.sql != nil {
            Terminal.note("confidence: \((answer.confidence * 100).rounded() / 100)")
        }
    }

    static let evaluate = Command(
        name: "evaluate",
        summary: "Ask a file of questions and compare the answers with those expected.",
        operands: "FILE",
        operandCount: 1...1,
        options: [
            .value("source", "NAME", "the source, for questions that name none"),
            .value("min", "SHARE", "exit with 1 below this execution accuracy, 0…1"),
            .value("today", "DATE", "the day that `last month` counts from (default: today)"),
        ],
        examples: [
            "lexigraph evaluate questions.yaml --source shop --min 0.9",
            "lexigraph evaluate questions.jsonl --output json | jq .execution_accuracy",
        ]
    ) { invocation in
        let format = try invocation.format
        let today = try invocation.day("today")
        var least = 0.0
        if let text = invocation["min"] {
            guard let number = Double(text), (0...1).contains(number) else {
                throw UsageError("--min takes a share from 0 to 1, not `\(text)`.")
            }
            least = number
        }
        let path = invocation.operands.first ?? "-"
        let file = try QuestionFile(parsing: InputFile.text(path), file: path)
        try await invocation.withWorkspace { workspace in
            let source =
                try invocation["source"]
                ?? (file.questions.allSatisfy { $0.source != nil } ? nil : workspace.onlySource())
            let evaluator = Evaluator(today: today) { name in
                let (analyst, engine) = try workspace.analyst(of: name)
                return (analyst, engine)
            }
            let evaluation = try evaluator.run(file, source: source)
            show(evaluation, format)
            guard evaluation.accuracy >= least else {
                throw CommandFailure(
                    "The execution accuracy is \(percent(evaluation.accuracy)), below "
                        + "\(percent(least)).")
            }
        }
    }

    private static func percent(_ share: Double) -> String {
        "\((share * 1_000).rounded() / 10) %"
    }

    private static func show(_ evaluation: Evaluation, _ format: OutputFormat) {
        switch format {
        case .json: Terminal.print(evaluation.json.serialized(pretty: true))
        case .yaml: Terminal.write(YAML.write(evaluation.json))
        case .csv: Terminal.write(table(evaluation.verdicts).text(.csv))
        case .table:
            let failures = evaluation.verdicts.filter { $0.outcome != .correct }
            if !failures.isEmpty { Terminal.write(table(failures).text(.table)) }
            let confident = evaluation.confidentlyAnswered
            Terminal.print(
                """
                questions:           \(evaluation.verdicts.count)
                execution accuracy:  \(percent(evaluation.accuracy)) (\(evaluation.correct))
                answered:            \(percent(evaluation.answeredShare)) (\(evaluation.answered))
                confidence ≥ \(Evaluation.confident):    \(confident) answered, \
                \(percent(evaluation.confidentAccuracy)) of them right
                """)
        }
    }

    private static func table(_ verdicts: [Evaluation.Verdict]) -> Table {
        let columns = ["id", "outcome", "confidence", "question", "reason", "sql_query"]
        return Table(
            columns: columns,
            rows: verdicts.map { verdict in
                columns.map { name in
                    guard name == "sql_query" else { return .init(verdict.json[name] ?? .null) }
                    let words = verdict.sql?.split(whereSeparator: \.isWhitespace)
                    return .init(words.map { JSONValue.string($0.joined(separator: " ")) } ?? .null)
                }
            }
        )
    }
}

extension Invocation {
    /// A day; today without one.
    func day(_ option: String) throws(UsageError) -> CalendarDate {
        guard let text = self[option] else { return Moment.now().day }
        guard let day = CalendarDate(iso: text) else {
            throw UsageError("--\(option) takes a date such as 2025-03-31, not `\(text)`.")
        }
        return day
    }
}

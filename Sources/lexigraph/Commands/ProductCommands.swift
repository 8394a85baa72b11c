import Agents
import Analytics
import BronzeData
import DataProducts
import Foundation
import JSON
import SQLEngines
import SemanticLayer
import Service
import YAML

/// `generate` and `demo`.
enum ProductCommands {
    static let request = """
        Create a weekly marketing performance report with CTR, CVR, CPA, and ROAS for each campaign.
        """

    static let generate = Command(
        name: "generate",
        summary: "Turn a sentence into a validated data product.",
        operands: "REQUEST",
        operandCount: 0...1,
        options: [
            .value("out", "DIR", "write YAML, JSON, Markdown and SQL files there"),
            .value("engine", "NAME", "run on sqlite or duckdb (default: sqlite)"),
            .value("use-case", "ID", "the use case it belongs to"),
            .value("user", "ID", "use only the datasets that this user may see"),
            .value("today", "DATE", "the day that `last quarter` counts from (default: today)"),
            .flag("dry-run", "do not register the product in the graph"),
        ],
        examples: [
            "lexigraph generate 'daily sales by region and category: revenue, orders, units'",
            "lexigraph generate 'top 10 products by revenue last quarter' --output json | jq .rows",
            "lexigraph generate 'support tickets per week by priority' --out products",
        ],
        isForwarded: true,
        takesInput: true
    ) { invocation in
        let text = try invocation.operands.first ?? InputFile.text("-")
        let day = try invocation.day("today")
        let format = try invocation.format
        let engine: EngineName = try invocation.choice("engine", default: .sqlite)
        try await invocation.withWorkspace(writing: !invocation.has("dry-run")) { workspace in
            let generation = try await run(text, invocation, engine, day, workspace)
            try show(generation, format, folder: invocation["out"])
        }
    }

    private enum EngineName: String, CaseIterable {
        case sqlite
        case duckdb
    }

    private static func run(
        _ text: String,
        _ invocation: Invocation,
        _ engine: EngineName,
        _ day: CalendarDate,
        _ workspace: Workspace
    ) async throws -> Generation {
        let pipeline = try workspace.pipeline(engine: engine.rawValue)
        return try await pipeline.run(
            DataProductPipeline.Request(
                text,
                useCase: invocation["use-case"],
                user: invocation["user"],
                today: day,
                createdAt: Moment.now().iso8601,
                isRegistered: !invocation.has("dry-run")
            )
        )
    }

    private static func show(
        _ generation: Generation,
        _ format: OutputFormat,
        folder: String?
    ) throws {
        if let folder, let specification = generation.specification {
            for path in try Publication(specification).write(to: Surroundings.path(folder)) {
                Terminal.note("wrote \(path)")
            }
        }
        switch format {
        case .json:
            Terminal.print(JSONValue.object(generation.json()).serialized(pretty: true))
        case .csv:
            Terminal.write(rows(of: generation).text(.csv))
        case .table, .yaml:
            if let specification = generation.specification {
                Terminal.write(specification.yaml)
            } else {
                Terminal.write(YAML.write(.object(generation.json())))
            }
        }
        if format != .json, let question = generation.question {
            Terminal.note(question)
            for choice in generation.choices { Terminal.note("  - \(choice)") }
        }
    }

    private static func rows(of generation: Generation) -> Table {
        guard let table = generation.rows else { return Table(columns: []) }
        return Table(
            columns: table.columns.map(\.name),
            rows: table.rows.map { row in row.map { .init(JSONValue($0)) } }
        )
    }

    static let demo = Command(
        name: "demo",
        summary: "Create a catalog with bronze data and make the marketing data product.",
        options: [
            .value("dir", "DIR", "where to create it (default: the current folder)"),
            .value("until", "DATE", "the last day of the data (default: yesterday)"),
            .value("seed", "N", "the seed of the random generator (default: 1)"),
            .value("rows", "N", "the number of orders; the rest scales with it"),
        ],
        examples: ["lexigraph demo --dir demo", "lexigraph demo --rows 10000 --until 2025-06-30"]
    ) { invocation in
        let generator = try generator(for: invocation)
        let folder = invocation["dir"] ?? "."
        let format = try invocation.format
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        var settings = invocation.settings
        if invocation["db"] == nil { settings.databasePath = "\(folder)/lexigraph.db" }
        let (workspace, _) = try Workspace.create(settings)
        defer { workspace.shutDown() }
        Terminal.note("\(settings.databasePath): catalog created")
        let data = DemoData(folder: settings.bronzeFolder)
        _ = try data.write(generator) { Terminal.note($0) }
        try data.record(in: workspace)
        Terminal.note("\nRequest: \(request)\n")
        // The request is asked on the day after the data ends, so that the same data always give
        // the same product.
        let day = CalendarDate(daysSinceEpoch: generator.until.daysSinceEpoch + 1)
        let generation = try await run(request, invocation, .sqlite, day, workspace)
        try show(generation, format, folder: "\(folder)/products")
        Terminal.note(
            """

            \(generation.rowCount) rows. Try next:
              cd \(folder)
              lexigraph lineage gold.marketing_campaign_performance --columns
              lexigraph generate 'daily sales by region and category: revenue, orders, units'
              lexigraph serve
            """
        )
    }

    private static func generator(for invocation: Invocation) throws -> BronzeGenerator {
        let yesterday = CalendarDay(daysSinceEpoch: Moment.now().day.daysSinceEpoch - 1)
        var until = yesterday
        if let text = invocation["until"] {
            guard let day = CalendarDay(text) else {
                throw UsageError("--until takes a date such as 2025-03-31, not `\(text)`.")
            }
            until = day
        }
        let seed = try invocation.integer("seed", in: 0...Int.max) ?? 1
        let rows = try invocation.integer("rows", in: 100...100_000_000)
        return try BronzeGenerator(
            seed: UInt64(seed),
            until: until,
            size: rows.map { .scaled(toOrders: $0) } ?? .standard
        )
    }
}

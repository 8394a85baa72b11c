import JSON
import Search
import Service

/// `search`.
enum SearchCommand {
    static let search = Command(
        name: "search",
        summary: "Find datasets, columns and terms by name part, synonym and description.",
        operands: "WORDS…",
        operandCount: 1...64,
        options: [
            .value("type", "LABEL", "only Dataset, Column, BusinessTerm, …", repeatable: true),
            .value("source", "NAME", "only what belongs to this source"),
            .value("limit", "N", "how many to show (default: 10)"),
            .value("signal", "NAME", "lexical, vector or fused (default)"),
        ],
        examples: [
            "lexigraph search turnover", "lexigraph search cust_id --type Column",
            "lexigraph search '\"click through rate\"' --output json | jq -r '.[0].name'",
        ]
    ) { invocation in
        let limit = try invocation.integer("limit", in: 1...1_000) ?? 10
        let format = try invocation.format
        var options = SearchOptions(
            limit: limit, types: invocation.values["type"] ?? [],
            properties: SearchOptions.properties(ofSource: invocation["source"]))
        options.signal = try invocation.choice("signal", default: .fused)
        try await invocation.withWorkspace { [options] workspace in
            let found = try workspace.search(
                invocation.operands.joined(separator: " "), options: options)
            let table = Table(
                columns: ["name", "type", "score", "description", "reasons"],
                rows: found.entries.map { entry in
                    let json = entry.json
                    return ["name", "type", "score", "description", "reasons"].map {
                        Table.Cell(json[$0] ?? .null)
                    }
                }
            )
            Terminal.write(table.text(format))
            for note in notes(on: found) { Terminal.note(note) }
            let total = found.results.total
            if format == .table, total > found.entries.count {
                Terminal.note("\(total) found; --limit shows more")
            }
        }
    }

    /// What a reader should know of vectors that are missing.
    private static func notes(on found: CatalogSearch) -> [String] {
        guard let vectors = found.vectors else { return [] }
        if let problem = vectors.problem { return ["By words alone: \(problem)"] }
        guard vectors.behind > 0 else { return [] }
        return ["\(vectors.behind) have no vector of their latest text yet."]
    }
}

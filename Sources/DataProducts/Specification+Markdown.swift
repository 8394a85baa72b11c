extension Specification {
    /// The specification as a page for people.
    public var markdown: String {
        var page = MarkdownPage()
        page.title(metadata.name.replacing("_", with: " "), level: 1)
        page.paragraph(metadata.description)
        page.table(
            ["", ""],
            [
                ["Version", metadata.version],
                ["Status", status.rawValue],
                ["Owner", metadata.owner ?? "–"],
                ["Table", "`\(dataModel.targetTable)`"],
                ["Grain", dataModel.grain],
                ["Created", metadata.createdAt],
                ["Stakeholders", businessContext.stakeholders.joined(separator: ", ")],
                ["Use case", businessContext.useCase ?? "–"],
            ]
        )
        if !warnings.isEmpty {
            page.title("Warnings", level: 2)
            page.list(warnings)
        }
        page.title("What it measures", level: 2)
        page.table(
            ["Term", "Definition", "Formula", "Unit"],
            businessContext.metrics.map { metric in
                [
                    metric.term, metric.definition, metric.formula.map { "`\($0)`" } ?? "",
                    metric.unit ?? "",
                ]
            }
        )
        page.title("Columns", level: 2)
        page.table(
            ["Column", "Type", "Key", "Null", "Description", "From"],
            dataModel.columns.map { column in
                [
                    "`\(column.name)`", column.type, column.isPrimaryKey ? "yes" : "",
                    column.isNullable ? "yes" : "no", column.description,
                    column.sources.map { "`\($0)`" }.joined(separator: ", "),
                ]
            }
        )
        appendOrigin(to: &page)
        appendQuality(to: &page)
        return page.text
    }

    private func appendOrigin(to page: inout MarkdownPage) {
        page.title("Where it comes from", level: 2)
        page.table(
            ["Dataset", "Columns used"],
            sources.map { [$0.dataset, $0.columns.joined(separator: ", ")] }
        )
        if !transformation.joins.isEmpty { page.list(transformation.joins) }
        if !transformation.assumptions.isEmpty {
            page.paragraph("Assumptions:")
            page.list(transformation.assumptions)
        }
        page.code(transformation.code, language: transformation.language.lowercased())
        page.paragraph("The result had \(transformation.estimatedRows) rows when it was specified.")
    }

    private func appendQuality(to page: inout MarkdownPage) {
        page.title("Quality", level: 2)
        page.table(
            ["Rule", "Kind", "Condition", "Severity", "Outcome"],
            qualityRules.map { rule in
                let outcome = rule.outcome.map { outcome in
                    switch outcome.status {
                    case .passed: "passed"
                    case .failed: "\(outcome.failedRows) of \(outcome.checkedRows) rows failed"
                    case .notRun: "not run"
                    }
                }
                return [
                    "\(rule.id): \(rule.description)", rule.kind.rawValue, "`\(rule.condition)`",
                    rule.severity.rawValue, outcome ?? "",
                ]
            }
        )
        page.title("Service level", level: 2)
        page.table(
            ["Freshness", "Latency", "Completeness", "Accuracy"],
            [
                [
                    serviceLevel.freshness, serviceLevel.latency, serviceLevel.completeness,
                    serviceLevel.accuracy,
                ]
            ]
        )
    }
}

/// Markdown, block by block.
struct MarkdownPage {
    private var blocks: [String] = []

    var text: String {
        blocks.joined(separator: "\n\n") + "\n"
    }

    mutating func title(_ text: String, level: Int) {
        blocks.append(String(repeating: "#", count: level) + " " + text)
    }

    mutating func paragraph(_ text: String) {
        blocks.append(text)
    }

    mutating func list(_ items: [String]) {
        blocks.append(items.map { "- \($0)" }.joined(separator: "\n"))
    }

    mutating func code(_ text: String, language: String) {
        blocks.append("```\(language)\n\(text)\n```")
    }

    /// A table; bars and line breaks inside cells are escaped.
    mutating func table(_ header: [String], _ rows: [[String]]) {
        func line(_ cells: [String]) -> String {
            let escaped = cells.map {
                $0.replacing("|", with: "\\|").replacing("\n", with: " ")
            }
            return "| " + escaped.joined(separator: " | ") + " |"
        }
        let rule = "|" + header.map { _ in "---|" }.joined()
        blocks.append(([line(header), rule] + rows.map(line)).joined(separator: "\n"))
    }
}

extension Specification {
    /// The specification as a page for people.
    public var markdown: String {
        var page = MarkdownPage()
        let title = metadata.name.replacing("_", with: " ")
        page.title(title.prefix(1).uppercased() + title.dropFirst(), level: 1)
        page.paragraph(metadata.description)
        page.table(["Property", "Value"], properties)
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
        if !dataModel.constraints.isEmpty {
            let conditions = dataModel.constraints.map { "`\($0)`" }.joined(separator: ", ")
            page.paragraph("In each row, \(conditions).")
        }
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

    private var properties: [[String]] {
        var rows = [
            ["Table", "`\(dataModel.targetTable)`"],
            ["Grain", dataModel.grain],
            ["Key", dataModel.primaryKeys.map { "`\($0)`" }.joined(separator: ", ")],
        ]
        if let partitioning = dataModel.partitioning {
            let kind = "\(partitioning.type) on `\(partitioning.column)`"
            rows.append(["Partitions", "\(partitioning.interval), by \(kind)"])
        }
        if !dataModel.indexing.isEmpty {
            let columns = dataModel.indexing.map { "`\($0)`" }.joined(separator: ", ")
            rows.append(["Indexes", columns])
        }
        rows += [
            ["Owner", metadata.owner ?? "unknown"],
            ["Stakeholders", businessContext.stakeholders.joined(separator: ", ")],
        ]
        if let useCase = businessContext.useCase { rows.append(["Use case", useCase]) }
        return rows + [
            ["Request", businessContext.request],
            ["Version", "\(metadata.version), \(status.rawValue), \(metadata.createdAt)"],
        ]
    }

    private func appendOrigin(to page: inout MarkdownPage) {
        page.title("Where it comes from", level: 2)
        page.table(
            ["Dataset", "Columns used"],
            sources.map { source in
                ["`\(source.dataset)`", source.columns.map { "`\($0)`" }.joined(separator: ", ")]
            }
        )
        if !transformation.joins.isEmpty {
            page.paragraph("Joins:")
            page.list(transformation.joins)
        }
        if !transformation.assumptions.isEmpty {
            page.paragraph("Assumptions:")
            page.list(transformation.assumptions)
        }
        page.code(transformation.code, language: transformation.language.lowercased())
        let rows = transformation.estimatedRows
        page.paragraph(
            "On \(transformation.dialect), the query gave \(rows) row\(rows == 1 ? "" : "s") when the "
                + "product was specified."
        )
    }

    private func appendQuality(to page: inout MarkdownPage) {
        page.title("Quality", level: 2)
        page.table(
            ["Rule", "Condition", "Kind", "Severity", "Outcome"],
            qualityRules.map { rule in
                let place = rule.dataset.map { " on `\($0)`" } ?? ""
                return [
                    rule.description, "`\(rule.condition)`\(place)", rule.kind.rawValue,
                    rule.severity.rawValue, rule.outcome.map(Self.text) ?? "not run",
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

extension Specification {
    private static func text(of outcome: QualityRule.Outcome) -> String {
        let failed = "\(outcome.failedRows) of \(outcome.checkedRows) rows"
        return switch outcome.status {
        case .passed: outcome.failedRows == 0 ? "passed" : "passed (\(failed) off)"
        case .failed: "failed (\(failed))"
        case .notRun: "not run"
        }
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

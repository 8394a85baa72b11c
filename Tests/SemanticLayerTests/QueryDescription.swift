import SQLSyntax
import SemanticLayer

/// A logical query on one line, for tests that look at the whole of it.
func describe(_ query: LogicalQuery) -> String {
    var parts: [String] = []
    if let grain = query.grain { parts.append(grain.adjective) }
    parts.append(query.metrics.map(\.name).joined(separator: ", "))
    if !query.dimensions.isEmpty {
        parts.append("by " + query.dimensions.map(describe).joined(separator: ", "))
    }
    for filter in query.filters { parts.append("if " + describe(filter.field) + text(filter.test)) }
    for filter in query.groupFilters {
        parts.append("having " + filter.metric.name + text(filter.test))
    }
    if let range = query.timeRange { parts.append("in " + range.description) }
    for order in query.order {
        let key =
            switch order.key {
            case .metric(let name): name
            case .dimension(let dimension): describe(dimension)
            case .time: "time"
            }
        parts.append((order.isDescending ? "desc " : "asc ") + key)
    }
    if let limit = query.limit {
        let within = limit.within.map(describe) + (limit.isPerPeriod ? ["period"] : [])
        parts.append(
            "limit \(limit.count)"
                + (within.isEmpty ? "" : " per " + within.joined(separator: ", ")))
    }
    return parts.joined(separator: "; ")
}

private func describe(_ dimension: Dimension) -> String {
    let sources = dimension.sources.map { source in
        switch source {
        case .term(let name): name
        case .column(let column): column.description.replacing("bronze.", with: "")
        case .dataset(let name): name
        }
    }
    return sources.joined(separator: "|") + (dimension.within.map { "@" + $0 } ?? "")
}

private func text(_ test: Filter.Test) -> String {
    switch test {
    case .isIn(let values, let negated):
        (negated ? " not " : " = ") + values.map(text).joined(separator: "/")
    case .compares(let sign, let value): " \(sign) " + text(value)
    case .between(let low, let high): " \(text(low))…\(text(high))"
    case .isNull(let negated): negated ? " present" : " missing"
    }
}

private func text(_ literal: SQLLiteral) -> String {
    switch literal {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .decimal(let text), .string(let text), .date(let text), .timestamp(let text): text
    }
}

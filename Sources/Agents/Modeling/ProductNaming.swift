internal import PropertyGraph
internal import SQLSyntax
internal import SemanticLayer

/// Finds a product's name from what it holds, and its version from what is registered under it.
///
/// A product about things is named for them (`marketing_campaign_performance`), one about time for
/// its grain (`daily_sales_analytics`). When a product that answers another request has the name
/// already, what the rows are grouped by, the period and the metrics are added, so that two
/// different requests never share a name.
struct ProductNaming {
    let queries: any CatalogQueries

    /// What a product is called.
    struct Identity: Sendable {
        let name: String

        /// `1.0.0`, or a further minor version when the same request is answered differently than
        /// before, say because a term's formula has changed.
        let version: String

        /// What was asked, as one text.
        let signature: String
    }

    func identity(
        of compiled: CompiledQuery,
        _ understanding: Understanding,
        domain: String?
    ) throws -> Identity {
        let signature = Self.signature(of: compiled, understanding)
        let content = Self.content(of: compiled)
        let candidates = Self.candidates(compiled, understanding, domain: domain)
        let base = candidates.last ?? "data_product"
        for name in candidates {
            if let version = try version(of: name, signature, content) {
                return Identity(name: name, version: version, signature: signature)
            }
        }
        var number = 2
        while true {
            if let version = try version(of: "\(base)_\(number)", signature, content) {
                let name = "\(base)_\(number)"
                return Identity(name: name, version: version, signature: signature)
            }
            number += 1
        }
    }

    /// The version under a name; `nil` when the name belongs to another request.
    private func version(
        of name: String,
        _ signature: String,
        _ content: String
    ) throws -> String? {
        let rows = try queries.read("agents/product-versions", ["name": .string(name)])
        guard rows.allSatisfy({ $0.text("signature") == signature }) else { return nil }
        if let same = rows.first(where: { $0.text("content") == content }) {
            return same.text("version") ?? "1.0.0"
        }
        let minors = rows.compactMap { row -> Int? in
            let parts = row.text("version")?.split(separator: ".") ?? []
            return parts.count == 3 ? Int(parts[1]) : nil
        }
        return minors.max().map { "1.\($0 + 1).0" } ?? "1.0.0"
    }

    // MARK: Names

    /// Names from the shortest to the most telling.
    private static func candidates(
        _ compiled: CompiledQuery,
        _ understanding: Understanding,
        domain: String?
    ) -> [String] {
        let domain = snakeCase(domain ?? shortName(of: compiled))
        let dimensions = compiled.outputs.filter { $0.role == .dimension && $0.isKey }
        var names: [String] = []
        func add(_ name: String) {
            if name != names.last { names.append(name) }
        }
        if let entity = dimensions.first(where: { $0.name.hasSuffix("_id") }) {
            let thing = snakeCase(String(entity.name.dropLast(3)))
            add(thing == domain ? "\(domain)_performance" : "\(domain)_\(thing)_performance")
        } else if let grain = compiled.grain {
            add("\(grain.adjective)_\(domain)_analytics")
        } else {
            add("\(domain)_analytics")
        }
        func extend(_ change: (String) -> String) {
            if let last = names.last { add(change(last)) }
        }
        if let grain = compiled.grain {
            extend { $0.hasPrefix(grain.adjective) ? $0 : "\(grain.adjective)_\($0)" }
        }
        if !dimensions.isEmpty {
            let by = dimensions.map { snakeCase($0.name) }.joined(separator: "_and_")
            extend { "\($0)_by_\(by)" }
        }
        for phrase in understanding.timePhrases {
            let words = phrase.hasPrefix("in ") ? String(phrase.dropFirst(3)) : phrase
            extend { "\($0)_\(words.snakeCased)" }
        }
        let metrics = compiled.outputs.filter { $0.role == .measure || $0.role == .ratio }
        extend { "\($0)_of_\(metrics.map(\.name).prefix(4).joined(separator: "_"))" }
        return names
    }

    private static func shortName(of compiled: CompiledQuery) -> String {
        let name = compiled.datasets.first?.name ?? "data"
        return name.split(separator: ".").last.map(String.init) ?? name
    }

    private static func snakeCase(_ text: String) -> String {
        let name = text.snakeCased
        return name.first?.isLetter == true ? name : "data_\(name)"
    }

    // MARK: Identity

    /// What was asked, as one text.
    ///
    /// It is the same for the same question on another day, and when the glossary defines the terms
    /// anew: periods stand as they were worded, terms by name.
    static func signature(of compiled: CompiledQuery, _ understanding: Understanding) -> String {
        let query = understanding.query
        let metrics = query.metrics.map { metric in
            metric.term.map { "\(metric.name)=\($0)" } ?? "\(metric.name)=\(metric.formula)"
        }
        var parts = [
            "metrics: \(metrics.joined(separator: ", "))",
            "by: \(query.dimensions.map(\.identity).joined(separator: ", "))",
            "grain: \(query.grain?.rawValue ?? "")",
            "period: \(understanding.timePhrases.joined(separator: ", "))",
            "from: \(compiled.datasets.map(\.name).joined(separator: ", "))",
        ]
        let conditions =
            query.filters.map { "\($0.field.identity): \($0.condition)" }
            + query.groupFilters.map(\.condition)
        if !conditions.isEmpty { parts.append("where: \(conditions.sorted())") }
        if let limit = query.limit {
            let within = limit.within.map(\.identity).joined(separator: ", ")
            parts.append("first: \(limit.count) \(within) \(limit.isPerPeriod)")
            parts.append("order: \(query.order.map { "\($0.key) \($0.isDescending)" })")
        }
        return parts.joined(separator: "; ")
    }

    /// What a product holds and how it is computed, as one text.
    ///
    /// Dates, which relative periods turn into, do not count.
    static func content(of compiled: CompiledQuery) -> String {
        let outputs = compiled.outputs.map { "\($0.name) \($0.type.description) = \($0.formula)" }
        let sql = compiled.sql.text(in: .postgresql)
            .replacing(/'[0-9]{4}-[0-9]{2}-[0-9]{2}[^']*'/, with: "'…'")
        return outputs.joined(separator: "; ") + "\n" + sql
    }
}

extension Dimension {
    /// The field and where it must come from, for telling requests apart.
    fileprivate var identity: String {
        within.map { "\(label) of \($0)" } ?? label
    }
}

extension String {
    /// The ASCII letters and digits in lower case, with underscores between words.
    var snakeCased: String {
        lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.joined(separator: "_")
    }

    var capitalizedFirst: String {
        prefix(1).uppercased() + dropFirst()
    }
}

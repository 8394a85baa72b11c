internal import PropertyGraph
internal import SQLSyntax
internal import SemanticLayer

/// Finds a product's name from what it holds.
///
/// A product about things is named for them (`marketing_campaign_performance`), one about time for
/// its grain (`daily_sales_analytics`). When another product has the name already, what the rows
/// are grouped by is added, so that two different products never share a name.
struct ProductNaming {
    let queries: any CatalogQueries

    func name(for compiled: CompiledQuery, domain: String?) throws -> String {
        let domain = Self.snakeCase(domain ?? Self.shortName(of: compiled))
        let dimensions = compiled.outputs.filter { $0.role == .dimension && $0.isKey }
        let entity = dimensions.first { $0.name.hasSuffix("_id") }
        let base: String
        if let entity {
            let thing = Self.snakeCase(String(entity.name.dropLast(3)))
            base = thing == domain ? "\(domain)_performance" : "\(domain)_\(thing)_performance"
        } else if let grain = compiled.grain {
            base = "\(grain.adjective)_\(domain)_analytics"
        } else {
            base = "\(domain)_analytics"
        }
        var candidates = [base]
        if !dimensions.isEmpty {
            let by = dimensions.map { Self.snakeCase($0.name) }.joined(separator: "_and_")
            candidates.append("\(base)_by_\(by)")
        }
        if let grain = compiled.grain, !base.hasPrefix(grain.adjective) {
            candidates.append("\(grain.adjective)_\(candidates.last ?? base)")
        }
        let metrics = compiled.outputs.filter { $0.role == .measure || $0.role == .ratio }
        let last = candidates.last ?? base
        candidates.append("\(last)_of_\(metrics.map(\.name).prefix(4).joined(separator: "_"))")
        let signature = Self.signature(of: compiled)
        for candidate in candidates where try isFree(candidate, for: signature) {
            return candidate
        }
        var number = 2
        while try !isFree("\(base)_\(number)", for: signature) { number += 1 }
        return "\(base)_\(number)"
    }

    /// What a product holds, as one text.
    ///
    /// It is the same for the same question on another day: dates, which relative periods turn
    /// into, do not count.
    static func signature(of compiled: CompiledQuery) -> String {
        let outputs = compiled.outputs.map { "\($0.name)=\($0.formula)" }
        let sql = compiled.sql.text(in: .postgresql)
            .replacing(/'[0-9]{4}-[0-9]{2}-[0-9]{2}[^']*'/, with: "'…'")
        return outputs.joined(separator: ";") + "|" + sql
    }

    private func isFree(_ name: String, for signature: String) throws -> Bool {
        let rows = try queries.read("agents/product-versions", ["name": .string(name)])
        return rows.allSatisfy { $0.text("signature") == signature }
    }

    private static func shortName(of compiled: CompiledQuery) -> String {
        let name = compiled.datasets.first?.name ?? "data"
        return name.split(separator: ".").last.map(String.init) ?? name
    }

    private static func snakeCase(_ text: String) -> String {
        let words = text.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        let name = words.joined(separator: "_")
        return name.first?.isLetter == true ? name : "data_\(name)"
    }
}

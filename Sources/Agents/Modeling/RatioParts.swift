internal import SemanticLayer

/// A ratio of a product and the columns beside it that it divides.
struct RatioParts: Sendable, Hashable {
    let ratio: OutputColumn
    let numerator: String
    let denominator: String
}

extension CompiledQuery {
    /// The ratios whose numerator and denominator are columns of the product too.
    var ratioParts: [RatioParts] {
        let measures = outputs.filter { $0.role == .measure }
        return outputs.filter { $0.role == .ratio }.compactMap { output in
            let parts = output.formula.split(separator: " / ").map(String.init)
            guard parts.count == 2,
                let numerator = measures.first(where: { $0.formula == parts[0] }),
                let denominator = measures.first(where: { $0.formula == parts[1] })
            else { return nil }
            return RatioParts(
                ratio: output,
                numerator: numerator.name,
                denominator: denominator.name
            )
        }
    }

    /// The steps of a funnel, each a condition: a ratio that its term limits to 1 says that there
    /// is never more of its numerator than of its denominator.
    var funnel: [String] {
        ratioParts.filter { $0.ratio.upperBound == 1 && $0.ratio.lowerBound == 0 }
            .map { "\($0.denominator) >= \($0.numerator)" }
    }
}

extension OutputColumn {
    /// Whether the column is a number that is computed from rows.
    var isMetric: Bool {
        role == .measure || role == .ratio
    }

    /// What the column's term says of its range, in SQL.
    var bounds: String? {
        switch (lowerBound, upperBound) {
        case (let lower?, let upper?):
            "\(name) BETWEEN \(SQLNumber.text(lower)) AND \(SQLNumber.text(upper))"
        case (let lower?, nil): "\(name) >= \(SQLNumber.text(lower))"
        case (nil, let upper?): "\(name) <= \(SQLNumber.text(upper))"
        case (nil, nil): nil
        }
    }
}

/// Numbers as SQL literals.
enum SQLNumber {
    static func text(_ number: Double) -> String {
        Int64(exactly: number).map(String.init) ?? number.description
    }
}

internal import DataProducts
internal import SemanticLayer

/// One source column of one column of a product, and what happens on the way.
struct ColumnLineage: Sendable {
    let column: String
    let source: ColumnReference

    /// `identity`, `truncation`, `calculation`, `aggregation`, or `filter` for a column that only
    /// decides which rows count.
    let transformation: String

    /// How the column is computed; `nil` for a column that is taken over as it is.
    let expression: String?

    /// The lineage of all columns.
    static func edges(of compiled: CompiledQuery) -> [ColumnLineage] {
        compiled.outputs.flatMap { output in
            output.sources.map { source in
                let kind = transformation(of: output, from: source)
                return ColumnLineage(
                    column: output.name,
                    source: source,
                    transformation: kind,
                    expression: kind == "identity" || output.formula.isEmpty ? nil : output.formula
                )
            }
        }
    }

    private static func transformation(
        of output: OutputColumn,
        from source: ColumnReference
    ) -> String {
        switch output.role {
        case .time: return "truncation"
        case .dimension: return output.formula == source.name ? "identity" : "calculation"
        case .measure, .ratio:
            let words = output.formula.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
            return words.contains { $0 == source.name } ? "aggregation" : "filter"
        }
    }
}

internal import DataProducts
internal import SQLSyntax
internal import SemanticLayer

/// The four checks that a designed table passes before anything is computed.
struct ModelChecks {
    /// The checks that passed, in a few words each.
    private(set) var passed: [String] = []

    /// What is wrong, in clauses that go on from "the table".
    private(set) var problems: [String] = []

    init(
        _ dataModel: Specification.DataModel,
        _ compiled: CompiledQuery,
        _ vocabulary: Vocabulary
    ) {
        check("the key is the grain", Self.keyProblem(dataModel, compiled))
        check("metrics are aggregated", Self.aggregationProblem(compiled))
        check("types fit their sources", Self.typeProblem(compiled, vocabulary))
        check("required columns are never null", Self.nullProblem(dataModel, compiled))
    }

    private mutating func check(_ name: String, _ problem: String?) {
        if let problem { problems.append(problem) } else { passed.append(name) }
    }

    /// The primary key is exactly what a row is grouped by.
    private static func keyProblem(
        _ dataModel: Specification.DataModel,
        _ compiled: CompiledQuery
    ) -> String? {
        let grouped = compiled.outputs.filter(\.isKey).map(\.name)
        guard dataModel.primaryKeys == grouped else {
            let key = dataModel.primaryKeys.joined(separator: ", ")
            return "has the key (\(key)), but its rows are grouped by "
                + "(\(grouped.joined(separator: ", ")))."
        }
        var names: Set<String> = []
        return compiled.outputs.first { !names.insert($0.name).inserted }
            .map { "has two columns named `\($0.name)`." }
    }

    /// Every measure and ratio is computed by an aggregate over source columns.
    private static func aggregationProblem(_ compiled: CompiledQuery) -> String? {
        let metrics = compiled.outputs.filter(\.isMetric)
        if metrics.isEmpty { return "measures nothing." }
        return metrics.first { !$0.formula.contains(/\b(SUM|COUNT|AVG|MIN|MAX)\(/) }
            .map { "has the metric `\($0.name)` without an aggregation." }
    }

    /// Numbers come from numbers (or are counts), times from times.
    private static func typeProblem(
        _ compiled: CompiledQuery,
        _ vocabulary: Vocabulary
    ) -> String? {
        let datasets = Dictionary(
            vocabulary.datasets.map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        func type(of source: ColumnReference) -> SQLType? {
            datasets[source.dataset]?.column(source.name)?.type
        }
        for output in compiled.outputs {
            switch output.role {
            case .time:
                if let source = output.sources.first, let type = type(of: source),
                    !type.isTemporal
                {
                    return "has the time `\(output.name)`, but \(source) is \(type.description)."
                }
            case .measure, .ratio:
                guard output.type.isNumeric || output.type.isTemporal else {
                    return "has the metric `\(output.name)` of type \(output.type.description)."
                }
                // A bare sum or mean needs numbers; expressions and counts make their own.
                for source in output.sources
                where output.formula.contains("SUM(\(source.name))")
                    || output.formula.contains("AVG(\(source.name))")
                {
                    guard let type = type(of: source), !type.isNumeric, type != .boolean else {
                        continue
                    }
                    return "adds up \(source), which is \(type.description)."
                }
            case .dimension: break
            }
        }
        return nil
    }

    /// What a constraint requires can always be computed from the sources.
    private static func nullProblem(
        _ dataModel: Specification.DataModel,
        _ compiled: CompiledQuery
    ) -> String? {
        let nullable = Set(compiled.outputs.filter(\.isNullable).map(\.name))
        return dataModel.columns.first { column in
            nullable.contains(column.name)
                && (!column.isNullable || column.constraints.contains("\(column.name) IS NOT NULL"))
        }
        .map { "requires `\($0.name)`, which its sources may lack." }
    }
}

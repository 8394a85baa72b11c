internal import DataProducts
internal import SQLSyntax
internal import SemanticLayer

/// The four checks that a designed table passes before anything is computed.
struct ModelChecks {
    /// The checks that passed, in a few words each.
    private(set) var passed: [String] = []

    /// What is wrong, in sentences.
    private(set) var problems: [String] = []

    init(
        _ dataModel: Specification.DataModel,
        _ compiled: CompiledQuery,
        _ vocabulary: Vocabulary
    ) {
        check("the key is the grain", Self.keyProblem(dataModel, compiled))
        check("metrics are aggregated", Self.aggregationProblem(compiled))
        check("types fit their sources", Self.typeProblem(compiled, vocabulary))
        check("keys are never null", Self.nullProblem(dataModel))
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
            return "its key \(dataModel.primaryKeys) is not what its rows are grouped by."
        }
        let names = compiled.outputs.map(\.name)
        return Set(names).count == names.count ? nil : "two of its columns have the same name."
    }

    /// Every measure and ratio is computed by a formula over source columns.
    private static func aggregationProblem(_ compiled: CompiledQuery) -> String? {
        let metrics = compiled.outputs.filter { $0.role == .measure || $0.role == .ratio }
        if metrics.isEmpty { return "it measures nothing." }
        return metrics.first { $0.formula.isEmpty }
            .map { "`\($0.name)` has no aggregation." }
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
        for output in compiled.outputs where output.role == .time {
            for source in output.sources {
                let type = datasets[source.dataset]?.column(source.name)?.type
                if let type, !type.isTemporal {
                    return "`\(output.name)` is a time, but \(source) is \(type.description)."
                }
            }
        }
        let untyped = compiled.outputs.first { output in
            (output.role == .measure || output.role == .ratio)
                && !output.type.isNumeric && !output.type.isTemporal
        }
        return untyped.map { "`\($0.name)` is a metric of type \($0.type.description)." }
    }

    /// What identifies a row is always there.
    private static func nullProblem(_ dataModel: Specification.DataModel) -> String? {
        dataModel.columns.first { $0.isPrimaryKey && $0.role == .time && $0.isNullable }
            .map { "its key column `\($0.name)` may be null." }
    }
}

internal import DataProducts
internal import JSON
internal import SQLSyntax
internal import SemanticLayer

/// Designs the product's table: grain, keys, types, constraints, partitioning and indexes.
struct ModelingAgent: Sendable {
    let queries: any CatalogQueries

    func run(_ state: DataProductState) throws -> DataProductState.Update {
        guard let intent = state.intent, let discovery = state.discovery else {
            throw MissingInput(agent: .modeling, input: "datasets")
        }
        let counted = CountedQueries(queries)
        let compiled = discovery.compiled
        let identity = try ProductNaming(queries: counted).identity(
            of: compiled,
            intent.understanding,
            domain: Self.domain(of: compiled, intent.facts)
        )
        let dataModel = Specification.DataModel(
            targetTable: "gold.\(identity.name)",
            grain: Self.grain(of: compiled, intent.understanding.query),
            columns: compiled.outputs.map(Self.column),
            primaryKeys: compiled.keyColumns,
            constraints: compiled.funnel,
            partitioning: Self.partitioning(of: compiled),
            indexing: Array(compiled.keyColumns.prefix(3))
        )
        let checks = ModelChecks(dataModel, compiled, intent.model.vocabulary)
        let output = Self.output(dataModel, checks)
        if let problem = checks.problems.first {
            return .dismissed(
                .refusal("The request leads to a table that cannot be right: it \(problem)"),
                .init(.modeling, "The table \(problem)", output, queries: counted.count)
            )
        }
        let summary =
            "\(dataModel.targetTable) \(identity.version): "
            + "\(Phrases.count(dataModel.columns.count, "column")), "
            + "one row \(Self.rowMeaning(compiled)); checked that "
            + "\(checks.passed.joined(separator: ", "))."
        return .design(
            .init(
                name: identity.name,
                version: identity.version,
                signature: identity.signature,
                dataModel: dataModel
            ),
            .init(.modeling, summary, output, queries: counted.count)
        )
    }

    /// The domain of the dataset that the first fact belongs to.
    static func domain(of compiled: CompiledQuery, _ facts: CatalogFacts) -> String? {
        compiled.datasets.first.flatMap { facts[$0.name]?.domain }
    }

    private static func output(
        _ dataModel: Specification.DataModel,
        _ checks: ModelChecks
    ) -> JSONObject {
        [
            "target_table": .string(dataModel.targetTable),
            "grain": .string(dataModel.grain),
            "primary_keys": .array(dataModel.primaryKeys.map { .string($0) }),
            "target_schema": .array(
                dataModel.columns.map { ["name": .string($0.name), "type": .string($0.type)] }
            ),
            "checks_passed": .array(checks.passed.map { .string($0) }),
            "problems": .array(checks.problems.map { .string($0) }),
        ]
    }

    // MARK: Columns

    private static func column(_ output: OutputColumn) -> Specification.DataModel.Column {
        Specification.DataModel.Column(
            name: output.name,
            type: output.type.description,
            description: output.description.isEmpty ? output.formula : output.description,
            role: role(of: output),
            isNullable: output.isNullable,
            isPrimaryKey: output.isKey,
            constraints: (output.isNullable ? [] : ["\(output.name) IS NOT NULL"])
                + [output.bounds].compactMap { $0 },
            sources: output.sources.map(\.description)
        )
    }

    private static func role(of output: OutputColumn) -> Specification.DataModel.Column.Role {
        switch output.role {
        case .time: .time
        case .dimension: .dimension
        case .measure: .measure
        case .ratio: .metric
        }
    }

    // MARK: Grain

    /// `Weekly, by campaign`; `By product`; `Total`.
    private static func grain(of compiled: CompiledQuery, _ query: LogicalQuery) -> String {
        let dimensions = Phrases.list(query.dimensions.map(\.label))
        switch (compiled.grain, dimensions.isEmpty) {
        case (let grain?, true): return grain.adjective.capitalizedFirst
        case (let grain?, false): return "\(grain.adjective.capitalizedFirst), by \(dimensions)"
        case (nil, false): return "By \(dimensions)"
        case (nil, true): return "Total"
        }
    }

    private static func rowMeaning(_ compiled: CompiledQuery) -> String {
        compiled.keyColumns.isEmpty ? "in all" : "for each \(Phrases.list(compiled.keyColumns))"
    }

    private static func partitioning(
        of compiled: CompiledQuery
    ) -> Specification.DataModel.Partitioning? {
        guard let grain = compiled.grain,
            let time = compiled.outputs.first(where: { $0.role == .time })
        else { return nil }
        let interval =
            switch grain {
            case .hour: "daily"
            case .day, .week: "monthly"
            case .month, .quarter, .year: "yearly"
            }
        return .init(type: "range", column: time.name, interval: interval)
    }
}

/// Words put together.
enum Phrases {
    /// `a`; `a and b`; `a, b and c`.
    static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    /// `1 row`, `2 rows`.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}

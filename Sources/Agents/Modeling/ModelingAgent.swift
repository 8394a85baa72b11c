internal import DataProducts
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
        let columns = compiled.outputs.map { Self.column($0, beside: compiled.outputs) }
        let name = try ProductNaming(queries: counted).name(
            for: compiled,
            domain: Self.domain(of: compiled, intent.facts)
        )
        let dataModel = Specification.DataModel(
            targetTable: "gold.\(name)",
            grain: Self.grain(of: compiled, intent.understanding.query),
            columns: columns,
            primaryKeys: compiled.keyColumns,
            partitioning: Self.partitioning(of: compiled),
            indexing: Array(compiled.keyColumns.prefix(3))
        )
        let checks = ModelChecks(dataModel, compiled, intent.model.vocabulary)
        if let problem = checks.problems.first {
            return .dismissed(
                .refusal("The request leads to a table that cannot be right: \(problem)"),
                .init(agent: .modeling, summary: problem, queries: counted.count)
            )
        }
        let summary =
            "\(dataModel.targetTable): \(columns.count) columns, \(dataModel.grain); "
            + checks.passed.joined(separator: ", ")
        return .design(
            .init(name: name, dataModel: dataModel),
            .init(agent: .modeling, summary: summary, queries: counted.count)
        )
    }

    /// The domain of the dataset that the first fact belongs to.
    static func domain(of compiled: CompiledQuery, _ facts: CatalogFacts) -> String? {
        compiled.datasets.first.flatMap { facts[$0.name]?.domain }
    }

    private static func column(
        _ output: OutputColumn,
        beside outputs: [OutputColumn]
    ) -> Specification.DataModel.Column {
        Specification.DataModel.Column(
            name: output.name,
            type: output.type.description,
            description: output.description.isEmpty ? output.formula : output.description,
            role: role(of: output),
            isNullable: output.isNullable,
            isPrimaryKey: output.isKey,
            constraints: constraints(of: output),
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

    private static func constraints(of output: OutputColumn) -> [String] {
        var constraints: [String] = []
        if output.isKey || !output.isNullable { constraints.append("\(output.name) IS NOT NULL") }
        switch (output.lowerBound, output.upperBound) {
        case (let lower?, let upper?):
            let range = "\(SQLNumber.text(lower)) AND \(SQLNumber.text(upper))"
            constraints.append("\(output.name) BETWEEN \(range)")
        case (let lower?, nil): constraints.append("\(output.name) >= \(SQLNumber.text(lower))")
        case (nil, let upper?): constraints.append("\(output.name) <= \(SQLNumber.text(upper))")
        case (nil, nil): break
        }
        return constraints
    }

    /// `Weekly, by campaign`; `By product`; `Total`.
    private static func grain(of compiled: CompiledQuery, _ query: LogicalQuery) -> String {
        let dimensions = query.dimensions.map(\.label).joined(separator: " and ")
        switch (compiled.grain, dimensions.isEmpty) {
        case (let grain?, true): return grain.adjective.capitalizedFirst
        case (let grain?, false): return "\(grain.adjective.capitalizedFirst), by \(dimensions)"
        case (nil, false): return "By \(dimensions)"
        case (nil, true): return "Total"
        }
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

/// Numbers as SQL literals.
enum SQLNumber {
    static func text(_ number: Double) -> String {
        Int64(exactly: number).map(String.init) ?? number.description
    }
}

extension String {
    var capitalizedFirst: String {
        prefix(1).uppercased() + dropFirst()
    }
}

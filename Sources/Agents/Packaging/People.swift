internal import PropertyGraph
internal import SemanticLayer

/// Who answers for a product and who has a stake in it.
///
/// The owner of the first source owns the product. Without one, the steward who keeps most of the
/// request's terms takes it, then whoever asked; without any of them there is no owner.
struct People {
    let owner: String?
    let stakeholders: [String]

    /// What was inferred, for the reader of the specification.
    let warnings: [String]

    init(
        _ compiled: CompiledQuery,
        _ intent: DataProductState.Intent,
        user: String?,
        _ queries: CountedQueries
    ) throws {
        let query = intent.understanding.query
        let terms = query.soughtTerms + query.metrics.compactMap(\.term)
        let rows = try queries.read(
            "agents/stakeholders-of-datasets",
            [
                "datasets": .list(compiled.datasets.map { .string($0.name) }),
                "terms": .list(terms.map { .string($0) }),
            ]
        )
        let facts = compiled.datasets.compactMap { dataset in
            rows.first { $0.texts("owns").contains(dataset.name) }?.text("user")
                ?? intent.facts[dataset.name]?.owner
        }
        let keeper = rows.max { ($0.integer("keeps") ?? 0) < ($1.integer("keeps") ?? 0) }?
            .text("user")
        var warnings: [String] = []
        let owner: String?
        if let first = facts.first {
            owner = first
        } else if let keeper {
            owner = keeper
            warnings.append(
                "No source has an owner; \(keeper) is taken, who keeps most of the terms."
            )
        } else if let user {
            owner = user
            warnings.append("No source has an owner; \(user) is taken, who asked for the product.")
        } else {
            owner = nil
        }
        var all = rows.compactMap { $0.text("user") }
        for name in facts + [user].compactMap({ $0 }) where !all.contains(name) {
            all.append(name)
        }
        // Who answers for the product comes first.
        stakeholders = all.filter { $0 == owner } + all.filter { $0 != owner }
        self.owner = owner
        self.warnings = warnings
    }
}

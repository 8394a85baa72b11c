import PropertyGraph

/// One run of a loader: nodes first, then what connects them.
struct LoadSession {
    let loader: CatalogLoader
    var merger: GraphMerger

    init(loader: CatalogLoader, draft: Draft) {
        self.loader = loader
        merger = GraphMerger(draft: draft, policy: loader.policy, now: loader.now)
    }

    private var now: Value { .dateTime(loader.now) }

    // MARK: Nodes

    mutating func addPeople(_ document: CatalogDocument) throws(GraphError) {
        for domain in document.domains {
            _ = try merger.node(
                .domain, keys: [("name", .string(domain.name))],
                stated: [("description", Value(text: domain.description))]
            )
        }
        for role in document.roles {
            _ = try merger.node(
                .role, keys: [("name", .string(role.name))],
                stated: [
                    ("rank", Value(integer: role.rank)),
                    ("description", Value(text: role.description)),
                ]
            )
        }
        for user in document.users {
            _ = try merger.node(
                .user, keys: [("id", .string(user.id))],
                stated: [
                    ("name", Value(text: user.name)), ("kind", Value(text: user.kind)),
                    ("email", Value(text: user.email)),
                ],
                initial: [("status", "active")]
            )
        }
    }

    mutating func addDatasets(_ document: CatalogDocument) throws(GraphError) {
        for source in document.sources {
            _ = try merger.node(
                .dataSource, keys: [("name", .string(source.name))],
                stated: [
                    ("kind", Value(text: source.kind)),
                    ("description", Value(text: source.description)),
                    ("owner", Value(text: source.owner)),
                ]
            )
        }
        for dataset in document.datasets { try add(dataset) }
        try addDocumentation(document)
        for rule in document.qualityRules {
            _ = try merger.node(
                .qualityRule, keys: [("rule_id", .string(rule.ruleID))],
                stated: [
                    ("rule_type", Value(text: rule.type)),
                    ("condition", Value(text: rule.condition)),
                    ("threshold", Value(number: rule.threshold)),
                    ("severity", Value(text: rule.severity)),
                    ("description", Value(text: rule.description)),
                ],
                initial: [("status", "active"), ("created_at", now)]
            )
        }
        for job in document.jobs {
            _ = try merger.node(
                .job,
                keys: [("namespace", .string(job.namespace)), ("name", .string(job.name))],
                stated: [
                    ("description", Value(text: job.description)),
                    ("schedule", Value(text: job.schedule)),
                ]
            )
        }
    }

    private mutating func add(_ dataset: DatasetEntry) throws(GraphError) {
        let node = try merger.node(
            .dataset, keys: [("name", .string(dataset.name))], stated: dataset.properties,
            initial: [("created_at", now), ("updated_at", now)]
        )
        for (index, column) in dataset.columns.enumerated() {
            let isKey = dataset.primaryKey?.contains(column.name) ?? false
            let child = try merger.node(
                .column,
                keys: [("dataset_name", .string(dataset.name)), ("name", .string(column.name))],
                stated: column.properties(ordinal: index + 1, isKey: isKey)
            )
            try merger.relate(node, .hasColumn, child)
        }
        if let score = dataset.qualityScore,
            merger.related(node, .hasQualityScore, .qualityScore).isEmpty
        {
            let measured = try merger.draft.createNode(
                labels: [CatalogLabel.qualityScore.rawValue],
                properties: [
                    "score": .float(score), "measured_at": now, "source": .string(loader.source),
                ]
            )
            try merger.relate(node, .hasQualityScore, measured)
        }
    }

    mutating func addTerms(_ document: CatalogDocument) throws(GraphError) {
        for term in document.terms {
            _ = try merger.node(
                .businessTerm, keys: [("term", .string(term.term))], stated: term.properties,
                initial: [
                    ("status", "approved"), ("created_at", now), ("updated_at", now),
                    ("name", .string(term.displayName)),
                ]
            )
        }
    }
}

extension Value {
    init(text: String?) { self = text.map { .string($0) } ?? .null }
    init(integer: Int64?) { self = integer.map { .integer($0) } ?? .null }
    init(number: Double?) { self = number.map { .float($0) } ?? .null }
    init(boolean: Bool?) { self = boolean.map { .boolean($0) } ?? .null }
    init(texts: [String]?) { self = texts.map { .list($0.map { .string($0) }) } ?? .null }
}

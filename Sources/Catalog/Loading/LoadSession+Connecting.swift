import PropertyGraph

extension LoadSession {
    /// Adds the relationships that a document states between nodes of any document or the graph.
    mutating func connect(_ document: CatalogDocument) throws(GraphError) {
        for user in document.users { try connect(user) }
        for source in document.sources {
            guard let node = merger.find(.dataSource, "name", source.name) else { continue }
            try connectOwner(source.owner, to: node, as: "source `\(source.name)`")
        }
        for dataset in document.datasets { try connect(dataset) }
        for job in document.jobs { try connect(job) }
        for term in document.terms { try connect(term) }
        for mapping in document.mappings { try connect(mapping) }
        for join in document.joins { try connect(join) }
        for rule in document.qualityRules { try connect(rule) }
    }

    /// The node that an entry names, or a warning.
    private mutating func target(
        _ label: CatalogLabel, _ key: String, _ name: String, for what: String
    ) -> NodeID? {
        let found = merger.find(label, key, name)
        if found == nil {
            merger.warn("\(what): there is no \(label.rawValue) `\(name)`.")
        }
        return found
    }

    private mutating func column(_ name: String, for what: String) -> NodeID? {
        let found = NodeFinder(merger.draft.graph).column(name)
        if found == nil { merger.warn("\(what): there is no Column `\(name)`.") }
        return found
    }

    private mutating func connectOwner(
        _ owner: String?, to node: NodeID, as what: String
    ) throws(GraphError) {
        guard let owner, let user = target(.user, "id", owner, for: what) else { return }
        try merger.relateOnly(node, .ownedBy, user, .user)
    }

    private mutating func connectDomain(
        _ domain: String?, to node: NodeID, as what: String
    ) throws(GraphError) {
        guard let domain, let end = target(.domain, "name", domain, for: what) else { return }
        try merger.relateOnly(node, .partOf, end, .domain)
    }

    private mutating func connect(_ user: UserEntry) throws(GraphError) {
        let what = "user `\(user.id)`"
        guard let node = merger.find(.user, "id", user.id) else { return }
        for role in user.roles {
            guard let end = target(.role, "name", role, for: what) else { continue }
            try merger.relate(node, .hasRole, end)
        }
        for team in user.teams {
            guard let end = target(.user, "id", team, for: what) else { continue }
            try merger.relate(node, .partOf, end)
        }
        for domain in user.domains {
            guard let end = target(.domain, "name", domain, for: what) else { continue }
            try merger.relate(node, .partOf, end)
        }
    }

    private mutating func connect(_ dataset: DatasetEntry) throws(GraphError) {
        let what = "dataset `\(dataset.name)`"
        guard let node = merger.find(.dataset, "name", dataset.name) else { return }
        try connectOwner(dataset.owner, to: node, as: what)
        try connectDomain(dataset.domain, to: node, as: what)
        if let source = dataset.source,
            let end = target(.dataSource, "name", source, for: what)
        {
            try merger.relateOnly(node, .partOf, end, .dataSource)
        }
        for role in dataset.requiredRoles {
            guard let end = target(.role, "name", role, for: what) else { continue }
            try merger.relate(node, .requiresRole, end)
        }
        for tag in dataset.tags {
            let end = try merger.node(.tag, keys: [("name", .string(tag))], stated: [])
            try merger.relate(node, .relatedTo, end)
        }
        for entry in dataset.columns {
            guard let reference = entry.references else { continue }
            let full = "\(dataset.name).\(entry.name)"
            guard let start = column(full, for: what), let end = column(reference, for: what)
            else { continue }
            try merger.relate(start, .references, end)
        }
    }

    private mutating func connect(_ job: JobEntry) throws(GraphError) {
        let what = "job `\(job.name)`"
        let node = NodeFinder(merger.draft.graph).node(
            CatalogLabel.job.rawValue,
            where: [("namespace", .string(job.namespace)), ("name", .string(job.name))]
        )
        guard let node else { return }
        for name in job.uses {
            let end = merger.find(.dataSource, "name", name) ?? merger.find(.dataset, "name", name)
            guard let end else {
                merger.warn("\(what): there is no DataSource or Dataset `\(name)`.")
                continue
            }
            try merger.relate(node, .uses, end)
        }
        for name in job.produces {
            guard let end = target(.dataset, "name", name, for: what) else { continue }
            try merger.relate(node, .produces, end)
        }
    }

    private mutating func connect(_ term: TermEntry) throws(GraphError) {
        let what = "term `\(term.term)`"
        guard let node = merger.find(.businessTerm, "term", term.term) else { return }
        try connectOwner(term.steward, to: node, as: what)
        try connectDomain(term.domain, to: node, as: what)
        if let broader = term.broader,
            let end = target(.businessTerm, "term", broader, for: what)
        {
            try merger.relateOnly(node, .isA, end, .businessTerm)
        }
        for related in term.related {
            guard let end = target(.businessTerm, "term", related, for: what) else { continue }
            try merger.relate(node, .relatedTo, end)
        }
        for name in term.formula.map({ Formula.terms(in: $0) }) ?? []
        where !Formula.isColumn(name, in: term.formula ?? "") {
            _ = target(.businessTerm, "term", name, for: "formula of \(what)")
        }
        for mapping in term.mappings { try connect(mapping) }
    }

    private mutating func connect(_ mapping: MappingEntry) throws(GraphError) {
        let what = "mapping of `\(mapping.term)`"
        guard let start = column(mapping.column, for: what),
            let end = target(.businessTerm, "term", mapping.term, for: what)
        else { return }
        try merger.relate(
            start, .mapsTo, end, stated: mapping.properties(source: loader.source),
            initial: [("created_at", .dateTime(loader.now))]
        )
    }

    private mutating func connect(_ rule: QualityRuleEntry) throws(GraphError) {
        let what = "quality rule `\(rule.ruleID)`"
        guard let node = merger.find(.qualityRule, "rule_id", rule.ruleID) else { return }
        if let dataset = rule.dataset, let start = target(.dataset, "name", dataset, for: what) {
            try merger.relate(start, .hasQualityRule, node)
        }
        for name in rule.columns {
            guard let start = column(name, for: what) else { continue }
            try merger.relate(start, .hasQualityRule, node)
        }
    }
}

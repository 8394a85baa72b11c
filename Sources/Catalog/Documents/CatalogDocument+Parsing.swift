internal import JSON
internal import YAML

extension CatalogDocument {
    /// Reads a catalog file.
    ///
    /// - Parameters:
    ///   - text: The file's YAML.
    ///   - file: The file's name, for messages.
    /// - Throws: `CatalogError.badDocument` with the place of the first problem: YAML that cannot
    ///   be read, an unknown or missing field, a value of another type or outside its range.
    public init(parsing text: String, file: String) throws(CatalogError) {
        self.init()
        let root: YAMLNode
        do {
            root = try YAML.parseNode(text)
        } catch {
            throw .badDocument(
                DocumentProblem(
                    file: file, line: error.line, column: error.column, message: error.message
                )
            )
        }
        if root.content == .scalar(.null) { return }
        var reader = try FieldReader(root, file: file, what: "a catalog file")
        try readPeople(&reader)
        try readDatasets(&reader)
        try readGlossary(&reader)
        try reader.finish()
    }

    private mutating func readPeople(_ reader: inout FieldReader) throws(CatalogError) {
        let file = reader.file
        for node in try reader.items("domains") {
            var item = try FieldReader(node, file: file, what: "a domain")
            domains.append(
                DomainEntry(
                    name: try item.requiredText("name"), description: try item.text("description")
                )
            )
            try item.finish()
        }
        for node in try reader.items("roles") {
            var item = try FieldReader(node, file: file, what: "a role")
            roles.append(
                RoleEntry(
                    name: try item.requiredText("name"), rank: try item.integer("rank"),
                    description: try item.text("description")
                )
            )
            try item.finish()
        }
        for node in try reader.items("users") {
            var item = try FieldReader(node, file: file, what: "a user")
            users.append(
                UserEntry(
                    id: try item.requiredText("id"), name: try item.text("name"),
                    kind: try item.choice("kind", of: ["person", "team", "service"]),
                    email: try item.text("email"), roles: try item.texts("roles") ?? [],
                    teams: try item.texts("teams") ?? [], domains: try item.texts("domains") ?? []
                )
            )
            try item.finish()
        }
    }

    private mutating func readDatasets(_ reader: inout FieldReader) throws(CatalogError) {
        let file = reader.file
        for node in try reader.items("sources") {
            var item = try FieldReader(node, file: file, what: "a source")
            sources.append(
                SourceEntry(
                    name: try item.requiredText("name"), kind: try item.text("kind"),
                    description: try item.text("description"), owner: try item.text("owner")
                )
            )
            try item.finish()
        }
        for node in try reader.items("datasets") {
            datasets.append(try DatasetEntry(node, file: file))
        }
        for node in try reader.items("jobs") {
            var item = try FieldReader(node, file: file, what: "a job")
            jobs.append(
                JobEntry(
                    namespace: try item.requiredText("namespace"),
                    name: try item.requiredText("name"), description: try item.text("description"),
                    schedule: try item.text("schedule"), uses: try item.texts("uses") ?? [],
                    produces: try item.texts("produces") ?? []
                )
            )
            try item.finish()
        }
        for node in try reader.items("quality_rules") {
            qualityRules.append(try QualityRuleEntry(node, file: file))
        }
    }

    private mutating func readGlossary(_ reader: inout FieldReader) throws(CatalogError) {
        let file = reader.file
        var defaultDomain: String?
        var defaultSteward: String?
        if let node = reader.field("defaults") {
            var item = try FieldReader(node, file: file, what: "defaults")
            defaultDomain = try item.text("domain")
            defaultSteward = try item.text("steward")
            try item.finish()
        }
        for node in try reader.items("terms") {
            var term = try TermEntry(node, file: file)
            term.domain = term.domain ?? defaultDomain
            term.steward = term.steward ?? defaultSteward
            terms.append(term)
        }
        for node in try reader.items("mappings") {
            mappings += try MappingEntry.entries(node, file: file, term: nil)
        }
        for node in try reader.items("joins") { joins.append(try JoinEntry(node, file: file)) }
        source = try reader.text("source")
        try readDocumentation(&reader)
        GlossaryNames.settleFormulas(&terms)
    }
}

extension QualityRuleEntry {
    init(_ node: YAMLNode, file: String) throws(CatalogError) {
        var item = try FieldReader(node, file: file, what: "a quality rule")
        ruleID = try item.requiredText("rule_id")
        type = try item.choice(
            "type",
            of: [
                "completeness", "uniqueness", "accuracy", "consistency", "validity", "integrity",
                "timeliness", "statistical",
            ]
        )
        condition = try item.requiredText("condition")
        threshold = try item.number("threshold", in: 0...1)
        severity = try item.choice("severity", of: ["error", "warning", "info"])
        description = try item.text("description")
        dataset = try item.text("dataset")
        columns = try item.texts("columns") ?? []
        try item.finish()
        guard dataset != nil || !columns.isEmpty else {
            throw item.problem("`\(ruleID)` should name a `dataset` or `columns`.")
        }
    }
}

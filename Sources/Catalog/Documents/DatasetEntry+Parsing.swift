import YAML

extension DatasetEntry {
    init(_ node: YAMLNode, file: String) throws(CatalogError) {
        var item = try FieldReader(node, file: file, what: "a dataset")
        name = try item.requiredText("name")
        type = try item.text("type")
        layer = try item.text("layer")
        kind = try item.choice("kind", of: ["fact", "dimension"])
        description = try item.text("description")
        owner = try item.text("owner")
        domain = try item.text("domain")
        source = try item.text("source")
        freshness = try item.text("freshness")
        freshnessSLA = try item.text("freshness_sla") ?? freshness
        qualityScore = try item.number("quality_score", in: 0...1)
        usageCount = try item.integer("usage_count")
        rowCount = try item.integer("row_count")
        sizeBytes = try item.integer("size_bytes")
        primaryKey = try item.texts("primary_key")
        timeColumn = try item.text("time_column")
        requiredRoles = try item.texts("requires_roles") ?? []
        tags = try item.texts("tags") ?? []
        columns = []
        for column in try item.items("columns") {
            let entry = try ColumnEntry(column, file: file)
            guard !columns.contains(where: { $0.name == entry.name }) else {
                throw item.problem("The column `\(entry.name)` stands there twice.", at: column)
            }
            columns.append(entry)
        }
        try item.finish()
    }
}

extension ColumnEntry {
    init(_ node: YAMLNode, file: String) throws(CatalogError) {
        var item = try FieldReader(node, file: file, what: "a column")
        name = try item.requiredText("name")
        type = try item.text("type")
        description = try item.text("description")
        unit = try item.text("unit")
        isNullable = try item.boolean("nullable")
        piiType = try item.text("pii")
        references = try item.text("references")
        distinctCount = try item.integer("distinct")
        nullPercentage = try item.number("nulls", in: 0...100)
        sampleValues = try item.texts("samples")
        try item.finish()
    }
}

import YAML

extension TermEntry {
    init(_ node: YAMLNode, file: String) throws(CatalogError) {
        var item = try FieldReader(node, file: file, what: "a term")
        term = try item.requiredText("term")
        name = try item.text("name")
        definition = try item.text("definition")
        synonyms = try item.texts("synonyms")
        domain = try item.text("domain")
        steward = try item.text("steward")
        kind = try item.choice("kind", of: ["entity", "dimension", "measure", "metric"])
        formula = try item.text("formula")
        aggregation = try item.choice(
            "aggregation", of: ["sum", "count", "count_distinct", "avg", "min", "max"]
        )
        unit = try item.text("unit")
        format = try item.text("format")
        grain = try item.choice(
            "grain", of: ["hour", "day", "week", "month", "quarter", "year"]
        )
        lowerBound = try item.number("lower_bound")
        upperBound = try item.number("upper_bound")
        status = try item.choice("status", of: ["draft", "in_review", "approved", "deprecated"])
        broader = try item.text("broader")
        related = try item.texts("related") ?? []
        mappings = []
        for mapping in try item.items("maps_to") {
            mappings.append(try MappingEntry(mapping, file: file, term: term))
        }
        try item.finish()
        if let formula, Formula.terms(in: formula).contains(term) {
            throw item.problem("The formula of `\(term)` names `\(term)` itself.")
        }
    }
}

extension MappingEntry {
    // `term` is the term that the mapping stands with; without one it names its own.
    init(_ node: YAMLNode, file: String, term: String?) throws(CatalogError) {
        var item = try FieldReader(node, file: file, what: "a mapping")
        if let term { self.term = term } else { self.term = try item.requiredText("term") }
        column = try item.requiredText("column")
        confidence = try item.number("confidence", in: 0...1)
        status = try item.choice("status", of: ["proposed", "approved", "rejected"])
        evidence = try item.text("evidence")
        role = try item.choice("role", of: ["key", "display"])
        condition = try item.text("condition")
        expression = try item.text("expression")
        try item.finish()
        guard column.contains(".") else {
            throw item.problem(
                "`\(column)` should name its dataset too: `bronze.orders.\(column)`.")
        }
    }
}

import JSON
import YAML

extension TermEntry {
    init(_ node: YAMLNode, file: String) throws(CatalogError) {
        var item = try FieldReader(node, file: file, what: "a term")
        place = item.place
        let written = try item.requiredText("term")
        term = GlossaryNames.key(of: written)
        name = try item.text("name")
        if name == nil, term != written { name = written }
        let description = try item.text("description")
        definition = try item.text("definition")
        definition = definition ?? description
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
        values = try Self.values(&item)
        mappings = try Self.mappings(&item, of: term)
        try item.finish()
        settleKind()
        if let formula, Formula.terms(in: formula).contains(term) {
            throw item.problem("The formula of `\(term)` names `\(term)` itself.")
        }
    }

    /// The mappings under `maps_to`, or the one whose fields stand with the term itself.
    private static func mappings(
        _ item: inout FieldReader, of term: String
    ) throws(CatalogError) -> [MappingEntry] {
        let own = try MappingEntry.fields(&item, term: term)
        guard let node = item.field("maps_to") else { return own }
        guard own.isEmpty else {
            throw item.problem(
                "`\(term)` says where it is held both by itself and under `maps_to`; put all of it "
                    + "under `maps_to`.")
        }
        var nodes = [node]
        if case .sequence(let elements) = node.content { nodes = elements }
        var mappings: [MappingEntry] = []
        for node in nodes {
            mappings += try MappingEntry.entries(node, file: item.file, term: term)
        }
        return mappings
    }

    /// What people say for codes: `{PH: policy holder, AG: [agent, broker]}`.
    private static func values(_ item: inout FieldReader) throws(CatalogError) -> [ValueEntry] {
        guard let node = item.field("values") else { return [] }
        guard case .mapping(let entries) = node.content else {
            throw item.problem(
                "`values` should be a mapping from codes to words: `PH: policy holder`.", at: node)
        }
        var reader = try FieldReader(node, file: item.file, what: "values")
        var values: [ValueEntry] = []
        for entry in entries {
            values.append(
                ValueEntry(code: entry.key, words: try reader.texts(entry.key) ?? []))
        }
        return values
    }

    /// A formula over columns may stand as an expression, and what has a formula is a metric.
    private mutating func settleKind() {
        if formula == nil, mappings.count == 1, let only = mappings.first,
            let text = only.expression, kind == "metric" || Formula.startsWithAggregate(text)
        {
            formula = text
            mappings = []
            kind = "metric"
        }
        if kind == nil {
            let isMeasured = aggregation != nil
            let isNamed = mappings.contains { $0.role == "key" }
            kind =
                formula != nil
                ? "metric" : isMeasured ? "measure" : isNamed ? "entity" : "dimension"
        }
    }
}

extension MappingEntry {
    /// The mappings of one element of `maps_to`, or of `mappings`: a column's name, or fields.
    ///
    /// `term` is the term that the mapping stands with; without one it names its own.
    static func entries(
        _ node: YAMLNode, file: String, term: String?
    ) throws(CatalogError) -> [MappingEntry] {
        if case .scalar(.string(let column)) = node.content, let term {
            let place = DocumentPlace(file: file, line: node.line, column: node.column)
            let entry = MappingEntry(term: term, column: column, place: place)
            try entry.checkName()
            return [entry]
        }
        var item = try FieldReader(node, file: file, what: "a mapping")
        var name = term ?? ""
        if term == nil { name = GlossaryNames.key(of: try item.requiredText("term")) }
        let status = try item.choice("status", of: ["proposed", "approved", "rejected"])
        let confidence = try item.number("confidence", in: 0...1)
        let evidence = try item.text("evidence")
        let role = try item.choice("role", of: ["key", "display"])
        var entries = try fields(&item, term: name)
        try item.finish()
        guard !entries.isEmpty else {
            throw item.problem(
                "A mapping should name a `column`, or a `table` with a `key` or an `expression`.")
        }
        for index in entries.indices {
            entries[index].status = status
            entries[index].confidence = confidence
            entries[index].evidence = evidence
            entries[index].role = role ?? entries[index].role
        }
        return entries
    }

    /// The mappings that the fields of a mapping, or of a term, say: one for the value or key, and
    /// one for each column to show.
    static func fields(
        _ item: inout FieldReader, term: String
    ) throws(CatalogError) -> [MappingEntry] {
        let table = try item.text("table")
        let column = try item.text("column")
        let key = try item.text("key")
        let expression = try item.text("expression")
        let condition = try item.text("condition")
        let through = try item.texts("through") ?? []
        let display = try item.texts("display") ?? []
        guard table != nil || column != nil || key != nil || expression != nil else {
            guard condition == nil, through.isEmpty, display.isEmpty else {
                throw item.problem("Say with `table` or `column` which rows are meant.")
            }
            return []
        }
        func full(_ name: String) -> String {
            guard let table, !name.contains(".") else { return name }
            return table + "." + name
        }
        var entry = MappingEntry(term: term, column: "", place: item.place)
        entry.table = table
        entry.condition = condition
        entry.expression = expression
        entry.through = through
        if let name = column ?? key { entry.column = full(name) }
        if key != nil || expression == nil && column == nil { entry.role = "key" }
        try entry.checkName()
        var entries = [entry]
        for name in display where full(name) != entry.column {
            var shown = MappingEntry(term: term, column: full(name), place: item.place)
            shown.role = "display"
            shown.table = table
            try shown.checkName()
            entries.append(shown)
        }
        return entries
    }

    private init(term: String, column: String, place: DocumentPlace) {
        self.term = term
        self.column = column
        self.place = place
    }

    private func checkName() throws(CatalogError) {
        guard !column.isEmpty, !column.contains(".") else { return }
        throw place.problem("`\(column)` should name its dataset too: `bronze.orders.\(column)`.")
    }
}

import YAML

/// What a schema's documentation says of a table.
public struct TableEntry: Hashable, Sendable {
    /// The table's name.
    public var name: String
    /// What a row is.
    public var description: String?
    /// Who answers for it, in words.
    public var owner: String?
    /// How often it is renewed.
    public var updateFrequency: String?
    /// The columns that are told about.
    public var columns: [TableColumnEntry] = []
    /// Where the file says it.
    public var place: DocumentPlace
}

/// What a schema's documentation says of a column.
public struct TableColumnEntry: Hashable, Sendable {
    /// The column's name.
    public var name: String
    /// What it holds.
    public var description: String?
    /// All values that it may hold.
    public var values: [String]?
    /// What holds for its values, in words.
    public var rules: [String]?
    /// Whether it says something about a person.
    public var isPersonal: Bool?
    /// Where the file says it.
    public var place: DocumentPlace
}

/// A question with its checked query.
public struct VerifiedQueryEntry: Hashable, Sendable {
    /// The question, or a name for it.
    public var name: String
    /// The query.
    public var sql: String
    /// What it answers.
    public var description: String?
}

extension CatalogDocument {
    /// Reads the sections of a schema's documentation: `tables`, `common_queries` and
    /// `business_metrics`.
    mutating func readDocumentation(_ reader: inout FieldReader) throws(CatalogError) {
        let file = reader.file
        if let node = reader.field("tables") {
            guard case .mapping(let entries) = node.content else {
                throw reader.problem("`tables` should be a mapping from names to tables.", at: node)
            }
            for entry in entries { try readTable(entry.key, entry.value, file) }
        }
        for node in try reader.items("common_queries") {
            var item = try FieldReader(node, file: file, what: "a query")
            let question = try item.text("question")
            let name = try item.text("name")
            let sql = try item.requiredText("sql")
            let description = try item.text("description")
            try item.finish()
            guard let title = question ?? name else { throw item.problem("`name` is missing.") }
            verifiedQueries.append(
                VerifiedQueryEntry(name: title, sql: sql, description: description))
        }
        for node in try reader.items("business_metrics") {
            terms.append(try TermEntry(metric: node, file: file))
        }
    }

    private mutating func readTable(
        _ name: String, _ node: YAMLNode, _ file: String
    ) throws(CatalogError) {
        var item = try FieldReader(node, file: file, what: "a table")
        var table = TableEntry(
            name: name, description: try item.text("description"),
            owner: try item.text("business_owner"),
            updateFrequency: try item.text("update_frequency"), place: item.place)
        for node in try item.items("relationships") {
            var other = try FieldReader(node, file: file, what: "a relationship")
            let target = try other.requiredText("table")
            let via = try other.requiredText("via")
            _ = try other.text("type")
            try other.finish()
            joins.append(
                JoinEntry(
                    column: "\(name).\(via)", target: "\(target).\(via)", place: other.place))
        }
        if let columns = item.field("columns") {
            guard case .mapping(let entries) = columns.content else {
                throw item.problem("`columns` should be a mapping from names.", at: columns)
            }
            for entry in entries {
                table.columns.append(try TableColumnEntry(entry.key, entry.value, file))
            }
        }
        try item.finish()
        tables.append(table)
    }
}

extension TableColumnEntry {
    fileprivate init(_ name: String, _ node: YAMLNode, _ file: String) throws(CatalogError) {
        var item = try FieldReader(node, file: file, what: "a column")
        self.name = name
        description = try item.text("description")
        values = try item.texts("values")
        rules = try item.texts("business_rules")
        isPersonal = try item.boolean("pii")
        place = item.place
        // What the source itself says of its columns counts more than what is written about it.
        for name in ["type", "constraints", "indexed"] { _ = item.field(name) }
        try item.finish()
    }
}

extension TermEntry {
    /// A metric of a schema's documentation: `calculation: "SUM(amount) WHERE status = 'paid'"`.
    ///
    /// A calculation that is no such aggregate only describes the term.
    fileprivate init(metric node: YAMLNode, file: String) throws(CatalogError) {
        var item = try FieldReader(node, file: file, what: "a metric")
        let written = try item.requiredText("name")
        let calculation = try item.text("calculation")
        let tables = try item.texts("tables") ?? []
        let description = try item.text("description")
        let place = item.place
        try item.finish()
        // "Monthly Recurring Revenue (MRR)" has its abbreviation with it.
        let parts = written.split { $0 == "(" || $0 == ")" }.map { part in
            part.split(separator: " ").joined(separator: " ")
        }.filter { !$0.isEmpty }
        self.init(key: GlossaryNames.key(of: parts.first ?? written), place: place)
        name = parts.first ?? written
        definition = description ?? calculation
        synonyms = Array(parts.dropFirst())
        kind = "measure"
        guard let calculation, let table = tables.first,
            let call = Aggregate(of: calculation)
        else { return }
        aggregation = call.function
        var mapping = MappingEntry(term: term, table: table, place: place)
        mapping.expression = call.operand
        mapping.condition = call.condition
        mappings = [mapping]
    }

    private init(key: String, place: DocumentPlace) {
        self.place = place
        term = key
        related = []
        mappings = []
    }

    /// `SUM(amount) WHERE status = 'paid'`, taken apart.
    private struct Aggregate {
        var function: String
        var operand: String
        var condition: String?

        init?(of text: String) {
            guard let open = text.firstIndex(of: "("),
                let function = [
                    "sum": "sum", "avg": "avg", "min": "min", "max": "max", "count": "count",
                ][text[..<open].lowercased().filter { $0 != " " }]
            else { return nil }
            var depth = 0
            var end: String.Index?
            for index in text[open...].indices {
                if text[index] == "(" { depth += 1 }
                if text[index] == ")" { depth -= 1 }
                if depth == 0 {
                    end = index
                    break
                }
            }
            guard let end else { return nil }
            let operand = text[text.index(after: open)..<end]
            let rest = text[text.index(after: end)...].drop { $0 == " " }
            guard operand != "*", rest.isEmpty || rest.lowercased().hasPrefix("where ") else {
                return nil
            }
            self.function = function
            self.operand = String(operand)
            condition = rest.isEmpty ? nil : String(rest.dropFirst(6))
        }
    }
}

extension MappingEntry {
    fileprivate init(term: String, table: String, place: DocumentPlace) {
        self.term = term
        column = ""
        self.table = table
        self.place = place
    }
}

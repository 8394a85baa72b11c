internal import Agents
internal import SemanticLayer

/// What only the graph knows: owners, lineage, rules.
extension CatalogAnswerer {
    func owners(_ subjects: [CatalogQuestion.Meaning]) throws -> CatalogReply {
        var tables = datasets(subjects).map(\.name)
        var terms: [String] = []
        for case .term(let term) in subjects { terms.append(term) }
        // A column has no owner of its own: its table's answers for it.
        if terms.isEmpty, tables.isEmpty { tables = columnReferences(subjects).map(\.dataset) }
        let found = try lookup.owners(tables: tables, terms: terms)
        var reply = CatalogReply(
            columns: ["kind", "name", "owner", "owner_name"], rows: [], sentences: [])
        for (name, row) in found {
            let isTable = row.text("kind") == "Dataset"
            reply.rows.append([
                isTable ? "table" : "term", name, row.text("owner"), row.text("owner_name"),
            ])
            let role = isTable ? "owner" : "steward"
            reply.sentences.append("The \(role) of `\(name)` is \(row.text("owner_name") ?? "").")
        }
        let known = Set(found.map(\.name))
        for name in (tables + terms) where !known.contains(name) {
            reply.sentences.append("Nobody is noted as the owner of `\(name)`.")
        }
        return reply
    }

    /// What things are made from, or what is made from them.
    func lineage(
        _ subjects: [CatalogQuestion.Meaning], isUpstream: Bool
    ) throws -> CatalogReply {
        let way = isUpstream ? "upstream" : "downstream"
        var reply = CatalogReply(
            columns: ["of", "table", "column", "distance"], rows: [], sentences: [])
        let tables = datasets(subjects)
        var columns = tables.isEmpty ? columnReferences(subjects) : []
        for case .term(let name) in subjects where tables.isEmpty {
            let mapped = mapped(to: name)
            columns += mapped
            guard let term = model.vocabulary.terms.first(where: { $0.name == name }) else {
                continue
            }
            if let formula = term.formula {
                reply.sentences.append("The term `\(name)` is computed as `\(formula)`.")
            } else if !mapped.isEmpty {
                reply.sentences.append(
                    "The term `\(name)` is held by "
                        + "\(CatalogReply.list(mapped.map(\.description))).")
            }
            for column in mapped { reply.rows.append([name, column.dataset, column.name, "0"]) }
        }
        for table in tables {
            let found = try lookup.read("lineage/\(way)-of-dataset", table: table.name)
            add(found, of: table.name, isUpstream, to: &reply)
        }
        for column in unique(columns) {
            let found = try lookup.read(
                "lineage/\(way)-of-column", table: column.dataset, column: column.name)
            add(found, of: column.description, isUpstream, to: &reply)
        }
        return reply
    }

    private func add(
        _ found: [(table: String, row: QueryRow)], of name: String, _ isUpstream: Bool,
        to reply: inout CatalogReply
    ) {
        var names: [String] = []
        for (table, row) in found {
            let column = row.text("column")
            reply.rows.append([name, table, column, row.integer("distance").map { String($0) }])
            names.append(column.map { "\(table).\($0)" } ?? table)
        }
        if !names.isEmpty {
            let verb = isUpstream ? "is made from" : "is used by"
            reply.sentences.append("`\(name)` \(verb) \(CatalogReply.list(names)).")
        } else {
            reply.sentences.append(
                isUpstream
                    ? "No lineage is noted for `\(name)`: it is taken to be loaded as it is."
                    : "Nothing is noted to be made from `\(name)`.")
        }
    }

    func personalData(_ subjects: [CatalogQuestion.Meaning]) throws -> CatalogReply {
        let columns = columnReferences(subjects)
        var tables = datasets(subjects).map(\.name) + columns.map(\.dataset)
        if subjects.isEmpty { tables = model.vocabulary.datasets.map(\.name) }
        var found = try lookup.read("agents/personal-columns", tables: tables)
        if !columns.isEmpty {
            found = found.filter { table, row in
                columns.contains { $0.dataset == table && $0.name == row.text("column") }
            }
        }
        let names = found.map { "\($0.table).\($0.row.text("column") ?? "")" }
        return CatalogReply(
            columns: ["table", "column", "pii_type", "roles"],
            rows: found.map { table, row in
                let roles = row.texts("roles")
                return [
                    table, row.text("column"), row.text("pii_type"),
                    roles.isEmpty ? nil : roles.joined(separator: ", "),
                ]
            },
            sentences: [
                found.isEmpty
                    ? "No column there is marked as personal data."
                    : "Personal data: \(CatalogReply.list(names))."
            ])
    }

    func rules(_ subjects: [CatalogQuestion.Meaning]) throws -> CatalogReply {
        var columns = columnReferences(subjects)
        for case .term(let term) in subjects { columns += mapped(to: term) }
        let tables = datasets(subjects).map(\.name)
        var found = try lookup.read(
            "agents/rules-of-datasets", tables: tables + columns.map(\.dataset))
        found = found.filter { table, row in
            tables.contains(table)
                || columns.contains { $0.dataset == table && $0.name == row.text("column") }
        }
        return CatalogReply(
            columns: ["table", "column", "rule", "type", "condition", "severity"],
            rows: found.map { table, row in
                [
                    table, row.text("column"), row.text("rule_id"), row.text("rule_type"),
                    row.text("condition"), row.text("severity"),
                ]
            },
            sentences: [
                found.isEmpty
                    ? "No quality rule is noted for it."
                    : "\(found.count) quality rules apply."
            ])
    }

    func freshness(of tables: [Vocabulary.Dataset]) -> CatalogReply {
        var reply = CatalogReply(
            columns: ["table", "renewed", "promised"], rows: [], sentences: [])
        for table in tables {
            let facts = lookup.facts(of: table.name)
            let (renewed, promised) = (facts?.text("freshness"), facts?.text("freshness_sla"))
            reply.rows.append([table.name, renewed, promised])
            reply.sentences.append(
                renewed.map { "`\(table.name)` is renewed \($0)." }
                    ?? "How often `\(table.name)` is renewed is not noted.")
        }
        return reply
    }
}

internal import Agents
internal import SQLSyntax
internal import SemanticLayer

/// Answers questions about the catalog from the graph.
struct CatalogAnswerer: Sendable {
    let model: SemanticModel
    let lookup: CatalogLookup

    /// The answer.
    ///
    /// - Throws: What a query fails with.
    /// - Complexity: That of one named query for each subject, besides O(columns of the catalog).
    func reply(to question: CatalogQuestion) throws -> CatalogReply {
        let subjects = question.subjects.flatMap(\.meanings)
        switch question.kind {
        case .tables: return tables()
        case .columns: return columns(of: datasets(subjects))
        case .columnCount: return columnCount(of: datasets(subjects))
        case .location: return locations(subjects)
        case .owner: return try owners(subjects)
        case .origin: return try lineage(subjects, isUpstream: true)
        case .dependents: return try lineage(subjects, isUpstream: false)
        case .personalData: return try personalData(subjects)
        case .meaning: return meanings(subjects)
        case .type: return types(subjects)
        case .keys: return keys(of: datasets(subjects))
        case .connection: return connections(question)
        case .rules: return try rules(subjects)
        case .freshness: return freshness(of: datasets(subjects))
        }
    }

    // MARK: What there is

    private func tables() -> CatalogReply {
        let tables = model.vocabulary.datasets
        return CatalogReply(
            columns: ["table", "columns", "rows", "description"],
            rows: tables.map { table in
                [
                    table.name, String(table.columns.count), table.rowCount.map { String($0) },
                    table.description.isEmpty ? nil : table.description,
                ]
            },
            sentences: [
                "There are \(tables.count) tables: \(CatalogReply.list(tables.map(\.name)))."
            ])
    }

    private func columns(of tables: [Vocabulary.Dataset]) -> CatalogReply {
        var rows: [[String?]] = []
        for table in tables {
            for column in table.columns {
                rows.append([
                    table.name, column.name, column.type.description,
                    table.primaryKey.contains(column.name) ? "key" : nil,
                    column.description.isEmpty ? nil : column.description,
                ])
            }
        }
        return CatalogReply(
            columns: ["table", "column", "type", "key", "description"], rows: rows,
            sentences: tables.map { table in
                "`\(table.name)` has \(table.columns.count) columns: "
                    + "\(CatalogReply.list(table.columns.map(\.name), limit: 30))."
            })
    }

    private func columnCount(of tables: [Vocabulary.Dataset]) -> CatalogReply {
        CatalogReply(
            columns: ["table", "columns"],
            rows: tables.map { [$0.name, String($0.columns.count)] },
            sentences: tables.map { "`\($0.name)` has \($0.columns.count) columns." })
    }

    private func locations(_ subjects: [CatalogQuestion.Meaning]) -> CatalogReply {
        var found = columnReferences(subjects)
        if found.isEmpty {
            for case .term(let term) in subjects { found += mapped(to: term) }
        }
        let places = unique(found)
        return CatalogReply(
            columns: ["table", "column"], rows: places.map { [$0.dataset, $0.name] },
            sentences: [
                places.isEmpty
                    ? "No column is mapped to it."
                    : "It is found in \(CatalogReply.list(places.map(\.description)))."
            ])
    }

    private func types(_ subjects: [CatalogQuestion.Meaning]) -> CatalogReply {
        var rows: [[String?]] = []
        for reference in columnReferences(subjects) {
            guard let column = dataset(reference.dataset)?.column(reference.name) else { continue }
            rows.append([
                reference.dataset, column.name, column.type.description,
                column.isNullable ? "yes" : "no",
            ])
        }
        return CatalogReply(
            columns: ["table", "column", "type", "nullable"], rows: rows,
            sentences: rows.map { row in
                "`\(row[0] ?? "").\(row[1] ?? "")` is \(row[2] ?? "")."
            })
    }

    // MARK: What it means

    private func meanings(_ subjects: [CatalogQuestion.Meaning]) -> CatalogReply {
        var reply = CatalogReply(
            columns: ["kind", "name", "meaning", "formula"], rows: [], sentences: [])
        func add(_ kind: String, _ name: String, _ meaning: String, _ formula: String? = nil) {
            let meaning = meaning.isEmpty ? nil : meaning
            reply.rows.append([kind, name, meaning, formula])
            let described = meaning ?? "nobody has described it yet."
            let computed = formula.map { " It is computed as `\($0)`." } ?? ""
            reply.sentences.append("The \(kind) `\(name)`: \(described)\(computed)")
        }
        for subject in subjects {
            switch subject {
            case .term(let name):
                guard let term = model.vocabulary.terms.first(where: { $0.name == name }) else {
                    continue
                }
                add("term", name, term.definition, term.formula)
            case .dataset(let name): add("table", name, dataset(name)?.description ?? "")
            case .column(let reference):
                let column = dataset(reference.dataset)?.column(reference.name)
                add("column", reference.description, column?.description ?? "")
            }
        }
        return reply
    }

    // MARK: Keys and connections

    private func keys(of named: [Vocabulary.Dataset]) -> CatalogReply {
        let tables = named.isEmpty ? model.vocabulary.datasets : named
        var reply = CatalogReply(
            columns: ["table", "key", "column", "refers_to"], rows: [], sentences: [])
        for table in tables {
            for column in table.primaryKey {
                reply.rows.append([table.name, "primary", column, nil])
            }
            let references = references(from: table.name)
            for reference in references {
                reply.rows.append([
                    table.name, "foreign", reference.column.name, reference.target.description,
                ])
            }
            let primary =
                table.primaryKey.isEmpty
                ? "has no known primary key"
                : "is identified by \(CatalogReply.list(table.primaryKey))"
            let foreign = references.map { "`\($0.column.name)` to `\($0.target)`" }
            reply.sentences.append(
                "`\(table.name)` \(primary)"
                    + (foreign.isEmpty ? "." : "; it refers by \(foreign.joined(separator: ", ")).")
            )
        }
        return reply
    }

    private func connections(_ question: CatalogQuestion) -> CatalogReply {
        let tables = question.subjects.compactMap { datasets($0.meanings).first?.name }
        let keys = model.vocabulary.references.map { reference in
            JoinTree.Key(
                reference.column.dataset, [reference.column.name], to: reference.target.dataset,
                [reference.target.name])
        }
        let tree = JoinTree(connecting: tables, over: keys)
        var rows: [[String?]] = []
        for key in tree.joins {
            for (left, right) in zip(key.columns, key.targetColumns) {
                rows.append(["\(key.table).\(left)", "\(key.target).\(right)"])
            }
        }
        let way = rows.map { "`\($0[0] ?? "")` = `\($0[1] ?? "")`" }.joined(separator: " and ")
        let missing = tree.unreachable.map { "No reference leads to `\($0)`." }
        return CatalogReply(
            columns: ["left", "right"], rows: rows,
            sentences: (rows.isEmpty ? [] : ["They are joined by \(way)."]) + missing)
    }

    // MARK: Subjects

    func dataset(_ name: String) -> Vocabulary.Dataset? {
        model.vocabulary.datasets.first { $0.name == name }
    }

    func datasets(_ subjects: [CatalogQuestion.Meaning]) -> [Vocabulary.Dataset] {
        subjects.compactMap { subject in
            if case .dataset(let name) = subject { dataset(name) } else { nil }
        }
    }

    func columnReferences(_ subjects: [CatalogQuestion.Meaning]) -> [ColumnReference] {
        subjects.compactMap { if case .column(let reference) = $0 { reference } else { nil } }
    }

    /// The columns that a term is mapped to.
    func mapped(to term: String) -> [ColumnReference] {
        model.vocabulary.mappings.filter { $0.term == term }.map(\.column)
    }

    private func references(from table: String) -> [Vocabulary.Reference] {
        model.vocabulary.references.filter { $0.column.dataset == table }
            .sorted { ($0.column, $0.target) < ($1.column, $1.target) }
    }

    func unique(_ columns: [ColumnReference]) -> [ColumnReference] {
        var seen: Set<ColumnReference> = []
        return columns.filter { seen.insert($0).inserted }
    }
}

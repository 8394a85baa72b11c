import SQLSyntax

/// A column at the end of a join path.
struct FieldLocation: Hashable {
    var path: JoinPath
    var column: ColumnReference
    /// The value over the dataset's bare columns.
    var expression: SQLExpression
    var type: SQLType
    var isNullable: Bool
}

/// A dimension or filter field bound for one fact.
struct FieldBinding: Hashable {
    /// The term it is, when the vocabulary has one.
    var term: String?
    /// The column grouped or filtered by; for an entity its key.
    var key: FieldLocation
    /// The columns shown beside an entity's key.
    var display: [FieldLocation]
    var confidence: Double
    /// Whether other paths of the same length lead there.
    var alternatives: [JoinPath]

    /// The number of joins the key needs.
    var cost: Int { key.path.length }
}

/// Finds the columns that fields of a query are, seen from one fact.
struct FieldBinder {
    let model: SemanticModel
    let fact: String
    let paths: JoinPaths

    init(_ fact: String, model: SemanticModel) {
        self.model = model
        self.fact = fact
        paths = JoinPaths(from: fact, model: model)
    }

    /// The nearest column the field can be: on the fact itself, else over the fewest joins.
    ///
    /// Of equally near ones the best source and then the best mapping wins.
    func binding(of field: Dimension) -> FieldBinding? {
        var best: FieldBinding?
        for source in field.sources {
            for candidate in candidates(source, within: field.within) {
                if let known = best, known.cost <= candidate.cost { continue }
                best = candidate
            }
        }
        return best
    }

    private func candidates(
        _ source: Dimension.Source,
        within: String?
    ) -> [FieldBinding] {
        switch source {
        case .dataset(let name):
            return entity(home: name, term: nil, confidence: 1).map { [$0] } ?? []
        case .column(let column):
            guard within == nil || within == column.dataset,
                let path = paths.best[column.dataset],
                let details = model.datasets[column.dataset]?.column(column.name)
            else { return [] }
            let location = FieldLocation(
                path: path,
                column: column,
                expression: .column(column.name),
                type: details.type,
                isNullable: details.isNullable
            )
            return [binding(at: location, term: nil, confidence: 0.9)]
        case .term(let name):
            guard let term = model.term(name) else { return [] }
            if term.kind == .entity, let found = entity(term) { return [found] }
            return model.mappings(of: name).compactMap { mapping in
                guard within == nil || within == mapping.column.dataset,
                    let path = paths.best[mapping.column.dataset]
                else { return nil }
                return binding(at: location(mapping, path), term: name, mapping.confidence)
            }
        }
    }

    private func location(_ mapping: PreparedMapping, _ path: JoinPath) -> FieldLocation {
        // A condition on a dimension's mapping leaves the other rows without a value.
        let expression =
            SQLExpression.all(mapping.conditions).map { condition in
                SQLExpression.conditional(
                    [SQLBranch(when: condition, then: mapping.expression)],
                    otherwise: nil
                )
            } ?? mapping.expression
        return FieldLocation(
            path: path,
            column: mapping.column,
            expression: expression,
            type: mapping.type,
            isNullable: mapping.isNullable || !mapping.conditions.isEmpty
        )
    }

    private func binding(
        at location: FieldLocation,
        term: String?,
        confidence: Double
    ) -> FieldBinding {
        let ties = location.path.end.flatMap { paths.ties[$0] } ?? []
        return FieldBinding(
            term: term,
            key: location,
            display: [],
            confidence: confidence,
            alternatives: ties
        )
    }

    private func binding(
        at location: FieldLocation,
        term: String?,
        _ confidence: Double
    ) -> FieldBinding {
        binding(at: location, term: term, confidence: confidence)
    }

    // MARK: Entities

    private func entity(_ term: Vocabulary.Term) -> FieldBinding? {
        let mappings = model.mappings(of: term.name)
        guard let home = model.entity(term: term)?.home else { return nil }
        let confidence = mappings.first { $0.column.dataset == home }?.confidence ?? 1
        return entity(home: home, term: term, confidence: confidence)
    }

    /// The key of a dataset's things, taken from the foreign key that points to it, and the names
    /// shown with it.
    private func entity(
        home: String,
        term: Vocabulary.Term?,
        confidence: Double
    ) -> FieldBinding? {
        guard let dataset = model.datasets[home], let path = paths.best[home],
            let name = dataset.primaryKey.first, dataset.primaryKey.count == 1
        else { return nil }
        let column = path.steps.last?.column ?? ColumnReference(home, name)
        guard let details = model.datasets[column.dataset]?.column(column.name) else { return nil }
        let key = FieldLocation(
            path: path.steps.isEmpty ? path : path.parent,
            column: column,
            expression: .column(column.name),
            type: details.type,
            isNullable: details.isNullable
        )
        let display = term.flatMap { shown($0, home, path) } ?? named(dataset, term, path)
        return FieldBinding(
            term: term?.name,
            key: key,
            display: display,
            confidence: confidence,
            alternatives: paths.ties[home] ?? []
        )
    }

    /// The columns the vocabulary says to show.
    private func shown(
        _ term: Vocabulary.Term,
        _ home: String,
        _ path: JoinPath
    ) -> [FieldLocation]? {
        model.displays[term.name.lowercased()].map { mappings in
            mappings.filter { $0.column.dataset == home }.map { location($0, path) }
        }
    }

    /// The column that is called the thing's name.
    private func named(
        _ dataset: Vocabulary.Dataset,
        _ term: Vocabulary.Term?,
        _ path: JoinPath
    ) -> [FieldLocation] {
        var wanted = ["name", "title", "label"]
        if let last = Tokenizer.stems(of: dataset.shortName).last {
            wanted.insert(last + "_name", at: 0)
        }
        if let term { wanted.insert(Naming.snakeCase(term.name) + "_name", at: 0) }
        let columns = wanted.compactMap { dataset.column($0) }
        guard let column = columns.first(where: { !$0.isPersonal }) else { return [] }
        let location = FieldLocation(
            path: path,
            column: ColumnReference(dataset.name, column.name),
            expression: .column(column.name),
            type: column.type,
            isNullable: column.isNullable
        )
        return [location]
    }
}

import SQLSyntax

/// The ways a phrase of the vocabulary can be read; the place in the question decides which holds.
struct Readings {
    /// A measure or metric.
    var metric: Metric?
    /// A thing with an identity.
    var entity: Entity?
    /// A field to group and filter by.
    var dimension: Dimension?
    /// The columns that hold the phrase as a value.
    var values: [(column: ColumnReference, value: SQLLiteral)] = []
    /// A term of the glossary that no column is mapped to.
    var unbound: String?
    /// The entry behind each reading, for the record.
    var metricEntry: LexiconEntry?

    /// An entity: the term, or the dataset that lists its things.
    struct Entity: Hashable {
        var source: Dimension.Source
        /// The dataset it is at home in.
        var home: String?
        var name: String
    }

    init(_ entries: [LexiconEntry], model: SemanticModel, hints: [String]) {
        var sources: [Dimension.Source] = []
        for entry in Self.ranked(entries, model, hints) {
            switch entry.target {
            case .term(let name): read(term: name, entry, model, &sources)
            case .dataset(let name):
                if entity == nil { entity = model.entity(ofDataset: name) }
            case .column(let column): read(column, entry, model, &sources)
            case .value(let column, let value): values.append((column, value))
            }
        }
        if !sources.isEmpty { dimension = Dimension(sources) }
    }

    /// Of equally good meanings, those in datasets the question hints at go first.
    private static func ranked(
        _ entries: [LexiconEntry],
        _ model: SemanticModel,
        _ hints: [String]
    ) -> [LexiconEntry] {
        func isHinted(_ entry: LexiconEntry) -> Bool {
            guard !hints.isEmpty, case .term(let name) = entry.target else { return false }
            return model.mappings(of: name).contains { hints.contains($0.column.dataset) }
        }
        let indexed = entries.enumerated().sorted { left, right in
            if left.element.quality != right.element.quality {
                return left.element.quality > right.element.quality
            }
            let (a, b) = (isHinted(left.element), isHinted(right.element))
            return a == b ? left.offset < right.offset : a
        }
        return indexed.map(\.element)
    }

    private mutating func read(
        term name: String,
        _ entry: LexiconEntry,
        _ model: SemanticModel,
        _ sources: inout [Dimension.Source]
    ) {
        guard let term = model.term(name) else { return }
        switch term.kind {
        case .measure, .metric:
            guard metric == nil else { return }
            if let found = model.metric(name) {
                metric = found
                metricEntry = entry
            } else if unbound == nil {
                unbound = term.name
            }
        case .entity:
            if entity == nil { entity = model.entity(term: term) }
        case .dimension:
            if model.mappings(of: name).isEmpty {
                if unbound == nil { unbound = term.name }
            } else {
                sources.append(.term(term.name))
            }
        }
    }

    private mutating func read(
        _ column: ColumnReference,
        _ entry: LexiconEntry,
        _ model: SemanticModel,
        _ sources: inout [Dimension.Source]
    ) {
        guard let dataset = model.datasets[column.dataset],
            let details = dataset.column(column.name)
        else { return }
        let isKey = dataset.primaryKey.contains(column.name) || column.name.hasSuffix("_id")
        let isAmount = details.type.isNumeric && !isKey
        // A number that is called like a term of the glossary is that term, not a field.
        if isAmount, metric?.term != nil { return }
        sources.append(.column(column))
        if isAmount, metric == nil {
            let measure = Measure(.column(column), .sum)
            metric = Metric(Naming.snakeCase(column.name), formula: .measure(measure))
            metricEntry = entry
        }
    }
}

extension SemanticModel {
    /// The entity a term stands for, when its key is known.
    func entity(term: Vocabulary.Term) -> Readings.Entity? {
        let mappings = mappings(of: term.name)
        guard !mappings.isEmpty else { return nil }
        let home = mappings.first { mapping in
            datasets[mapping.column.dataset]?.primaryKey == [mapping.column.name]
        }
        return Readings.Entity(
            source: .term(term.name),
            home: home?.column.dataset,
            name: Naming.snakeCase(term.name)
        )
    }

    /// The entity a dataset lists: the term mapped to its key, else the dataset itself.
    func entity(ofDataset name: String) -> Readings.Entity? {
        guard let dataset = datasets[name], dataset.primaryKey.count == 1,
            let key = dataset.primaryKey.first
        else { return nil }
        for term in columnTerms[ColumnReference(name, key)] ?? [] {
            if let term = self.term(term), term.kind == .entity, let found = entity(term: term) {
                return found
            }
        }
        let stems = Tokenizer.stems(of: dataset.shortName)
        return Readings.Entity(
            source: .dataset(name),
            home: name,
            name: stems.joined(separator: "_")
        )
    }

    /// The metric that counts an entity: a counting term of the glossary, else its distinct keys.
    func count(of entity: Readings.Entity) -> Metric {
        if let home = entity.home, let key = datasets[home]?.primaryKey.first {
            let column = ColumnReference(home, key)
            let counting = (columnTerms[column] ?? []).compactMap { self.term($0) }
                .filter { term in
                    term.kind == .measure
                        && (term.aggregation == .count || term.aggregation == .countDistinct)
                }
            let ranked = counting.sorted { left, right in
                let (a, b) = (isConditional(left.name, column), isConditional(right.name, column))
                return a == b ? left.name < right.name : !a
            }
            if let first = ranked.first, let metric = metric(first.name) { return metric }
        }
        let source: Measure.Source =
            switch entity.source {
            case .term(let name): .entity(name)
            case .dataset(let name): .dataset(name)
            case .column(let column): .column(column)
            }
        return Metric(
            entity.name + "_count",
            formula: .measure(Measure(source, .countDistinct))
        )
    }

    private func isConditional(_ term: String, _ column: ColumnReference) -> Bool {
        mappings(of: term).contains { $0.column == column && !$0.conditions.isEmpty }
    }

    /// Whether every source of the field is a point in time.
    func isTemporal(_ dimension: Dimension) -> Bool {
        !dimension.sources.isEmpty
            && dimension.sources.allSatisfy { source in
                columns(of: source).first.map { $0.type.isTemporal } ?? false
            }
    }

    /// The best column a field may be.
    func firstColumn(of dimension: Dimension) -> ColumnReference? {
        for source in dimension.sources {
            if let first = columns(of: source).first { return first.column }
        }
        return nil
    }

    /// The columns a field may be, with their types, best first.
    func columns(
        of source: Dimension.Source
    ) -> [(column: ColumnReference, type: SQLType)] {
        switch source {
        case .term(let name): return mappings(of: name).map { ($0.column, $0.type) }
        case .column(let column):
            return datasets[column.dataset]?.column(column.name).map { [(column, $0.type)] } ?? []
        case .dataset(let name):
            guard let dataset = datasets[name], let key = dataset.primaryKey.first,
                let column = dataset.column(key)
            else { return [] }
            return [(ColumnReference(name, key), column.type)]
        }
    }
}

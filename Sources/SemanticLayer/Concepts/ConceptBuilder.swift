import SQLSyntax

/// Turns the terms of a vocabulary into concepts, computed columns, measures and phrases.
struct ConceptBuilder {
    let terms: [String: Vocabulary.Term]
    /// The mappings of each term, best first.
    let mappings: [String: [PreparedMapping]]
    let displays: [String: [PreparedMapping]]
    let datasets: [String: Vocabulary.Dataset]
    let references: [Vocabulary.Reference]
    private(set) var set = ConceptSet()
    private var names: Set<String>

    init(
        terms: [String: Vocabulary.Term],
        mappings: [String: [PreparedMapping]],
        displays: [String: [PreparedMapping]],
        datasets: [String: Vocabulary.Dataset],
        references: [Vocabulary.Reference]
    ) {
        self.terms = terms
        self.mappings = mappings
        self.displays = displays
        self.datasets = datasets
        self.references = references
        names = Set(datasets.keys.map { $0.lowercased() })
    }

    /// The concepts of all terms that can be used.
    mutating func build() -> ConceptSet {
        for name in terms.keys.sorted() {
            guard let term = terms[name], term.grain == nil, term.kind != .metric else { continue }
            if let thing = thing(of: term) { define(term, as: thing) }
        }
        set.references = copiedReferences()
        if !set.isEmpty { set.addPeriods(of: Array(datasets.values) + set.datasets) }
        let formulas = ConceptFormulas(terms: terms, datasets: datasets, set: set).build()
        set.issues += formulas.issues
        for (name, formula) in formulas.formulas.sorted(by: { $0.key < $1.key }) {
            guard let term = terms[name], let home = formula.measures.compactMap(\.home).first
            else { continue }
            let column = ColumnReference(home, Naming.snakeCase(term.name))
            set.metrics[column] = formula
            set.terms[column] = term.name
            define(term, as: SchemaThing(columns: [.init(reference: column, quality: 1.1)]))
        }
        return set
    }

    // MARK: Terms

    private mutating func thing(of term: Vocabulary.Term) -> SchemaThing? {
        let list = mappings[term.name.lowercased()] ?? []
        guard let best = list.first else { return nil }
        switch term.kind {
        case .entity: return entity(term, best)
        case .measure, .metric:
            return columns(list) { builder, mapping in
                let column = builder.number(term, mapping)
                builder.set.measures[column] = ConceptMeasure(
                    aggregation: term.aggregation ?? .sum, term: term.name)
                return column
            }
        case .dimension:
            return columns(list) { builder, mapping in
                if mapping.isBare, mapping.conditions.isEmpty, mapping.through.isEmpty {
                    return mapping.column
                }
                return builder.number(term, mapping)
            }
        }
    }

    /// A thing of several columns, the surest best.
    private mutating func columns(
        _ mappings: [PreparedMapping],
        _ column: (inout ConceptBuilder, PreparedMapping) -> ColumnReference
    ) -> SchemaThing {
        var thing = SchemaThing()
        let best = mappings.first?.confidence ?? 1
        for mapping in mappings.prefix(8) {
            let reference = column(&self, mapping)
            set.terms[reference] = mapping.term
            thing.add(column: reference, 1.1 - 0.5 * max(0, best - mapping.confidence))
            if set.isConcept(reference.dataset) {
                // Weak, so that only counting takes it for a table.
                thing.add(table: reference.dataset, 0.6)
            }
        }
        return thing
    }

    /// The column of a computed value: of a concept where a condition belongs to it.
    private mutating func number(
        _ term: Vocabulary.Term, _ mapping: PreparedMapping
    ) -> ColumnReference {
        let base = mapping.column.dataset
        let taken = Set(datasets[base]?.columns.map { $0.name.lowercased() } ?? [])
        var name = Naming.snakeCase(term.name)
        if taken.contains(name) { name += "_value" }
        let computed = Concept.Computed(
            name: name, expression: mapping.expression, type: mapping.type)
        guard mapping.conditions.isEmpty, mapping.through.isEmpty else {
            let concept = add(
                term, mapping, computed: [computed],
                key: datasets[base]?.primaryKey ?? [], display: [])
            return ColumnReference(concept, name)
        }
        let column = ColumnReference(base, name)
        set.computed[column] = computed
        return column
    }

    private mutating func entity(
        _ term: Vocabulary.Term, _ mapping: PreparedMapping
    ) -> SchemaThing {
        let base = mapping.column.dataset
        let shown = displays[term.name.lowercased()] ?? []
        let isPlain = mapping.conditions.isEmpty && mapping.through.isEmpty && mapping.isBare
        let key = datasets[base]?.primaryKey
        if isPlain, key == [mapping.column.name] || key?.isEmpty == true,
            shown.allSatisfy({ $0.isBare && $0.column.dataset == base })
        {
            if !shown.isEmpty { set.displays[base] = shown.map(\.column) }
            return SchemaThing(tables: [.init(name: base, quality: 1.1)])
        }
        var computed: [Concept.Computed] = []
        var names: [String] = []
        for other in shown {
            let isOwn = other.column.dataset == base
            guard !other.isBare || !isOwn else {
                names.append(other.column.name)
                continue
            }
            var taken = Set((datasets[base]?.columns ?? []).map(\.name) + computed.map(\.name))
            let name = Naming.unique(other.column.name, in: &taken)
            let expression =
                isOwn
                ? other.expression
                : other.expression.replacingColumns {
                    .column($0.name, of: $0.table ?? other.column.dataset)
                }
            computed.append(
                Concept.Computed(name: name, expression: expression, type: other.type))
            names.append(name)
        }
        var keyName = mapping.column.name
        if !mapping.isBare {
            keyName = Naming.snakeCase(term.name) + "_key"
            computed.append(
                Concept.Computed(
                    name: keyName, expression: mapping.expression, type: mapping.type))
        }
        let concept = add(
            term, mapping, computed: computed, key: [keyName],
            display: names.isEmpty ? [keyName] : names)
        return SchemaThing(tables: [.init(name: concept, quality: 1.1)])
    }

    /// Adds a concept over the mapping's table, and gives its name.
    private mutating func add(
        _ term: Vocabulary.Term,
        _ mapping: PreparedMapping,
        computed: [Concept.Computed],
        key: [String],
        display: [String]
    ) -> String {
        let base = mapping.column.dataset
        let plain = Naming.snakeCase(term.name)
        var name = plain
        if names.contains(name) { name = plain + "_rows" }
        name = Naming.unique(name, in: &names)
        let table = datasets[base]
        set.concepts[name] = Concept(
            name: name, base: base, through: mapping.through, conditions: mapping.conditions,
            computed: computed, key: key, display: display, term: term.name)
        let columns =
            (table?.columns ?? [])
            + computed.map { Vocabulary.Column($0.name, $0.type, nullable: true) }
        set.datasets.append(
            Vocabulary.Dataset(
                name, table?.kind ?? .fact, description: term.definition, columns: columns,
                primaryKey: key, timeColumn: table?.timeColumn, rowCount: table?.rowCount))
        set.displays[name] = display.map { ColumnReference(name, $0) }
        return name
    }

    /// The foreign keys of the tables, for each of their concepts.
    private func copiedReferences() -> [Vocabulary.Reference] {
        let byTable = Dictionary(grouping: set.concepts.values, by: \.base)
            .mapValues { $0.map(\.name).sorted() }
        var copies: [Vocabulary.Reference] = []
        for reference in references where reference.column.dataset != reference.target.dataset {
            let (from, to) = (reference.column.dataset, reference.target.dataset)
            for start in [from] + (byTable[from] ?? []) {
                for end in [to] + (byTable[to] ?? []) where start != from || end != to {
                    var copy = reference
                    copy.column.dataset = start
                    copy.target.dataset = end
                    copies.append(copy)
                }
            }
        }
        return copies
    }

    // MARK: Phrases

    private mutating func define(_ term: Vocabulary.Term, as thing: SchemaThing) {
        let phrases = [term.name, term.displayName] + term.synonyms
        for phrase in phrases { put(ConceptSet.stems(of: phrase), thing, isName: true) }
        for phrase in phrases { putVariants(ConceptSet.stems(of: phrase), term, thing) }
        for value in term.values {
            for words in value.words {
                for column in thing.columns {
                    put(value.code, of: column.reference, for: ConceptSet.stems(of: words))
                }
            }
        }
    }

    /// `isName` says whether the phrase stands in the glossary, so that it replaces a variant.
    private mutating func put(_ words: [String], _ thing: SchemaThing, isName: Bool) {
        guard !words.isEmpty, words.count <= 8 else { return }
        if isName, var known = set.phrases[words] {
            for table in thing.tables { known.add(table: table.name, table.quality) }
            for column in thing.columns { known.add(column: column.reference, column.quality) }
            set.phrases[words] = known
        } else if isName || set.phrases[words] == nil {
            set.phrases[words] = thing
        }
    }

    /// "premium amount" for the premium, "policy holder id" for the key of a policy holder.
    private mutating func putVariants(
        _ words: [String], _ term: Vocabulary.Term, _ thing: SchemaThing
    ) {
        var thing = thing
        thing.weaken(by: 0.95)
        guard term.kind == .entity else {
            guard term.kind == .measure else { return }
            for ending in ["amount", "value"] where words.last != ending {
                put(words + [ending], thing, isName: false)
            }
            if words.count > 1, words.last == "amount" || words.last == "value" {
                put(Array(words.dropLast()), thing, isName: false)
            }
            return
        }
        guard let table = thing.tables.first?.name,
            let key = set.concepts[table]?.key.first ?? datasets[table]?.primaryKey.first
        else { return }
        let column = SchemaThing(
            columns: [.init(reference: ColumnReference(table, key), quality: 1)])
        for ending in ["id", "identifier"] { put(words + [ending], column, isName: false) }
    }

    private mutating func put(_ code: String, of column: ColumnReference, for words: [String]) {
        guard !words.isEmpty, words.count <= 8 else { return }
        let type = datasets[column.dataset]?.column(column.name)?.type
        let literal: SQLLiteral =
            type?.isNumeric == true
            ? Int64(code).map { .integer($0) } ?? .string(code)
            : .string(code)
        let value = SchemaThing.Value(column: column, literal: literal)
        if set.phrases[words]?.values.contains(value) != true {
            set.phrases[words, default: SchemaThing()].values.append(value)
        }
    }
}

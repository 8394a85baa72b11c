import SQLSyntax

/// The tables of a catalog and the foreign keys between them.
struct SchemaGraph: Sendable {
    /// One step over a foreign key.
    struct Step: Hashable, Sendable {
        /// The column on the side stepped from.
        var from: ColumnReference
        /// The column on the side stepped to.
        var to: ColumnReference
        /// Whether one row leads to many: against the direction of the key.
        var isFanOut: Bool
        /// The other columns of a key of several, on either side.
        var others: [Pair] = []

        struct Pair: Hashable, Sendable {
            var from: String
            var to: String
        }
    }

    let datasets: [String: Vocabulary.Dataset]
    /// What the glossary adds.
    let concepts: ConceptSet
    private let steps: [String: [Step]]
    /// The foreign keys that lead from a table to itself.
    let selfReferences: [String: [Step]]
    /// The columns that are ends of foreign keys.
    let foreignKeys: Set<ColumnReference>
    let names: SchemaNames

    init(
        _ vocabulary: Vocabulary,
        datasets: [String: Vocabulary.Dataset],
        names: SchemaNames,
        concepts: ConceptSet = ConceptSet()
    ) {
        let datasets = datasets.merging(concepts.datasets.map { ($0.name, $0) }) { own, _ in own }
        self.datasets = datasets
        self.concepts = concepts
        self.names = names
        var steps: [String: [Step]] = [:]
        var loops: [String: [Step]] = [:]
        var keys: Set<ColumnReference> = []
        for (reference, others) in Self.joined(vocabulary.references + concepts.references) {
            guard datasets[reference.column.dataset]?.column(reference.column.name) != nil,
                datasets[reference.target.dataset]?.column(reference.target.name) != nil
            else { continue }
            keys.insert(reference.column)
            for other in others {
                keys.insert(ColumnReference(reference.column.dataset, other.from))
            }
            let forward = Step(
                from: reference.column, to: reference.target, isFanOut: false, others: others)
            let home = reference.column.dataset
            let unique = datasets[concepts.concepts[home]?.base ?? home]?.primaryKey ?? []
            let isUnique =
                !unique.isEmpty
                && Set(unique) == Set([reference.column.name] + others.map(\.from))
            let backward = Step(
                from: reference.target, to: reference.column, isFanOut: !isUnique,
                others: others.map { Step.Pair(from: $0.to, to: $0.from) })
            if reference.column.dataset == reference.target.dataset {
                loops[reference.column.dataset, default: []].append(forward)
            } else {
                steps[reference.column.dataset, default: []].append(forward)
                steps[reference.target.dataset, default: []].append(backward)
            }
        }
        self.steps = steps
        selfReferences = loops
        foreignKeys = keys
    }

    /// The foreign keys, each with the other columns of a key of several.
    private static func joined(
        _ references: [Vocabulary.Reference]
    ) -> [(Vocabulary.Reference, [Step.Pair])] {
        let sorted = Set(references).sorted { ($0.column, $0.target) < ($1.column, $1.target) }
        var result: [(Vocabulary.Reference, [Step.Pair])] = []
        for reference in sorted {
            let index = result.firstIndex { first, _ in
                reference.key.count > 1 && first.key == reference.key
                    && first.column.dataset == reference.column.dataset
                    && first.target.dataset == reference.target.dataset
            }
            if let index {
                result[index].1.append(
                    Step.Pair(from: reference.column.name, to: reference.target.name))
            } else {
                result.append((reference, []))
            }
        }
        return result
    }

    /// The shortest path between two tables; of equals, the one with the fewest fan-outs.
    ///
    /// `isAmbiguous` says whether another path is as good. Paths longer than six steps are not
    /// looked for.
    ///
    /// - Complexity: O(tables + references).
    func path(
        from start: String,
        to goal: String,
        preferring words: Set<String> = []
    ) -> (steps: [Step], isAmbiguous: Bool)? {
        guard start != goal else { return ([], false) }
        struct Best {
            var cost: Int
            var steps: [Step]
            var isAmbiguous: Bool
        }
        var best: [String: Best] = [start: Best(cost: 0, steps: [], isAmbiguous: false)]
        var frontier = [start]
        for _ in 0..<6 {
            var next: [String] = []
            for table in frontier {
                guard let known = best[table] else { continue }
                for step in steps[table] ?? [] {
                    let hint = names.words(of: step.isFanOut ? step.to : step.from)
                    let named = hint.contains { words.contains($0) && !SchemaWords.isGeneric($0) }
                    let cost = known.cost + 100 + (step.isFanOut ? 3 : 0) - (named ? 10 : 0)
                    let target = step.to.dataset
                    // A concept is a part of its table, which is the way to go on.
                    if target != goal, concepts.isConcept(target) { continue }
                    if let other = best[target] {
                        if other.cost == cost, other.steps.last != step {
                            best[target]?.isAmbiguous = true
                        }
                        guard cost < other.cost else { continue }
                    }
                    best[target] = Best(
                        cost: cost, steps: known.steps + [step], isAmbiguous: known.isAmbiguous)
                    if !next.contains(target) { next.append(target) }
                }
            }
            frontier = next
            if frontier.isEmpty { break }
        }
        return best[goal].map { ($0.steps, $0.isAmbiguous) }
    }

    /// The step over a foreign key, to the table it leads to.
    func step(over key: ColumnReference) -> Step? {
        let own = selfReferences[key.dataset] ?? []
        return (own + (steps[key.dataset] ?? [])).first { $0.from == key && !$0.isFanOut }
    }

    /// The number of joins between two tables; `nil` when they are not connected.
    func distance(_ start: String, _ goal: String) -> Int? {
        path(from: start, to: goal)?.steps.count
    }

    /// Whether the table only ties others together.
    func isBridge(_ table: String) -> Bool {
        guard let dataset = datasets[table] else { return false }
        let own = dataset.columns.filter {
            !foreignKeys.contains(ColumnReference(table, $0.name))
                && !dataset.primaryKey.contains($0.name)
        }
        return own.isEmpty && dataset.columns.count >= 2
    }

    /// The columns that hold dates, of the first of some tables that has any.
    func dates(of tables: [String]) -> [ColumnReference] {
        for table in tables {
            let found = (datasets[table]?.columns ?? []).filter { column in
                column.type.isTemporal
                    || !column.type.isNumeric
                        && words(of: ColumnReference(table, column.name)).contains("date")
            }
            if !found.isEmpty { return found.map { ColumnReference(table, $0.name) } }
        }
        return []
    }

    /// What people know the things of a table by: its name, or first and last name, or title.
    func display(of table: String) -> [ColumnReference] {
        guard let dataset = datasets[table] else { return [] }
        if let known = concepts.displays[table] { return known }
        let own = Set(names.words(ofTable: table))
        func columns(_ wanted: [[String]]) -> [ColumnReference] {
            for words in wanted {
                for column in dataset.columns {
                    let all = names.words(of: ColumnReference(table, column.name))
                    let rest = all.filter { !own.contains($0) }
                    if all == words || rest == words {
                        return [ColumnReference(table, column.name)]
                    }
                }
            }
            return []
        }
        let first = columns([["first", "name"], ["given", "name"], ["firstname"]])
        let last = columns([
            ["last", "name"], ["surname"], ["family", "name"], ["lastname"],
        ])
        if !first.isEmpty, !last.isEmpty { return first + last }
        let named = columns([["name"], ["full", "name"], ["title"], ["label"], ["description"]])
        if !named.isEmpty { return named }
        let ending = dataset.columns.first { column in
            let words = names.words(of: ColumnReference(table, column.name))
            return (words.last == "name" || words.last == "title")
                && !foreignKeys.contains(ColumnReference(table, column.name))
        }
        if ending == nil, !concepts.isEmpty, last.isEmpty { return numbered(dataset) }
        return ending.map { [ColumnReference(table, $0.name)] } ?? last
    }

    /// The number or code that people know a thing by where it has no name.
    private func numbered(_ dataset: Vocabulary.Dataset) -> [ColumnReference] {
        let own = SchemaWords.words(of: dataset.shortName)
        for ending in ["number", "code"] {
            let found = dataset.columns.first { column in
                let words = SchemaWords.words(of: column.name)
                return words.last == ending && own.allSatisfy(words.contains)
                    && !foreignKeys.contains(ColumnReference(dataset.name, column.name))
            }
            if let found { return [ColumnReference(dataset.name, found.name)] }
        }
        return []
    }

    /// The column that identifies a row, when it is a single one.
    func key(of table: String) -> ColumnReference? {
        guard let dataset = datasets[table], dataset.primaryKey.count == 1,
            let name = dataset.primaryKey.first, dataset.column(name) != nil
        else { return nil }
        return ColumnReference(table, name)
    }

    /// The words of a column's name.
    func words(of column: ColumnReference) -> [String] { names.words(of: column) }

    func isNullable(_ column: ColumnReference) -> Bool {
        datasets[column.dataset]?.column(column.name)?.isNullable == true
    }

    func type(of column: ColumnReference) -> SQLType? {
        concepts.type(of: column) ?? datasets[column.dataset]?.column(column.name)?.type
    }
}

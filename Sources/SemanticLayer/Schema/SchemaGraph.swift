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
    }

    let datasets: [String: Vocabulary.Dataset]
    private let steps: [String: [Step]]
    /// The foreign keys that lead from a table to itself.
    let selfReferences: [String: [Step]]
    /// The columns that are ends of foreign keys.
    let foreignKeys: Set<ColumnReference>

    init(_ vocabulary: Vocabulary, datasets: [String: Vocabulary.Dataset]) {
        self.datasets = datasets
        var steps: [String: [Step]] = [:]
        var loops: [String: [Step]] = [:]
        var keys: Set<ColumnReference> = []
        for reference in Set(vocabulary.references).sorted(by: {
            ($0.column, $0.target) < ($1.column, $1.target)
        }) {
            guard datasets[reference.column.dataset]?.column(reference.column.name) != nil,
                datasets[reference.target.dataset]?.column(reference.target.name) != nil
            else { continue }
            keys.insert(reference.column)
            let forward = Step(from: reference.column, to: reference.target, isFanOut: false)
            let isUnique =
                datasets[reference.column.dataset]?.primaryKey == [reference.column.name]
            let backward = Step(
                from: reference.target, to: reference.column, isFanOut: !isUnique)
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
                    let hint = SchemaWords.words(of: step.isFanOut ? step.to.name : step.from.name)
                    let named = hint.contains { words.contains($0) && !SchemaWords.isGeneric($0) }
                    let cost = known.cost + 100 + (step.isFanOut ? 3 : 0) - (named ? 10 : 0)
                    let target = step.to.dataset
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

    /// What people know the things of a table by: its name, or first and last name, or title.
    func display(of table: String) -> [ColumnReference] {
        guard let dataset = datasets[table] else { return [] }
        let own = Set(SchemaWords.words(of: dataset.shortName))
        func columns(_ wanted: [[String]]) -> [ColumnReference] {
            for words in wanted {
                for column in dataset.columns {
                    let all = SchemaWords.words(of: column.name)
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
            let words = SchemaWords.words(of: column.name)
            return (words.last == "name" || words.last == "title")
                && !foreignKeys.contains(ColumnReference(table, column.name))
        }
        return ending.map { [ColumnReference(table, $0.name)] } ?? last
    }

    /// The column that identifies a row, when it is a single one.
    func key(of table: String) -> ColumnReference? {
        guard let dataset = datasets[table], dataset.primaryKey.count == 1,
            let name = dataset.primaryKey.first, dataset.column(name) != nil
        else { return nil }
        return ColumnReference(table, name)
    }

    func isNullable(_ column: ColumnReference) -> Bool {
        datasets[column.dataset]?.column(column.name)?.isNullable == true
    }

    func type(of column: ColumnReference) -> SQLType? {
        datasets[column.dataset]?.column(column.name)?.type
    }
}

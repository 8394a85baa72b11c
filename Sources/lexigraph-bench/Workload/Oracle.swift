import PropertyGraph

/// Answers the questions from the arrays, in the plainest way: what the engine's answers are
/// compared with.
struct Oracle {
    let enterprise: Enterprise
    /// The datasets that the reader may not see.
    let hidden: Set<Int>
    /// For each dataset those derived from it.
    let downstream: [[Int32]]
    /// For each column its terms.
    let termsOfColumn: [Int: [Int]]
    let columnsOfTerm: [[Int]]

    init(_ enterprise: Enterprise, hidden: Set<Int> = []) {
        self.enterprise = enterprise
        self.hidden = hidden
        var downstream = [[Int32]](repeating: [], count: enterprise.datasets.count)
        for (index, parents) in enterprise.upstream.enumerated() {
            for parent in parents { downstream[Int(parent)].append(Int32(index)) }
        }
        self.downstream = downstream
        var termsOfColumn: [Int: [Int]] = [:]
        var columnsOfTerm = [[Int]](repeating: [], count: enterprise.terms.count)
        for mapping in enterprise.mappings {
            termsOfColumn[mapping.column, default: []].append(mapping.term)
            columnsOfTerm[mapping.term].append(mapping.column)
        }
        self.termsOfColumn = termsOfColumn
        self.columnsOfTerm = columnsOfTerm
    }

    /// The rows that the query has to give.
    func answer(_ query: WorkloadQuery, _ question: Question) -> [[Value]] {
        switch (query, question) {
        case (.upstream, .dataset(let dataset)): upstream(of: dataset)
        case (.downstream, .dataset(let dataset)): downstreamCounts(of: dataset)
        case (_, .path(let from, let to)): pathLength(from, to)
        case (_, .column(let column)): provenance(of: column)
        case (_, .dataset(let dataset)): details(of: dataset)
        case (_, .term(let text)): terms(called: text)
        case (_, .terms(let terms)): datasets(covering: terms)
        case (_, .neighbours(let term)): neighbours(of: term)
        case (_, .access(let user, let dataset)): access(user, dataset)
        case (_, .domain(let domain)): personalColumns(in: domain)
        case (_, .layer(let layer)): orphans(in: layer)
        case (_, .minimumCount(let count)): columnsByType(atLeast: count)
        case (_, .top(let layer, let quality)): mostPopular(layer, quality)
        case (_, .fragment(let text)): columns { contains(text.utf8, in: $0.utf8) }
        case (_, .pattern(let entity, let attributes)): columns(entity, attributes)
        case (_, .mapping), (_, .popularity): []
        }
    }

    func isVisible(_ dataset: Int) -> Bool { !hidden.contains(dataset) }

    func owner(of column: Int) -> Int { Int(enterprise.columns[column].dataset) }

    // MARK: Look-ups

    private func details(of dataset: Int) -> [[Value]] {
        guard isVisible(dataset) else { return [] }
        let found = enterprise.datasets[dataset]
        return [
            [
                .string(found.name), .string(found.type), .string(found.layer),
                .string(found.owner), .integer(Int64(found.rowCount)), .float(found.qualityScore),
            ]
        ]
    }

    private func terms(called text: String) -> [[Value]] {
        let wanted = text.lowercased()
        return enterprise.terms
            .filter { term in
                term.name.lowercased() == wanted
                    || term.synonyms.contains { $0.lowercased() == wanted }
            }
            .sorted { $0.name < $1.name }
            .map { [.string($0.name), .string($0.domain), .string($0.definition)] }
    }

    private func access(_ user: Int, _ dataset: Int) -> [[Value]] {
        let required = Set(enterprise.datasets[dataset].roles)
        let isAllowed =
            isVisible(dataset) && enterprise.users[user].roles.contains { required.contains($0) }
        return [[.boolean(isAllowed)]]
    }

    // MARK: Terms

    private func datasets(covering terms: [Int]) -> [[Value]] {
        var coverage: [Int: Set<Int>] = [:]
        for term in Set(terms) {
            for column in columnsOfTerm[term] where isVisible(owner(of: column)) {
                coverage[owner(of: column), default: []].insert(column)
            }
        }
        let found = coverage.map { (enterprise.datasets[$0.key], $0.value.count) }
        let ranked = found.sorted { first, second in
            if first.1 != second.1 { return first.1 > second.1 }
            if first.0.score != second.0.score { return first.0.score > second.0.score }
            return first.0.name < second.0.name
        }
        return ranked.prefix(10).map { dataset, count in
            [.string(dataset.name), .integer(Int64(count)), .float(dataset.score)]
        }
    }

    private func neighbours(of term: Int) -> [[Value]] {
        let datasets = Set(columnsOfTerm[term].map(owner)).filter(isVisible)
        var shared: [Int: Int] = [:]
        for dataset in datasets {
            var others: Set<Int> = []
            for column in enterprise.datasets[dataset].columns {
                others.formUnion(termsOfColumn[column] ?? [])
            }
            others.remove(term)
            for other in others { shared[other, default: 0] += 1 }
        }
        let ranked = shared.map { (enterprise.terms[$0.key].name, $0.value) }
            .sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
        return ranked.prefix(20).map { [.string($0.0), .integer(Int64($0.1))] }
    }
}

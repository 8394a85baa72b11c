import PropertyGraph

extension Oracle {
    func personalColumns(in domain: String) -> [[Value]] {
        var found: [(String, String, String)] = []
        for mapping in enterprise.mappings where enterprise.terms[mapping.term].domain == domain {
            let column = enterprise.columns[mapping.column]
            guard column.isPersonal, isVisible(Int(column.dataset)) else { continue }
            found.append(
                (
                    enterprise.datasets[Int(column.dataset)].name, column.name.text,
                    enterprise.terms[mapping.term].name
                ))
        }
        return found.sorted { $0 < $1 }.prefix(100)
            .map { [.string($0.0), .string($0.1), .string($0.2)] }
    }

    func orphans(in layer: String) -> [[Value]] {
        enterprise.datasets.indices
            .filter { index in
                isVisible(index) && enterprise.datasets[index].layer == layer
                    && !enterprise.upstream[index].contains { isVisible(Int($0)) }
                    && !downstream[index].contains { isVisible(Int($0)) }
            }
            .map { enterprise.datasets[$0].name }
            .sorted()
            .prefix(50)
            .map { [.string($0)] }
    }

    func mostPopular(_ layer: String, _ quality: Double) -> [[Value]] {
        var found: [(name: String, popularity: Int)] = []
        for (index, dataset) in enterprise.datasets.enumerated() where isVisible(index) {
            guard dataset.layer == layer, dataset.qualityScore >= quality else { continue }
            found.append((dataset.name, dataset.popularity))
        }
        found.sort { first, second in
            if first.popularity != second.popularity { return first.popularity > second.popularity }
            return first.name < second.name
        }
        return found.prefix(20).map { [.string($0.name), .integer(Int64($0.popularity))] }
    }

    func columnsByType(atLeast count: Int) -> [[Value]] {
        struct Group {
            var count = 0
            var nulls = 0.0
            var personal = 0
        }
        var groups: [String: Group] = [:]
        for column in enterprise.columns where Int(column.distinctCount) >= count {
            var group = groups[column.name.attributeInfo.type] ?? Group()
            group.count += 1
            group.nulls += column.nullPercentage
            group.personal += column.isPersonal ? 1 : 0
            groups[column.name.attributeInfo.type] = group
        }
        let ranked = groups.sorted {
            $0.value.count == $1.value.count ? $0.key < $1.key : $0.value.count > $1.value.count
        }
        return ranked.map { type, group in
            [
                .string(type), .integer(Int64(group.count)),
                .float(group.nulls / Double(group.count)), .integer(Int64(group.personal)),
            ]
        }
    }

    /// How many columns have a name that passes a test, and the first such name.
    ///
    /// The test is made once for each of the few different names.
    func columns(_ test: (String) -> Bool) -> [[Value]] {
        var verdicts: [ColumnName: Bool] = [:]
        var count = 0
        var first: String?
        for column in enterprise.columns {
            let verdict: Bool
            if let known = verdicts[column.name] {
                verdict = known
            } else {
                let text = column.name.text
                verdict = test(text)
                verdicts[column.name] = verdict
                if verdict { first = min(first ?? text, text) }
            }
            if verdict { count += 1 }
        }
        return [[.integer(Int64(count)), first.map { .string($0) } ?? .null]]
    }

    /// What `(src|tgt)_entity_(one|other).*_v[0-9]` means, without a regular expression.
    func columns(_ entity: String, _ attributes: [String]) -> [[Value]] {
        let beginnings = ["src", "tgt"].flatMap { prefix in
            attributes.map { "\(prefix)_\(entity)_\($0)" }
        }
        return columns { name in
            let ending = name.utf8.suffix(3)
            guard ending.count == 3, ending.starts(with: "_v".utf8),
                let digit = ending.last, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit)
            else { return false }
            let rest = name.utf8.dropLast(3)
            return beginnings.contains { rest.starts(with: $0.utf8) }
        }
    }

    /// Whether a text occurs in another, place by place.
    func contains(_ text: String.UTF8View, in other: String.UTF8View) -> Bool {
        var rest = other[...]
        while rest.count >= text.count {
            if rest.starts(with: text) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}

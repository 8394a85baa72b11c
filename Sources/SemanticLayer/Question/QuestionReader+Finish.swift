/// Judging what was read.
extension QuestionReader {
    mutating func finished() -> Understanding {
        promoteMentioned()
        listFiltered()
        orderRanking()
        applyScope()
        let unknownWords = unknown.enumerated().map { index, item in
            UnknownWord(
                text: text(of: item.segment),
                span: span(of: item.segment),
                // Of many unknown words only the first are worth a search.
                nearest: index >= 5
                    ? []
                    : model.lexicon.nearest(
                        to: tokens[item.segment.tokens.lowerBound].stem,
                        count: 3
                    )
            )
        }
        for item in unknown where item.isTolerated {
            assume("“\(text(of: item.segment))” was left out of account.", costing: 0.9)
        }
        let status = status(unknownWords)
        let lowest = resolutions.map(\.confidence).min() ?? 0
        return Understanding(
            question: question,
            query: query,
            resolutions: resolutions.sorted { $0.span.lowerBound < $1.span.lowerBound },
            assumptions: assumptions,
            unknownWords: unknownWords,
            confidence: status == .understood ? confidence * max(0.9, lowest) : 0,
            status: status
        )
    }

    /// A thing that was only mentioned is what is asked for when nothing else is.
    private mutating func promoteMentioned() {
        guard query.metrics.isEmpty, let entity = mentioned.last,
            query.limit == nil, unknown.allSatisfy({ $0.isTolerated })
        else { return }
        let source = Dimension(entity.source)
        guard !query.dimensions.contains(source) else { return }
        query.metrics.append(model.count(of: entity))
    }

    /// "campaigns with at least 500 conversions" lists them; it does not count them.
    private mutating func listFiltered() {
        guard let counted = lastCounted, query.dimensions.isEmpty else { return }
        let isAlone =
            query.metrics.count == 1 && query.filters.isEmpty && query.grain == nil
            && query.timeRange == nil && query.order.isEmpty && query.limit == nil
        if !query.groupFilters.isEmpty, !counted.isExplicit, query.metrics.count > 1 {
            query.metrics.removeAll { $0.name == counted.metric }
            query.dimensions.append(Dimension(counted.entity.source))
        } else if isAlone, !counted.isExplicit, query.metrics.first?.name == counted.metric,
            query.groupFilters.isEmpty
        {
            let things = counted.entity.name.replacing("_", with: " ")
            ask(
                "What would you like to know about each \(things)?",
                ["number of \(things)s"]
                    + model.metrics(for: [Dimension(counted.entity.source)], count: 5)
            )
        }
    }

    /// A ranking without "by …" is by the metric that is there.
    private mutating func orderRanking() {
        if let pending = rank, !pending.isNamed, let count = pending.count, query.limit == nil {
            query.limit = RowLimit(count)
            superlativeDirection = pending.isDescending
        }
        guard let isDescending = superlativeDirection, query.limit != nil else { return }
        if query.order.isEmpty, let metric = query.metrics.first {
            query.order = [Order(.metric(metric.name), descending: isDescending)]
        } else if case .metric = query.order.first?.key {
            query.order[0].isDescending = isDescending
        }
    }

    /// Dimensions and periods beside the ranked one split the ranking.
    private mutating func applyScope() {
        guard let ranked = rankedDimensions, query.limit != nil,
            query.dimensions.indices.contains(ranked - 1)
        else { return }
        query.limit?.within = query.dimensions.enumerated()
            .filter { $0.offset != ranked - 1 }.map(\.element)
        query.limit?.isPerPeriod = query.grain != nil
    }

    private func status(_ unknownWords: [UnknownWord]) -> Understanding.Status {
        let missing = unknown.indices.filter { !unknown[$0].isTolerated }
        let missed = missing.map { unknownWords[$0] }
        if query.metrics.isEmpty, !missed.isEmpty || !unknownWords.isEmpty {
            return notFound(missed.isEmpty ? unknownWords : missed)
        }
        if !missed.isEmpty { return clarification(of: missed) }
        if let clarification {
            return .needsClarification(
                question: clarification.question,
                choices: clarification.choices
            )
        }
        if query.metrics.isEmpty { return missingMetric() }
        return .understood
    }

    private func quoted(_ words: [UnknownWord]) -> String {
        let shown = words.prefix(5).map { "“\(Self.shortened($0.text))”" }
        let rest = words.count > 5 ? " and \(words.count - 5) more" : ""
        guard let last = shown.last, shown.count > 1, rest.isEmpty else {
            return shown.joined(separator: ", ") + rest
        }
        return shown.dropLast().joined(separator: ", ") + " and " + last
    }

    private static func shortened(_ text: String) -> String {
        text.count > 40 ? String(text.prefix(39)) + "…" : text
    }

    private func nearest(_ words: [UnknownWord]) -> [String] {
        var found: [String] = []
        for word in words.prefix(5) {
            for phrase in word.nearest where !found.contains(phrase) && found.count < 5 {
                found.append(phrase)
            }
        }
        return found
    }

    /// Nothing that could be computed was named.
    private func notFound(_ words: [UnknownWord]) -> Understanding.Status {
        let near = nearest(words)
        let suggestion =
            near.isEmpty
            ? " Metrics I know are, for example, \(Self.list(model.suggestedMetrics(count: 5)))."
            : " The nearest names I know are \(Self.list(near))."
        return .refused(
            reason: "I found no metric, entity or dimension called \(quoted(words)) in the "
                + "glossary or the datasets." + suggestion
        )
    }

    private func clarification(of words: [UnknownWord]) -> Understanding.Status {
        let near = nearest(words)
        return .needsClarification(
            question: "I do not know \(quoted(words)). What do you mean by "
                + (words.count == 1 ? "it?" : "them?"),
            choices: near.isEmpty ? ["leave it out"] : near + ["leave it out"]
        )
    }

    private func missingMetric() -> Understanding.Status {
        let choices = model.metrics(
            for: query.dimensions,
            count: 6
        )
        guard !resolutions.isEmpty else {
            return .needsClarification(
                question: "What would you like to know? Name a metric and what to group it by, as "
                    + "in “\(model.exampleQuestion)”.",
                choices: choices
            )
        }
        let subject = query.dimensions.map(\.label).joined(separator: " and ")
        let about = subject.isEmpty ? "" : " for each \(subject)"
        return .needsClarification(
            question: "Which metric should I compute\(about)?",
            choices: choices
        )
    }

    /// The items in words: "a, b and c".
    static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "nothing" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }
}

extension SemanticModel {
    /// Metrics worth suggesting, by display name: ratios and measures the vocabulary can compute.
    func suggestedMetrics(count: Int) -> [String] { metrics(for: [], count: count) }

    /// A question the vocabulary can answer.
    var exampleQuestion: String {
        let metric = suggestedMetrics(count: 1).first ?? "revenue"
        let dimension = vocabulary.terms.first { term in
            term.kind == .dimension && !mappings(of: term.name).isEmpty
        }
        return "weekly \(metric) by \(dimension?.displayName ?? "region")".lowercased()
    }

    /// Metrics computed from datasets that hold the dimensions, by display name.
    func metrics(for dimensions: [Dimension], count: Int) -> [String] {
        let homes = dimensions.map { dimension in
            Set(dimension.sources.flatMap { columns(of: $0) }.map(\.column.dataset))
        }
        var near: [String] = []
        var far: [String] = []
        for term in vocabulary.terms where term.kind == .measure || term.kind == .metric {
            guard let formula = formulas[term.name.lowercased()], term.status != .deprecated else {
                continue
            }
            let datasets = Set(
                formula.measures.flatMap { measure -> [String] in
                    guard case .term(let name) = measure.source else { return [] }
                    return mappings(of: name).map(\.column.dataset)
                }
            )
            let isNear = homes.allSatisfy { !$0.isDisjoint(with: datasets) }
            if isNear { near.append(term.displayName) } else { far.append(term.displayName) }
        }
        return Array((near + far).prefix(count))
    }
}

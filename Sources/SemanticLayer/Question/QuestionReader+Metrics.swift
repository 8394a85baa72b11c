import SQLSyntax

/// What is to be computed: metrics, counts, and things that are only mentioned.
extension QuestionReader {
    mutating func readAsMetric(_ segment: Segment, _ readings: Readings) {
        if isCounting || isDistinct, readEntityCount(segment, readings) { return }
        if readAsCondition(segment, readings) { return }
        if isNegated {
            ask("I cannot tell what to leave out by “not \(text(of: segment))”. Which values?")
            isNegated = false
        }
        if let metric = readings.metric, !isOnlyNoun(segment, readings) {
            refuseAggregateOfCount(metric, segment)
            add(aggregated(metric), segment)
            if readings.entity != nil, let entity = readings.entity {
                lastCounted = Counted(entity: entity, metric: metric.name, isExplicit: false)
            }
            return
        }
        if let entity = readings.entity {
            readEntity(entity, segment, readings)
            return
        }
        guard let dimension = readings.dimension else { return }
        if query.dimensions.contains(where: { $0.sources == dimension.sources }) { return }
        if aggregation == .count || isCounting { return }
        if isAfterPreposition, !query.filters.isEmpty { return }
        assume("“\(text(of: segment))” is taken as something to group by.", costing: 0.95)
        add(dimension, segment)
        hasGrouped = false
        limitToOne(segment)
    }

    /// "highest revenue region" asks for one, "highest revenue regions" for an order.
    private mutating func limitToOne(_ segment: Segment) {
        let isSuperlative =
            resolutions.contains { $0.meaning == .relation("most") }
            || resolutions.contains { $0.meaning == .relation("least") }
        guard isSuperlative, !query.order.isEmpty, query.limit == nil, !isPlural(segment) else {
            return
        }
        query.limit = RowLimit(1)
    }

    /// Reads "for urgent tickets" after a metric: the condition of a counting term as a filter.
    private mutating func readAsCondition(_ segment: Segment, _ readings: Readings) -> Bool {
        guard isAfterPreposition || isNegated, !query.metrics.isEmpty, aggregation == nil,
            !isCounting,
            readings.entity == nil, let metric = readings.metric,
            case .measure(let measure) = metric.formula, case .term(let term) = measure.source,
            measure.aggregation == .countDistinct || measure.aggregation == .count,
            let mapping = model.mappings(of: term).first
        else { return false }
        let filters = mapping.conditions.compactMap { Filter($0, of: mapping.column.dataset) }
        guard !filters.isEmpty, filters.count == mapping.conditions.count else { return false }
        // Leaving out rows that meet several conditions is no plain filter.
        guard !isNegated || filters.count == 1 else { return false }
        for filter in filters { add(isNegated ? filter.negated : filter) }
        isNegated = false
        note(segment, .term(term))
        return true
    }

    /// Whether the phrase only says what the metric or filter around it is about.
    ///
    /// The orders of "revenue of completed orders" and the customer of "customer revenue" are not
    /// asked for by themselves.
    private func isOnlyNoun(_ segment: Segment, _ readings: Readings) -> Bool {
        guard readings.entity != nil, aggregation == nil, !isCounting else { return false }
        if isAfterPreposition, !query.metrics.isEmpty { return true }
        guard !isPlural(segment), let next = upcoming(),
            next.tokens.lowerBound == segment.tokens.upperBound
        else { return false }
        return self.readings(of: next).metric != nil
    }

    private mutating func readEntityCount(_ segment: Segment, _ readings: Readings) -> Bool {
        // "number of orders" is the glossary's own count when it has one.
        if let metric = readings.metric, case .measure(let measure) = metric.formula,
            measure.aggregation == .count || measure.aggregation == .countDistinct
        {
            add(metric, segment)
            return true
        }
        if let entity = readings.entity {
            let metric = model.count(of: entity)
            add(metric, segment)
            lastCounted = Counted(entity: entity, metric: metric.name, isExplicit: true)
            return true
        }
        guard let dimension = readings.dimension, readings.metric == nil,
            let column = model.firstColumn(of: dimension)
        else { return false }
        let measure = Measure(.column(column), .countDistinct)
        let name = Naming.snakeCase(column.name) + "_count"
        assume("“number of \(text(of: segment))” counts different values.")
        add(Metric(name, formula: .measure(measure)), segment)
        return true
    }

    private mutating func readEntity(
        _ entity: Readings.Entity,
        _ segment: Segment,
        _ readings: Readings
    ) {
        let next = upcoming()
        let isBeforeProduct = next?.kind == .product
        if isBeforeProduct {
            add(Dimension(entity.source), segment)
            hasGrouped = false
            mentioned.append(entity)
            return
        }
        if let isDescending = superlative {
            // "best selling products by revenue"
            superlative = nil
            rank = Rank(count: nil, isDescending: isDescending)
            if readInRank(segment, readings) { return }
        }
        if isOnlyNoun(segment, readings) {
            note(segment, .context(entity.home.map { [$0] } ?? []))
            mentioned.append(entity)
            return
        }
        let metric = model.count(of: entity)
        add(metric, segment)
        lastCounted = Counted(entity: entity, metric: metric.name, isExplicit: false)
    }

    /// The metric under the aggregation said before it, when that is another than its own.
    func aggregated(_ metric: Metric) -> Metric {
        guard let aggregation, case .measure(let measure) = metric.formula,
            measure.aggregation != aggregation
        else { return metric }
        // "total orders" is still a count, and "total resolution time" a sum.
        let isCount = measure.aggregation == .count || measure.aggregation == .countDistinct
        if isCount { return metric }
        let name = metric.name
        let prefix = aggregation.prefix
        return Metric(
            name.hasPrefix(prefix + "_") ? name : prefix + "_" + name,
            term: metric.term,
            formula: .measure(Measure(measure.source, aggregation))
        )
    }

    /// An average of a count needs to know over what; "average orders" does not say.
    private mutating func refuseAggregateOfCount(_ metric: Metric, _ segment: Segment) {
        guard let aggregation,
            aggregation == .average || aggregation == .maximum
                || aggregation == .minimum, case .measure(let measure) = metric.formula,
            measure.aggregation == .countDistinct || measure.aggregation == .count
        else { return }
        let name = metric.name.replacing("_", with: " ")
        ask(
            "I can compute the \(name), but not its \(aggregation.prefix). Which do you want?",
            [name]
        )
    }

    mutating func add(_ metric: Metric, _ segment: Segment) {
        if let term = metric.term {
            note(segment, .term(term))
        } else if case .measure(let measure) = metric.formula {
            if case .column(let column) = measure.source { note(segment, .column(column)) }
            if case .entity(let term) = measure.source { note(segment, .term(term)) }
            if case .dataset(let name) = measure.source { note(segment, .dataset(name)) }
            if aggregation == nil, measure.aggregation == .sum {
                assume("“\(text(of: segment))” is added up.", costing: 0.95)
            }
        }
        if let aggregation { note(segment, .aggregation(aggregation)) }
        if let isDescending = superlative {
            query.order.append(Order(.metric(metric.name), descending: isDescending))
            superlative = nil
            if query.limit == nil, asksForOne { query.limit = RowLimit(1) }
        }
        if !query.metrics.contains(where: { $0.name == metric.name }) {
            query.metrics.append(metric)
        }
        isAfterComma = false
    }
}

import SQLSyntax

/// Phrases of the vocabulary, read as the place in the question asks for.
extension QuestionReader {
    mutating func readKnown(_ segment: Segment) {
        if case .known(_, let corrected?) = segment.kind {
            let words = text(of: segment)
            assume("Assuming “\(words)” means “\(corrected)”.", costing: 0.85)
        }
        let readings = readings(of: segment)
        defer {
            aggregation = nil
            isCounting = false
            isDistinct = false
        }
        if readings.metric == nil, readings.entity == nil, readings.dimension == nil,
            readings.values.isEmpty
        {
            reportUnbound(readings, segment)
            return
        }
        if readComparison(of: segment, readings) { return }
        if readQualifiedDimension(segment, readings) { return }
        if readAsValue(segment, readings) { return }
        switch mode {
        case .grouping: readInGroup(segment, readings)
        case .ordering: readInOrder(segment, readings)
        case .metrics:
            if rank != nil, readInRank(segment, readings) { return }
            readAsMetric(segment, readings)
        }
    }

    private mutating func reportUnbound(_ readings: Readings, _ segment: Segment) {
        let name = readings.unbound ?? text(of: segment)
        ask(
            "“\(name.replacing("_", with: " "))” is in the glossary, but no column is mapped to it, "
                + "so it cannot be computed yet. What should I use instead?",
            model.suggestedMetrics(count: 3)
        )
    }

    // MARK: Grouping

    private mutating func readInGroup(_ segment: Segment, _ readings: Readings) {
        let isField = readings.dimension != nil || readings.entity != nil
        let isMeasured = readings.metric?.term != nil
        // ", orders" after "by region" starts a list of metrics; "and customers" goes on grouping.
        let startsMetrics = hasGrouped && isAfterComma && isMeasured
        if isField, aggregation == nil, !isCounting, !startsMetrics {
            add(readings, segment)
            return
        }
        if let metric = readings.metric, !hasGrouped {
            readMetricAfterBy(metric, segment)
            return
        }
        mode = .metrics
        readAsMetric(segment, readings)
    }

    /// Reads "by revenue": the order of a ranking, or of the things named just before.
    private mutating func readMetricAfterBy(_ metric: Metric, _ segment: Segment) {
        let metric = aggregated(metric)
        mode = .metrics
        if rankedDimensions != nil || rank != nil {
            add(metric, segment)
            query.order.append(Order(.metric(metric.name), descending: rank?.isDescending ?? true))
            return
        }
        if let counted = lastCounted, query.metrics.last?.name == counted.metric,
            query.dimensions.isEmpty
        {
            query.metrics.removeLast()
            query.dimensions.append(Dimension(counted.entity.source))
            query.order.append(Order(.metric(metric.name), descending: true))
        }
        add(metric, segment)
    }

    /// Adds the field the readings name to the dimensions.
    mutating func add(_ readings: Readings, _ segment: Segment) {
        let prefersEntity = readings.entity != nil && readings.dimension == nil
        let best = readings.entity.map { Dimension($0.source) }
        guard let dimension = prefersEntity ? best : readings.dimension ?? best else { return }
        add(dimension, segment)
    }

    mutating func add(_ dimension: Dimension, _ segment: Segment) {
        hasGrouped = true
        isAfterComma = false
        note(segment, meaning(of: dimension))
        if model.isTemporal(dimension) {
            if query.grain == nil { query.grain = .day }
            return
        }
        if !query.dimensions.contains(dimension) { query.dimensions.append(dimension) }
    }

    private func meaning(of dimension: Dimension) -> Resolution.Meaning {
        switch dimension.sources.first {
        case .term(let name): .term(name)
        case .column(let column): .column(column)
        case .dataset(let name): .dataset(name)
        case nil: .context([])
        }
    }

    /// Reads "customer segment": a field of the entity named before it.
    private mutating func readQualifiedDimension(
        _ segment: Segment,
        _ readings: Readings
    ) -> Bool {
        guard let entity = readings.entity, let home = entity.home, !isPlural(segment),
            let next = upcoming(), next.tokens.lowerBound == segment.tokens.upperBound
        else { return false }
        guard var dimension = self.readings(of: next).dimension else { return false }
        let isThere = dimension.sources.contains { source in
            model.columns(of: source).contains { $0.column.dataset == home }
        }
        guard isThere else { return false }
        dimension.within = home
        advance()
        note(segment, .context([home]))
        if let following = upcoming(), case .keyword(.compare(let sign)) = following.kind,
            readComparison(of: dimension, sign)
        {
            return true
        }
        if mode == .ordering {
            query.order.append(Order(.dimension(dimension)))
            return true
        }
        add(dimension, next)
        if rank != nil { closeRank() }
        return true
    }

    // MARK: Order and rank

    private mutating func readInOrder(_ segment: Segment, _ readings: Readings) {
        if let metric = readings.metric {
            let metric = aggregated(metric)
            add(metric, segment)
            query.order.append(Order(.metric(metric.name), descending: true))
        } else if let dimension = readings.dimension
            ?? readings.entity.map({ Dimension($0.source) })
        {
            note(segment, meaning(of: dimension))
            query.order.append(
                model.isTemporal(dimension) ? Order(.time) : Order(.dimension(dimension))
            )
        }
        mode = .metrics
    }

    /// Reads the thing of "top 10 products"; `false` when the phrase is not a thing.
    mutating func readInRank(_ segment: Segment, _ readings: Readings) -> Bool {
        guard readings.dimension != nil || readings.entity != nil else { return false }
        // "best revenue" ranks by a metric that happens to be called like a thing.
        add(readings, segment)
        closeRank()
        return true
    }

    /// Remembers that the ranked dimension has been named.
    private mutating func closeRank() {
        rankedDimensions = query.dimensions.count
        query.limit = RowLimit(rank?.count ?? model.settings.defaultLimit)
        rank?.isNamed = true
        if rank?.count == nil {
            assume("No number was given; the first \(model.settings.defaultLimit) are shown.")
        }
        if let isDescending = rank?.isDescending { superlativeDirection = isDescending }
        rank = nil
    }
}

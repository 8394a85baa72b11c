extension Graph {
    /// The indexes, in order of creation, those owned by constraints included.
    public var indexes: [IndexDefinition] { version.root.schema.indexes.map(\.definition) }

    /// The constraints, in order of creation.
    public var constraints: [ConstraintDefinition] {
        version.root.schema.constraints.map(\.definition)
    }

    /// The number of the index of that name.
    public func index(named name: String) -> IndexID? {
        version.root.schema.indexes.first { $0.definition.name == name }?.id
    }

    /// The declaration of an index.
    public func definition(of index: IndexID) -> IndexDefinition? {
        version.root.schema.index(index)?.definition
    }

    /// An index that answers seeks on a label's nodes by exactly these keys, in any order for
    /// several of them; seeks take values in the order of `keys(of:)`.
    public func index(on label: LabelID, keys: [PropertyKeyID]) -> IndexID? {
        find(.label(label), keys)
    }

    /// An index that answers seeks on a type's relationships by exactly these keys.
    public func index(on type: RelationshipTypeID, keys: [PropertyKeyID]) -> IndexID? {
        find(.type(type), keys)
    }

    /// All indexes that answer seeks on a label's nodes.
    public func indexes(on label: LabelID) -> [IndexID] {
        let schema = version.root.schema
        return schema.positions(.label(label)).map { schema.indexes[$0].id }
    }

    /// The keys of an index, in its order.
    public func keys(of index: IndexID) -> [PropertyKeyID] {
        version.root.schema.index(index)?.keys ?? []
    }

    /// Whether no two entries of the index can be equal.
    public func isUnique(_ index: IndexID) -> Bool {
        version.root.schema.index(index)?.isUnique ?? false
    }

    private func find(_ target: IndexState.Target, _ keys: [PropertyKeyID]) -> IndexID? {
        let schema = version.root.schema
        for position in schema.positions(target) {
            let own = schema.indexes[position].keys
            // No index has a key twice.
            guard own.count == keys.count, own.allSatisfy(keys.contains) else { continue }
            return schema.indexes[position].id
        }
        return nil
    }

    /// How much an index holds.
    ///
    /// - Complexity: O(number of indexes).
    public func statistics(for index: IndexID) -> IndexStatistics {
        let state = version.root.schema.index(index)
        return IndexStatistics(entries: state?.entries ?? 0, distinct: state?.distinct ?? 0)
    }

    /// The nodes whose properties equal the values, in the order of the index's keys; there may be
    /// fewer values than keys.
    ///
    /// An index holds the nodes that have all of its keys.
    /// `1` finds `1.0`. Null and `NaN` find nothing. Exact for truth values, numbers, texts, dates
    /// and local times; for lists, maps, durations and what has an offset it finds candidates, so
    /// keep the predicate for those.
    public func seek(_ index: IndexID, equal values: [Value]) -> NodeCursor {
        guard let state = version.root.schema.index(index), state.keys.count >= values.count,
            let parts = seekKeys(values), let first = parts.first
        else { return NodeCursor(source: .none) }
        if state.keys.count == 1 {
            return NodeCursor(source: .seek(SeekScan(state.tree, of: first, graph: self)))
        }
        var isNode = true
        if case .type = state.target { isNode = false }
        let check = SeekCheck(graph: self, isNode: isNode, keys: state.keys, parts: parts)
        guard parts.count == state.keys.count else {
            let (start, end) = IndexKey.combinedRange(first: first)
            return range(state, start, nil, end, nil, check)
        }
        return NodeCursor(
            source: .seek(
                SeekScan(state.tree, of: .combined(parts), graph: self, check: check)))
    }

    /// The nodes whose property equals that of a cell of this graph, for an index with one key.
    ///
    /// As `seek(_:equal:)`; a `heap` cell finds nothing.
    package func seek(_ index: IndexID, equal cell: Cell) -> NodeCursor {
        guard let state = version.root.schema.index(index), state.keys.count == 1,
            let key = IndexKey(cell, version.lineage.interner), key.rank != .notANumber
        else { return NodeCursor(source: .none) }
        return NodeCursor(source: .seek(SeekScan(state.tree, of: key, graph: self)))
    }

    private func seekKeys(_ values: [Value]) -> [IndexKey]? {
        let interner = version.lineage.interner
        var parts: [IndexKey] = []
        for value in values {
            let part: IndexKey?
            switch value {
            case .list, .map, .duration, .point:
                part = IndexKey(high: IndexKey.Rank.other.rawValue << 60, middle: 0)
            case .dateTime(let moment) where moment.zone != nil:
                var plain = moment
                plain.zone = nil
                part = Cell(temporal: .dateTime(plain)).flatMap { IndexKey($0, interner) }
            default: part = interner.findCell(storing: value).flatMap { IndexKey($0, interner) }
            }
            guard let part, part.rank != .notANumber else { return nil }
            parts.append(part)
        }
        return parts
    }

    /// The nodes whose property lies in a range, for an index with one key; ascending.
    ///
    /// A missing bound means up to the end of the values of the other bound's kind; the bounds
    /// must be of one kind (numbers are one kind). Exactness as for equality.
    public func seek(
        _ index: IndexID, from lower: IndexBound?, to upper: IndexBound?
    ) -> NodeCursor {
        let none = NodeCursor(source: .none)
        guard let state = version.root.schema.index(index), state.keys.count == 1 else {
            return none
        }
        let low = lower.map { boundKey($0.value) }
        let high = upper.map { boundKey($0.value) }
        if (lower != nil && low ?? nil == nil) || (upper != nil && high ?? nil == nil) {
            return none
        }
        guard let rank = (low ?? high)??.key.rank, rank != .notANumber, rank != .other,
            ((high ?? low)??.key.rank) == rank
        else { return none }
        var start = TreeKey(high: rank.rawValue << 60, low: 0)
        var end = TreeKey(high: (rank.rawValue + 1) << 60, low: 0)
        // Values that differ only in what the key does not hold must not be lost.
        let isCoarse = rank == .time || rank == .dateTime || rank == .localDateTime
        if let lower, let bound = low ?? nil {
            start = bound.key.treeKey(lower.isInclusive || isCoarse ? 0 : .max)
        }
        if let upper, let bound = high ?? nil {
            end = bound.key.treeKey(upper.isInclusive || isCoarse ? .max : 0)
        }
        return range(state, start, (low ?? nil)?.probe, end, (high ?? nil)?.probe, nil)
    }

    private func boundKey(_ value: Value) -> (key: IndexKey, probe: ProbeText?)? {
        if case .string(let text) = value {
            return textKey(Array(text.utf8))
        }
        return seekKeys([value]).map { ($0[0], nil) }
    }

    private func textKey(_ bytes: [UInt8]) -> (key: IndexKey, probe: ProbeText?) {
        let probe = ProbeText(bytes)
        return (IndexKey.text(probe.bytes, code: IndexKey.probeCode), probe)
    }

    /// The nodes whose property is a text with `part` in it, or only at its end, for an index with
    /// one key; exact.
    ///
    /// - Complexity: O(entries of texts); each different text is searched once.
    public func seek(_ index: IndexID, part: String, onlyAtEnd: Bool) -> NodeCursor {
        guard let state = version.root.schema.index(index), state.keys.count == 1 else {
            return NodeCursor(source: .none)
        }
        let rank = IndexKey.Rank.string.rawValue
        return NodeCursor(
            source: .seek(
                SeekScan(
                    state.tree, from: TreeKey(high: rank << 60, low: 0), startProbe: nil,
                    to: TreeKey(high: (rank + 1) << 60, low: 0), endProbe: nil, graph: self,
                    part: TextPart(part, onlyAtEnd: onlyAtEnd, version.lineage.interner))))
    }

    /// The nodes whose property is a text that begins with `prefix`, for an index with one key.
    public func seek(_ index: IndexID, prefix: String) -> NodeCursor {
        guard let state = version.root.schema.index(index), state.keys.count == 1 else {
            return NodeCursor(source: .none)
        }
        let bytes = Array(prefix.utf8)
        let lower = textKey(bytes)
        // The first text beyond all with the prefix: the last byte that can be is raised. UTF-8
        // has no byte 0xFF, so only the empty prefix has no such text.
        var beyond = bytes
        var end = TreeKey(high: (IndexKey.Rank.string.rawValue + 1) << 60, low: 0)
        var probe: ProbeText?
        if let last = beyond.last {
            beyond[beyond.count - 1] = last + 1
            let upper = textKey(beyond)
            end = upper.key.treeKey(0)
            probe = upper.probe
        }
        return range(state, lower.key.treeKey(0), lower.probe, end, probe, nil)
    }

    private func range(
        _ state: IndexState, _ start: TreeKey, _ startProbe: ProbeText?, _ end: TreeKey,
        _ endProbe: ProbeText?, _ check: SeekCheck?
    ) -> NodeCursor {
        NodeCursor(
            source: .seek(
                SeekScan(
                    state.tree, from: start, startProbe: startProbe, to: end,
                    endProbe: endProbe, graph: self, check: check)))
    }
}

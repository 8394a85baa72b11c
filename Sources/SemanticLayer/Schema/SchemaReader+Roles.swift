import SQLSyntax

/// Foreign keys that say in what role another row stands here: owner, author, mentor.
extension SchemaReader {
    /// Reads "its owner's name", "the name of the owner" and "its author": a foreign key that says
    /// in what role another row stands here.
    mutating func readRole(
        _ thing: SchemaThing, _ owner: String?, _ segment: SchemaSegment
    ) -> Bool {
        if isNone || isNegated, let key = role(thing, owner), let current,
            graph.step(over: key)?.to.dataset == current, key.dataset != current
        {
            // "are not homeroom teachers of any class"
            (isNone, isNegated) = (false, false)
            add(.exists(key.dataset, [], negated: true))
            mode = .condition
            return true
        }
        guard mode == .head || mode == .grouping, !isCounting, aggregates.isEmpty,
            superlative == nil, comparison == nil, !isNone, !isNegated,
            let key = role(thing, owner)
        else { return false }
        let target = graph.step(over: key)?.to.dataset
        // "written by Jane Austen": the verb of the author.
        let isVerb = segment.words.last.map { !graph.words(of: key).contains($0) } ?? false
        let place = keyword(position) == .by ? position + 1 : position
        if isVerb || place > position || segment.words.last == "by",
            let target, let after = self.segment(place),
            readAgent(key, target, after, isBy: place > position || segment.words.last == "by")
        {
            return true
        }
        if isVerb { return true }
        if mode == .head, outputs.last?.isMeasure == true, !isJoined(position - 2), !isAfterBy,
            !isFresh, self.segment(position - 2)?.words.first != "and"
        {
            doubt(0.7)
            return true
        }
        func belongs(_ thing: SchemaThing) -> Bool {
            thing.columns.contains { $0.reference.dataset == target && $0.quality >= 0.7 }
        }
        note(segment, .column(key))
        if mode == .grouping {
            addGroup(.column(key))
            outputs.append(.role(key, nil))
            mode = .head
            if let after = next, after.kind == .thing, belongs(after.thing), !isTable(after.thing) {
                position += 1
            }
            return true
        }
        // "name of the owner": the column came first.
        if isOwned(position - 2), case .thing(let thing, _)? = outputs.last, belongs(thing) {
            outputs[outputs.count - 1] = .role(key, thing)
        } else if let after = next, after.kind == .thing, belongs(after.thing),
            !isTable(after.thing) || after.thing.columnQuality > after.thing.tableQuality
        {
            position += 1
            outputs.removeAll { if case .role(key, nil) = $0 { true } else { false } }
            outputs.append(.role(key, after.thing))
        } else {
            outputs.append(.role(key, nil))
        }
        if subject == nil { nameSubject(of: key.dataset) }
        return true
    }

    /// Reads the name after "written by": of the row that the key leads to.
    mutating func readAgent(
        _ key: ColumnReference, _ target: String, _ after: SchemaSegment, isBy: Bool
    ) -> Bool {
        guard isBy else { return false }
        let display = graph.display(of: target)
        var inner: [RowQuery.Condition] = []
        if let value = after.thing.values.first(where: { $0.column.dataset == target }) {
            inner = [.isIn(value.column, [value.literal], negated: false)]
        } else {
            switch after.kind {
            case .proper(let text), .quoted(let text):
                let parts = text.split(separator: " ").map(String.init)
                let columns = display.count == parts.count ? display : Array(display.prefix(1))
                let values = display.count == parts.count ? parts : [text]
                inner = zip(columns, values).map { .isIn($0, [.string($1)], negated: false) }
            default: break
            }
        }
        guard !inner.isEmpty else { return false }
        position += keyword(position) == .by ? 2 : 1
        add(.over(key, inner))
        mode = .condition
        return true
    }

    mutating func nameSubject(of table: String) {
        guard anchor == nil || anchor == table else { return }
        subject = table
        mention(table)
    }

    /// Whether "of" stands there, perhaps before "its".
    func isOwned(_ index: Int) -> Bool {
        if keyword(index) == .preposition { return true }
        return keyword(index) == .their && keyword(index - 1) == .preposition
    }

    /// The foreign key that a word names as a role: not by the name or key of the table it leads to.
    func role(_ thing: SchemaThing, _ owner: String?) -> ColumnReference? {
        guard thing.tableQuality < 0.75, let found = best(thing, owner: owner)?.0,
            graph.foreignKeys.contains(found.reference), found.quality >= 0.6,
            let target = graph.step(over: found.reference)?.to.dataset
        else { return nil }
        let own = Set(graph.names.words(ofTable: target))
        let words = graph.words(of: found.reference).filter { !Self.keyWords.contains($0) }
        return words.allSatisfy(own.contains) ? nil : found.reference
    }

    static let keyWords: Set<String> = ["id", "key", "number", "code", "by"]
}

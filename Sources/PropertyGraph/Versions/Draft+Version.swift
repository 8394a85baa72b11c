extension Draft {
    /// The draft's state as a version that follows its base, or was before it; not published.
    ///
    /// The draft is spent.
    func version(
        _ sequence: UInt64, _ changes: ChangeSet, isBulk: Bool, _ rules: DerivedIndexRules
    ) -> Graph {
        var root = root
        root.sequence = sequence
        let plain = Graph(GraphVersion(viewing: root, of: arena, base: base.version))
        let derived = rules.indexes(changes, isBulk: isBulk, before: base, after: plain)
        return Graph(
            GraphVersion(root, lineage, derived: derived, arena: arena, base: base.version))
    }
}

extension Graph {
    /// This graph after some changes, as a version of its own that is never published: what the
    /// graph was, or would be.
    ///
    /// It shares memory with this graph and keeps it.
    ///
    /// - Parameters:
    ///   - changes: What leads there; each thing must be as it says it was before.
    ///   - sequence: The number of the version.
    ///   - rules: What derived indexes it has.
    /// - Returns: The version.
    /// - Throws: What `Draft.apply` throws.
    /// - Complexity: O(changes).
    package func changed(
        by changes: ChangeSet, sequence: UInt64, _ rules: DerivedIndexRules
    ) throws(GraphError) -> Graph {
        let draft = Draft(on: self)
        try draft.apply(changes)
        draft.isClosed = true
        draft.giveBackIdentities()
        let isBulk = draft.changeCount > VersionLine.bulkLimit
        return draft.version(sequence, changes, isBulk: isBulk, rules)
    }
}

extension Graph {
    /// This graph with other things in place, as a version of its own in memory of its own.
    ///
    /// For much that is otherwise; see `changed(by:sequence:_:)` for little.
    ///
    /// - Complexity: O(nodes + relationships).
    package func copied(
        under overlay: GraphOverlay, sequence: UInt64, _ rules: DerivedIndexRules
    ) throws(GraphError) -> Graph {
        let copy = try copied(under: overlay, sequence: sequence)
        var derived: [String: any DerivedIndex] = [:]
        for (name, index) in self.derived where rules.fixedNames.contains(name) {
            derived[name] = index.rebuilt(on: copy)
        }
        for definition in copy.indexes where derived[definition.name] == nil {
            if definition.kind == .fullText || definition.kind == .vector {
                derived[definition.name] = rules.factory(definition, copy)
            }
        }
        return Graph(copy.version.carrying(derived))
    }
}

extension Graph {
    /// The label of that name, if it was ever used.
    public func label(named name: String) -> LabelID? {
        version.root.names.labels[name].map { LabelID(UInt16($0)) }
    }

    /// The relationship type of that name, if it was ever used.
    public func relationshipType(named name: String) -> RelationshipTypeID? {
        version.root.names.types[name].map { RelationshipTypeID(UInt16($0)) }
    }

    /// The property key of that name, if it was ever used.
    public func propertyKey(named name: String) -> PropertyKeyID? {
        version.root.names.keys[name].map { PropertyKeyID(UInt32($0)) }
    }

    /// A label's name; empty for a number never given.
    public func name(of label: LabelID) -> String {
        version.root.names.labels[Int(label.rawValue)]
    }

    /// A relationship type's name; empty for a number never given.
    public func name(of type: RelationshipTypeID) -> String {
        version.root.names.types[Int(type.rawValue)]
    }

    /// A property key's name; empty for a number never given.
    public func name(of key: PropertyKeyID) -> String {
        version.root.names.keys[Int(key.rawValue)]
    }

    /// The labels that some node has, ascending by number.
    public var labels: [LabelID] {
        (0..<version.root.names.labels.count).map { LabelID(UInt16($0)) }
            .filter { nodeCount(labelled: $0) > 0 }
    }

    /// The types that some relationship has, ascending by number.
    public var relationshipTypes: [RelationshipTypeID] {
        (0..<version.root.names.types.count).map { RelationshipTypeID(UInt16($0)) }
            .filter { relationshipCount(ofType: $0) > 0 }
    }

    /// All property keys that were ever used, ascending by number.
    public var propertyKeys: [PropertyKeyID] {
        (0..<version.root.names.keys.count).map { PropertyKeyID(UInt32($0)) }
    }

    /// All names ever used, with their numbers, in use or not.
    package var allNames: NewNames { names(from: NameCounts(), to: nameCounts) }

    /// How many names were ever used.
    package var nameCounts: NameCounts {
        let names = version.root.names
        return NameCounts(
            labels: names.labels.count, types: names.types.count, keys: names.keys.count)
    }

    /// The names that came after some, up to others; no more than there are.
    package func names(from first: NameCounts, to end: NameCounts) -> NewNames {
        let (names, all) = (version.root.names, nameCounts)
        func numbers(_ count: KeyPath<NameCounts, Int>) -> Range<Int> {
            let limit = min(end[keyPath: count], all[keyPath: count])
            return min(first[keyPath: count], limit)..<limit
        }
        var result = NewNames()
        for number in numbers(\.labels) {
            result.labels.append((LabelID(UInt16(number)), names.labels[number]))
        }
        for number in numbers(\.types) {
            result.types.append((RelationshipTypeID(UInt16(number)), names.types[number]))
        }
        for number in numbers(\.keys) {
            result.keys.append((PropertyKeyID(UInt32(number)), names.keys[number]))
        }
        return result
    }

    /// The number of nodes with the label.
    ///
    /// - Complexity: the number of label sets that have it.
    public func nodeCount(labelled label: LabelID) -> Int {
        version.root.labelSets.codes(with: label).reduce(0) { sum, code in
            sum + Int(version.root.nodeTables.pointer(Int(code))?.pointee.liveCount ?? 0)
        }
    }

    /// The number of relationships of the type.
    public func relationshipCount(ofType type: RelationshipTypeID) -> Int {
        Int(
            version.root.relationshipTables.pointer(Int(type.rawValue))?.pointee.liveCount ?? 0)
    }
}

/// How many names there are of each kind.
package struct NameCounts: Hashable, Sendable {
    /// Labels.
    package var labels: Int
    /// Relationship types.
    package var types: Int
    /// Property keys.
    package var keys: Int

    /// Counts from their parts.
    package init(labels: Int = 0, types: Int = 0, keys: Int = 0) {
        self.labels = labels
        self.types = types
        self.keys = keys
    }
}

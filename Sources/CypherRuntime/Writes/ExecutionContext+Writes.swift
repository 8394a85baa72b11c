import CypherSyntax
import PropertyGraph

/// The properties of an entity to be created.
enum CompiledProperties: Sendable {
    case none
    /// A map literal.
    case entries([(key: String, value: CompiledExpression)])
    /// Any expression that yields a map.
    case map(CompiledExpression)
}

extension ExecutionContext {
    /// The draft to write to.
    ///
    /// - Throws: `forbidden` when the query may only read.
    func writable() throws(CypherError) -> Draft {
        guard let draft else { throw .readOnly() }
        return draft
    }

    /// The properties of an entity to be created, by key, nulls left out.
    func entries(
        _ properties: CompiledProperties, _ batch: Batch, _ row: Int, _ draft: Draft
    ) throws(CypherError) -> [PropertyEntry] {
        switch properties {
        case .none: return []
        case .entries(let pairs):
            var map: [String: Value] = [:]
            for pair in pairs { map[pair.key] = try pair.value.value(row, batch, self) }
            return try entries(map, draft)
        case .map(let expression):
            let cell = try expression.cell(row, batch, self)
            return try entries(try self.properties(of: cell), draft)
        }
    }

    private func entries(
        _ map: [String: Value], _ draft: Draft
    ) throws(CypherError) -> [PropertyEntry] {
        var entries: [PropertyEntry] = []
        entries.reserveCapacity(map.count)
        for (name, value) in map {
            if case .null = value { continue }
            try value.checkStorable()
            let key = try translating { () throws(GraphError) in try draft.propertyKey(name) }
            entries.append(PropertyEntry(key, value))
        }
        entries.sort { $0.key < $1.key }
        return entries
    }

    /// Sets or, with null, removes a property of a node or relationship.
    func set(_ name: String, _ value: Value, on target: Cell) throws(CypherError) {
        let draft = try writable()
        if case .null = value {
            guard let key = graph.propertyKey(named: name) else { return }
            let changed = try translating { () throws(GraphError) in
                try target.tag == .node
                    ? draft.set(key, .null, on: target.nodeBits)
                    : draft.set(key, .null, on: target.relationshipBits)
            }
            if changed { counters.propertiesSet += 1 }
            return
        }
        try value.checkStorable()
        try translating { () throws(GraphError) in
            let key = try draft.propertyKey(name)
            if target.tag == .node {
                try draft.set(key, value, on: target.nodeBits)
            } else {
                try draft.set(key, value, on: target.relationshipBits)
            }
        }
        counters.propertiesSet += 1
    }

    /// Checks that a cell is a live node or relationship; false for null.
    ///
    /// - Throws: a type error for any other value, an error for a deleted entity.
    func isWritable(_ target: Cell) throws(CypherError) -> Bool {
        switch target.tag {
        case .null: return false
        case .node:
            if !graph.contains(target.nodeBits) { throw .deletedEntity("node") }
            return true
        case .relationship:
            if !graph.contains(target.relationshipBits) { throw .deletedEntity("relationship") }
            return true
        default: throw .notAnEntity(value(target), nil)
        }
    }
}

extension Value {
    /// Checks that the value may be a property: no map, no entity, and no list with such, with
    /// lists or with null.
    ///
    /// - Throws: a type error `InvalidPropertyType`.
    fileprivate func checkStorable() throws(CypherError) {
        switch self {
        case .map, .node, .relationship, .path:
            throw CypherError(.valueNotStorable(typeTitle))
        case .list(let elements):
            for element in elements {
                switch element {
                case .null, .list, .map, .node, .relationship, .path:
                    throw CypherError(.valueNotStorable("a list with \(element.typeTitle)"))
                default: break
                }
            }
        default: break
        }
    }
}

import CypherSyntax
import PropertyGraph

/// A label's place in a plan's symbol table.
package struct LabelSymbol: Hashable, Sendable { let index: Int }
/// A relationship type's place in a plan's symbol table.
package struct TypeSymbol: Hashable, Sendable { let index: Int }
/// A property key's place in a plan's symbol table.
package struct KeySymbol: Hashable, Sendable { let index: Int }

/// The names a compiled plan mentions, each once.
///
/// A plan outlives the graph it was made on, so its expressions hold places in this table and an
/// execution looks the names up once.
package struct SymbolTable: Sendable {
    private(set) var labels: [String] = []
    private(set) var types: [String] = []
    private(set) var keys: [String] = []
    private var labelPlaces: [String: Int] = [:]
    private var typePlaces: [String: Int] = [:]
    private var keyPlaces: [String: Int] = [:]

    mutating func label(_ name: String) -> LabelSymbol {
        LabelSymbol(index: Self.place(of: name, in: &labels, &labelPlaces))
    }

    mutating func type(_ name: String) -> TypeSymbol {
        TypeSymbol(index: Self.place(of: name, in: &types, &typePlaces))
    }

    mutating func key(_ name: String) -> KeySymbol {
        KeySymbol(index: Self.place(of: name, in: &keys, &keyPlaces))
    }

    private static func place(
        of name: String, in names: inout [String], _ places: inout [String: Int]
    ) -> Int {
        if let known = places[name] { return known }
        places[name] = names.count
        names.append(name)
        return names.count - 1
    }
}

/// What the names of a plan mean in one execution's graph.
///
/// While the execution writes, a name that did not exist may come to exist, so a missing one is
/// looked up again; a name never changes its meaning.
struct ResolvedSymbols {
    private let table: SymbolTable
    private var labels: [LabelID?]
    private var types: [RelationshipTypeID?]
    private var keys: [PropertyKeyID?]

    init(_ table: SymbolTable, in graph: Graph) {
        self.table = table
        labels = table.labels.map { graph.label(named: $0) }
        types = table.types.map { graph.relationshipType(named: $0) }
        keys = table.keys.map { graph.propertyKey(named: $0) }
    }

    @inline(__always)
    func label(_ symbol: LabelSymbol) -> LabelID? { labels[symbol.index] }
    @inline(__always)
    func type(_ symbol: TypeSymbol) -> RelationshipTypeID? { types[symbol.index] }
    @inline(__always)
    func key(_ symbol: KeySymbol) -> PropertyKeyID? { keys[symbol.index] }

    func name(_ symbol: KeySymbol) -> String { table.keys[symbol.index] }

    /// Looks the missing names up again.
    mutating func refresh(in graph: Graph) {
        for (index, name) in table.labels.enumerated() where labels[index] == nil {
            labels[index] = graph.label(named: name)
        }
        for (index, name) in table.types.enumerated() where types[index] == nil {
            types[index] = graph.relationshipType(named: name)
        }
        for (index, name) in table.keys.enumerated() where keys[index] == nil {
            keys[index] = graph.propertyKey(named: name)
        }
    }
}

/// The names of a plan that the graph does not know.
package struct MissingNames: Sendable {
    package var labels: [String] = []
    package var types: [String] = []
    package var keys: [String] = []
}

extension ResolvedSymbols {
    /// The names that mean nothing.
    ///
    /// A name in `(n:A|B)` or `n:A` may be a label or a type; it is missing only if it is neither.
    var missing: MissingNames {
        var missing = MissingNames()
        for (name, id) in zip(table.labels, labels) where id == nil {
            if !isKnownType(name) { missing.labels.append(name) }
        }
        for (name, id) in zip(table.types, types) where id == nil {
            if !isKnownLabel(name), !missing.labels.contains(name) { missing.types.append(name) }
        }
        for (name, id) in zip(table.keys, keys) where id == nil { missing.keys.append(name) }
        return missing
    }

    private func isKnownType(_ name: String) -> Bool {
        zip(table.types, types).contains { $0 == name && $1 != nil }
    }

    private func isKnownLabel(_ name: String) -> Bool {
        zip(table.labels, labels).contains { $0 == name && $1 != nil }
    }
}

extension ExecutionContext {
    /// The names of the plan that the graph does not know.
    package var missingNames: MissingNames { symbols.missing }
}

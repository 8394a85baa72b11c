internal import Catalog
public import PropertyGraph

/// Finds registered sources, their tables and columns in a graph.
public struct SourceReader {
    private let graph: Graph

    /// Creates a reader of one version of a graph.
    public init(_ graph: Graph) {
        self.graph = graph
    }

    /// A table or column with its node.
    struct Item {
        let name: String
        let node: NodeID
    }

    /// A registered source and how much of it the catalog knows.
    public struct Listing: Hashable, Sendable {
        public let source: SourceRegistration
        /// Tables and views that are there.
        public let tables: Int
        /// Columns of those.
        public let columns: Int
        /// When it was last harvested.
        public let harvestedAt: DateTimeValue?
    }

    /// All registered sources by name.
    public func sources() -> [Listing] {
        guard let label = graph.label(named: CatalogLabel.dataSource.rawValue) else { return [] }
        var found: [Listing] = []
        var cursor = graph.nodes(labelled: label)
        while let node = cursor.next() {
            guard let name = text("name", of: node), let source = registration(node, name) else {
                continue
            }
            let present = tables(of: name).filter { isThere($0.node) }
            var harvested: DateTimeValue?
            if let key = graph.propertyKey(named: "harvested_at"),
                case .dateTime(let time) = graph.value(of: key, on: node)
            {
                harvested = time
            }
            found.append(
                Listing(
                    source: source,
                    tables: present.count,
                    columns: present.reduce(0) { sum, table in
                        sum + columns(of: table.node).count { isThere($0.node) }
                    },
                    harvestedAt: harvested
                )
            )
        }
        return found.sorted { $0.source.name < $1.source.name }
    }

    /// The registered source of a name.
    ///
    /// - Throws: `HarvestError.unknownSource`.
    public func source(named name: String) throws(HarvestError) -> SourceRegistration {
        guard
            let node = NodeFinder(graph).node(
                CatalogLabel.dataSource.rawValue, where: [("name", .string(name))]),
            let source = registration(node, name)
        else { throw .unknownSource(name) }
        return source
    }

    private func registration(_ node: NodeID, _ name: String) -> SourceRegistration? {
        guard let path = text("path", of: node) else { return nil }
        return try? SourceRegistration(
            name: name, kind: text("kind", of: node) ?? "sqlite", path: path)
    }

    /// The tables of a source, those that are gone too.
    func tables(of source: String) -> [Item] {
        guard
            let node = NodeFinder(graph).node(
                CatalogLabel.dataSource.rawValue, where: [("name", .string(source))])
        else { return [] }
        return neighbours(of: node, .incoming, .partOf).compactMap { node in
            guard text("source_name", of: node) == source, let name = text("table_name", of: node)
            else { return nil }
            return Item(name: name, node: node)
        }
    }

    /// The columns of a dataset, those that are gone too.
    func columns(of dataset: NodeID) -> [Item] {
        neighbours(of: dataset, .outgoing, .hasColumn).compactMap { node in
            text("name", of: node).map { Item(name: $0, node: node) }
        }
    }

    private func neighbours(
        of node: NodeID, _ direction: Direction, _ type: CatalogRelationship
    ) -> [NodeID] {
        guard let typeID = graph.relationshipType(named: type.rawValue) else { return [] }
        var found: [NodeID] = []
        var cursor = graph.relationships(of: node, direction, types: [typeID])
        while let entry = cursor.next() { found.append(entry.neighbour) }
        return found
    }

    private func isThere(_ node: NodeID) -> Bool { text("status", of: node) != "gone" }

    private func text(_ key: String, of node: NodeID) -> String? {
        Self.text(key, of: node, in: graph)
    }

    static func text(_ key: String, of node: NodeID, in graph: Graph) -> String? {
        guard let key = graph.propertyKey(named: key),
            case .string(let text) = graph.value(of: key, on: node)
        else { return nil }
        return text
    }
}

/// Takes a source out of the catalog, with all that the catalog knows of its tables.
public enum SourceRemoval {
    /// Deletes the source, its tables and columns, and what they are related by.
    ///
    /// - Throws: `HarvestError.unknownSource`, or what the draft refuses.
    /// - Complexity: O(columns and their relationships).
    public static func remove(_ name: String, from draft: Draft) throws {
        _ = try SourceReader(draft.graph).source(named: name)
        let reader = SourceReader(draft.graph)
        let tables = reader.tables(of: name).map(\.node)
        let columns = tables.flatMap { reader.columns(of: $0).map(\.node) }
        let source = NodeFinder(draft.graph).node(
            CatalogLabel.dataSource.rawValue, where: [("name", .string(name))])
        for node in columns + tables + [source].compactMap({ $0 }) {
            for direction in [Direction.outgoing, .incoming] {
                var touching: [RelationshipID] = []
                var cursor = draft.graph.relationships(of: node, direction)
                while let entry = cursor.next() { touching.append(entry.relationship) }
                for relationship in Set(touching) where draft.graph.contains(relationship) {
                    try draft.delete(relationship)
                }
            }
            try draft.delete(node)
        }
    }
}

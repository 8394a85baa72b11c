import Catalog
import PropertyGraph
import XML

/// Writes a graph as GraphML.
///
/// Labels are a property `labels` in the form `:A:B`, and a relationship's type a property `label`,
/// as in Neo4j's APOC. Dates, points, lists and other values without a type in GraphML are texts
/// that hold JSON, in the form of the JSON Lines export; the description of their key says so.
///
/// Source: GraphML Primer, http://graphml.graphdrawing.org/primer/graphml-primer.html
struct GraphMLExporter {
    private let selection: ExportSelection
    private let coding = PropertyCoding()

    private static let drainEvery = 256

    init(_ graph: Graph, access: AccessView) {
        selection = ExportSelection(graph, access: access)
    }

    /// Writes the document.
    ///
    /// - Throws: `ExportError`, before anything is written, for what XML cannot hold.
    func write(to sink: @escaping ([UInt8]) throws -> Void) throws {
        let keys = try GraphMLKeys(selection, coding: coding)
        var output = PieceBuffer(sink: sink)
        let writer = try XMLWriter()
        try writer.start("graphml", ["xmlns": "http://graphml.graphdrawing.org/xmlns"])
        try declare(keys, in: writer)
        try writer.start("graph", ["id": "G", "edgedefault": "directed"])
        var count = 0
        func drain() throws {
            count += 1
            if count.isMultiple(of: Self.drainEvery) { try output.append(try writer.drain()) }
        }
        try selection.forEachNode { node, ordinal in
            try writer.start("node", ["id": "n\(ordinal)"])
            let labels = selection.labels(of: node)
            if !labels.isEmpty {
                try data("labels", labels.map { ":\($0)" }.joined(), in: writer)
            }
            try data(of: .node, selection.properties(of: node), keys, in: writer)
            try writer.end()
            try drain()
        }
        var number: UInt64 = 0
        try selection.forEachEdge { edge in
            try writer.start(
                "edge",
                [
                    "id": "e\(number)", "source": "n\(edge.start.ordinal)",
                    "target": "n\(edge.end.ordinal)",
                ])
            try data("label", edge.type, in: writer)
            try data(of: .edge, selection.properties(of: edge.id), keys, in: writer)
            try writer.end()
            number += 1
            try drain()
        }
        try output.append(try writer.finish())
        try output.flush()
    }

    private func declare(_ keys: GraphMLKeys, in writer: XMLWriter) throws {
        func declare(
            _ id: String, _ owner: GraphMLKeys.Owner, _ name: String, _ kind: GraphMLKeys.Kind
        ) throws {
            try writer.start(
                "key",
                [
                    "id": id, "for": owner.rawValue, "attr.name": name,
                    "attr.type": kind.typeName,
                ])
            if kind == .json {
                try writer.start("desc")
                try writer.text("JSON")
                try writer.end()
            }
            try writer.end()
        }
        try declare("labels", .node, keys.labels, .string)
        try declare("label", .edge, keys.type, .string)
        for (key, id) in keys.declarations { try declare(id, key.owner, key.name, key.kind) }
    }

    private func data(
        of owner: GraphMLKeys.Owner, _ properties: [(name: String, value: Value)],
        _ keys: GraphMLKeys, in writer: XMLWriter
    ) throws {
        for (name, value) in properties {
            guard let entry = keys.entry(owner, name, value, coding) else { continue }
            try data(entry.id, entry.text, in: writer)
        }
    }

    private func data(_ key: String, _ text: String, in writer: XMLWriter) throws {
        try writer.start("data", ["key": key])
        try writer.text(text)
        try writer.end()
    }
}

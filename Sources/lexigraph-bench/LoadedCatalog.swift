import Catalog
import Cypher
import Foundation
import PropertyGraph
import Service
import TestSupport

/// A company's catalog in a file of its own, with what loading it cost.
struct LoadedCatalog {
    let workspace: Workspace
    let figures: LoadFigures
    let path: String

    /// Writes the enterprise as JSON Lines, imports them and makes the indexes.
    ///
    /// Writing the lines is not part of the figures.
    init(_ enterprise: Enterprise, in folder: TemporaryDirectory) throws {
        let nodes = folder.path("nodes.jsonl")
        let relationships = folder.path("relationships.jsonl")
        try EnterpriseLines.writeNodes(of: enterprise, to: nodes)
        try EnterpriseLines.writeRelationships(of: enterprise, to: relationships)
        defer {
            try? FileManager.default.removeItem(atPath: nodes)
            try? FileManager.default.removeItem(atPath: relationships)
        }
        path = folder.path("catalog.db")
        let settings = WorkspaceSettings(databasePath: path)
        workspace = try Workspace.create(settings, seeds: false).workspace
        var figures = LoadFigures(enterprise)
        let start = (wall: Clocks.wall, processor: Clocks.process)
        let before = Clocks.residentBytes()
        var importer = try JSONLinesImporter(
            into: workspace.database, info: workspace.info("load"), prepare: { _ in })
        try Self.feed(nodes, to: &importer)
        let between = Clocks.residentBytes()
        try Self.feed(relationships, to: &importer)
        figures.lines = try importer.finish().lines
        for text in WorkloadQuery.indexes {
            _ = try workspace.engine.execute(
                text, on: workspace.database, info: workspace.info("indexes"))
        }
        figures.wall = Clocks.wall - start.wall
        figures.processor = Clocks.process - start.processor
        figures.resident = Clocks.residentBytes()
        figures.nodeBytes = between - before
        figures.relationshipBytes = figures.resident - between
        figures.fileBytes = Self.size(of: path) + Self.size(of: path + "-wal")
        self.figures = figures
    }

    private static func feed(_ path: String, to importer: inout JSONLinesImporter) throws {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw BenchError("`\(path)` cannot be read.")
        }
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
            try importer.append([UInt8](piece))
        }
        try file.close()
    }

    private static func size(of path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.size] as? Int ?? 0
    }

    /// The datasets' nodes by name, for hiding some of them.
    func datasetNodes() throws -> [String: NodeID] {
        let result = try workspace.engine.run(
            "MATCH (d:Dataset) RETURN d.name AS name, d", on: workspace.database.snapshot())
        var nodes: [String: NodeID] = [:]
        for row in result.rows {
            guard case .string(let name)? = row.first, case .node(let node)? = row.last else {
                continue
            }
            nodes[name] = node
        }
        return nodes
    }
}

/// What loading a catalog cost: seconds and bytes.
struct LoadFigures {
    let datasets: Int
    let columns: Int
    let nodes: Int
    let relationships: Int
    var lines = 0
    var wall = 0.0
    var processor = 0.0
    /// Growth of the resident memory while the nodes were loaded.
    var nodeBytes = 0
    /// Growth of the resident memory while the relationships and indexes were loaded.
    var relationshipBytes = 0
    /// The process's resident memory afterwards, the enterprise's arrays included.
    var resident = 0
    var fileBytes = 0
    /// Seconds to open the file again.
    var reopening = 0.0

    init(_ enterprise: Enterprise) {
        datasets = enterprise.datasets.count
        columns = enterprise.columns.count
        nodes = enterprise.nodeCount
        relationships = enterprise.relationshipCount
    }

    var bytesPerNode: Double { Double(nodeBytes) / Double(max(1, nodes)) }

    var bytesPerRelationship: Double { Double(relationshipBytes) / Double(max(1, relationships)) }
}

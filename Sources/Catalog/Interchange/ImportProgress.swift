import PropertyGraph

/// The record that a resumable import keeps in the graph until it is done.
///
/// Each of its transactions makes one node `(:ImportProgress)`, so that what is recorded and what is
/// imported are committed together: how far the files were read, and which nodes their identifiers
/// became, as runs of consecutive numbers. The last transaction removes the nodes.
struct ImportProgress {
    private static let label = "ImportProgress"

    /// What the import is called: the paths of its files.
    let name: String
    private var count = 0

    init(name: String) {
        self.name = name
    }

    /// What one transaction brought.
    struct Part {
        var position = ImportPosition()
        /// The nodes that the identifiers became, in the order of the lines.
        var nodes = NumberRuns()
        /// Those of them that were there before.
        var merged = NumberRuns()
        /// The lines that could not be taken, each with its file.
        var refused: [(file: Int, line: Int)] = []
    }

    /// Adds a part to the draft that it belongs to.
    func write(_ part: Part, to draft: Draft) throws(GraphError) {
        let position = part.position
        let refused = part.refused.flatMap {
            [Value.integer(Int64($0.file)), .integer(Int64($0.line))]
        }
        let values: [(String, Value)] = [
            ("import", .string(name)), ("part", .integer(Int64(count))),
            ("file", .integer(Int64(position.file))), ("line", .integer(Int64(position.line))),
            ("offset", .integer(Int64(clamping: position.offset))),
            ("digest", .integer(Int64(bitPattern: position.digest))),
            ("nodes", part.nodes.value), ("merged", part.merged.value),
            ("refused", .list(refused)),
        ]
        var entries: [PropertyEntry] = []
        for (name, value) in values {
            entries.append(PropertyEntry(try draft.propertyKey(name), value))
        }
        _ = try draft.createNode(labels: [try draft.label(Self.label)], properties: entries)
    }

    /// Notes that a part was committed.
    mutating func advance() { count += 1 }

    /// Removes the record.
    func remove(from draft: Draft) throws(GraphError) {
        for node in Self.nodes(of: name, in: draft.graph) { try draft.delete(node.id) }
    }

    // MARK: Reading

    /// The parts that an interrupted import of the name has left, in their order.
    ///
    /// - Throws: `ImportRecordError` when one is missing or was changed.
    mutating func parts(in graph: Graph) throws(ImportRecordError) -> [Part] {
        var parts: [Part] = []
        for node in Self.nodes(of: name, in: graph) {
            guard node.part == parts.count, let part = Self.part(node.id, in: graph) else {
                throw ImportRecordError(
                    "The record of the interrupted import (nodes `\(Self.label)`) was changed.")
            }
            parts.append(part)
        }
        count = parts.count
        return parts
    }

    private static func nodes(of name: String, in graph: Graph) -> [(id: NodeID, part: Int)] {
        guard let label = graph.label(named: label) else { return [] }
        var found: [(id: NodeID, part: Int)] = []
        var cursor = graph.nodes(labelled: label)
        while let node = cursor.next() {
            guard value("import", of: node, in: graph) == .string(name) else { continue }
            found.append((node, integer("part", of: node, in: graph).map { Int($0) } ?? -1))
        }
        return found.sorted { $0.part < $1.part }
    }

    private static func part(_ node: NodeID, in graph: Graph) -> Part? {
        guard let file = integer("file", of: node, in: graph),
            let line = integer("line", of: node, in: graph),
            let offset = integer("offset", of: node, in: graph), offset >= 0,
            let digest = integer("digest", of: node, in: graph),
            let nodes = NumberRuns(value("nodes", of: node, in: graph)),
            let merged = NumberRuns(value("merged", of: node, in: graph)),
            case .list(let refused) = value("refused", of: node, in: graph)
        else { return nil }
        var part = Part(nodes: nodes, merged: merged)
        part.position.file = Int(file)
        part.position.line = Int(line)
        part.position.offset = UInt64(offset)
        part.position.digest = UInt64(bitPattern: digest)
        for index in stride(from: 0, to: refused.count - 1, by: 2) {
            guard case .integer(let file) = refused[index],
                case .integer(let line) = refused[index + 1]
            else { return nil }
            part.refused.append((Int(file), Int(line)))
        }
        return part
    }

    private static func value(_ key: String, of node: NodeID, in graph: Graph) -> Value {
        graph.propertyKey(named: key).map { graph.value(of: $0, on: node) } ?? .null
    }

    private static func integer(_ key: String, of node: NodeID, in graph: Graph) -> Int64? {
        guard case .integer(let number) = value(key, of: node, in: graph) else { return nil }
        return number
    }
}

/// Numbers in an order, those that follow each other as one run.
struct NumberRuns {
    private(set) var runs: [(first: UInt32, count: UInt32)] = []

    mutating func append(_ number: UInt32) {
        if let last = runs.last, last.first &+ last.count == number {
            runs[runs.count - 1].count += 1
        } else {
            runs.append((number, 1))
        }
    }

    init(_ numbers: some Sequence<UInt32> = []) {
        for number in numbers { append(number) }
    }

    /// The numbers, one after the other.
    var numbers: some Sequence<UInt32> {
        runs.lazy.flatMap { run in (0..<run.count).lazy.map { run.first &+ $0 } }
    }

    // MARK: As a property

    var value: Value {
        .list(runs.flatMap { [.integer(Int64($0.first)), .integer(Int64($0.count))] })
    }

    init?(_ value: Value) {
        guard case .list(let elements) = value else { return nil }
        for index in stride(from: 0, to: elements.count - 1, by: 2) {
            guard case .integer(let first) = elements[index],
                case .integer(let count) = elements[index + 1],
                let first = UInt32(exactly: first), let count = UInt32(exactly: count)
            else { return nil }
            runs.append((first, count))
        }
    }
}

/// Why an interrupted import cannot be continued.
public struct ImportRecordError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong and what to do.
    public let description: String

    package init(_ description: String) {
        self.description = description
    }
}

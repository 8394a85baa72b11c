extension Graph {
    /// A reader of one property on many nodes.
    public func reader(of key: PropertyKeyID) -> PropertyReader {
        PropertyReader(self, key)
    }

    /// Whether to make a reader pays for so many nodes.
    package func isReaderWorthwhile(for count: Int) -> Bool {
        count >= 32 && version.root.labelSets.sets.count <= count
    }
}

/// Reads one property on many nodes, having found the columns beforehand.
///
/// - Complexity: making it costs one look-up for each label set; a read is a few loads.
public struct PropertyReader: @unchecked Sendable {
    // @unchecked: immutable; the columns' blocks are kept by the graph.
    private let graph: Graph
    private let nodes: PagedArray<NodeRecord>
    /// By code of the label set plus one; the first stands for nodes that do not exist.
    private let columns: [PointerTree]

    init(_ graph: Graph, _ key: PropertyKeyID) {
        self.graph = graph
        let root = graph.version.root
        nodes = root.nodes
        columns =
            [PointerTree()]
            + root.labelSets.sets.indices.map { code in
                root.nodeTables.pointer(code)?.pointee.column(key.rawValue)?.pointee.pages
                    ?? PointerTree()
            }
    }

    /// The node's cell; null when the property or the node is absent.
    @inline(__always)
    private func cell(at node: UInt32) -> Cell {
        guard let record = nodes.pointer(Int(node))?.pointee,
            Int(record.labelSet) < columns.count,
            let page = columns[Int(record.labelSet)][Int(record.row >> 8)]
        else { return .null }
        return ColumnPage(block: page).cell(Int(record.row & 255))
    }

    /// The node's cell; null when the property or the node is absent.
    public func cell(of node: NodeID) -> Cell { cell(at: node.rawValue) }

    /// Replaces nodes by their cells; other cells become null.
    ///
    /// `cells` may be the same place as `nodes`.
    package func read(
        _ nodes: UnsafePointer<Cell>, count: Int, into cells: UnsafeMutablePointer<Cell>
    ) {
        for index in 0..<count {
            let node = nodes[index]
            cells[index] = node.tag == .node ? cell(at: node.code) : .null
        }
    }
}

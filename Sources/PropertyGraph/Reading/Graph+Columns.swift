extension Graph {
    /// The tables that together hold the nodes with a label, or all nodes.
    public func tables(labelled label: LabelID?) -> [TableView] {
        let root = version.root
        let codes =
            label.map { root.labelSets.codes(with: $0) }
            ?? Array(0..<UInt32(root.labelSets.sets.count))
        return codes.compactMap { code in
            guard let table = root.nodeTables.pointer(Int(code))?.pointee, table.liveCount > 0
            else { return nil }
            return TableView(graph: self, labels: root.labelSets[code], table: table)
        }
    }

    /// The table of a type's relationships.
    public func table(ofType type: RelationshipTypeID) -> TableView? {
        version.root.relationshipTables.pointer(Int(type.rawValue)).map {
            TableView(graph: self, labels: LabelSet(), table: $0.pointee)
        }
    }
}

/// The rows of all nodes with one label set, or of all relationships of one type, for scans over
/// columns.
///
/// Pages cover 256 rows each. Every pointer stays valid while the view, or any value of its
/// graph, is held, and no longer.
public struct TableView {
    let graph: Graph
    /// The label set of a table of nodes.
    public let labels: LabelSet
    let table: EntityTable

    /// The number of rows, free ones included.
    public var rowCount: Int { Int(table.rowCount) }
    /// The number of rows in use.
    public var liveCount: Int { Int(table.liveCount) }

    /// The identities in the 256 rows of a page; the top bit marks a free row.
    ///
    /// The last page may have fewer rows, see `rowCount`.
    public func owners(page: Int) -> UnsafePointer<UInt32>? { table.owners.page(page) }

    /// The column of a key, nil when no row has a value.
    public func column(_ key: PropertyKeyID) -> PropertyColumn? {
        table.column(key.rawValue).map { PropertyColumn(graph: graph, column: $0.pointee) }
    }
}

/// All values of one property key in one table.
public struct PropertyColumn {
    let graph: Graph
    let column: Column

    /// The number of values.
    public var count: Int { Int(column.count) }

    /// The values of 256 rows, nil when there are none.
    public func page(_ index: Int) -> PropertyPage? {
        column.page(index).map(PropertyPage.init(page:))
    }
}

/// The values of one property key in 256 rows.
public struct PropertyPage {
    let page: ColumnPage

    /// How the values are laid out.
    public enum Layout {
        /// No flat layout; read with `cell(_:)`.
        case cells
        /// 256 bits.
        case booleans(UnsafePointer<UInt64>)
        /// 256 whole numbers.
        case integers(UnsafePointer<Int64>)
        /// 256 floats.
        case floats(UnsafePointer<Double>)
        /// 256 text codes.
        case codes(UnsafePointer<UInt32>)
    }

    /// The number of values.
    public var count: Int { page.count }

    /// Four words; a bit is set for each row that has a value.
    public var present: UnsafePointer<UInt64> { UnsafePointer(page.bitmap) }

    /// How the values are laid out; places without a value hold anything.
    public var layout: Layout {
        let contents = UnsafeRawPointer(page.contents)
        return switch page.layout {
        case .sparse, .general: .cells
        case .boolean: .booleans(contents.assumingMemoryBound(to: UInt64.self))
        case .integer: .integers(contents.assumingMemoryBound(to: Int64.self))
        case .float: .floats(contents.assumingMemoryBound(to: Double.self))
        case .string: .codes(contents.assumingMemoryBound(to: UInt32.self))
        }
    }

    /// The cell at a row, 0 ..< 256.
    public func cell(_ row: Int) -> Cell { page.cell(row & 255) }
}

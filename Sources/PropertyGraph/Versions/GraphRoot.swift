/// Everything one version reaches: a value that is cheap to copy.
struct GraphRoot {
    var sequence: UInt64 = 0
    var names = GraphNames()
    var labelSets = LabelSetTable()
    var schema = Schema()

    var nodes = PagedArray<NodeRecord>()
    var nextNodeID: UInt32 = 0
    var nodeCount = 0
    /// By code of the label set.
    var nodeTables = PagedArray<EntityTable>()

    var relationships = PagedArray<RelationshipStorage>()
    var nextRelationshipID: UInt32 = 0
    var relationshipCount = 0
    /// By number of the type.
    var relationshipTables = PagedArray<EntityTable>()

    /// By number of the type.
    var endCounts = PagedArray<EndCounts>()

    var outgoing = Adjacency()
    var incoming = Adjacency()

    @inline(__always)
    func node(_ id: UInt32) -> NodeRecord? {
        guard let record = nodes.pointer(Int(id))?.pointee, record.exists else { return nil }
        return record
    }

    @inline(__always)
    func relationship(_ id: UInt32) -> RelationshipStorage? {
        guard let record = relationships.pointer(Int(id))?.pointee, record.exists else {
            return nil
        }
        return record
    }

    func labelSet(_ record: NodeRecord) -> LabelSet { labelSets[record.labelSet - 1] }

    @inline(__always)
    func nodeCell(_ key: UInt32, _ id: UInt32) -> Cell {
        guard let record = node(id),
            let table = nodeTables.pointer(Int(record.labelSet - 1))
        else { return .null }
        return table.pointee.cell(key, Int(record.row))
    }

    @inline(__always)
    func relationshipCell(_ key: UInt32, _ id: UInt32) -> Cell {
        guard let record = relationship(id),
            let table = relationshipTables.pointer(Int(record.type - 1))
        else { return .null }
        return table.pointee.cell(key, Int(record.row))
    }

    func nodeCells(_ record: NodeRecord) -> [(key: UInt32, cell: Cell)] {
        nodeTables.pointer(Int(record.labelSet - 1))?.pointee.cells(Int(record.row)) ?? []
    }

    func relationshipCells(_ record: RelationshipStorage) -> [(key: UInt32, cell: Cell)] {
        relationshipTables.pointer(Int(record.type - 1))?.pointee.cells(Int(record.row)) ?? []
    }
}

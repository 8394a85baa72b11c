// Reading many nodes at once: first all records, then all values. The loads of a step do not
// depend on one another, so that cache misses overlap.

extension Graph {
    /// Reads one property of many nodes; null when the property or the node is absent.
    ///
    /// - Parameters:
    ///   - key: The property.
    ///   - nodes: The nodes; every cell must be one.
    ///   - count: How many there are.
    ///   - output: Takes their values; may be where the nodes are.
    package func read(
        _ key: PropertyKeyID, of nodes: UnsafePointer<Cell>, count: Int,
        into output: UnsafeMutablePointer<Cell>
    ) {
        let root = version.root
        findRecords(of: nodes, count, into: output)
        var labelSet: UInt32 = 0
        var pages = PointerTree()
        var previous: (bits: UInt64, cell: Cell) = (0, .null)
        for index in 0..<count {
            let bits = output[index].bits
            // Rows that come from one node follow one another.
            if bits == previous.bits {
                output[index] = previous.cell
                continue
            }
            defer { previous = (bits, output[index]) }
            let (set, row) = Self.record(in: output[index])
            if set != labelSet {
                labelSet = set
                let table = set == 0 ? nil : root.nodeTables.pointer(Int(set - 1))
                pages = table?.pointee.column(key.rawValue)?.pointee.pages ?? PointerTree()
            }
            guard set != 0, let page = pages[Int(row >> 8)] else {
                output[index] = .null
                continue
            }
            output[index] = ColumnPage(block: page).cell(Int(row & 255))
        }
    }

    /// Brings the beginnings of texts into the processor's cache, all at once, before they are
    /// looked at one after the other; cells that are no texts do not matter.
    ///
    /// - Returns: A value that depends on all texts, so that the loads are not optimised away.
    @inline(never) @discardableResult
    package func touchTexts(of cells: UnsafePointer<Cell>, count: Int) -> UInt8 {
        let interner = version.lineage.interner
        var sum: UInt8 = 0
        for index in 0..<count where cells[index].tag == .string {
            sum &+= interner.firstByte(cells[index].code)
        }
        return sum
    }

    /// Whether each of many nodes has a label, as truth values.
    ///
    /// - Parameters:
    ///   - label: The label.
    ///   - nodes: The nodes; every cell must be one.
    ///   - count: How many there are.
    ///   - output: Takes the answers; may be where the nodes are.
    package func test(
        _ label: LabelID, of nodes: UnsafePointer<Cell>, count: Int,
        into output: UnsafeMutablePointer<Cell>
    ) {
        let root = version.root
        findRecords(of: nodes, count, into: output)
        var labelSet: UInt32 = 0
        var answer = false
        for index in 0..<count {
            let (set, _) = Self.record(in: output[index])
            if set != labelSet {
                labelSet = set
                answer = set != 0 && root.labelSets.sets[Int(set - 1)].contains(label)
            }
            output[index] = .boolean(set != 0 && answer)
        }
    }

    /// Puts the record of each node into the bits of its cell.
    private func findRecords(
        of nodes: UnsafePointer<Cell>, _ count: Int, into output: UnsafeMutablePointer<Cell>
    ) {
        let records = version.root.nodes
        for index in 0..<count {
            let record = records.pointer(Int(nodes[index].nodeBits.rawValue))?.pointee
            let bits = record.map { UInt64($0.labelSet) << 32 | UInt64($0.row) } ?? 0
            output[index] = Cell(tag: .null, bits: bits)
        }
    }

    @inline(__always)
    private static func record(in cell: Cell) -> (labelSet: UInt32, row: UInt32) {
        (UInt32(truncatingIfNeeded: cell.bits >> 32), UInt32(truncatingIfNeeded: cell.bits))
    }
}

extension Graph {
    /// About how many different values a property of the nodes with a label has.
    ///
    /// Up to 1,024 values from up to four places are looked at. What comes once among them stands
    /// for as many as the sample's share of all values suggests (the GEE estimator of Charikar et
    /// al., "Towards estimation error guarantees for distinct values", 2000).
    ///
    /// - Returns: Nil when no node with the label has the property.
    package func estimatedDistinct(_ key: PropertyKeyID, labelled label: LabelID) -> Double? {
        var (total, sampled) = (0, 0)
        var seen: [Cell.Identity: Int] = [:]
        for table in tables(labelled: label) {
            guard let column = table.column(key) else { continue }
            total += column.count
            let pages = (table.rowCount + 255) >> 8
            var next = 0
            for page in [0, pages / 3, pages * 2 / 3, pages - 1] where sampled < 1_024 {
                guard page >= next, let values = column.page(page) else { continue }
                next = page + 1
                for row in 0..<256 {
                    let cell = values.cell(row)
                    if cell.isNull { continue }
                    seen[Cell.Identity(cell), default: 0] += 1
                    sampled += 1
                }
            }
        }
        guard sampled > 0 else { return nil }
        let once = seen.values.count { $0 == 1 }
        let scale = (Double(total) / Double(sampled)).squareRoot()
        return min(Double(seen.count - once) + scale * Double(once), Double(total))
    }
}

extension Cell {
    /// A stored cell as a key of a table: equal when the cells are the same bit for bit.
    struct Identity: Hashable {
        private let bits: UInt64
        private let rest: UInt64

        init(_ cell: Cell) {
            bits = cell.bits
            rest =
                UInt64(cell.auxiliary) << 32 | UInt64(cell.extra) << 8 | UInt64(cell.tag.rawValue)
        }
    }
}

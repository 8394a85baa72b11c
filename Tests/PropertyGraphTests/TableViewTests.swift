import PropertyGraph
import TestSupport
import Testing

@Suite("Table views")
struct TableViewTests {
    @Test
    func `a set of rows walks its members in order`() {
        var random = SeededGenerator(seed: 7)
        for size in [0, 1, 63, 64, 65, 255, 256] {
            let members = Set((0..<size).map { _ in Int.random(in: 0..<256, using: &random) })
            var mask = RowMask()
            for row in members { mask.insert(row) }
            #expect(Array(mask) == members.sorted())
            #expect(mask.count == members.count)
            #expect(mask.isEmpty == members.isEmpty)
            #expect(Array(RowMask(first: size)) == Array(0..<size))
            #expect(Array(RowMask(first: 256) - mask) == (0..<256).filter { !members.contains($0) })
        }
    }

    static let relations: [(ValueRelation, @Sendable (Double, Double) -> Bool)] = [
        (.equal, { $0 == $1 }), (.notEqual, { $0 != $1 }), (.less, { $0 < $1 }),
        (.lessOrEqual, { $0 <= $1 }), (.greater, { $0 > $1 }), (.greaterOrEqual, { $0 >= $1 }),
    ]

    @Test(arguments: [3, 9, 40, 256])
    func `comparing a page says what single comparisons say`(wanted: Int) {
        var random = SeededGenerator(seed: UInt64(wanted))
        var rows = RowMask()
        for _ in 0..<wanted { rows.insert(Int.random(in: 0..<256, using: &random)) }
        let integers = (0..<256).map { _ in Int64.random(in: -3...3, using: &random) }
        let floats = (0..<256).map { $0 % 17 == 0 ? Double.nan : Double(integers[$0]) / 2 }
        for (relation, holds) in Self.relations {
            #expect(
                Array(RowMask.rows(of: integers, relation, 1, among: rows))
                    == rows.filter { holds(Double(integers[$0]), 1) })
            #expect(
                Array(RowMask.rows(of: floats, relation, 0.5, among: rows))
                    == rows.filter { holds(floats[$0], 0.5) })
        }
        let codes = integers.map { UInt32($0 + 3) }
        #expect(
            Array(RowMask.rows(of: codes, equalTo: 2, among: rows))
                == rows.filter { codes[$0] == 2 })
    }

    @Test
    func `columns read at rows hold what the nodes hold`() throws {
        let database = MemoryDatabase()
        let info = CommitInfo(actor: "test", source: "test", time: 0)
        var random = SeededGenerator(seed: 3)
        try database.write(info) { draft in
            for index in 0..<1_500 {
                var properties: [String: Value] = ["whole": .integer(Int64(index))]
                if index % 3 != 0 { properties["text"] = .string("t\(index % 7)") }
                if index > 700 { properties["truth"] = .boolean(index % 2 == 0) }
                if index % 50 == 0 { properties["rare"] = .float(Double(index)) }
                properties["mixed"] = index % 2 == 0 ? .integer(1) : .string("1")
                _ = try draft.createNode(labels: ["T"], properties: properties)
            }
            for id in stride(from: UInt32(5), to: 1_500, by: 11) { try draft.delete(NodeID(id)) }
        }
        let graph = database.snapshot()
        let label = try #require(graph.label(named: "T"))
        let table = try #require(graph.tables(labelled: label).first)
        let live = (0..<table.pageCount).flatMap { page in
            table.liveRows(page: page).map { UInt32(page * 256 + $0) }
        }
        #expect(live.count == table.liveCount)
        let chosen = live.filter { _ in Bool.random(using: &random) } + live.prefix(100)
        for name in ["whole", "text", "truth", "rare", "mixed"] {
            let key = try #require(graph.propertyKey(named: name))
            var cells = [Cell](repeating: .integer(-1), count: chosen.count)
            table.read(key, rows: chosen, count: chosen.count, into: &cells)
            let nodes = chosen.map { Cell.node(table.node(row: $0)) }
            var byNode = [Cell](repeating: .integer(-1), count: chosen.count)
            graph.read(key, of: nodes, count: nodes.count, into: &byNode)
            for (index, node) in nodes.enumerated() {
                let expected = graph.cell(of: key, on: node.nodeBits)
                #expect(cells[index].isIdentical(to: expected))
                #expect(byNode[index].isIdentical(to: expected))
            }
        }
    }
}

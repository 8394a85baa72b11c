internal import PropertyGraph

/// The stored form of up to 4,096 nodes of one label set, or relationships of one type.
///
///     content  = identities ends? count column*
///     identities = count (gap length)*            runs of consecutive ones, ascending
///     ends     = packed packed                    a relationship's start and end
///     column   = key presence kind values
///     presence = 0 (all rows) | 1 bitmap          one bit for each row, the lowest first
///     kind     = 0 whole numbers (packed) | 1 floats (8 bytes each) | 2 booleans (bitmap)
///              | 3 texts: count length* bytes packed
///              | 4 others: (length value)*        a value as `ValueCoding` writes it
///     packed   = least width number*              the least zigzag; each number is what it is
///                                                 above the least in 0, 1, 2, 4 or 8 bytes
///
/// Values stand for the rows that have one, in the order of rows. Bytes are little-endian;
/// counts, keys, gaps and lengths are variable-length as in `ByteWriter`.
struct SegmentEncoder {
    /// The most rows of a segment.
    static let rowLimit = 4_096

    enum Kind: UInt8 {
        case integers
        case floats
        case booleans
        case texts
        case others
    }

    private(set) var writer = ByteWriter()
    private let graph: Graph

    /// By code of a text, its place in the list of the column being written, plus one.
    private var places: [UInt32] = []
    private var cells: [Cell] = []
    private var numbers: [Int64] = []

    init(_ graph: Graph) {
        self.graph = graph
    }

    /// Begins a segment.
    mutating func begin(_ ids: [UInt32]) {
        writer.clear()
        var runs: [(gap: UInt32, length: UInt32)] = []
        var next: UInt32 = 0
        for id in ids {
            if id == next, !runs.isEmpty {
                runs[runs.count - 1].length += 1
            } else {
                runs.append((id - next, 1))
            }
            next = id + 1
        }
        writer.write(count: runs.count)
        for run in runs {
            writer.write(unsigned: UInt64(run.gap))
            writer.write(unsigned: UInt64(run.length))
        }
    }

    /// Writes where relationships start, or end.
    mutating func write(ends: [UInt32]) {
        numbers.removeAll(keepingCapacity: true)
        for end in ends { numbers.append(Int64(end)) }
        writePacked()
    }

    /// Writes the properties of rows.
    mutating func writeColumns(_ table: TableView, _ rows: [UInt32]) {
        var columns: [(PropertyKeyID, PropertyColumn)] = []
        for key in table.keys {
            guard let column = table.column(key),
                rows.contains(where: { !column.cell(row: Int($0)).isNull })
            else { continue }
            columns.append((key, column))
        }
        writer.write(count: columns.count)
        for (key, column) in columns {
            writer.write(unsigned: UInt64(key.rawValue))
            cells.removeAll(keepingCapacity: true)
            for row in rows { cells.append(column.cell(row: Int(row))) }
            writePresence()
            cells.removeAll { $0.isNull }
            writeValues()
        }
    }

    private mutating func writePresence() {
        guard cells.contains(where: { $0.isNull }) else {
            writer.write(byte: 0)
            return
        }
        writer.write(byte: 1)
        writeBits { !$0.isNull }
    }

    private mutating func writeBits(_ isSet: (Cell) -> Bool) {
        for first in stride(from: 0, to: cells.count, by: 8) {
            var byte: UInt8 = 0
            for bit in 0..<min(8, cells.count - first) where isSet(cells[first + bit]) {
                byte |= 1 << UInt8(bit)
            }
            writer.write(byte: byte)
        }
    }

    private mutating func writeValues() {
        let tag = cells.first?.tag ?? .null
        let kind: Kind =
            if cells.contains(where: { $0.tag != tag }) {
                .others
            } else {
                switch tag {
                case .integer: .integers
                case .float: .floats
                case .boolean: .booleans
                case .string: .texts
                default: .others
                }
            }
        writer.write(byte: kind.rawValue)
        switch kind {
        case .integers:
            numbers.removeAll(keepingCapacity: true)
            for cell in cells { numbers.append(cell.integerBits) }
            writePacked()
        case .floats: writer.write(words: cells.map { $0.bits.littleEndian })
        case .booleans: writeBits { $0.booleanBits }
        case .texts: writeTexts()
        case .others:
            for cell in cells {
                var value = ByteWriter()
                ValueCodec.write(graph.value(cell), to: &value)
                writer.write(count: value.bytes.count)
                writer.write(bytes: value.bytes)
            }
        }
    }

    private mutating func writeTexts() {
        numbers.removeAll(keepingCapacity: true)
        var codes: [UInt32] = []
        for cell in cells {
            let code = Int(cell.code)
            if code >= places.count {
                places += [UInt32](
                    repeating: 0, count: code + 1024 + places.count / 2 - places.count)
            }
            if places[code] == 0 {
                codes.append(cell.code)
                places[code] = UInt32(codes.count)
            }
            numbers.append(Int64(places[code]) - 1)
        }
        writer.write(count: codes.count)
        for code in codes {
            writer.write(count: graph.utf8(of: code).count)
            places[Int(code)] = 0
        }
        for code in codes { writer.write(buffer: graph.utf8(of: code)) }
        writePacked()
    }

    /// Writes `numbers`.
    private mutating func writePacked() {
        let least = numbers.min() ?? 0
        let span = UInt64(bitPattern: (numbers.max() ?? 0) &- least)
        writer.write(unsigned: UInt64(bitPattern: least << 1 ^ least >> 63))
        func above(_ number: Int64) -> UInt64 { UInt64(bitPattern: number &- least) }
        switch span {
        case 0: writer.write(byte: 0)
        case ..<(1 << 8):
            writer.write(byte: 1)
            writer.write(words: numbers.map { UInt8(truncatingIfNeeded: above($0)) })
        case ..<(1 << 16):
            writer.write(byte: 2)
            writer.write(
                words: numbers.map { UInt16(truncatingIfNeeded: above($0)).littleEndian })
        case ..<(1 << 32):
            writer.write(byte: 4)
            writer.write(
                words: numbers.map { UInt32(truncatingIfNeeded: above($0)).littleEndian })
        default:
            writer.write(byte: 8)
            writer.write(words: numbers.map { above($0).littleEndian })
        }
    }
}
